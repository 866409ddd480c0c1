"""How well coders agree: percent, Krippendorff's alpha with a bootstrap interval, Gwet's AC1, overlap of spans.

Data are ratings as a list of units, each a list of the values its raters gave; raters who did not rate a unit are simply
not there, and units with fewer than two ratings tell nothing of agreement. Levels of measurement are those of Krippendorff:
``nominal`` (any hashable value), ``ordinal``, ``interval`` and ``ratio`` (numbers).

References: K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011); K. L. Gwet, *Computing inter-rater
reliability and its variance in the presence of high agreement*, BJMSP 61 (2008).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Units = Sequence[Sequence[Hashable]]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ends of its 95 % interval; None where it is not defined (no variation, too little data)."""

    value: float | None
    low: float | None
    high: float | None


def percent_agreement(units: Units) -> float | None:
    """Share of pairs of ratings of the same unit that are equal, each unit counting the same; None without such pairs."""
    shares = []
    for unit in units:
        if len(unit) > 1:
            counts = _counts(unit)
            shares.append(sum(n * (n - 1) for n in counts.values()) / (len(unit) * (len(unit) - 1)))
    return sum(shares) / len(shares) if shares else None


def gwet_ac1(units: Units) -> float | None:
    """Gwet's AC1, which stays sensible where nearly all ratings are one value; None without two ratings of a unit.

    With a single value in all the data there is nothing to agree on by chance, and AC1 is 1.
    """
    agreed = percent_agreement(units)
    rated = [unit for unit in units if unit]
    if agreed is None:
        return None
    shares: dict[Hashable, float] = {}
    for unit in rated:
        for value, n in _counts(unit).items():
            shares[value] = shares.get(value, 0.0) + n / len(unit) / len(rated)
    if len(shares) < 2:
        return 1.0
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return (agreed - chance) / (1 - chance)


def krippendorff_alpha(units: Units, level: str = "nominal") -> float | None:
    """Krippendorff's alpha at a level of measurement; None without two ratings of a unit, or if all values are the same."""
    found = _Coincidences.of(units, level)
    return None if found is None else found.alpha(np.ones(found.units))


def alpha_interval(units: Units, level: str = "nominal", *, samples: int = 1000, seed: int = 1) -> Interval:
    """Alpha with its 95 % interval from a bootstrap over units; the same data and seed give the same interval.

    Samples in which all values are the same leave alpha undefined and are left out of the interval.
    """
    found = _Coincidences.of(units, level)
    if found is None:
        return Interval(None, None, None)
    value = found.alpha(np.ones(found.units))
    if value is None or found.units < 2:
        return Interval(value, None, None)
    random = np.random.default_rng(seed)
    drawn = (
        found.alpha(random.multinomial(found.units, np.full(found.units, 1 / found.units)).astype(float)) for _ in range(samples)
    )
    sampled = [one for one in drawn if one is not None]
    if not sampled:
        return Interval(value, None, None)
    low, high = np.quantile(sampled, [0.025, 0.975])
    return Interval(value, float(low), float(high))


@dataclass(frozen=True, slots=True)
class _Coincidences:
    """Ratings as counts: one row a unit with two or more ratings, one column a value.

    Attributes:
        counts: (units, values) how often each value was given.
        observed: (units,) disagreement within each unit, divided by its number of ratings less one.
        values: (values,) numbers, for levels that need them; else the places of the values.
        level: the level of measurement.
    """

    counts: _Floats
    observed: _Floats
    values: _Floats
    level: str

    @property
    def units(self) -> int:
        return int(self.counts.shape[0])

    @classmethod
    def of(cls, units: Units, level: str) -> _Coincidences | None:
        if level not in ("nominal", "ordinal", "interval", "ratio"):
            raise ValueError(f"unknown level of measurement {level!r}")
        paired = [unit for unit in units if len(unit) > 1]
        if not paired:
            return None
        known: list[Hashable] = list(dict.fromkeys(value for unit in paired for value in unit))
        if level != "nominal":
            known.sort(key=float)  # type: ignore[arg-type]
        place = {value: number for number, value in enumerate(known)}
        counts = np.zeros((len(paired), len(known)))
        for row, unit in enumerate(paired):
            for value in unit:
                counts[row, place[value]] += 1
        values = np.arange(len(known), dtype=float) if level == "nominal" else np.array([float(value) for value in known])  # type: ignore[arg-type]
        ratings = counts.sum(axis=1)
        found = cls(counts, np.zeros(len(paired)), values, level)
        within = found.disagreement(counts, counts.sum(axis=0))
        return cls(counts, within / (ratings - 1), values, level)

    def disagreement(self, counts: _Floats, marginals: _Floats) -> _Floats:
        """(rows,) sum over pairs of ratings of the squared difference, for rows of counts."""
        total = counts.sum(axis=1)
        if self.level == "nominal":
            return np.asarray(total**2 - (counts**2).sum(axis=1))
        if self.level == "interval":
            centred = self.values - self.values.mean()
            return np.asarray(2 * (total * (counts @ centred**2) - (counts @ centred) ** 2))
        return np.asarray(np.einsum("uv,vw,uw->u", counts, self.delta(marginals), counts, optimize=True))

    def delta(self, marginals: _Floats) -> _Floats:
        """(values, values) squared differences between ordered values."""
        if self.level == "ordinal":
            # The number of ratings from one value to the other, each end counting half.
            middle = np.cumsum(marginals) - marginals / 2
            return np.asarray((middle[:, None] - middle[None, :]) ** 2)
        one, other = self.values[:, None], self.values[None, :]
        both = one + other
        return np.asarray(np.divide(one - other, both, out=np.zeros_like(both), where=both != 0) ** 2)

    def alpha(self, weights: _Floats) -> float | None:
        """Alpha with each unit counted ``weights`` times."""
        marginals = weights @ self.counts
        total = marginals.sum()
        # Ordinal distances are those of all the data, so that samples measure with the same yardstick.
        expected = float(self.disagreement(marginals[None, :], self.counts.sum(axis=0))[0])
        if expected <= 0 or total < 2:
            return None
        return float(1 - (total - 1) * float(weights @ self.observed) / expected)


def span_f1(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> float | None:
    """Overlap of two sets of half-open ranges, counted in characters: 1 if the same, 0 if apart, None if both are empty."""
    left, right = _characters(one), _characters(other)
    if not left and not right:
        return None
    return 2 * len(left & right) / (len(left) + len(right))


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _counts(unit: Sequence[Hashable]) -> dict[Hashable, int]:
    counts: dict[Hashable, int] = {}
    for value in unit:
        counts[value] = counts.get(value, 0) + 1
    return counts
