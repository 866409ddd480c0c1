"""Dates told from another day: yesterday, the following morning, a year before; and all relative kinds in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from placard.resolving.dates_context import NO_DAY, Context, need
from placard.resolving.dates_counted import HOW_MANY, ago, later, past_units, vague_distance
from placard.resolving.dates_model import Days, move, one_day, shift_months
from placard.resolving.dates_periods import period, quarter, season, season_of_year, week_of_month
from placard.resolving.dates_weekdays import ordinal_weekday, weekday_named, weekday_of_week
from placard.resolving.dates_words import WEEKDAY, number

_FIXED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\bday before yesterday\b|\b(?:night|evening) before last\b"), -2),
    (re.compile(r"\bday after tomorrow\b"), 2),
    (re.compile(r"\byesterday\b|\byesternight\b|\blast (?:night|evening)\b|\bthe other night\b"), -1),
    (re.compile(r"\btomorrow\b"), 1),
    (re.compile(r"\btoday\b|\btonight\b|\bthis (?:very )?(?:day|morning|afternoon|evening|noon)\b|\blater in the day\b"), 0),
    (re.compile(r"\bright now\b|\bat this (?:very )?(?:hour|moment)\b"), 0),
)
_OVERNIGHT = re.compile(r"\bovernight\b")
_YEAR_BEFORE = re.compile(
    rf"(?P<same>\b(?:the )?same (?:month|period|time|week|day|quarter) (?:of )?(?:the )?(?:last year|a year (?:ago|earlier"
    rf"|before)|previous year|year before))"
    rf"|\b(?:the )(?P<u>week|month|year|weekend|quarter) (?P<side>before|previous|earlier|prior|after|following)\b(?! last)"
    rf"|\b{HOW_MANY}years? ago (?P<day>(?:(?:this|on) )?{WEEKDAY}|today|yesterday|tomorrow|this week|this month)"
)
_DAY_OF_ANCHOR = re.compile(
    r"\b(?P<which>the same|same|that same|that very|that|the following|following|the next|next|the previous|previous"
    r"|the preceding|the)"
    r" (?P<u>day|night|evening|morning|afternoon|date)\b(?: (?P<side>after|before|earlier|later))?"
)
_DAY_SIDE = re.compile(r"\b(?:the|a) (?:day|night|evening) (?P<side>before|earlier|after|later)\b")


def relative(words: str, context: Context) -> Days | str | None:
    """The days relative words name, the reason they name none, or None if they are not relative.

    Args:
        words: folded words, with their time of day.
        context: the day of the report, its tense and earlier dates.
    """
    for read in _READERS:
        days = read(words, context)
        if days is not None:
            return days
    return None


def counted(words: str, context: Context) -> Days | str | None:
    """ "two days ago", "three weeks later", "the past 24 hours": read before a bare stretch of days is."""
    for read in _COUNTED:
        days = read(words, context)
        if days is not None:
            return days
    return None


def _year_before(words: str, context: Context) -> Days | str | None:
    """ "the same month a year ago", "the year before", "fifty years ago this Tuesday"."""
    match = _YEAR_BEFORE.search(words)
    if not match:
        return None
    if match["u"]:
        base = context.anchor.last if context.anchor else context.today
        if base is None:
            return NO_DAY
        return move(base, match["u"], 1 if match["side"] in ("after", "following") else -1, "period beside an earlier date")
    if match["same"]:
        near = context.anchor
        if near is None or near.precision == "year":
            return "a year before a period that the text does not give"
        return Days(shift_months(near.first, -12), shift_months(near.last, -12), near.precision, "a year before")
    # An anniversary is told as it comes: "fifty years ago this Tuesday".
    ahead = replace(context, tense="future") if match["day"].startswith("this") else context
    days, count = relative(match["day"], ahead), number(match["n"])
    if not isinstance(days, Days) or count is None:
        return days if isinstance(days, str) else None
    return Days(shift_months(days.first, -12 * count), shift_months(days.last, -12 * count), days.precision, "years before a day")


def _fixed(words: str, context: Context) -> Days | str | None:
    for pattern, step in _FIXED:
        if pattern.search(words):
            base = need(context.today)
            return base if isinstance(base, str) else one_day(base + timedelta(days=step), "day named from the report's own")
    return None


def _overnight(words: str, context: Context) -> Days | str | None:
    """The night into the day of the report."""
    if not _OVERNIGHT.search(words):
        return None
    match = re.search(rf"\b{WEEKDAY}\b", words)
    if match:
        return None
    base = need(context.today)
    return base if isinstance(base, str) else Days(base - timedelta(days=1), base, "interval", "overnight")


def _day_near_anchor(words: str, context: Context) -> Days | str | None:
    side = _DAY_SIDE.search(words)
    base = context.anchor_day()
    if side:
        if base is None:
            return NO_DAY
        return one_day(base + timedelta(days=1 if side["side"] in ("after", "later") else -1), "day beside an earlier date")
    match = _DAY_OF_ANCHOR.search(words)
    if not match:
        return None
    if base is None:
        return NO_DAY
    which = match["which"]
    step = (
        1
        if which in ("the following", "following", "the next", "next")
        else -1
        if which in ("the previous", "previous", "the preceding")
        else 0
    )
    return one_day(base + timedelta(days=step), "day of an earlier date" if step == 0 else "day beside an earlier date")


_COUNTED: tuple[Callable[[str, Context], Days | str | None], ...] = (_year_before, ago, past_units, later, vague_distance)
_READERS: tuple[Callable[[str, Context], Days | str | None], ...] = (
    *_COUNTED,
    _fixed,
    _overnight,
    week_of_month,
    ordinal_weekday,
    weekday_of_week,
    weekday_named,
    season_of_year,
    _day_near_anchor,
    quarter,
    period,
    season,
)
