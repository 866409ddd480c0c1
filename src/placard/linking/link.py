"""Linking: mentions in, judgements and events out.

One function, :func:`link_mentions`, calls the parts in order: facts, blocking, scores, clusters, ids, reconciliation,
relations. What it gives depends on the set of mentions, documents and people's judgements, never on their order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from placard.linking.candidates import candidate_pairs
from placard.linking.cluster import cluster
from placard.linking.constraints import people_pairs, told_apart
from placard.linking.facts import Facts, collect
from placard.linking.identity import name_events
from placard.linking.parameters import Parameters, probability, shipped
from placard.linking.reconcile import reconcile
from placard.linking.relations import find_relations
from placard.linking.score import Levels, reasons_of, score_pairs
from placard.records import DocumentInfo, Event, EventMention, EventRelation, Judgement, Source

LARGE = 400_000


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

    Returns:
        :class:`Linked`.
    """
    chosen = parameters or shipped()
    ordered = sorted(mentions, key=lambda mention: mention.id)
    if fresh is not None:
        from placard.linking.incremental import link_fresh

        return link_fresh(
            ordered, documents, sources, judgements, previous, redirects or {}, names, chosen, frozenset(fresh), _judge, assemble
        )
    found, groups = _judge(ordered, documents, judgements, names, chosen)
    return assemble(ordered, documents, sources, found, groups, previous, redirects or {})


def _judge(
    mentions: Sequence[EventMention],
    documents: Mapping[str, DocumentInfo],
    judgements: Sequence[Judgement],
    names: Mapping[str, Collection[str]] | None,
    parameters: Parameters,
) -> tuple[tuple[Judgement, ...], list[tuple[str, ...]]]:
    """Score and cluster mentions (sorted by id): the machine's judgements and the clusters."""
    facts = collect(mentions, documents, names)
    pairs = candidate_pairs(facts)
    if len(pairs) > LARGE:
        from placard.linking.large import score_large

        scores, levels = score_large(facts, pairs, parameters)
    else:
        scores, levels = score_pairs(facts, pairs, parameters)
    kept: dict[tuple[str, str], float] = {}
    made: list[Judgement] = []
    for (left, right), bits, level in zip(pairs.tolist(), scores.tolist(), levels, strict=True):
        one, two = facts[left], facts[right]
        if bits >= parameters.floor and not told_apart(one, two):
            kept[one.id, two.id] = bits
            made.append(_judgement(one, two, bits, level, parameters))
    same, different = people_pairs(judgements)
    apart = different + _document_pairs(facts, same)
    groups = cluster(
        [item.id for item in facts], kept, same=same, different=apart, link_at=parameters.link_at, absent=parameters.absent
    )
    return tuple(made), groups


def assemble(
    mentions: Sequence[EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
    judgements: tuple[Judgement, ...],
    groups: Sequence[tuple[str, ...]],
    previous: Sequence[Event],
    redirects: Mapping[str, str],
) -> Linked:
    """Name the clusters, reconcile what their mentions say, relate the events."""
    by_id = {mention.id: mention for mention in mentions}
    named, moved = name_events(groups, by_id, documents, previous, redirects)
    events = tuple(
        reconcile([by_id[ident] for ident in group], documents=documents, sources=sources, event_id=ident)
        for ident, group in sorted(named.items())
    )
    return Linked(tuple(judgements), events, moved, find_relations(events, by_id, documents, sources))


def _judgement(left: Facts, right: Facts, bits: float, levels: Levels, parameters: Parameters) -> Judgement:
    return Judgement(
        left=left.id,
        right=right.id,
        verdict=verdict(bits, parameters),
        score=round(probability(bits), 6),
        reasons=reasons_of(levels, parameters),
        by=parameters.version,
    )


def verdict(bits: float, parameters: Parameters) -> str:
    """What a score says: same, different, or unsure within a band around the threshold."""
    if bits >= parameters.link_at + parameters.unsure:
        return "same"
    return "different" if bits <= parameters.link_at - parameters.unsure else "unsure"


def _document_pairs(facts: Sequence[Facts], same: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs within one document that the document tells apart, except those a person joined."""
    joined = {frozenset(pair) for pair in same}
    by_document: dict[str, list[Facts]] = {}
    for item in facts:
        by_document.setdefault(item.document, []).append(item)
    return [
        (one.id, two.id)
        for items in by_document.values()
        for number, one in enumerate(items)
        for two in items[number + 1 :]
        if told_apart(one, two) and frozenset((one.id, two.id)) not in joined
    ]
