"""The link stories as the shipped coder tells them: what linking meets in a run, where values are missing or misplaced.

A coded mention bears the event key of the gold mention it meets. Linking is measured on them (``benchmarks/linking.py``). Fitting
the weights to them as well was tried and left out; ``docs/linking.md`` says why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from gold import gold_mentions, read_marked
from placard.records import Coded, EventMention


@dataclass(frozen=True)
class CodedStories:
    """Coded mentions of the link stories; ``met`` is gold mention id -> the coded mention that meets it."""

    mentions: list[EventMention]
    met: dict[str, EventMention]

    def predicted(self, cluster: Mapping[str, object]) -> dict[str, object]:
        """Gold mention id -> the group of the coded mention that meets it; missed ones are not there."""
        return {ident: cluster[ours.id] for ident, ours in self.met.items()}


def coded_stories(paths: Iterable[Path]) -> CodedStories:
    """Code the link stories with the shipped coder, resolve them as a run does, and align them to gold."""
    from placard.coding import load_coder  # type: ignore[attr-defined]
    from placard.resolving.mentions import resolve_mentions

    documents, gold_by_document = {}, {}
    for doc in read_marked(paths):
        document, _, mentions = gold_mentions(doc)
        documents[document.id], gold_by_document[document.id] = document, mentions
    by_document: dict[str, list[EventMention]] = {}
    for result in load_coder().code(documents.values()):
        if isinstance(result, Coded):
            by_document[result.document_id] = list(resolve_mentions(documents[result.document_id], result.mentions))
    met = {}
    for ident, golds in gold_by_document.items():
        for gold, ours in align(golds, by_document.get(ident, [])):
            if ours is not None:
                met[gold.id] = ours
    return CodedStories([mention for found in by_document.values() for mention in found], met)


def align(gold: Sequence[EventMention], ours: Sequence[EventMention]) -> list[tuple[EventMention, EventMention | None]]:
    """Best one-to-one match of a document's gold mentions to coded ones, by shared evidence; triggers count five times."""

    def overlap(one: EventMention, two: EventMention) -> int:
        total = 0
        for a in one.statements:
            for b in two.statements:
                if a.variable == b.variable and any(x.overlaps(y) for x in a.evidence for y in b.evidence):
                    total += 5 if a.variable == "trigger" else 1
        return total

    scored = sorted(((overlap(g, o), g.id, o.id) for g in gold for o in ours), key=lambda item: (-item[0], item[1], item[2]))
    taken: dict[str, str] = {}
    for score, one, two in scored:
        if score and one not in taken and two not in taken.values():
            taken[one] = two
    known = {mention.id: mention for mention in ours}
    return [(mention, known.get(taken.get(mention.id, ""))) for mention in gold]
