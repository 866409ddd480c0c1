"""Values, days and codes as people read them on a screen: pure functions, used by templates as filters."""

from __future__ import annotations

from datetime import date, datetime

from placard.records import Code, Count, DateRange, Place, Text, Unresolved, Value
from placard.show_words import open_range

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: int | float | None) -> str:
    """A number with thin separators: 20,000; nothing for None."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def count_words(low: int | None, high: int | None) -> str:
    """An interval of counts: 600, 200 to 999, 50 or more, up to 20; nothing for none."""
    if not low and high is None:
        return ""
    if low == high:
        return number(low)
    if high is None:
        return f"{number(low)} or more"
    return f"up to {number(high)}" if low is None else f"{number(low)} to {number(high)}"


def day(text: str | None) -> str:
    """An ISO day as 18 Oct 2016; whatever else it is, as it stands."""
    try:
        found = date.fromisoformat((text or "")[:10])
    except ValueError:
        return text or ""
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def days(start: str | None, end: str | None, precision: str | None = None) -> str:
    """A range of days, no longer than need be: 18 Oct 2016; 18 to 20 Oct 2016; Oct 2016; 2016."""
    if not start:
        return ""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        return start if not end or end == start else f"{start} to {end}"
    if first == last:
        return day(start)
    if precision == "year" and first.year == last.year:
        return str(first.year)
    if precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(end)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def moment(text: str | None) -> str:
    """An ISO date-time as 18 Oct 2016, 14:05 UTC."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return text or ""
    return f"{day(text)}, {found:%H:%M} UTC" if "T" in (text or "") else day(text)


def code(text: str | None) -> str:
    """A code as words: tear_gas is tear gas."""
    return (text or "").replace("_", " ")


def title(text: str | None) -> str:
    """A code as the start of a line."""
    words = code(text)
    return words[:1].upper() + words[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """1 report, 2 reports, no reports."""
    name = one if count == 1 else many or one + "s"
    return f"{number(count) if count else 'no'} {name}"


def percent(value: float | None) -> str:
    """A share as whole percent."""
    return "" if value is None else f"{round(100 * value)} %"


def value_words(value: Value) -> str:
    """A value in one short line."""
    if isinstance(value, Count):
        return open_range(value) or count_words(value.low, value.high) or value.words
    if isinstance(value, DateRange):
        return days(value.start, value.end, value.precision)
    if isinstance(value, Place):
        return f"{value.name}, {value.country}" if value.country and value.precision != "country" else value.name
    if isinstance(value, Code):
        return code(value.code)
    if isinstance(value, Unresolved):
        return value.words
    return value.text


def value_detail(value: Value) -> str:
    """What else there is to say of a value: its words where they differ, precision, stance, why it is unresolved."""
    if isinstance(value, Unresolved):
        return f"not resolved: {code(value.reason)}"
    if isinstance(value, Count):
        return f"rule: {code(value.rule)}" if value.rule else ""
    if isinstance(value, DateRange):
        return "" if value.precision == "day" else code(value.precision)
    if isinstance(value, Place):
        parts = [code(value.precision)]
        if value.lat is not None and value.lon is not None:
            parts.append(f"{value.lat:.2f}, {value.lon:.2f}")
        return "; ".join(part for part in parts if part)
    if isinstance(value, Text):
        stance = f"{value.stance} {value.target or ''}".strip() if value.stance else ""
        return "; ".join(part for part in (stance, f"in translation: {value.translation}" if value.translation else "") if part)
    return ""


def coder_name(coder: str) -> tuple[bool, str]:
    """(made by a machine, name to show): ``person:ana`` is a person."""
    kind, sign, name = coder.partition(":")
    return (False, name) if sign and kind == "person" else (True, coder)


def headline(form: str | None, status: str | None, place: str | None) -> str:
    """What an event is called: Demonstration in Rasht; Planned strike."""
    name = title(form) if form and form != "other" else "Event"
    if status and status != "occurred":
        name = f"{title(status)} {name.lower()}"
    return f"{name} in {place}" if place else name
