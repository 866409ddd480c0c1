"""Judgements of the machine, and the clusters that follow from them and from people's judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from placard.linking.cluster import cluster
from placard.linking.constraints import people_pairs, told_apart
from placard.linking.facts import Facts
from placard.linking.parameters import Parameters, probability
from placard.linking.score import Levels, reasons_of, score_pairs
from placard.records import Judgement, Reason

LARGE = 400_000
PLAINLY = -2.0  # bits; what is only known roughly, or only to one, weighs less
Groups = list[tuple[str, ...]]


def judge_pairs(
    facts: Sequence[Facts], pairs: NDArray[np.int64], parameters: Parameters
) -> tuple[tuple[Judgement, ...], dict[tuple[str, str], float]]:
    """The machine's judgements of pairs of positions, and their scores in bits; pairs below the floor are dropped."""
    if len(pairs) > LARGE:
        from placard.linking.large import score_large

        rows, scores, levels = score_large(facts, pairs, parameters)
    else:
        rows, scores, levels = score_pairs(facts, pairs, parameters)
    kept: dict[tuple[str, str], float] = {}
    made: list[Judgement] = []
    # Of a million judgements most share their levels, and so their reasons.
    reasons: dict[Levels, tuple[Reason, ...]] = {}
    for (left, right), bits, level in zip(rows.tolist(), scores.tolist(), levels, strict=True):
        one, two = facts[left], facts[right]
        if not told_apart(one, two):
            kept[one.id, two.id] = bits
            why = reasons.get(level)
            if why is None:
                why = reasons[level] = reasons_of(level, parameters)
            made.append(_judgement(one, two, bits, why, parameters))
    return tuple(made), kept


def group(
    facts: Sequence[Facts],
    kept: Mapping[tuple[str, str], float],
    judgements: Sequence[Judgement],
    parameters: Parameters,
    opposed: Iterable[tuple[str, str]] = (),
) -> Groups:
    """Clusters of mention ids from scores in bits, people's judgements, and pairs that contradict each other.

    The last are those of :func:`opposed_pairs`.
    """
    same, different = people_pairs(judgements)
    return cluster(
        [item.id for item in facts],
        kept,
        same=same,
        different=different + _document_pairs(facts, same),
        opposed=opposed,
        link_at=parameters.link_at,
        absent=parameters.absent,
        adopt_at=parameters.adopt_at,
        adopt_lead=parameters.adopt_lead,
    )


def opposed_pairs(judgements: Iterable[Judgement]) -> list[tuple[str, str]]:
    """The pairs of machine judgements whose days or places speak plainly against one event."""
    return [
        (judgement.left, judgement.right)
        for judgement in judgements
        if any(reason.name in ("when", "where") and reason.weight <= PLAINLY for reason in judgement.reasons)
    ]


def _judgement(left: Facts, right: Facts, bits: float, reasons: tuple[Reason, ...], parameters: Parameters) -> Judgement:
    return Judgement(
        left=left.id,
        right=right.id,
        verdict=verdict(bits, parameters),
        score=round(probability(bits), 6),
        reasons=reasons,
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
