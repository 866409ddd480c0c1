"""Weights of linking learned from what people judged in one project, held close to the shipped ones.

A project's reports may differ from those the shipped weights were fitted to: places told more roughly, claims that all sound alike.
Where people have joined and told apart enough pairs, a logistic regression says by how much each comparison deserves more or
less weight here, and each level besides; a Gaussian prior around the shipped weights (Chelba and Acero 2006, "Adaptation of maximum
entropy capitalizer") keeps what the judgements do not speak of.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placard.errors import InputError
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.constraints import people_pairs, told_apart
from placard.linking.facts import Facts
from placard.linking.parameters import Level, Parameters
from placard.linking.score import Levels
from placard.records import Judgement

FEWEST = 40
FEWEST_OF_EACH = 8
FOLDS = 5
UNSEEN = 0.01  # how often a level is taken to be seen that the file of weights is too old to know
# Standard deviations of the prior: of a comparison's factor around 1, and in natural log-odds of a level and of the intercept.
FACTOR, LEVEL, INTERCEPT = 0.5, 0.5, 1.0
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Refit:
    """Refitted parameters and what speaks for them.

    Attributes:
        parameters: weights moved, everything else as it was; their version names the judgements they were fitted to.
        same, different: judged pairs of each kind.
        loss_before, loss_after: bits of surprise a judged pair under the weights before, and under weights fitted without the
            fifth of the acts it is in (cross-validated).
    """

    parameters: Parameters
    same: int
    different: int
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        """Whether weights fitted to some judgements foretell the others better than the weights before."""
        return self.loss_after < self.loss_before


def refit(facts: Sequence[Facts], judgements: Sequence[Judgement], base: Parameters) -> Refit:
    """Fit the weights to people's judgements.

    Args:
        facts: of all mentions judged; others are ignored.
        judgements: all judgements; people's latest word on a pair counts, machines' are ignored.
        base: the parameters to stay close to.

    Raises:
        InputError: if there are fewer than :data:`FEWEST` judged pairs, or :data:`FEWEST_OF_EACH` of a kind.
    """
    rows, same, acts = _judged(facts, judgements)
    counted = Counter(same)
    if len(rows) < FEWEST or min(counted[True], counted[False]) < FEWEST_OF_EACH:
        raise InputError(
            f"{counted[True]} pairs judged the same and {counted[False]} judged different are too few to fit weights to",
            fix=f"judge at least {FEWEST} pairs, {FEWEST_OF_EACH} of either kind; until then the weights stay as they are",
        )
    known, weight = np.array(same, dtype=np.float64), _weights(acts)
    design = _Design(rows, base)
    names = sorted(set(acts))
    fold_of = {act: number % FOLDS for number, act in enumerate(sorted(names, key=lambda act: _digest(act)))}
    fold = np.array([fold_of[act] for act in acts])
    odds = np.empty(len(rows))
    for number in range(FOLDS):
        out = fold == number
        odds[out] = design.odds(design.fit(known[~out], weight[~out], ~out))[out]
    theta = design.fit(known, weight)
    version = f"{base.version}+{_digest(repr(sorted(zip(rows, same, acts, strict=True), key=repr)))[:8]}"
    return Refit(
        replace(design.parameters(theta), version=version),
        counted[True],
        counted[False],
        _loss(design.odds(design.start), known, weight),
        _loss(odds, known, weight),
    )


def _judged(facts: Sequence[Facts], judgements: Sequence[Judgement]) -> tuple[list[Levels], list[bool], list[str]]:
    """Levels, verdict and act (who, when) of each pair people judged."""
    by_id = {item.id: item for item in facts}
    same, different = people_pairs(judgements)
    act: dict[tuple[str, str], tuple[str, str]] = {}
    for judgement in judgements:
        pair = (judgement.left, judgement.right)
        if judgement.by.startswith("person:") and judgement.withdrawn_at is None:
            act[pair] = max(act.get(pair, ("", "")), (judgement.at, judgement.by))
    rows: list[Levels] = []
    verdicts: list[bool] = []
    acts: list[str] = []
    for left, right, verdict in sorted([(*pair, True) for pair in same] + [(*pair, False) for pair in different]):
        one, two = by_id.get(left), by_id.get(right)
        if one is not None and two is not None and not told_apart(one, two):
            rows.append(levels_of(one, two))
            verdicts.append(verdict)
            acts.append(" ".join(act[left, right]))
    return rows, verdicts, acts


def _weights(acts: Sequence[str]) -> Array:
    """Merging two events of ten reports judges a hundred pairs at once; together they count as ten."""
    sizes = Counter(acts)
    return np.array([1 / math.sqrt(sizes[act]) for act in acts])


class _Design:
    """Pairs as a regression: the intercept, a factor for each comparison, and a shift for each level.

    The odds of a pair are the shipped weights of its levels, each times its comparison's factor, plus their shifts.
    """

    def __init__(self, rows: Sequence[Levels], base: Parameters) -> None:
        self.base = base
        self.columns = [(c.name, level.name) for c in COMPARISONS for level in c.levels]
        place = {column: number for number, column in enumerate(self.columns)}
        self.shipped = np.array([base.bits(*column) * math.log(2) for column in self.columns])
        held = np.zeros((len(rows), len(self.columns)))
        for row, levels in enumerate(rows):
            for comparison, level in zip(COMPARISONS, levels, strict=True):
                if level is not None:
                    held[row, place[comparison.name, level]] = 1
        self.seen: Array = held.sum(axis=0)
        self.owner = np.zeros((len(self.columns), len(COMPARISONS)))
        for number, comparison in enumerate(COMPARISONS):
            self.owner[[place[comparison.name, level.name] for level in comparison.levels], number] = 1
        self.matrix: Array = np.hstack([np.ones((len(rows), 1)), (held * self.shipped) @ self.owner, held])
        factors, levels_ = len(COMPARISONS), len(self.columns)
        self.start = np.concatenate([[base.prior * math.log(2)], np.ones(factors), np.zeros(levels_)])
        self.spread = np.concatenate([[INTERCEPT], np.full(factors, FACTOR), np.full(levels_, LEVEL)])

    def odds(self, theta: Array) -> Array:
        """Natural log-odds of "same" of each pair."""
        found: Array = self.matrix @ theta
        return found

    def fit(self, same: Array, weight: Array, use: NDArray[np.bool_] | None = None) -> Array:
        """The most probable coefficients; factors may not be negative."""
        from scipy.optimize import minimize  # type: ignore[import-untyped]

        matrix = self.matrix if use is None else self.matrix[use]

        def loss(theta: Array) -> tuple[float, Array]:
            odds = matrix @ theta
            away = (theta - self.start) / self.spread
            slope = weight * (1 / (1 + np.exp(-odds)) - same)
            value = float((weight * (np.logaddexp(0, odds) - same * odds)).sum() + 0.5 * (away**2).sum())
            return value, matrix.T @ slope + away / self.spread

        factors = len(COMPARISONS)
        bounds = [(None, None)] + [(0.0, None)] * factors + [(None, None)] * (len(self.start) - factors - 1)
        found: Array = minimize(loss, self.start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
        return found

    def parameters(self, theta: Array) -> Parameters:
        """The base with these weights; in each comparison they keep the order of the shipped ones."""
        factors = len(COMPARISONS)
        weights = self.shipped * (self.owner @ theta[1 : 1 + factors]) + theta[1 + factors :]
        levels: dict[str, dict[str, Level]] = {name: dict(known) for name, known in self.base.levels.items()}
        for number in range(factors):
            own = np.flatnonzero(self.owner[:, number])
            own = own[np.argsort(self.shipped[own], kind="stable")]
            ordered = isotonic(weights[own], self.seen[own] + 1)
            for column, value in zip(own.tolist(), ordered.tolist(), strict=True):
                name, level = self.columns[column]
                u = levels[name][level].u if level in levels[name] else UNSEEN
                levels[name][level] = Level(u * 2 ** round(value / math.log(2), 2), u)
        return replace(self.base, prior=round(float(theta[0]) / math.log(2), 3), levels=levels)


def isotonic(values: Array, weights: Array) -> Array:
    """The closest values that never fall (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            last, before = blocks.pop(), blocks.pop()
            total = before[1] + last[1]
            blocks.append([(before[0] * before[1] + last[0] * last[1]) / total, total, before[2] + last[2]])
    return np.array([value for value, _, count in blocks for _ in range(int(count))])


def _loss(odds: Array, same: Array, weight: Array) -> float:
    """Mean surprise of the verdicts, in bits."""
    return float((weight * (np.logaddexp(0, odds) - same * odds)).sum() / weight.sum() / math.log(2))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def changes(before: Parameters, after: Parameters, most: int = 12) -> list[tuple[str, str, float, float]]:
    """Levels whose weight moved most: comparison, level, bits before and after."""
    found: list[tuple[str, str, float, float]] = []
    levels: Mapping[str, Mapping[str, Any]] = before.levels
    for name, known in levels.items():
        for level in known:
            old, new = before.bits(name, level), after.bits(name, level)
            if abs(old - new) >= 0.05:
                found.append((name, level, old, new))
    return sorted(found, key=lambda row: (-abs(row[3] - row[2]), row))[:most]
