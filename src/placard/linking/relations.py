"""Relations between events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placard.records import DocumentInfo, Event, EventMention, EventRelation, Source


def find_relations(
    events: Sequence[Event], mentions: Mapping[str, EventMention], documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]
) -> tuple[EventRelation, ...]:
    """Relations among events, sorted."""
    del events, mentions, documents, sources
    return ()
