"""How many events no source told of: capture-recapture over lists of events, or a reason why it cannot be said.

Log-linear models of the list-membership counts (Fienberg 1972) with every set of two-list dependences that can be fitted,
averaged by their BIC weights; the interval adds the spread between models to that within each.
"""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FEWEST_EVENTS = 20
FEWEST_SHARED = 5
MOST_LISTS = 5
NESTED = 0.95
WIDEST = 20.0


@dataclass(frozen=True, slots=True)
class Model:
    """One log-linear model: the pairs of lists it lets depend on each other, its weight, and its estimate of events missed."""

    dependences: tuple[tuple[str, str], ...]
    weight: float
    missed: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Events told of, and an estimate of all events with its 95% interval; ``models`` heaviest first."""

    lists: tuple[str, ...]
    observed: int
    total: float
    low: float
    high: float
    models: tuple[Model, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no estimate is given."""

    lists: tuple[str, ...]
    observed: int
    reason: str


def estimate_total(lists: Mapping[str, Iterable[str]]) -> Estimate | Refused:
    """Estimate how many events there were from the lists (sources, or kinds of source) that tell of them.

    Args:
        lists: name of a list -> ids of the events on it. More than five lists are reduced to the five longest, the others
            joined into the shortest of them.

    Returns:
        An estimate; or a refusal, when there are fewer than three lists, too few events, too little overlap, a list that
        depends wholly on another, or an interval too wide to mean anything.
    """
    members = {name: frozenset(events) for name, events in sorted(lists.items())}
    members = _joined({name: events for name, events in members.items() if events})
    names = tuple(members)
    everything = frozenset().union(*members.values()) if members else frozenset()
    refusal = _refusal(members, everything)
    if refusal:
        return Refused(names, len(everything), refusal)
    cells = list(itertools.product((0, 1), repeat=len(names)))[1:]
    seen = dict.fromkeys(cells, 0)
    for event in everything:
        seen[tuple(int(event in members[name]) for name in names)] += 1
    counts = np.array([seen[cell] for cell in cells], dtype=float)
    fitted = [found for pairs in _dependences(names) if (found := _fit(names, cells, counts, pairs)) is not None]
    if not fitted:
        return Refused(names, len(everything), "no model of the lists' dependence can be fitted: too many combinations are empty")
    best = min(bic for _, _, _, bic in fitted)
    raw = [math.exp(-(bic - best) / 2) for _, _, _, bic in fitted]
    weights = [value / sum(raw) for value in raw]
    logs = [math.log(max(missed, 1e-3)) for _, missed, _, _ in fitted]
    centre = sum(w * value for w, value in zip(weights, logs, strict=True))
    spread = math.sqrt(
        sum(w * (error**2 + (value - centre) ** 2) for w, value, (_, _, error, _) in zip(weights, logs, fitted, strict=True))
    )
    missed = sum(w * found[1] for w, found in zip(weights, fitted, strict=True))
    low = len(everything) + math.exp(centre - 1.96 * spread)
    high = len(everything) + math.exp(min(centre + 1.96 * spread, 50.0))
    if high > WIDEST * len(everything):
        return Refused(
            names,
            len(everything),
            f"the interval reaches {high:,.0f} events for {len(everything)} told of: the lists say too little",
        )
    models = sorted(
        (Model(pairs, round(w, 4), round(m, 1)) for w, (pairs, m, _, _) in zip(weights, fitted, strict=True)),
        key=lambda model: (-model.weight, model.dependences),
    )
    return Estimate(names, len(everything), round(len(everything) + missed, 1), round(low, 1), round(high, 1), tuple(models))


def _joined(members: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """At most five lists: the longest stay, the rest become one."""
    ordered = sorted(members, key=lambda name: (-len(members[name]), name))
    if len(ordered) <= MOST_LISTS:
        return {name: members[name] for name in sorted(ordered)}
    kept = {name: members[name] for name in sorted(ordered[: MOST_LISTS - 1])}
    return kept | {"others": frozenset().union(*(members[name] for name in ordered[MOST_LISTS - 1 :]))}


def _refusal(members: Mapping[str, frozenset[str]], everything: frozenset[str]) -> str:
    if len(members) < 3:
        return f"{len(members)} independent list(s): at least three are needed"
    if len(everything) < FEWEST_EVENTS:
        return f"{len(everything)} events: at least {FEWEST_EVENTS} are needed"
    for one, two in itertools.permutations(members, 2):
        if len(members[one]) >= 5 and len(members[one] & members[two]) >= NESTED * len(members[one]):
            return f"the list {one!r} lies within {two!r}: they are not independent witnesses"
    shared = sum(1 for event in everything if sum(event in events for events in members.values()) > 1)
    if shared < FEWEST_SHARED:
        return f"{shared} events are on more than one list: at least {FEWEST_SHARED} are needed"
    for one in members:
        if all(members[one].isdisjoint(members[two]) for two in members if two != one):
            return f"the list {one!r} shares no event with any other: it tells of other things"
    return ""


def _dependences(names: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
    """Sets of pairwise dependences, short of the saturated model: all of them for three or four lists, up to two for five."""
    pairs = list(itertools.combinations(names, 2))
    most = len(pairs) - 1 if len(names) <= 3 else 3 if len(names) == 4 else 2
    return [chosen for size in range(most + 1) for chosen in itertools.combinations(pairs, size)]


def _fit(
    names: Sequence[str], cells: Sequence[tuple[int, ...]], counts: Any, pairs: tuple[tuple[str, str], ...]
) -> tuple[tuple[tuple[str, str], ...], float, float, float] | None:
    """(dependences, events missed, standard error of its logarithm, BIC), or None where the fit does not hold."""
    import statsmodels.api as sm

    place = {name: index for index, name in enumerate(names)}
    rows = [[1.0, *map(float, cell), *(float(cell[place[a]] * cell[place[b]]) for a, b in pairs)] for cell in cells]
    design = np.array(rows)
    if any(counts[design[:, 1 + len(names) + index] > 0].sum() == 0 for index in range(len(pairs))):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit = sm.GLM(counts, design, family=sm.families.Poisson()).fit(maxiter=200)
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return None
    error = float(fit.bse[0])
    if not fit.converged or not math.isfinite(error) or error > 5 or abs(float(fit.params[0])) > 30:
        return None
    bic = -2 * float(fit.llf) + design.shape[1] * math.log(counts.sum())
    return pairs, math.exp(float(fit.params[0])), error, bic
