"""Clusters from scored pairs: average linkage under constraints, the same whatever the order of the input.

The two clusters whose pairs agree most on average are joined first, as long as that average is above a threshold. An
average, not the best pair: day 1 ~ day 2 ~ day 3 of a march do not become one event through their neighbours. Pairs that
were never compared count as disagreeing.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

CLAMP = 10.0


def cluster(
    items: Sequence[str],
    scores: Mapping[tuple[str, str], float],
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    link_at: float = 0.0,
    absent: float = -6.0,
) -> list[tuple[str, ...]]:
    """Group items.

    Args:
        items: ids, in any order.
        scores: (left, right) with left < right -> bits.
        same: pairs a person joined: together whatever their score.
        different: pairs that may never be in one cluster; they win over ``same``.
        link_at: mean bits above which two clusters are joined.
        absent: bits of a pair without a score.

    Returns:
        Clusters of sorted ids, sorted by their first id.
    """
    state = _State(items, different)
    for left, right in sorted((min(pair), max(pair)) for pair in same):
        if left in state.home and right in state.home:
            state.join(state.home[left], state.home[right])
    state.load(scores)
    heap = [(-state.mean(one, two, absent), one, two) for one, row in state.links.items() for two in row if one < two]
    heapq.heapify(heap)
    while heap:
        negative, one, two = heapq.heappop(heap)
        if -negative <= link_at:
            break
        if two not in state.links.get(one, {}) or state.mean(one, two, absent) != -negative:
            continue
        joined = state.join(one, two)
        if joined is not None:
            for other in state.links[joined]:
                first, second = min(joined, other), max(joined, other)
                heapq.heappush(heap, (-state.mean(first, second, absent), first, second))
    return sorted(tuple(sorted(members)) for members in state.members.values())


class _State:
    """Clusters under their smallest id, the summed scores between them, and whom each may not meet."""

    def __init__(self, items: Sequence[str], different: Iterable[tuple[str, str]]) -> None:
        self.members: dict[str, set[str]] = {item: {item} for item in items}
        self.home = {item: item for item in items}
        self.foes: dict[str, set[str]] = {}
        for left, right in different:
            self.foes.setdefault(left, set()).add(right)
            self.foes.setdefault(right, set()).add(left)
        self.links: dict[str, dict[str, tuple[float, int]]] = {item: {} for item in items}

    def load(self, scores: Mapping[tuple[str, str], float]) -> None:
        """Sum the scores of pairs between clusters."""
        for (left, right), bits in sorted(scores.items()):
            if left not in self.home or right not in self.home:
                continue
            one, two = self.home[left], self.home[right]
            if one != two:
                total, count = self.links[one].get(two, (0.0, 0))
                entry = (total + max(-CLAMP, min(CLAMP, bits)), count + 1)
                self.links[one][two] = self.links[two][one] = entry

    def mean(self, one: str, two: str, absent: float) -> float:
        """Mean bits over all pairs between two clusters."""
        total, count = self.links[one][two]
        pairs = len(self.members[one]) * len(self.members[two])
        return round((total + absent * (pairs - count)) / pairs, 9)

    def join(self, one: str, two: str) -> str | None:
        """Merge two clusters under the smaller id, or None if a constraint forbids it."""
        if one == two:
            return None
        if not self.foes.get(one, set()).isdisjoint(self.members[two]):
            self.links[one].pop(two, None)
            self.links[two].pop(one, None)
            return None
        keep, drop = min(one, two), max(one, two)
        gone = self.members.pop(drop)
        self.members[keep] |= gone
        for item in gone:
            self.home[item] = keep
        if drop in self.foes:
            self.foes.setdefault(keep, set()).update(self.foes.pop(drop))
        for other, (total, count) in self.links.pop(drop).items():
            del self.links[other][drop]
            if other != keep:
                before, number = self.links[keep].get(other, (0.0, 0))
                self.links[keep][other] = self.links[other][keep] = (before + total, number + count)
        return keep
