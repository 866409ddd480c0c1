"""Joint disambiguation: the places of one document chosen together.

A name is drawn from one of several scopes: the world, a country the document speaks of, one of its divisions, or the
neighbourhood of another place it names. Within a scope the chance of a place grows with its people to the power ALPHA, so
a small town wins where its scope is narrow and loses to a famous namesake where it is wide. How much of the document lies
in each scope depends on what the other names mean; the two are settled in turn (mean field), each name's own share left out.
The constants are reasoned, not fitted to any data set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_build import COUNTY, SETTLEMENT

ALPHA = 0.7
WORLD, IN_COUNTRY, IN_DIVISION, NEAR = 0.2, 0.8, 0.6, 0.8
REACH_KM = 60.0
NEAR_PEOPLE = 1e6
UNLISTED_PEOPLE = 300.0  # what a place that the gazetteer lacks weighs
LITTLE_FOCUS = 0.2  # a document that lies less than this in one division is not about a small area
COMMON_NAME = 30.0  # a name that so many listed places bear is as often an unlisted one's
DOUBTFUL_NAME = 0.3  # the same for a name that fits only as a foreign spelling
DOUBT = 1.0  # evidence added to every sum of shares: one mention proves little
ROUNDS = 3
_EARTH_KM = 6371.0
_WORLD_PEOPLE = 8e9
SCOPES = ("world", "country", "division", "near")


Floats = np.ndarray[Any, np.dtype[np.float64]]
Labels = np.ndarray[Any, np.dtype[Any]]


@dataclass(slots=True)
class Group:
    """One name of the document, in one sense: its candidates and how much it weighs as evidence for the others."""

    entries: list[int]
    fits: list[float]
    weight: float
    strict: bool
    sure: bool  # whether some candidate bears this very name, not another spelling of it
    namesakes: int  # places that bear exactly this name: a common name is more often one that the gazetteer lacks


@dataclass(slots=True)
class Choice:
    """The candidate chosen for a group (its position), its share, what an unlisted place would have had, and why."""

    position: int
    share: float
    unlisted: float
    scope: str
    anchor: int  # the entry whose neighbourhood decided, or -1


def choose(gazetteer: Gazetteer, groups: list[Group], outlet_country: int = -1) -> list[Choice | None]:
    """The choice for each group, in order; None for a group without candidates.

    Args:
        gazetteer: where the entries are.
        groups: the names of one document (and its outlet's name as one more).
        outlet_country: number of the outlet's country, or -1.
    """
    sizes = [len(group.entries) for group in groups]
    if not sum(sizes):
        return [None] * len(groups)
    entries = np.fromiter((entry for group in groups for entry in group.entries), dtype=np.int64, count=sum(sizes))
    fits = np.fromiter((fit for group in groups for fit in group.fits), dtype=np.float64, count=len(entries))
    owner = np.repeat(np.arange(len(groups)), sizes)
    weight = np.array([group.weight for group in groups])
    mass = gazetteer.mass[entries].astype(np.float64)
    kind = gazetteer.kind[entries]
    country, division = gazetteer.country[entries].astype(np.int64), gazetteer.division[entries].astype(np.int64)
    world = WORLD * (mass / _WORLD_PEOPLE) ** ALPHA
    in_country = IN_COUNTRY * np.minimum(1.0, mass / np.maximum(gazetteer.country_people[country], 1e5)) ** ALPHA * (country >= 0)
    in_division = (
        IN_DIVISION * np.minimum(1.0, mass / np.maximum(gazetteer.division_people[division], 1e5)) ** ALPHA * (division >= 0)
    )
    close = NEAR * np.minimum(1.0, mass / NEAR_PEOPLE) ** ALPHA
    local = (kind == SETTLEMENT) | (kind == COUNTY)
    close = close * local
    _, country_id = np.unique(country, return_inverse=True)
    _, division_id = np.unique(division, return_inverse=True)
    outlet = (country == outlet_country) & (country >= 0) if outlet_country >= 0 else np.zeros(len(entries), dtype=bool)
    xyz = gazetteer.xyz[entries]
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    occupied = np.array([size > 0 for size in sizes])
    total_weight = float(weight[occupied].sum()) + (1.0 if outlet_country >= 0 else 0.0)

    score = fits * (world + in_country * outlet * 0.5)
    parts = np.zeros((4, len(entries)))
    nearest = np.full(len(entries), -1)
    say = score
    for _ in range(ROUNDS):
        share = score / np.add.reduceat(score, starts[occupied])[np.cumsum(occupied)[owner] - 1]
        say = share * weight[owner]
        rest = total_weight - weight[owner] + DOUBT
        of_country = _others(country_id, owner, say) + outlet
        of_division = _others(division_id, owner, say)
        near, nearest = _neighbours(xyz, owner, say, local)
        parts[0] = world
        parts[1] = in_country * of_country / rest * (country >= 0)
        parts[2] = in_division * of_division / rest * (division >= 0)
        parts[3] = close * near / rest
        score = fits * parts.sum(axis=0) + 1e-300
    unlisted = _unlisted(groups, division_id, country, division, owner, say, gazetteer.country_people)
    choices: list[Choice | None] = []
    for number, group in enumerate(groups):
        if not sizes[number]:
            choices.append(None)
            continue
        block = slice(int(starts[number]), int(starts[number]) + sizes[number])
        best = int(np.argmax(score[block]))
        at = block.start + best
        total = float(score[block].sum())
        scope = SCOPES[int(np.argmax(parts[:, at]))]
        anchor = int(entries[nearest[at]]) if scope == "near" and nearest[at] >= 0 else -1
        absent = 0.0 if group.strict else float(unlisted[number])
        doubt = absent * float(fits[at]) / (float(score[at]) + 1e-300)
        choices.append(Choice(best, float(score[at]) / total, doubt, scope, anchor))
    return choices


def _others(labels: Labels, owner: Labels, say: Floats) -> Floats:
    """For each candidate, what the other groups say for its label (country or division)."""
    count = int(labels.max()) + 1
    total = np.bincount(labels, weights=say, minlength=count)
    own = np.bincount(owner * count + labels, weights=say, minlength=(int(owner.max()) + 1) * count)
    result: Floats = np.maximum(total[labels] - own[owner * count + labels], 0.0)
    return result


def _neighbours(xyz: Floats, owner: Labels, say: Floats, local: Labels) -> tuple[Floats, Labels]:
    """For each candidate, the weight of other groups' places around it, and the one that adds most."""
    anchors = np.flatnonzero(local & (say > 0.1))
    if not len(anchors):
        return np.zeros(len(owner)), np.full(len(owner), -1)
    apart = np.sqrt(np.maximum(2.0 - 2.0 * (xyz @ xyz[anchors].T), 0.0)) * (_EARTH_KM / REACH_KM)
    pull = np.exp(-apart) * say[anchors]
    pull[owner[:, None] == owner[anchors][None, :]] = 0.0
    return pull.sum(axis=1), anchors[np.argmax(pull, axis=1)]


def _unlisted(
    groups: list[Group], division_id: Labels, country: Labels, division: Labels, owner: Labels, say: Floats, people: Floats
) -> Floats:
    """The score of "a place here that the gazetteer lacks": high for common names where all else is about one small area.

    "Here" is the division, or the country, that most of the other names speak of; the fewer people a country has, the more
    a small unlisted place weighs in it.
    """
    rest = sum(group.weight for group in groups if group.entries) - np.array([group.weight for group in groups]) + 3 * DOUBT
    common = np.array([min(1.0, group.namesakes / COMMON_NAME) if group.sure else DOUBTFUL_NAME for group in groups])
    in_division = _strongest(len(groups), division_id, owner, say * (division >= 0)).max(axis=1)
    local = np.maximum(0.0, in_division / rest - LITTLE_FOCUS) * IN_DIVISION * (UNLISTED_PEOPLE / NEAR_PEOPLE) ** ALPHA
    labels, country_id = np.unique(country, return_inverse=True)
    in_country = _strongest(len(groups), country_id, owner, say * (country >= 0)) / rest[:, None]
    size = np.maximum(people[labels], 1e5)
    wide = (np.maximum(0.0, in_country - LITTLE_FOCUS) * IN_COUNTRY * (UNLISTED_PEOPLE / size) ** ALPHA).max(axis=1)
    result: Floats = np.maximum(local, wide) * common
    return result


def _strongest(count: int, labels: Labels, owner: Labels, say: Floats) -> Floats:
    """What the other groups say for each label, shape (groups, labels)."""
    table = np.zeros((count, int(labels.max()) + 1))
    np.add.at(table, (owner, labels), say)
    others: Floats = table.sum(axis=0)[None, :] - table
    return others
