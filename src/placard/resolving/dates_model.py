"""Days: the interval of whole days a date names, with its precision and the rule that read it, and the ways to build one."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

# Rules that read words which name no day by themselves ("for four days", "at 3 pm"), by the day of the report or one told before.
LENGTH = "duration"
TIMES = ("time of day", "hours of the day spoken of")
LOOSE = (LENGTH, *TIMES)
DAILY = ("day", "night", "evening", "morning", "afternoon", "shift")
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive; ``precision`` as in :class:`placard.records.DateRange`.

    ``explicit_year`` says that the words themselves name the year, so that dates after them may share it.
    """

    first: date
    last: date
    precision: str
    rule: str
    explicit_year: bool = False

    def named(self, rule: str) -> Days:
        """The same days under another rule's name."""
        return replace(self, rule=rule)


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None if the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date, rule: str, *, explicit_year: bool = False) -> Days:
    """A single day."""
    return Days(day, day, "day", rule, explicit_year)


def week_of(day: date, rule: str) -> Days:
    """Monday to Sunday of the week in which ``day`` falls."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6), "week", rule)


def weekend_of(day: date, rule: str) -> Days:
    """Saturday and Sunday of the week in which ``day`` falls."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=1), "interval", rule)


def month_of(year: int, month: int, rule: str, *, explicit_year: bool = False) -> Days:
    """A whole month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", rule, explicit_year)


def year_of(year: int, rule: str, *, explicit_year: bool = False) -> Days:
    """A whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year", rule, explicit_year)


def years_of(first: int, last: int, rule: str) -> Days:
    """Several whole years."""
    return Days(date(first, 1, 1), date(last, 12, 31), "interval", rule, True)


def season_of(year: int, name: str, rule: str, *, southern: bool, explicit_year: bool = False) -> Days:
    """A meteorological season that begins in ``year``; north of the equator winter runs from December into the next year."""
    start = (SEASON_STARTS[name] + (6 if southern else 0) - 1) % 12 + 1
    last = shift_months(date(year, start, 1), 3) - timedelta(days=1)
    return Days(date(year, start, 1), last, "season", rule, explicit_year)


def quarter_of(year: int, quarter: int, rule: str, *, explicit_year: bool = False) -> Days:
    """A quarter of a year, 1 to 4."""
    first = date(year, 3 * quarter - 2, 1)
    return Days(first, shift_months(first, 3) - timedelta(days=1), "interval", rule, explicit_year)


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or its last day if the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def span(first: Days, last: Days, rule: str) -> Days | None:
    """From the first day of one to the last day of the other; None if they are the wrong way round."""
    if last.last < first.first:
        return None
    precision = (
        "interval" if first.precision == "day" == last.precision or first.precision == last.precision else _coarser(first, last)
    )
    return Days(first.first, last.last, precision, rule, first.explicit_year or last.explicit_year)


def _coarser(first: Days, last: Days) -> str:
    order = ("day", "interval", "week", "month", "season", "year")
    coarse = max((first, last), key=lambda days: order.index(days.precision))
    return "interval" if coarse.precision == "day" else coarse.precision


def move(base: date, unit: str, count: int, rule: str) -> Days:
    """``count`` units from a day, as precise as the unit: days give a day, one week its weekday, months a month, years a year."""
    if unit in DAILY:
        return one_day(base + timedelta(days=count), rule)
    if unit in ("hour", "minute"):
        return one_day(base + timedelta(hours=count if unit == "hour" else 0), rule)
    if unit == "week":
        return one_day(base + timedelta(weeks=count), rule) if abs(count) == 1 else week_of(base + timedelta(weeks=count), rule)
    if unit == "fortnight":
        return (
            one_day(base + timedelta(weeks=2 * count), rule)
            if abs(count) == 1
            else week_of(base + timedelta(weeks=2 * count), rule)
        )
    if unit == "weekend":
        return weekend_of(base + timedelta(weeks=count), rule)
    if unit == "month":
        moved = shift_months(base, count)
        return month_of(moved.year, moved.month, rule)
    if unit == "quarter":
        moved = shift_months(base, 3 * count)
        return quarter_of(moved.year, (moved.month + 2) // 3, rule)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return year_of(base.year + years * count, rule)


def move_by(base: date, unit: str, count: int) -> date:
    """A day ``count`` units away, for the ends of durations."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        return shift_months(base, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    if unit in ("hour", "minute"):
        return base + timedelta(days=int(count / 24)) if unit == "hour" else base
    return base + timedelta(days=count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))
