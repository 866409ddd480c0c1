"""Clusters from scored pairs: average linkage under constraints, the same whatever the order of the input.

The two clusters whose pairs agree most on average are joined first, as long as that average is above a threshold. An
average, not the best pair: day 1 ~ day 2 ~ day 3 of a march do not become one event through their neighbours. Pairs that
were never compared count as disagreeing. What stands alone then joins the cluster it fits clearly best (``adoption.py``).

Scores are added up as whole thousandths of a bit, so that no order of addition can change a sum.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from placard.linking.adoption import adopt

CLAMP = 10.0
UNIT = 1000
_COUNT = 32
_MASK = (1 << _COUNT) - 1
_CHUNK = 100_000
Numbers = NDArray[np.int64]
_Candidate = tuple[float, int, int]


def cluster(
    items: Sequence[str],
    scores: Mapping[tuple[str, str], float],
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    opposed: Iterable[tuple[str, str]] = (),
    link_at: float = 0.0,
    absent: float = -6.0,
    adopt_at: float = math.inf,
    adopt_lead: float = 0.0,
) -> list[tuple[str, ...]]:
    """Group items.

    Args:
        items: ids, in any order.
        scores: (left, right) with left < right -> bits.
        same: pairs a person joined: together whatever their score.
        different: pairs that may never be in one cluster; they win over ``same``.
        opposed: pairs that contradict each other so plainly that what stands alone does not join the one for want of a better.
        link_at: mean bits above which two clusters are joined.
        absent: bits of a pair without a score.
        adopt_at: mean bits above which what stands alone joins the cluster it fits best; by default never.
        adopt_lead: bits by which that must exceed the next best.

    Returns:
        Clusters of sorted ids, sorted by their first id.
    """
    ordered = sorted(items)
    place = {item: number for number, item in enumerate(ordered)}

    def placed(pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(place[one], place[two]) for one, two in pairs if one in place and two in place]

    known = [pair for pair in scores if pair[0] in place and pair[1] in place]
    pairs = np.array(placed(known), dtype=np.int64).reshape(-1, 2)
    bits = np.array([scores[pair] for pair in known], dtype=np.float64)
    homes = cluster_positions(
        len(ordered),
        pairs,
        bits,
        same=placed(same),
        different=placed(different),
        opposed=placed(opposed),
        link_at=link_at,
        absent=absent,
        adopt_at=adopt_at,
        adopt_lead=adopt_lead,
    )
    groups: dict[int, list[str]] = {}
    for item, home in zip(ordered, homes.tolist(), strict=True):
        groups.setdefault(home, []).append(item)
    return sorted(tuple(members) for members in groups.values())


def cluster_positions(
    count: int,
    pairs: Numbers,
    bits: NDArray[np.float64],
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    opposed: Iterable[tuple[int, int]] = (),
    link_at: float = 0.0,
    absent: float = -6.0,
    adopt_at: float = math.inf,
    adopt_lead: float = 0.0,
) -> Numbers:
    """:func:`cluster` of the positions 0 to ``count`` - 1; memory is about 300 bytes a pair.

    Args:
        pairs: array of shape (pairs, 2), each pair once.
        bits: their scores.

    Returns:
        For each position the smallest position of its cluster.
    """
    state = _State(count, different, round(absent * UNIT))
    for left, right in sorted((min(pair), max(pair)) for pair in same):
        state.join(state.home[left], state.home[right])
    ahead = state.load(pairs, bits, link_at)
    heap: list[_Candidate] = []
    upcoming = next(ahead, None)
    while heap or upcoming:
        if upcoming and (not heap or upcoming < heap[0]):
            negative, one, two = upcoming
            upcoming = next(ahead, None)
        else:
            negative, one, two = heapq.heappop(heap)
        if two not in state.links.get(one, {}) or state.mean(one, two) != -negative:
            continue
        joined = state.join(one, two)
        if joined is not None:
            for other in state.links.get(joined, ()):
                mean = state.mean(joined, other)
                if mean > link_at * UNIT:
                    heapq.heappush(heap, (-mean, min(joined, other), max(joined, other)))
    if adopt_at < link_at:
        state.oppose(opposed)
        adopt(state, adopt_at * UNIT, adopt_lead * UNIT)
    return np.array(state.home, dtype=np.int64)


class _State:
    """Clusters under their smallest position, the summed scores between them, and whom each may not meet.

    ``links`` holds, for two clusters, their summed thousandths of a bit and the number of scored pairs in one integer (sum
    shifted left, number below), which adds up like its parts and takes a third of the memory of a pair.
    """

    def __init__(self, count: int, different: Iterable[tuple[int, int]], absent: int) -> None:
        self.home = list(range(count))
        self.absent = absent
        self.members: dict[int, list[int]] = {}
        self.foes: dict[int, set[int]] = {}
        for left, right in different:
            self.foes.setdefault(left, set()).add(right)
            self.foes.setdefault(right, set()).add(left)
        self.links: dict[int, dict[int, int]] = {}
        self.against: dict[int, set[int]] = {}

    def oppose(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take up which members contradict each other."""
        for left, right in pairs:
            self.against.setdefault(left, set()).add(right)
            self.against.setdefault(right, set()).add(left)

    def opposed(self, ident: int, other: int) -> bool:
        """Whether a cluster of one contradicts more than half of those of another with whom it has a scored pair."""
        against = self.against.get(ident)
        if not against:
            return False
        scored = self.links[ident][other] & _MASK
        return 2 * sum(member in against for member in self.members.get(other, [other])) > scored

    def load(self, pairs: Numbers, bits: NDArray[np.float64], link_at: float) -> Iterator[_Candidate]:
        """Sum the scores of pairs between clusters; gives those above the threshold, best first, as (-mean, one, two)."""
        home = np.array(self.home, dtype=np.int64)
        ends = np.sort(home[pairs], axis=1)
        units = np.rint(np.clip(bits, -CLAMP, CLAMP) * UNIT).astype(np.int64)
        apart = ends[:, 0] != ends[:, 1]
        codes, inverse = np.unique(ends[apart, 0] * len(home) + ends[apart, 1], return_inverse=True)
        total = np.bincount(inverse, units[apart], len(codes)).astype(np.int64)
        number = np.bincount(inverse, minlength=len(codes))
        one, two = codes // max(1, len(home)), codes % max(1, len(home))
        for start in range(0, len(codes), _CHUNK):
            part = slice(start, start + _CHUNK)
            for left, right, summed in zip(
                one[part].tolist(), two[part].tolist(), ((total[part] << _COUNT) + number[part]).tolist(), strict=True
            ):
                self.links.setdefault(left, {})[right] = summed
                self.links.setdefault(right, {})[left] = summed
        size = np.ones(len(home), np.int64)
        for ident, members in self.members.items():
            size[ident] = len(members)
        possible = size[one] * size[two]
        means = (total + self.absent * (possible - number)) / possible
        good = np.flatnonzero(means > link_at * UNIT)
        order = good[np.lexsort((two[good], one[good], -means[good]))]
        return _rows(-means[order], one[order], two[order])

    def alone(self) -> list[int]:
        """The clusters of one member that have a scored pair with another cluster, in order."""
        return sorted(ident for ident in self.links if self.size(ident) == 1)

    def events_near(self, ident: int) -> list[tuple[float, int]]:
        """Mean thousandths of a bit over all pairs with each cluster of several that has a scored pair with it, in order."""
        return [(self.mean(ident, other), other) for other in sorted(self.links.get(ident, ())) if self.size(other) > 1]

    def may_join(self, ident: int, member: int) -> bool:
        """Whether a cluster of one may be joined to the cluster that a position now stands in."""
        home = self.home[member]
        return self.foes.get(ident, set()).isdisjoint(self.members.get(home, [home]))

    def put(self, ident: int, member: int) -> None:
        """Join a cluster of one to the cluster that a position now stands in."""
        self.join(self.home[ident], self.home[member])

    def size(self, ident: int) -> int:
        """Number of members of a cluster."""
        return len(self.members[ident]) if ident in self.members else 1

    def mean(self, one: int, two: int) -> float:
        """Mean thousandths of a bit over all pairs between two clusters."""
        entry = self.links[one][two]
        pairs = self.size(one) * self.size(two)
        return ((entry >> _COUNT) + self.absent * (pairs - (entry & _MASK))) / pairs

    def join(self, one: int, two: int) -> int | None:
        """Merge two clusters under the smaller position, or None if a constraint forbids it."""
        if one == two:
            return None
        keep, drop = min(one, two), max(one, two)
        gone = self.members.get(drop, [drop])
        kept = self.members.get(keep, [keep])
        if not self.foes.get(one, set()).isdisjoint(kept if one == drop else gone):
            self.links.get(one, {}).pop(two, None)
            self.links.get(two, {}).pop(one, None)
            return None
        self.members.pop(drop, None)
        self.members[keep] = kept + gone
        for item in gone:
            self.home[item] = keep
        if drop in self.foes:
            self.foes.setdefault(keep, set()).update(self.foes.pop(drop))
        for other, entry in self.links.pop(drop, {}).items():
            del self.links[other][drop]
            if other != keep:
                row = self.links.setdefault(keep, {})
                row[other] = self.links[other][keep] = row.get(other, 0) + entry
        return keep


def _rows(means: NDArray[np.float64], one: Numbers, two: Numbers) -> Iterator[_Candidate]:
    """Rows of three arrays, converted a piece at a time."""
    for start in range(0, len(one), _CHUNK):
        part = slice(start, start + _CHUNK)
        yield from zip(means[part].tolist(), one[part].tolist(), two[part].tolist(), strict=True)
