"""Stable event ids: derived from a founding mention, never used for something else, redirected when events merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placard.records import DocumentInfo, Event, EventMention, make_id


def event_id(mention_id: str) -> str:
    """The id of the event founded by a mention."""
    return make_id("event", mention_id)


def name_events(
    groups: Sequence[tuple[str, ...]],
    mentions: Mapping[str, EventMention],
    documents: Mapping[str, DocumentInfo],
    previous: Sequence[Event] = (),
    redirects: Mapping[str, str] | None = None,
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Name clusters of mention ids.

    A cluster keeps the id of the event founded by one of its mentions: of those in use the earliest founded, else of those
    that were merged away before (a split gives them back), else it is founded by its earliest published mention. As an id
    is a function of its founding mention, and a mention stands in one cluster, no id can come to mean something else.

    Returns:
        Event id -> mention ids; and redirects: id in use before, or redirected before, and gone now -> the event where its
        founding mention is now.
    """

    def age(mention_id: str) -> tuple[str, str]:
        mention = mentions.get(mention_id)
        info = documents.get(mention.document_id) if mention else None
        return ((info.published if info else None) or "9999", mention_id)

    live = {event.id for event in previous}
    past = set(redirects or {})
    named: dict[str, tuple[str, ...]] = {}
    founded: dict[str, str] = {}
    for group in groups:
        oldest = sorted(group, key=age)
        ids = {mention: event_id(mention) for mention in oldest}
        founder = next(
            (mention for used in (live, past) for mention in oldest if ids[mention] in used),
            oldest[0],
        )
        named[ids[founder]] = tuple(sorted(group))
        for mention in group:
            founded[ids[mention]] = ids[founder]
    moved = {ident: founded[ident] for ident in sorted(live | past) if ident not in named and ident in founded}
    for event in previous:
        if event.id not in named and event.id not in moved:
            homes = [founded[event_id(mention)] for mention in event.mentions if event_id(mention) in founded]
            if homes:
                moved[event.id] = max(sorted(set(homes)), key=homes.count)
    return named, dict(sorted(moved.items()))
