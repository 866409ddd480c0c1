"""The workbench's hold on a project: records to read, the fold of all decisions, and the one door for acts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from placard.codebook import Codebook, default_codebook
from placard.records import Decision, DocumentInfo, EventMention, Source
from placard.review.decide import Reviewed, fold
from placard.review.effects import World
from placard.review.fold import apply_sources, stands
from placard.store import lookup
from placard.store.catalog import Catalog
from placard.store.store import Store
from placard.workbench.identity import Identity
from placard.workbench.views import MentionView, mention_view


def utc_now() -> str:
    """Now, as an ISO date-time in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Workbench:
    """One open project; safe to use from several threads.

    Args:
        folder: the project's folder.
        identity: who acts.
        clock: gives the time of a decision.

    Raises:
        ProjectError: if the folder is no project.
    """

    def __init__(self, folder: Path, identity: Identity, clock: Callable[[], str] = utc_now) -> None:
        self.folder = folder
        self.identity = identity
        self.clock = clock
        self.codebook: Codebook = default_codebook()
        self.store = Store.open(folder)
        self.catalog = Catalog(folder)
        self.catalog.ensure()
        self.secret = self.catalog.secret()
        self.acting = threading.Lock()
        self._folding = threading.Lock()
        self._decisions: list[Decision] = []
        self._last = 0
        self._reviewed: Reviewed = fold(())

    @property
    def name(self) -> str:
        """The project's name: that of its folder."""
        return self.folder.resolve().name

    def close(self) -> None:
        """Close the project."""
        self.store.close()
        self.catalog.close()

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first; only new ones are read."""
        self._update()
        return self._decisions

    def reviewed(self) -> Reviewed:
        """The present state: the fold over all decisions."""
        self._update()
        return self._reviewed

    def _update(self) -> None:
        with self._folding:
            new = lookup.decisions_after(self.store, self._last)
            if new:
                # A new list, not a longer one: a page being made may still read the old one.
                self._decisions = [*self._decisions, *(decision for _, decision in new)]
                self._last = new[-1][0]
                self._reviewed = fold(self._decisions)

    def sources(self, ids: Iterable[str | None]) -> dict[str, Source]:
        """Sources by id, as people corrected them."""
        return apply_sources(lookup.sources_of(self.store, ids), self.reviewed())

    def mention_views(self, mentions: Sequence[EventMention], reviewed: Reviewed | None = None) -> list[MentionView]:
        """Views of mentions given as their coders made them, in their order; less those whose adding was taken back."""
        state = reviewed or self.reviewed()
        mentions = [mention for mention in mentions if stands(mention, state)]
        documents = lookup.heads(self.store, (mention.document_id for mention in mentions))
        sources = self.sources(document.source_id for document in documents.values())
        events = self.store.event_of_mention([mention.id for mention in mentions])
        return [
            mention_view(
                mention,
                documents[mention.document_id],
                sources.get(documents[mention.document_id].source_id or ""),
                events.get(mention.id, ""),
                state,
                self.codebook,
            )
            for mention in mentions
        ]

    def world(self, mention_ids: Iterable[str], new: Sequence[EventMention] = ()) -> World:
        """What the events of some mentions stand on, and of ``new`` ones that are not stored yet."""
        mentions = self.store.mentions_by_id(mention_ids) | {mention.id: mention for mention in new}
        heads = lookup.heads(self.store, (mention.document_id for mention in mentions.values()))
        heads |= lookup.heads(self.store, (head.copy_of for head in heads.values() if head.copy_of))
        infos: dict[str, DocumentInfo] = {key: head.info() for key, head in heads.items()}
        return World(mentions, infos, self.sources(info.source_id for info in infos.values()))
