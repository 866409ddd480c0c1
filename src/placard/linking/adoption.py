"""Reports that stand alone after clustering, and the event of others that each of them fits best.

Average linkage joins two clusters where their reports agree more than a threshold says. A report that tells little, or was misread
in its day or its form, stays below it though everything else it tells is one event's. Where such a report is the only one of its
event, and one event that several reports tell fits it clearly better than any other, it joins that one: a threshold for events that
several reports confirm need not hold for those that none confirms. It does not join an event whose day or town it contradicts: the
march of the next day stays another march. Two reports that stand alone are left alone, and so are events of several reports.

What an event is like is told by the reports that average linkage put together, not by those that joined it here: what was let in
for want of a better opens the door to nothing else.
"""

from __future__ import annotations

from typing import Protocol


class Clusters(Protocol):
    """What adoption asks of clusters that are named by a position each (``placard.linking.cluster``)."""

    def alone(self) -> list[int]:
        """The clusters of one member that have a scored pair with another cluster, in order."""

    def events_near(self, ident: int) -> list[tuple[float, int]]:
        """Mean thousandths of a bit over all pairs with each cluster of several that has a scored pair with it, in order."""

    def opposed(self, ident: int, other: int) -> bool:
        """Whether a cluster of one contradicts more than half of those of another with whom it has a scored pair."""

    def may_join(self, ident: int, member: int) -> bool:
        """Whether a cluster of one may be joined to the cluster that a position now stands in."""

    def put(self, ident: int, member: int) -> None:
        """Join a cluster of one to the cluster that a position now stands in."""


def adopt(clusters: Clusters, above: float, lead: float) -> None:
    """Join clusters of one member to the cluster of several that each fits best; the best fit first.

    Args:
        clusters: as average linkage left them; changed in place.
        above: mean, in thousandths of a bit, that the best fit must exceed.
        lead: by how much it must exceed the next best.
    """
    fits: dict[int, list[tuple[float, int]]] = {}
    for ident in clusters.alone():
        near = [(-mean, other) for mean, other in clusters.events_near(ident) if not clusters.opposed(ident, other)]
        if near and -min(near)[0] > above:
            fits[ident] = sorted(near)
    for ident in sorted(fits, key=lambda one: (fits[one][0], one)):
        # Whom a person or a report keeps it from may have joined an event meanwhile.
        near = [(negative, other) for negative, other in fits[ident] if clusters.may_join(ident, other)]
        if near and -near[0][0] > above and (len(near) == 1 or near[1][0] - near[0][0] >= lead):
            clusters.put(ident, near[0][1])
