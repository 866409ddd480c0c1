"""Linking: mentions in, judgements and events out.

One function, :func:`link_mentions`, calls the parts in order: facts, blocking, scores, clusters, ids, reconciliation,
relations. What it gives depends on the set of mentions, documents and people's judgements, never on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from placard.linking.candidates import candidate_pairs
from placard.linking.facts import collect
from placard.linking.identity import name_events
from placard.linking.incremental import judge_fresh
from placard.linking.judge import group, judge_pairs, opposed_pairs
from placard.linking.maybe import find_maybe_same
from placard.linking.parameters import Parameters, shipped
from placard.linking.reconcile import reconcile
from placard.linking.relations import find_relations
from placard.records import DocumentInfo, Event, EventMention, EventRelation, Judgement, Source


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found.

    Attributes:
        judgements: the machine's, one a pair worth keeping, sorted; people's are input and stay where they are.
        events: every event, sorted by id; each mention stands in exactly one.
        redirects: id of an event that was merged away -> id of the event that took it in.
        relations: between events, sorted.
    """

    judgements: tuple[Judgement, ...] = ()
    events: tuple[Event, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    relations: tuple[EventRelation, ...] = ()


def link_mentions(
    mentions: Sequence[EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
    *,
    judgements: Sequence[Judgement] = (),
    previous: Sequence[Event] = (),
    redirects: Mapping[str, str] | None = None,
    names: Mapping[str, Collection[str]] | None = None,
    parameters: Parameters | None = None,
    fresh: Collection[str] | None = None,
    done: Callable[[int], object] = int,
) -> Linked:
    """Decide which mentions speak of one event.

    Args:
        mentions: all mentions of the project, values resolved where they can be.
        documents: document id -> info, ``copy_of`` filled in.
        sources: source id -> source.
        judgements: what was judged before. Those of people (``by`` begins with ``person:``) that are not withdrawn are
            constraints no score overrides, the latest one of a pair counting; those of machines matter only with ``fresh``.
        previous: the events as they stand, for stable ids.
        redirects: earlier redirects, so that a split gives back the id an event had before it was merged.
        names: document id -> proper names of its text (:func:`placard.linking.words.proper_names`), if at hand.
        parameters: instead of the shipped ones.
        fresh: ids of mentions that are new or changed since ``previous``. Only the neighbourhoods they touch are judged
            again; the result equals that of a full run. None judges everything.
        done: told how many more mentions stand in a finished event, event by event.

    Returns:
        :class:`Linked`.
    """
    used = parameters or shipped()
    ordered = sorted(mentions, key=lambda mention: mention.id)
    facts = collect(ordered, documents, names)
    if fresh is None:
        found, kept = judge_pairs(facts, candidate_pairs(facts), used)
        groups = group(facts, kept, judgements, used, opposed_pairs(found))
    else:
        found, groups = judge_fresh(facts, frozenset(fresh), judgements, previous, used)
    linked = assemble(ordered, documents, sources, found, groups, previous, redirects or {}, done)
    maybe = find_maybe_same(linked.events, found, judgements, used)
    return replace(linked, relations=tuple(sorted((*linked.relations, *maybe), key=lambda one: (one.left, one.right, one.kind))))


def assemble(
    mentions: Sequence[EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
    judgements: tuple[Judgement, ...],
    groups: Sequence[tuple[str, ...]],
    previous: Sequence[Event],
    redirects: Mapping[str, str],
    done: Callable[[int], object] = int,
) -> Linked:
    """Name the clusters, reconcile what their mentions say, relate the events."""
    by_id = {mention.id: mention for mention in mentions}
    named, moved = name_events(groups, by_id, documents, previous, redirects)
    events = []
    for ident, members in sorted(named.items()):
        events.append(reconcile([by_id[member] for member in members], documents=documents, sources=sources, event_id=ident))
        done(len(members))
    return Linked(tuple(judgements), tuple(events), moved, find_relations(events, by_id, documents, sources))
