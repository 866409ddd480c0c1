"""Distance between two mentions' points, in Python and in SQL."""

from __future__ import annotations

import math

from placard.linking.facts import Facts

EARTH_KM = 6371.0


def kilometres(a: Facts, b: Facts) -> float:
    """Great-circle distance between two mentions' points, infinite where one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    first, second = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((first - second) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


KM_SQL = (
    f"(2 * {EARTH_KM} * asin(sqrt(least(1.0, power(sin(radians(lat_l - lat_r) / 2), 2) "
    "+ cos(radians(lat_l)) * cos(radians(lat_r)) * power(sin(radians(lon_l - lon_r) / 2), 2)))))"
)
