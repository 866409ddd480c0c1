"""Which value cards a document's page lays out in full: those in sight; the rest are short until they come near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.pages.acts import card_extra
from placard.workbench.render import Page
from placard.workbench.views import MentionView, StatementView

CHUNK = 24  # cards that come at once
ALL_AT_ONCE = 72  # a document with no more values than this has every card in full


@dataclass(frozen=True, slots=True)
class Chunk:
    """Cards that follow one another; ``full`` says whether they have their buttons, or only a line each."""

    statements: tuple[StatementView, ...]
    full: bool


def chunks(mentions: Sequence[MentionView], at: str = "") -> dict[str, list[Chunk]]:
    """Mention id -> its cards in chunks: the first of the document and the one that holds the value ``at`` are full."""
    few = sum(len(mention.statements) for mention in mentions) <= ALL_AT_ONCE
    laid_out = 0
    result: dict[str, list[Chunk]] = {}
    for mention in mentions:
        parts = [mention.statements[start : start + CHUNK] for start in range(0, len(mention.statements), CHUNK)]
        listed = result.setdefault(mention.id, [])
        for part in parts:
            full = few or laid_out < CHUNK or any(one.id == at for one in part)
            listed.append(Chunk(part, full))
            laid_out += len(part)
    return result


def chunk(bench: Workbench, document_id: str, first: str) -> Page:
    """The full cards of the chunk that begins with a statement, for htmx to put in place of the short ones.

    Raises:
        Refused: if no statement of the document has that id any more.
    """
    for mention in bench.mention_views(list(bench.store.mentions_of([document_id]))):
        for start in range(0, len(mention.statements), CHUNK):
            part = mention.statements[start : start + CHUNK]
            if any(one.id == first for one in part):
                return Page("some_cards.html", "Values", {"statements": part}, card_extra(bench))
    raise Refused(404, "These values are no longer there", "Open the document anew: somebody took back what they had added.")
