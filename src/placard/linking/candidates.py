"""Blocking: which pairs of mentions are worth comparing.

Each mention gets keys made of a place, a name, a country or a copied text with a stretch of days; mentions that share a key
are a pair. A key depends on its mention alone, so a new mention never changes which older ones meet, except in blocks
larger than :data:`LARGEST`, where a mention meets only its neighbours in time, and in those of pointless mentions larger than
:data:`SMALL`, which are left out.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placard.linking.facts import COARSE_DAYS, Facts
from placard.linking.words import code

LARGEST = 1000
SMALL = 150
NEIGHBOURS = 60
TOGETHER = 2_000_000
STRETCH = 4
RAREST = 4
_TELLING = 56
_MEETS, _MET, _SMALL = 0, 2, 3
Keys = list[tuple[int, int]]


def keys_of(facts: Facts, fallback: frozenset[int] = frozenset()) -> Keys:
    """The blocking keys of one mention as (key, role); two mentions meet under a key unless both may only be met under it.

    A mention without a point meets all others of its days, as long as they are few enough (role ``_SMALL``); one without any
    date or date of publication meets those of its places and rarest words, whenever they were.

    Args:
        facts: the mention.
        fallback: place keys of its document's other mentions, used where it has none of its own.
    """
    found: Keys = []
    places = sorted(facts.places or fallback)
    stretches = tuple(_stretches(facts))
    names = _rarest(facts.context | facts.towns, RAREST * 3 if not facts.places else RAREST)
    claims = _rarest(facts.claim | facts.actors | facts.names, RAREST)
    for stretch in stretches:
        found.extend((_key(1, place, stretch), _MEETS) for place in places)
        found.extend((_key(2, cell, stretch), _MEETS) for cell in _cells(facts))
        pointless = facts.lat is None
        found.extend((_key(3, code(country), stretch), _MEETS if pointless else _MET) for country in sorted(facts.countries))
        found.extend((_key(4, name, stretch), _MEETS) for name in names)
        found.append((_key(8, stretch), _SMALL if pointless else _MET))
        found.extend((_key(7, word, stretch), _MEETS) for word in claims)
    role = _MEETS if not stretches and not facts.coarse else _MET
    found.extend((_key(9, place, 0), role) for place in places)
    found.extend((_key(10, word, 0), role) for word in (*names[:RAREST], *claims[:RAREST]))
    months = _months(facts)
    for month in months:
        found.extend((_key(5, place, month), _MEETS if facts.coarse else _MET) for place in places)
    found.append((_key(6, code(facts.root), 0), _MEETS))
    return found


class Keyring:
    """Blocking keys of many mentions in three arrays, added one mention at a time."""

    def __init__(self) -> None:
        self._keys, self._owners, self._roles, self._days = array("q"), array("i"), array("b"), array("i")

    def add(self, facts: Facts, fallback: frozenset[int] = frozenset()) -> None:
        """Add the next mention's keys."""
        number = len(self._days)
        for key, role in keys_of(facts, fallback):
            self._keys.append(key)
            self._owners.append(number)
            self._roles.append(role)
        self._days.append(facts.start or facts.published or 0)

    def pairs(self) -> NDArray[np.int64]:
        """All pairs that share a key: an array of shape (pairs, 2) of positions, left < right, each pair once, sorted."""
        codes, count = self.codes(), max(1, len(self._days))
        return np.stack((codes // count, codes % count), axis=1)

    def codes(self) -> NDArray[np.int64]:
        """:meth:`pairs` as one sorted integer a pair: left times the number of mentions, plus right; the half of the memory."""
        return pair_codes(
            np.frombuffer(self._keys, np.int64),
            np.frombuffer(self._owners, np.int32),
            np.frombuffer(self._roles, np.int8),
            np.frombuffer(self._days, np.int32),
        )


def candidate_pairs(facts: Sequence[Facts]) -> NDArray[np.int64]:
    """All pairs of positions worth comparing; see :meth:`Keyring.pairs`."""
    shared: dict[str, frozenset[int]] = {}
    for item in facts:
        shared[item.document] = shared.get(item.document, frozenset()) | item.places
    ring = Keyring()
    for item in facts:
        ring.add(item, shared[item.document])
    return ring.pairs()


def pair_codes(
    keys: NDArray[np.int64],
    owners: NDArray[np.signedinteger[Any]],
    roles: NDArray[np.int8],
    days: NDArray[np.signedinteger[Any]],
    together: int = TOGETHER,
) -> NDArray[np.int64]:
    """Pairs of owners under one key, unless both may only be met, as sorted codes; see :func:`candidate_pairs`.

    Keys are taken ``together`` at a time by their value, so that the memory needed besides the answer does not grow.
    """
    shares = max(1, -(-len(keys) // together))
    if shares == 1:
        return _codes_of(keys, owners, roles, days)
    # A key's highest bits are as good as random: they cut the keys into shares of about one size.
    share = ((keys >> 40) % shares).astype(np.int16)
    parts = []
    for number in range(shares):
        chosen = share == number
        parts.append(_codes_of(keys[chosen], owners[chosen], roles[chosen], days))
    return _merged(parts, len(days) ** 2)


def _merged(parts: list[NDArray[np.int64]], limit: int) -> NDArray[np.int64]:
    """Sorted arrays of codes below ``limit`` as one, each code once; merged a range at a time."""
    cuts = [limit * step // len(parts) for step in range(1, len(parts))]
    edges = [np.concatenate(([0], np.searchsorted(part, cuts), [len(part)])) for part in parts]
    return np.concatenate(
        [
            np.unique(np.concatenate([part[edge[step] : edge[step + 1]] for part, edge in zip(parts, edges, strict=True)]))
            for step in range(len(parts))
        ]
    )


def _codes_of(
    keys: NDArray[np.int64],
    owners: NDArray[np.signedinteger[Any]],
    roles: NDArray[np.int8],
    days: NDArray[np.signedinteger[Any]],
) -> NDArray[np.int64]:
    count = len(days)
    if not len(keys) or not count:
        return np.empty(0, np.int64)
    active = np.unique(keys[roles != _MET])
    useful = (
        active[np.minimum(np.searchsorted(active, keys), len(active) - 1)] == keys if len(active) else np.zeros(len(keys), bool)
    )
    keys, owners, roles = keys[useful], owners[useful], roles[useful]
    if not len(keys):
        return np.empty(0, np.int64)
    order = np.lexsort((owners, days[owners], keys))
    keys, owners, roles = keys[order], owners[order], roles[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    open_to_all = np.maximum.reduceat(roles, starts) == _SMALL
    reach = np.where(open_to_all & (sizes > SMALL), 0, np.where(sizes <= LARGEST, sizes, NEIGHBOURS))
    found: list[NDArray[np.int64]] = []
    held = 0
    for step in range(1, int(reach.max())):
        wide = reach > step
        length = sizes[wide] - step
        left = np.repeat(starts[wide], length) + _within(length)
        good = (roles[left] != _MET) | (roles[left + step] != _MET)
        one, two = owners[left[good]], owners[left[good] + step]
        codes = np.minimum(one, two).astype(np.int64) * count + np.maximum(one, two)
        found.append(codes[one != two])
        held += len(codes)
        if held > 10_000_000:
            found, held = [np.unique(np.concatenate(found))], 0
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def batches(pairs: NDArray[np.integer[Any]], size: int) -> Iterator[NDArray[np.integer[Any]]]:
    """``pairs`` in slices of at most ``size``."""
    for start in range(0, len(pairs), size):
        yield pairs[start : start + size]


def _rarest(words: Iterable[int], most: int) -> list[int]:
    """The most telling words, rarest first."""
    telling = (word for word in words if word & 255 >= _TELLING)
    return sorted(telling, key=lambda word: (-(word & 255), word))[:most]


def _within(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)


def _key(kind: int, *parts: int) -> int:
    total = kind
    for part in parts:
        total = (total * 0x100000001B3 ^ (part & 0xFFFFFFFFFFFFFFFF)) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        total ^= total >> 29
    return total - (1 << 63)


def _stretches(facts: Facts) -> Iterable[int]:
    """Stretches of four days that its date, a day more on either side, touches; without one, the week before publication."""
    if facts.start is not None and facts.end is not None:
        if facts.end - facts.start > COARSE_DAYS:
            return ()
        return range((facts.start - 1) // STRETCH, (facts.end + 1) // STRETCH + 1)
    if facts.published is not None:
        return range((facts.published - 8) // STRETCH, (facts.published + 1) // STRETCH + 1)
    return ()


def _months(facts: Facts) -> Iterable[int]:
    """Stretches of about a month; a date of more than a year is too vague to meet others by."""
    start, end = facts.start, facts.end
    if start is None or end is None:
        start = end = facts.published
    if start is None or end is None or end - start > 400:
        return ()
    return range(start // 30, end // 30 + 1)


def _cells(facts: Facts) -> Iterable[int]:
    """Four overlapping grid cells of about 20 km around its point: two points within 10 km share one."""
    if facts.lat is None or facts.lon is None:
        return ()
    lat, lon = facts.lat * 5, facts.lon * 5
    return (
        (y + 1000) * 10_000 * 4 + (x + 2000) * 4 + kind
        for kind, (y, x) in enumerate(
            (
                (math.floor(lat), math.floor(lon)),
                (round(lat), math.floor(lon)),
                (math.floor(lat), round(lon)),
                (round(lat), round(lon)),
            )
        )
    )
