"""Point values for counts, by the named conventions of other projects; made on export only, never stored.

| convention | vague plurals | ranges | bounds |
| --- | --- | --- | --- |
| ``ccc`` (Crowd Counting Consortium) | lowest: dozens 24, hundreds 200, thousands 2,000 | lower end | the number named |
| ``mpeds`` (MPEDS/Elephrame) | dozens 36, hundreds 150, thousands 1,500 | middle of the ends' own readings | the number named |
| ``acled`` (ACLED, fatalities) | one of the unit: dozens 12, hundreds 100, thousands 1,000 | lower end | the number named |
| ``interval`` | none: only the interval is given | | |
"""

from __future__ import annotations

import re
from typing import Literal

from placard.records import Count
from placard.resolving.counts import resolve_count

Convention = Literal["ccc", "mpeds", "acled", "interval"]
CONVENTIONS: tuple[str, ...] = ("ccc", "mpeds", "acled", "interval")
CCC_CATEGORIES: dict[int, str] = {0: "unknown", 1: "1-99", 2: "100-999", 3: "1,000-9,999", 4: "10,000 and more"}
VAGUE = ("vague", "few", "couple")


def point(count: Count, convention: str) -> int | None:
    """The one number a convention publishes for a count, or None if it publishes none.

    Args:
        count: a resolved count.
        convention: ccc, mpeds, acled or interval.

    Raises:
        ValueError: if there is no such convention.
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"no convention {convention!r}; one of {', '.join(CONVENTIONS)}")
    if convention == "interval" or (count.low is None and count.high is None):
        return None
    if count.rule in VAGUE and count.low is not None:
        return _vague(count, count.low, convention)
    if count.low is None or count.high is None:
        return count.low if count.low is not None else count.high
    if convention == "mpeds" and count.low != count.high:
        ends = _ends(count)
        return round((ends[0] + ends[1]) / 2)
    if convention == "acled" and count.rule in ("range", "several figures"):
        return _ends(count, "acled")[0]
    return count.low


def ccc_category(count: Count) -> int:
    """The Crowd Counting Consortium's size category (``CCC_CATEGORIES``) of a count's CCC point; 0 if it has none."""
    size = point(count, "ccc")
    if not size:
        return 0
    return min(4, max(1, len(str(size)) - 1))


def open_interval(count: Count) -> tuple[int | None, int | None]:
    """The interval as the corpus writes it: vague plurals have no upper end there ("hundreds" 200 and up)."""
    return (count.low, None) if count.rule in VAGUE else (count.low, count.high)


def _vague(count: Count, low: int, convention: str) -> int:
    """``low`` is twice the unit (hundreds 200); the conventions differ in how much of it they take."""
    if convention == "ccc" or count.rule == "couple":
        return low
    if convention == "acled":
        return low // 2 if count.rule == "vague" else low
    if count.rule == "few":
        return low * 3 // 2
    return low * 3 // 2 if low in (24, 40) else low * 3 // 4


def _ends(count: Count, convention: str = "mpeds") -> tuple[int, int]:
    """The readings of a range's two ends: "dozens to hundreds" runs from 36 to 150 for MPEDS, not from 24 to 999."""
    low, high = count.low or 0, count.high or 0
    parts = [
        part for part in re.split(r"\s*(?:-|–|;|\bto\b|\bif not\b|\bor\b)\s*", count.words, flags=re.IGNORECASE) if part.strip()
    ]
    if len(parts) == 2:
        read = [resolve_count(part) for part in parts]
        points = [point(end, convention) for end in read if isinstance(end, Count) and end.rule in VAGUE]
        if len(points) == 2 and points[0] is not None and points[1] is not None:
            return min(points[0], points[1]), max(points[0], points[1])
    return low, high
