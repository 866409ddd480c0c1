"""What decisions do to events: new shown values after a value changed, new members after a merge or a split. Pure functions.

Linking run again gives the same events: decisions are folded into the mentions it sees, and what people said of pairs are
constraints no score overrides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from placard.linking.identity import name_events
from placard.linking.reconcile import reconcile
from placard.records import DocumentInfo, Event, EventMention, Judgement, Source
from placard.review.decide import Reviewed
from placard.review.fold import apply_one, settled


@dataclass(frozen=True, slots=True)
class World:
    """The part of a project that some events stand on.

    Attributes:
        mentions: as their coders made them, by id.
        documents: infos of their documents and of the texts those republish.
        sources: sources of those documents, people's corrections folded in.
    """

    mentions: Mapping[str, EventMention]
    documents: Mapping[str, DocumentInfo]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Effect:
    """Events to write, ids that go out of use, and where merged ids lead."""

    events: tuple[Event, ...] = ()
    gone: tuple[str, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)


def renewed(members: Mapping[str, Sequence[str]], world: World, reviewed: Reviewed) -> Effect:
    """Events (id -> mention ids) with the values they show now; an event whose mentions are all rejected is gone.

    Rejected mentions stay members, so that taking the rejection back brings them back to their event.
    """
    events: list[Event] = []
    gone: list[str] = []
    for event_id, mention_ids in members.items():
        event = _reconciled(event_id, mention_ids, world, reviewed)
        if event is None:
            gone.append(event_id)
        else:
            events.append(event)
    return Effect(tuple(events), tuple(gone))


def regrouped(
    groups: Iterable[Sequence[str]], previous: Sequence[Event], redirects: Mapping[str, str], world: World, reviewed: Reviewed
) -> Effect:
    """Events for new groups of the mentions of ``previous``, named as linking names them: a split gives old ids back."""
    listed = [tuple(sorted(group)) for group in groups if group]
    named, moved = name_events(listed, world.mentions, world.documents, previous, redirects)
    effect = renewed(named, world, reviewed)
    return Effect(effect.events, effect.gone, {key: target for key, target in moved.items() if redirects.get(key) != target})


def _reconciled(event_id: str, mention_ids: Sequence[str], world: World, reviewed: Reviewed) -> Event | None:
    found = (world.mentions[key] for key in mention_ids if key in world.mentions)
    # A mention all of whose values were rejected says nothing any more, and reconciliation needs something to stand on.
    left = (mention for one in found if (mention := apply_one(one, reviewed)) is not None and mention.statements)
    kept = [settled(mention, reviewed) for mention in left]
    if not kept:
        return None
    event = reconcile(kept, documents=world.documents, sources=world.sources, event_id=event_id)
    return Event(event.id, tuple(mention_ids), event.shown, event.conflicts)


def person_judgements(
    left: Iterable[str], right: Iterable[str], verdict: str, *, by: str, at: str, reason: str = ""
) -> list[Judgement]:
    """A person's judgement of every pair between two sets of mentions, in order.

    ``same`` needs only one pair, as clusters are joined whole; ``different`` needs all, for any could join them again.
    """
    pairs = sorted(tuple(sorted(pair)) for pair in product(sorted(set(left)), sorted(set(right))) if pair[0] != pair[1])
    if verdict == "same":
        pairs = pairs[:1]
    score = {"same": 1.0, "different": 0.0}.get(verdict, 0.5)
    return [Judgement(one, two, verdict, score, (), f"person:{by}", at) for one, two in pairs]
