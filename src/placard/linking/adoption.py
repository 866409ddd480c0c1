"""Reports that stand alone after clustering, and the event of others that each of them fits best.

Average linkage joins two clusters where their reports agree more than a threshold says. A report that tells little, or was misread
in its day or its form, stays below it though everything else it tells is one event's. Where such a report is the only one of its
event, and one event that several reports tell fits it clearly better than any other, it joins that one: a threshold for events that
several reports confirm need not hold for those that none confirms. It does not join an event whose day or town it contradicts: the
march of the next day stays another march. Two reports that stand alone are left alone, and so are events of several reports.

The best fit of all is joined first, and what it changes is weighed anew, so that the order of the input makes no difference.
"""

from __future__ import annotations

import heapq
from typing import Protocol


class Clusters(Protocol):
    """What adoption asks of clusters that are named by a position each (``placard.linking.cluster``)."""

    def alone(self) -> list[int]:
        """The clusters of one member that have a scored pair with another cluster, in order."""

    def neighbours(self, ident: int) -> list[int]:
        """The clusters with which one has a scored pair and may be joined."""

    def opposed(self, ident: int, other: int) -> bool:
        """Whether a cluster of one contradicts more than half of another."""

    def size(self, ident: int) -> int:
        """Number of members of a cluster."""

    def mean(self, one: int, two: int) -> float:
        """Mean thousandths of a bit over all pairs between two clusters."""

    def join(self, one: int, two: int) -> int | None:
        """Merge two clusters; the name of the new one, or None if they may not be one."""


def adopt(clusters: Clusters, above: float, lead: float) -> None:
    """Join clusters of one member to the cluster each fits best.

    Args:
        clusters: as average linkage left them; changed in place.
        above: mean, in thousandths of a bit, that the best fit must exceed.
        lead: by how much it must exceed the next best that exceeds ``above`` too.
    """
    heap = [found for ident in clusters.alone() if (found := _best(clusters, ident, above, lead))]
    heapq.heapify(heap)
    while heap:
        found = heapq.heappop(heap)
        _, ident, other = found
        if _best(clusters, ident, above, lead) != found:
            continue  # one of the two has changed; what it fits now was weighed then
        joined = clusters.join(ident, other)
        if joined is None:
            continue
        for near in clusters.neighbours(joined):
            if again := _best(clusters, near, above, lead):
                heapq.heappush(heap, again)


def _best(clusters: Clusters, ident: int, above: float, lead: float) -> tuple[float, int, int] | None:
    """The negative mean of the best fit, the cluster of one, and the cluster it fits; None if there is none, or a rival."""
    if clusters.size(ident) != 1:
        return None
    fits = sorted(
        (-mean, other)
        for other in clusters.neighbours(ident)
        if clusters.size(other) > 1 and (mean := clusters.mean(ident, other)) > above and not clusters.opposed(ident, other)
    )
    if not fits or (len(fits) > 1 and fits[1][0] - fits[0][0] < lead):
        return None
    return fits[0][0], ident, fits[0][1]
