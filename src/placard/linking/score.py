"""Scores of pairs: the sum of what each comparison is worth, in bits."""

from __future__ import annotations

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
    """Score of a pair with these levels: log-odds of "same" in bits."""
    total = parameters.prior
    for comparison, level in zip(COMPARISONS, levels, strict=True):
        total += parameters.bits(comparison.name, level)
    return total


def score_pairs(facts: Sequence[Facts], pairs: NDArray[np.int64], parameters: Parameters) -> tuple[NDArray[np.float64], list[Levels]]:
    """Scores and levels of pairs of positions, in Python; ``placard.linking.large`` gives the same scores through Splink."""
    known: dict[Levels, float] = {}
    scores = np.empty(len(pairs), np.float64)
    levels: list[Levels] = []
    for row, (left, right) in enumerate(pairs.tolist()):
        found = levels_of(facts[left], facts[right])
        if found not in known:
            known[found] = bits_of(found, parameters)
        scores[row] = known[found]
        levels.append(found)
    return scores, levels


def reasons_of(levels: Levels, parameters: Parameters) -> tuple[Reason, ...]:
    """What made the score: the prior, then each comparison that weighed anything, heaviest first."""
    found = [
        _reason(comparison.name, level, round(parameters.bits(comparison.name, level), 3))
        for comparison, level in zip(COMPARISONS, levels, strict=True)
        if level is not None and abs(parameters.bits(comparison.name, level)) >= 0.005
    ]
    found.sort(key=lambda reason: (-abs(reason.weight), reason.name))
    return (Reason("prior", "two mentions worth comparing", round(parameters.prior, 3)), *found)


@lru_cache(maxsize=10_000)
def _reason(comparison: str, level: str, weight: float) -> Reason:
    return Reason(comparison, _WORDS[comparison, level], weight)
