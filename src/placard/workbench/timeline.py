"""The timeline as bars of an SVG: days, weeks, months, years, decades or centuries, whichever fit. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placard.workbench.words import day

MOST_BARS = 92
WIDTH, HEIGHT = 920, 96
_YEARS = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its first and last day, how many events, its name, and where it stands in the drawing."""

    since: str
    until: str
    n: int
    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars of one unit (day, week, month, year, decade, century), the tallest count, and labels of the axis (x, words)."""

    unit: str
    bars: tuple[Bar, ...]
    top: int
    labels: tuple[tuple[float, str], ...]


def timeline(spread: Sequence[tuple[str, int]]) -> Timeline:
    """Lay out (ISO day, events) pairs; days that are none are left out."""
    found = [(known, n) for text, n in spread if (known := _date(text)) is not None]
    if not found:
        return Timeline("day", (), 0, ())
    low, high = min(found)[0], max(found)[0]
    unit = next((name for name in ("day", "week", "month", *_YEARS) if _steps(low, high, name) <= MOST_BARS), "century")
    counts: dict[date, int] = {}
    for known, n in found:
        counts[_start(known, unit)] = counts.get(_start(known, unit), 0) + n
    starts = _range(_start(low, unit), high, unit)
    top = max(counts.values())
    step = WIDTH / max(len(starts), 12)
    bars = []
    for place, begin in enumerate(starts):
        n = counts.get(begin, 0)
        height = round(HEIGHT * n / top, 2)
        end = _after(begin, unit) - timedelta(days=1)
        bars.append(
            Bar(
                begin.isoformat(),
                end.isoformat(),
                n,
                _name(begin, unit),
                round(place * step, 2),
                HEIGHT - height,
                round(step * 0.84, 2),
                height,
            )
        )
    every = max(1, len(starts) // 6)
    labels = tuple((bars[place].x, bars[place].name) for place in range(0, len(bars), every) if bars[place].x < 0.9 * WIDTH)
    return Timeline(unit, tuple(bars), top, labels)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _steps(low: date, high: date, unit: str) -> int:
    if unit in _YEARS:
        return (high.year - low.year) // _YEARS[unit] + 1
    if unit == "month":
        return (high.year - low.year) * 12 + high.month - low.month + 1
    return (high - low).days // (7 if unit == "week" else 1) + 1


def _start(known: date, unit: str) -> date:
    if unit == "week":
        return known - timedelta(days=known.weekday()) if known.toordinal() > 7 else known
    if unit == "month":
        return known.replace(day=1)
    if unit in _YEARS:
        return date(max(1, known.year - known.year % _YEARS[unit]), 1, 1)
    return known


def _after(begin: date, unit: str) -> date:
    if unit == "month":
        return (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
    if unit in _YEARS:
        year = begin.year - begin.year % _YEARS[unit] + _YEARS[unit]
        return date(year, 1, 1) if year <= date.max.year else date.max
    return begin + timedelta(days=7 if unit == "week" else 1)


def _range(begin: date, high: date, unit: str) -> list[date]:
    starts = [begin]
    while (following := _after(starts[-1], unit)) <= high and len(starts) < 10_000 and following > starts[-1]:
        starts.append(following)
    return starts


def _name(begin: date, unit: str) -> str:
    full = day(begin.isoformat())
    if unit == "week":
        return f"week of {full}"
    if unit in ("decade", "century"):
        return f"{begin.year} to {begin.year + _YEARS[unit] - 1}"
    return {"month": full.partition(" ")[2], "year": str(begin.year)}.get(unit, full)
