"""Where outlets are at home, learned from what they report: the local lexicon of a paper's readers.

"Columbus" in an Ohio weekly needs no state for its readers. Over several reports of one outlet the places that are certain
by themselves (their container is written beside them, or the gazetteer has one of the name) heap up around its town; a
national or world outlet's do not, and it gets no home.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from placard.records import Place
from placard.resolving.gazetteer import Gazetteer, load_gazetteer
from placard.resolving.gazetteer_build import SETTLEMENT
from placard.resolving.places import find_places, resolve_settled

Report = tuple[str, str, Sequence[tuple[int, int]] | None]  # outlet, text, spans of places (None: find them)
LEAST_REPORTS = 3
LEAST_SHARE = 0.3  # of the outlet's certain places that must lie around its home
REACH_KM = 80.0
ROUNDS = 2
_CERTAIN = frozenset(("container", "near", "division"))
_EARTH_KM = 6371.0


def learn_homes(reports: Iterable[Report], gazetteer: Gazetteer | None = None) -> dict[str, int]:
    """The home of each outlet that has one: its entry number, for :func:`placard.resolving.places.resolve_places`.

    Args:
        reports: (outlet, text, spans) of each report; outlets are told apart by the string given.
        gazetteer: the gazetteer to use; the shared one if None.

    Returns:
        Outlet to entry number; outlets with too few reports, or whose places are spread, are absent. Independent of order.
    """
    gazetteer = gazetteer or load_gazetteer()
    by_outlet: dict[str, list[tuple[str, Sequence[tuple[int, int]]]]] = defaultdict(list)
    for outlet, text, spans in reports:
        by_outlet[outlet].append((text, find_places(text, gazetteer) if spans is None else spans))
    homes: dict[str, int] = {}
    for outlet, rows in sorted(by_outlet.items()):
        if len(rows) < LEAST_REPORTS:
            continue
        home: int | None = None
        for _ in range(ROUNDS):
            home = _peak(gazetteer, [_certain(gazetteer, text, spans, outlet, home) for text, spans in rows])
            if home is None:
                break
        if home is not None:
            homes[outlet] = home
    return homes


def learn_home(outlet: str, texts: Sequence[str]) -> int | None:
    """The GeoNames id of the town where one outlet is at home, by its reports; None if they tell of none."""
    gazetteer = load_gazetteer()
    found = learn_homes(((outlet, text, None) for text in texts), gazetteer).get(outlet)
    return None if found is None else int(gazetteer.geonameid[found]) or None


@lru_cache(maxsize=4096)
def town_entry(geonameid: int) -> int | None:
    """The entry of the gazetteer that is the town of that GeoNames id, or None if this gazetteer has none."""
    gazetteer = load_gazetteer()
    entries = np.flatnonzero(gazetteer.geonameid == geonameid)
    return next((int(entry) for entry in entries if int(gazetteer.kind[entry]) == SETTLEMENT), None)


def _certain(gazetteer: Gazetteer, text: str, spans: Sequence[tuple[int, int]], outlet: str, home: int | None) -> set[int]:
    """The towns one report names without doubt, each once."""
    towns = set()
    for value, entry in resolve_settled(gazetteer, text, spans, source=outlet, home=home):
        if isinstance(value, Place) and value.precision == "settlement" and (value.rule in _CERTAIN or value.rule == "only"):
            towns.add(entry)
    return towns


def _peak(gazetteer: Gazetteer, reports: list[set[int]]) -> int | None:
    """The town around which most certain places lie, if enough of them do in enough reports."""
    counts = Counter(town for report in reports for town in report)
    towns = np.array(sorted(town for town in counts if int(gazetteer.kind[town]) == SETTLEMENT), dtype=np.int64)
    if not len(towns):
        return None
    weights = np.array([counts[int(town)] for town in towns], dtype=np.float64)
    xyz = gazetteer.xyz[towns]
    apart = np.sqrt(np.maximum(2.0 - 2.0 * (xyz @ xyz.T), 0.0)) * _EARTH_KM
    around = np.exp(-apart / REACH_KM) @ weights + weights * 0.5
    best = int(np.argmax(around))
    inside = apart[best] < 2 * REACH_KM
    near = {int(town) for town in towns[inside]}
    telling = sum(1 for report in reports if report & near)
    if telling < LEAST_REPORTS or float(weights[inside].sum()) < LEAST_SHARE * float(weights.sum()):
        return None
    return int(towns[best])
