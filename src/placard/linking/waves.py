"""Waves: events that press one claim in one country, close in time, found from the relations between events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placard.linking.cluster import cluster
from placard.linking.facts import CLAIM, quoted, worded
from placard.linking.words import content, rarity
from placard.records import DateRange, Event, EventMention, EventRelation, Place, make_id

JOINING = ("same_campaign", "continues", "follows_repression", "counter_protest")
_BITS = {"same_campaign": 3.0, "continues": 3.0, "follows_repression": 2.0, "counter_protest": 1.0}


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave: its events in order of day, its first and last day, its countries and the words its claims share."""

    id: str
    events: tuple[str, ...]
    start: str | None
    end: str | None
    countries: tuple[str, ...]
    words: tuple[str, ...]


def find_waves(
    events: Sequence[Event], relations: Iterable[EventRelation], mentions: Mapping[str, EventMention] | None = None
) -> list[Wave]:
    """Group events into waves of two and more, by how many of their pairs are related; the rest belong to none.

    An event joins a wave if it is related to a good part of it, not to one member only, so two campaigns that share one
    joint rally stay two.
    """
    known = {event.id: event for event in events}
    scores: dict[tuple[str, str], float] = {}
    for relation in relations:
        if relation.kind in JOINING and relation.left in known and relation.right in known:
            left, right = sorted((relation.left, relation.right))
            scores[left, right] = max(scores.get((left, right), 0.0), _BITS[relation.kind] * relation.score)
    groups = cluster(sorted(known), scores, link_at=0.25, absent=-1.0)
    waves = [_wave([known[ident] for ident in group], mentions or {}) for group in groups if len(group) > 1]
    return sorted(waves, key=lambda wave: (wave.start or "9999", wave.id))


def _wave(events: Sequence[Event], mentions: Mapping[str, EventMention]) -> Wave:
    ordered = sorted(events, key=lambda event: (_date(event).start if _date(event) else "9999", event.id))  # type: ignore[union-attr]
    dates = [date for event in ordered if (date := _date(event)) is not None]
    countries = {
        shown.value.country
        for event in ordered
        for shown in event.shown.get("place", ())
        if isinstance(shown.value, Place) and shown.value.country
    }
    told: Counter[str] = Counter()
    for event in ordered:
        found: set[str] = set()
        for ident in event.mentions:
            if ident in mentions:
                found |= worded(content, mentions[ident], CLAIM)
        told.update(found)
    shared = [word for word, count in told.items() if count > 1]
    best = sorted(shared, key=lambda word: (-told[word] * rarity(word), word))[:6]
    return Wave(
        make_id("wave", min(event.id for event in ordered)),
        tuple(event.id for event in ordered),
        min((date.start for date in dates), default=None),
        max((date.end for date in dates), default=None),
        tuple(sorted(countries)),
        tuple(_full(word, ordered, mentions) for word in best),
    )


def _full(stem: str, events: Sequence[Event], mentions: Mapping[str, EventMention]) -> str:
    """The commonest whole word behind a stem."""
    found: Counter[str] = Counter()
    for event in events:
        for ident in event.mentions:
            for statement in mentions[ident].statements if ident in mentions else ():
                if statement.variable in CLAIM:
                    found.update(word for word in quoted(statement).casefold().split() if stem in content(word))
    return min(found, key=lambda word: (-found[word], word)).strip(".,;:!?\"'") if found else stem


def _date(event: Event) -> DateRange | None:
    shown = event.shown.get("date", ())
    return shown[0].value if shown and isinstance(shown[0].value, DateRange) else None
