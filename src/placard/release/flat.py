"""The columns of ``events`` that the shown values decide: a pure function, so ``placard verify`` can do it again.

A row has one cell for what several voices told. Counts are pooled over all of them and over whom they count: the least and the
greatest figure told, never the first of a list; whom each figure counts stands beside, and whether the figures contradict.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from placard.release.fields import COUNTS, LISTS, WHO_COUNTS, Row

Shown = Mapping[str, Sequence[Mapping[str, Any]]]
Whos = Mapping[str, Sequence[str | None]]
UNKNOWN = "unknown"
_LARGEST = 2**63 - 1


def shown_columns(values: Shown, whos: Whos, contested: Collection[str]) -> Row:
    """The first date and place, the counts pooled, all of the lists.

    Args:
        values: variable -> shown values as JSON.
        whos: variable -> whom each of these values counts, None where that is not known.
        contested: the variables of the event's conflicts.
    """
    row: Row = {}
    day = _first(values, "date", "date")
    row |= {
        "date_start": as_day(day.get("start")),
        "date_end": as_day(day.get("end")),
        "date_precision": day.get("precision") or None,
        "date_words": day.get("words") or None,
    }
    place = _first(values, "place", "place")
    row |= {
        "place": place.get("name") or None,
        "country": place.get("country"),
        "geonameid": place.get("geonameid"),
        "latitude": place.get("lat"),
        "longitude": place.get("lon"),
        "place_precision": place.get("precision") or None,
        "place_words": place.get("words") or None,
    }
    for name in COUNTS:
        row |= _count_columns(name, values.get(name, ()), whos.get(name, ()), contested)
    for name in LISTS:
        words = [str(value.get("code") or value.get("text") or value.get("words") or "") for value in values.get(name, ())]
        row[name] = list(dict.fromkeys(word for word in words if word))
    return row


def shown_who(statement_ids: Iterable[str], who_of: Mapping[str, str | None]) -> str | None:
    """Whom a shown count counts: what all statements it stands on say, else None."""
    found = {who_of.get(one) for one in statement_ids}
    return found.pop() if len(found) == 1 else None


def pooled(counts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The range of some counts (as JSON): the least low end, the greatest high end, and the words of both ends.

    It is no sum: groups overlap ("at least 50" of whom nobody says may hold the three students), and who says less is heard too.
    """
    if not counts:
        return {"low": None, "high": None, "words": None}
    lows = [_floor(count) for count in counts]
    highs = [count.get("high") for count in counts]
    least = min(counts, key=lambda count: (_floor(count), _ceiling(count)))
    most = max(counts, key=lambda count: (_ceiling(count), _floor(count)))
    first = str(least.get("words") or "").split(" ... ")[0]
    last = str(most.get("words") or "").split(" ... ")[-1]
    return {
        "low": None if all(count.get("low") is None for count in counts) else min(lows),
        "high": None if any(high is None for high in highs) else max(high for high in highs if high is not None),
        "words": (first if first == last else f"{first} ... {last}") or None,
    }


def as_day(value: Any) -> str | None:
    """A day as the tables hold it; days outside the calendar (year 0, year 10000) stay in the value's JSON only."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


def as_number(value: Any) -> int | None:
    """A count as the tables hold it; what no 64-bit column can hold stays in the value's JSON only."""
    return value if isinstance(value, int) and value <= _LARGEST else None


def _count_columns(name: str, values: Sequence[Mapping[str, Any]], whos: Sequence[str | None], contested: Collection[str]) -> Row:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for value, who in zip(values, whos, strict=True):
        if value.get("type") == "count":
            groups.setdefault(who or UNKNOWN, []).append(value)
    counts = [count for group in groups.values() for count in group]
    whole = pooled(counts)
    row: Row = {
        f"{name}_low": as_number(whole["low"]),
        f"{name}_high": as_number(whole["high"]),
        f"{name}_words": whole["words"],
        f"{name}_contested": name in contested if counts or name in contested else None,
    }
    if name in WHO_COUNTS:
        told = {who: pooled(group) for who, group in sorted(groups.items())}
        row[f"{name}_by_who"] = json.dumps(told, ensure_ascii=False) if told else None
    return row


def _floor(count: Mapping[str, Any]) -> int:
    # "No more than 200" says nothing of how few: as everywhere, the range begins at the lowest figure anyone gives.
    low = count.get("low")
    return int(low if low is not None else count.get("high") or 0)


def _ceiling(count: Mapping[str, Any]) -> float:
    high = count.get("high")
    return float("inf") if high is None else float(high)


def _first(values: Shown, variable: str, kind: str) -> Mapping[str, Any]:
    return next((value for value in values.get(variable, ()) if value.get("type") == kind), {})
