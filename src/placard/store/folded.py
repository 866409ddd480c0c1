"""A project as people left it: the same listings as the store's, with all decisions folded in.

Linking, releases and ``placard verify`` read through this; what machines coded stays in the store as it was (law 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from placard.records import EventMention, EventRelation, Source
from placard.review.decide import fold
from placard.review.fold import apply, apply_sources, settled
from placard.store import rows, schema
from placard.store.reader import StoreReader


class FoldedReader(StoreReader):
    """A reader beside another one of the same project; it closes with that one.

    Args:
        store: an open project.
        decisions: how many decisions to fold in, oldest first; all by default. A release is verified with those it was
            built with.

    Attributes:
        taken: how many decisions were folded in.
    """

    def __init__(self, store: StoreReader, decisions: int | None = None) -> None:
        super().__init__(store._engine, store.folder)
        listed = store.decisions()[:decisions]
        self.taken = len(listed)
        self._reviewed = fold(listed)

    def _with_statements(self, mentions: Sequence[rows.Row]) -> Iterator[EventMention]:
        return apply(super()._with_statements(mentions), self._reviewed)

    def settled_mentions(self) -> Iterator[EventMention]:
        """All mentions, with what people accepted taken for certain: what linking goes by."""
        return (settled(mention, self._reviewed) for mention in self.mentions())

    def sources(self) -> dict[str, Source]:
        """All sources by id, as people corrected them."""
        return apply_sources(super().sources(), self._reviewed)

    def redirects(self) -> dict[str, str]:
        """Merged event id -> the live event it leads to; ids that lead nowhere any more are left out."""
        known = super().redirects()
        live = self._live()
        result: dict[str, str] = {}
        for event_id in known:
            target, steps = known[event_id], 0
            while target in known and steps < len(known):
                target, steps = known[target], steps + 1
            if target in live:
                result[event_id] = known[event_id] if known[event_id] in live else target
        return result

    def relations(self) -> list[EventRelation]:
        """Relations between events that are live; those of events that people merged or rejected wait for linking."""
        live = self._live()
        return [relation for relation in super().relations() if relation.left in live and relation.right in live]

    def _live(self) -> set[str]:
        table = schema.events
        return {str(row["id"]) for row in self._rows(select(table.c.id).where(table.c.state == "live"))}
