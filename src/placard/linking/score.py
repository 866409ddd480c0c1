"""Scores of pairs: the sum of what each comparison is worth, in bits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import Facts
from placard.linking.parameters import Parameters
from placard.records import Reason

Levels = tuple[str | None, ...]
_WORDS = {(comparison.name, level.name): level.words for comparison in COMPARISONS for level in comparison.levels}


def bits_of(levels: Levels, parameters: Parameters) -> float:
    """Score of a pair with these levels: log-odds of "same" in bits, to three places, so that its reasons add up to it."""
    return round(math.fsum(reason.weight for reason in reasons_of(levels, parameters)), 3)


def score_pairs(
    facts: Sequence[Facts], pairs: NDArray[np.int64], parameters: Parameters
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[Levels]]:
    """Pairs of positions at or above the floor, their scores and levels; ``placard.linking.large`` does the same through Splink."""
    known: dict[Levels, float] = {}
    kept: list[tuple[int, int]] = []
    scores: list[float] = []
    levels: list[Levels] = []
    for left, right in pairs.tolist():
        found = levels_of(facts[left], facts[right])
        bits = known.get(found)
        if bits is None:
            bits = known[found] = bits_of(found, parameters)
        if bits >= parameters.floor:
            kept.append((left, right))
            scores.append(bits)
            levels.append(found)
    return np.array(kept, np.int64).reshape(-1, 2), np.array(scores, np.float64), levels


def reasons_of(levels: Levels, parameters: Parameters) -> tuple[Reason, ...]:
    """What made the score: the prior, then each comparison that weighed anything, heaviest first."""
    found = [
        _reason(comparison.name, level, round(parameters.bits(comparison.name, level), 3))
        for comparison, level in zip(COMPARISONS, levels, strict=True)
        if level is not None and parameters.bits(comparison.name, level) != 0.0
    ]
    found.sort(key=lambda reason: (-abs(reason.weight), reason.name))
    return (Reason("prior", "two mentions worth comparing", round(parameters.prior, 3)), *found)


@lru_cache(maxsize=10_000)
def _reason(comparison: str, level: str, weight: float) -> Reason:
    return Reason(comparison, _WORDS[comparison, level], weight)
