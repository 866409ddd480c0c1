"""Weights of linking estimated without labels: expectation maximisation over the pairs of one project.

The model is that of Fellegi and Sunter (1969): given whether two mentions speak of one event, comparisons come out independently.
They do not quite - a report that names the square also names the town - so an estimate of their independence overstates what they
say together; the answer is therefore mixed with the shipped weights, which were fitted to labels.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from placard.errors import InputError
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import Facts
from placard.linking.parameters import Level, Parameters
from placard.linking.score import Levels, bits_of

FEWEST = 1000
ROUNDS = 100
SMOOTHING = 5.0
SHARE = 0.25
Array = NDArray[np.float64]


def estimate(facts: Sequence[Facts], pairs: NDArray[np.int64], base: Parameters, share: float = SHARE) -> Parameters:
    """Estimate the weights on a project's own candidate pairs.

    Args:
        facts: of all mentions.
        pairs: candidate pairs, as :func:`placard.linking.candidates.candidate_pairs` gives them.
        base: where to start, and what is mixed in.
        share: how much of each weight comes from the estimate, from 0 (nothing) to 1.

    Returns:
        ``base`` with other weights; its version names the pairs they were estimated on.

    Raises:
        InputError: if there are fewer than :data:`FEWEST` pairs between documents.
    """
    patterns = Counter(
        levels_of(facts[left], facts[right]) for left, right in pairs.tolist() if facts[left].document != facts[right].document
    )
    if patterns.total() < FEWEST:
        raise InputError(
            f"{patterns.total()} pairs of mentions are too few to estimate weights on",
            fix=f"at least {FEWEST} are needed; until then the weights stay as they are",
        )
    rows = sorted(patterns, key=repr)
    counts = np.array([patterns[row] for row in rows], dtype=np.float64)
    chance = 1 / (1 + np.exp2(-np.array([bits_of(row, base) for row in rows])))
    held = [_held(rows, number) for number in range(len(COMPARISONS))]
    for _ in range(ROUNDS):
        weights = [_weights(columns, counts, chance) for columns in held]
        prior = math.log((counts * chance).sum() / (counts * (1 - chance)).sum())
        odds = prior + sum((columns @ own[0] for columns, own in zip(held, weights, strict=True)), start=np.zeros(len(rows)))
        after = 1 / (1 + np.exp(-odds))
        if np.abs(after - chance).max() < 1e-6:
            break
        chance = after
    levels = {name: dict(known) for name, known in base.levels.items()}
    for comparison, columns, (bits, u) in zip(COMPARISONS, held, weights, strict=True):
        seen = columns.sum(axis=0)
        for number, level in enumerate(comparison.levels):
            if seen[number]:
                mixed = (1 - share) * base.bits(comparison.name, level.name) + share * float(bits[number]) / math.log(2)
                levels[comparison.name][level.name] = Level(float(u[number]) * 2**mixed, float(u[number]))
    digest = hashlib.sha256(repr([(row, patterns[row]) for row in rows]).encode()).hexdigest()[:8]
    mixed_prior = (1 - share) * base.prior + share * prior / math.log(2)
    return replace(base, prior=round(mixed_prior, 3), levels=levels, version=f"{base.version}~{digest}")


def _held(rows: Sequence[Levels], number: int) -> Array:
    """Which level of one comparison each pattern has: a column a level, all zero where there was nothing to compare."""
    names = [level.name for level in COMPARISONS[number].levels]
    result = np.zeros((len(rows), len(names)))
    for row, levels in enumerate(rows):
        level = levels[number]
        if level is not None:
            result[row, names.index(level)] = 1
    return result


def _weights(held: Array, counts: Array, chance: Array) -> tuple[Array, Array]:
    """Natural log of m / u of each level of one comparison, and u; smoothed by :data:`SMOOTHING` pairs spread as all pairs are."""
    overall = held.T @ counts
    spread = (overall + 1e-9) / (overall.sum() + 1e-9 * len(overall))
    matched, unmatched = held.T @ (counts * chance), held.T @ (counts * (1 - chance))
    m = (matched + SMOOTHING * spread) / (matched.sum() + SMOOTHING)
    u = (unmatched + SMOOTHING * spread) / (unmatched.sum() + SMOOTHING)
    return np.log(m / u), u
