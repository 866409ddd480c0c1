"""Publication dates: ISO as they are, other plain forms made ISO, ambiguous ones refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# A weekday before and a time of day after a written-out date are read over: the day is what is kept.
_WEEKDAY, _TIME = r"(?:[a-z]{3,6}day,? |[a-z]{3},? )?", r"(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,20})?"
_DAY_FIRST = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]+)\.?,?[ -](\d{4})" + _TIME, re.IGNORECASE)
_MONTH_FIRST = re.compile(_WEEKDAY + r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME, re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})")
_ISO_LIKE = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:$|[T ])")
_MAIL = re.compile(r"(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}", re.IGNORECASE)
# Newspapers begin in the 1600s; a four-digit year above 2199 in a report is a slip or an attack.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date read: an ISO date or date-time, or None with the reason it was not taken."""

    value: str | None
    reason: str = ""


def parse_published(given: Any) -> Published:
    """Read a publication date.

    Args:
        given: None, a string, a ``date`` or ``datetime``, or a number (Unix seconds or milliseconds, or YYYYMMDD).

    Returns:
        The ISO form and no reason; None and no reason where nothing was given; None and a reason where what was
        given names no single day ("03/04/2020" is two days, "2020-01" thirty-one).
    """
    if given is None or (isinstance(given, float) and given != given):
        return Published(None)
    if isinstance(given, datetime):
        return _checked(given)
    if isinstance(given, date):
        return _checked(given)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return _number(given)
    if not isinstance(given, str):
        return Published(None, "is no date")
    words = given.strip()
    if not words or words.lower() in {"null", "none", "nan", "nat", "n/a", "n.d."}:
        return Published(None)
    if words.isdecimal() and words.isascii():
        return _number(int(words)) if len(words) <= 13 else Published(None, "is no date")
    return _words(words)


def _words(words: str) -> Published:
    try:
        if _ISO_LIKE.match(words):
            moment = datetime.fromisoformat(words.replace(" UTC", "+00:00"))
            return _checked(moment if len(words) > 10 else moment.date())
        if _MAIL.match(words):
            return _checked(parsedate_to_datetime(words))
        if match := _DAY_FIRST.fullmatch(words):
            return _named_month(match[3], match[2], match[1])
        if match := _MONTH_FIRST.fullmatch(words):
            return _named_month(match[3], match[1], match[2])
        if match := _NUMBERS.fullmatch(words):
            return _slashes(match)
    except (ValueError, IndexError, TypeError, OverflowError):
        return Published(None, "is no date of the calendar")
    return Published(None, "is no date")


def _named_month(year: str, month: str, day: str) -> Published:
    number = _MONTHS.get(month.lower())
    return Published(None, "is no date") if number is None else _checked(date(int(year), number, int(day)))


def _slashes(match: re.Match[str]) -> Published:
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4:
        return _checked(date(first, second, third))
    if len(match[3]) != 4:
        return Published(None, "has no year of four digits")
    if first == second or (first > 12) != (second > 12):
        return _checked(date(third, min(first, second), max(first, second)))
    return Published(None, "can be read as two days (day first or month first)")


def _number(number: int | float) -> Published:
    if isinstance(number, float) and not math.isfinite(number):
        return Published(None, "is no date")
    whole = int(number)
    if 10_000_000 <= whole < 100_000_000:
        try:
            return _checked(date(whole // 10_000, whole // 100 % 100, whole % 100))
        except ValueError:
            return Published(None, "is no date of the calendar")
    seconds = whole // 1000 if whole >= 100_000_000_000 else whole
    if 100_000_000 <= seconds < 7_258_118_400:
        return _checked(datetime.fromtimestamp(seconds, UTC))
    return Published(None, "is no date")


def _checked(moment: date) -> Published:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return Published(None, f"is in the year {moment.year}")
    if isinstance(moment, datetime):
        return Published(moment.replace(microsecond=0).isoformat())
    return Published(moment.isoformat())
