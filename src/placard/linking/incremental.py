"""Linking when a few mentions are new: only the neighbourhoods they touch are judged and clustered again.

A score depends on two mentions alone, and clusters never reach beyond a connected component of kept pairs. So the old
judgements of untouched pairs stand, and the clusters of components without a new or changed mention stand too (a vanished one
makes for a full run): the result is that of a full run, except inside blocks larger than ``candidates.LARGEST``, whose pairs
depend on the pile.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from placard.linking.candidates import candidate_pairs
from placard.linking.facts import Facts
from placard.linking.judge import Groups, group, judge_pairs, opposed_pairs
from placard.linking.parameters import Parameters
from placard.records import Event, Judgement


def judge_fresh(
    facts: Sequence[Facts],
    fresh: frozenset[str],
    judgements: Sequence[Judgement],
    previous: Sequence[Event],
    parameters: Parameters,
) -> tuple[tuple[Judgement, ...], Groups]:
    """Judgements and clusters of all mentions (facts sorted by id), of which ``fresh`` are new or changed.

    Machine judgements of other parameters than these are of no use and make their mentions fresh.
    """
    position = {item.id: number for number, item in enumerate(facts)}
    if any(mention not in position for event in previous for mention in event.mentions):
        fresh = frozenset(position)  # a document lost a mention, and its others lost context: nobody says which
    settled = {mention for event in previous for mention in event.mentions}
    stale = {end for j in judgements if _machine(j) and j.by != parameters.version for end in (j.left, j.right)}
    touched_documents = {item.document for item in facts if item.id in fresh or item.id not in settled or item.id in stale}
    changed = {item.id for item in facts if item.document in touched_documents}
    changed |= {item.id for item in facts if item.root in touched_documents}
    reused = tuple(
        judgement
        for judgement in judgements
        if _machine(judgement)
        and judgement.by == parameters.version
        and judgement.withdrawn_at is None
        and judgement.left in position
        and judgement.right in position
        and judgement.left not in changed
        and judgement.right not in changed
    )
    pairs = candidate_pairs(facts)
    is_changed = np.array([item.id in changed for item in facts], dtype=bool)
    made, kept = judge_pairs(facts, pairs[is_changed[pairs].any(axis=1)], parameters)
    kept |= {(j.left, j.right): bits_of_reasons(j) for j in reused}
    people = [judgement for judgement in judgements if not _machine(judgement)]
    home = _components(position, [*kept, *((j.left, j.right) for j in people)])
    touched = {home[mention] for mention in changed}
    touched |= {home[end] for j in people for end in (j.left, j.right) if end in home}
    again = [item for item in facts if home[item.id] in touched]
    names = {item.id for item in again}
    near = {pair: bits for pair, bits in kept.items() if pair[0] in names}
    groups = group(again, near, people, parameters, opposed_pairs(one for one in (*reused, *made) if one.left in names))
    groups += [
        event.mentions for event in previous if event.mentions and event.mentions[0] in home and event.mentions[0] not in names
    ]
    found = sorted((*reused, *made), key=lambda judgement: (judgement.left, judgement.right))
    return tuple(found), sorted(groups)


def bits_of_reasons(judgement: Judgement) -> float:
    """The exact score of a machine judgement: its reasons' weights added up."""
    return round(math.fsum(reason.weight for reason in judgement.reasons), 3)


def _machine(judgement: Judgement) -> bool:
    return not judgement.by.startswith("person:")


def _components(items: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Item -> representative of its connected component."""
    parent = {item: item for item in items}

    def find(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for left, right in edges:
        if left in parent and right in parent:
            one, two = find(left), find(right)
            if one != two:
                parent[max(one, two)] = min(one, two)
    return {item: find(item) for item in parent}
