"""Weeks, weekends, months, seasons, quarters and years told from the report or from an earlier date: this, last, next, that."""

from __future__ import annotations

import re
from datetime import date, timedelta

from placard.resolving.dates_context import NO_DAY, Context, need
from placard.resolving.dates_model import Days, month_of, move, quarter_of, season_of, week_of, weekend_of
from placard.resolving.dates_words import MONTH, MONTHS, ORDINAL, SEASON, YEAR, number

_PERIOD = re.compile(
    rf"(?:\b(?P<edge>early|late|later|earlier|mid|the (?:very )?(?:beginning|start|end|middle|close|eve) of"
    rf"|(?:by )?the end of)[ -])?"
    rf"\b(?P<which>this past|this coming|this|last|next|the past|past|the last|the next|coming|the coming|current|the current"
    rf"|the same|same|that same|that|the following"
    rf"|following|the previous|previous|the preceding|the|of the) (?P<u>week|month|year|weekend|quarter|fortnight|decade"
    rf"|{SEASON}|(?:{MONTH}))\b"
)
_NEW_YEAR = re.compile(r"\b(?:in|into|of) the new year\b")
_SEASON = re.compile(rf"(?:the )?(?P<s>{SEASON})(?: of|,)? ?(?P<y>{YEAR})?")
_QUARTER = re.compile(
    rf"(?:the )?(?P<n>{ORDINAL}|last|final)[ -]quarter(?: of)?(?: (?P<y>{YEAR})| (?P<rel>this|last|next|the same) year)?"
)
_LAST_MONTH_DAY = re.compile(rf"(?P<n>{ORDINAL}|last) week (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")


def period(words: str, context: Context) -> Days | str | None:
    """ "last week", "this month", "the following year", "that summer", with or without "early" or "the end of"."""
    if _NEW_YEAR.search(words) and context.today:
        return move(context.today, "year", int(context.tense == "future" and context.today.month > 3), "period of the report")
    match = _PERIOD.search(words)
    if not match:
        return None
    which, unit = match["which"], match["u"]
    told = which in (
        "the same",
        "same",
        "that same",
        "that",
        "the following",
        "following",
        "the previous",
        "previous",
        "the preceding",
    )
    base = context.anchor.last if told and context.anchor else context.today
    if base is None:
        return NO_DAY
    told_of = context.anchor is not None and context.anchor.explicit_year and context.tense != "future"
    if which in ("the", "of the") and context.anchor and unit in ("month", "year") and told_of:
        base = context.anchor.last
    step = 0
    if which in ("last", "this past", "the past", "past", "the last", "the previous", "previous", "the preceding"):
        step = -1
    elif which in ("next", "the next", "coming", "this coming", "the coming", "the following", "following"):
        step = 1
    return _unit_at(unit, base, step, which, context)


def _unit_at(unit: str, base: date, step: int, which: str, context: Context) -> Days | None:
    rule = "period of the report" if step == 0 else "last period" if step < 0 else "next period"
    if unit == "week":
        return week_of(base + timedelta(weeks=step), rule)
    if unit == "weekend":
        if step == 0 and context.tense != "future" and base.weekday() < 4 and which in ("the", "this"):
            step = -1  # told on Monday to Thursday, the weekend is the one just gone
        return weekend_of(base + timedelta(weeks=step), rule)
    if unit == "fortnight":
        return Days(base + timedelta(days=min(0, 14 * step)), base + timedelta(days=max(0, 14 * step)), "interval", rule)
    if unit == "decade":
        first = base.year // 10 * 10 + 10 * step
        return Days(date(first, 1, 1), date(first + 9, 12, 31), "interval", rule)
    if unit in ("month", "year", "quarter"):
        return move(base, unit, step, rule)
    if unit in MONTHS:
        return _named_month(MONTHS[unit], base, step, rule, context)
    return _named_season(unit, base, step, rule, context)


def _named_month(month: int, base: date, step: int, rule: str, context: Context) -> Days:
    if step < 0:
        return month_of(base.year - (month >= base.month), month, rule)
    if step > 0:
        return month_of(base.year + (month <= base.month), month, rule)
    return month_of(base.year, month, rule)


def _named_season(name: str, base: date, step: int, rule: str, context: Context) -> Days:
    """This, last or next summer: the running one, or the nearest before or after the report."""
    seasons = [season_of(base.year + shift, name, rule, southern=context.southern) for shift in (-2, -1, 0, 1, 2)]
    if step < 0:
        return max((s for s in seasons if s.last < base), key=lambda s: s.first)
    if step > 0:
        return min((s for s in seasons if s.first > base), key=lambda s: s.first)
    if context.tense == "future":
        return min((s for s in seasons if s.last >= base), key=lambda s: s.first)
    return max((s for s in seasons if s.first <= base), key=lambda s: s.first)


def season(words: str, context: Context) -> Days | str | None:
    """ "in the summer of 1984", "last winter", "this spring"."""
    match = _SEASON.search(words)
    if (
        not match
        or (match["s"] == "fall" and not match["y"] and match.group() != words)
        or (match["s"] == "spring" and "springs" in words)
    ):
        return None
    if match["y"]:
        return season_of(int(match["y"]), match["s"], "season", southern=context.southern, explicit_year=True)
    relative_year = re.search(r"\b(last|this|next) year\b", words)
    base = need(context.today)
    if isinstance(base, str):
        return base
    if relative_year:
        year = base.year + {"last": -1, "this": 0, "next": 1}[relative_year[1]]
        return season_of(year, match["s"], "season", southern=context.southern)
    return _named_season(match["s"], base, 0, "season", context)


def season_of_year(words: str, context: Context) -> Days | str | None:
    """A season whose year is named, to be read before its bare name is."""
    return season(words, context) if re.search(rf"{SEASON}(?: of|,)? ?{YEAR}", words) else None


def quarter(words: str, context: Context) -> Days | None:
    """ "the fourth quarter of 2005", "the third quarter of this year"."""
    match = _QUARTER.search(words)
    if not match:
        return None
    quarter = 4 if match["n"] in ("last", "final") and (match["y"] or match["rel"]) else number(match["n"]) or 0
    if match["y"]:
        return quarter_of(int(match["y"]), quarter, "quarter", explicit_year=True) if 1 <= quarter <= 4 else None
    if context.today is None:
        return None
    if match["n"] == "last" and not match["rel"]:
        return move(context.today, "quarter", -1, "quarter")
    if not 1 <= quarter <= 4:
        return None
    year = context.today.year + {"last": -1, "next": 1}.get(match["rel"] or "", 0)
    if not match["rel"] and context.tense != "future" and quarter > (context.today.month + 2) // 3:
        year -= 1
    return quarter_of(year, quarter, "quarter")


def week_of_month(words: str, context: Context) -> Days | None:
    """ "the first week of February", "the last week of March"."""
    match = _LAST_MONTH_DAY.search(words)
    if not match or (not match["y"] and context.today is None):
        return None
    month = MONTHS[match["m"]]
    year = int(match["y"]) if match["y"] else (context.today or date.min).year
    if not match["y"] and context.today and context.tense != "future" and month > context.today.month:
        year -= 1
    elif not match["y"] and context.today and context.tense == "future" and month < context.today.month:
        year += 1
    whole = month_of(year, month, "")
    if match["n"] == "last":
        return Days(whole.last - timedelta(days=6), whole.last, "week", "week of a month")
    count = number(match["n"]) or 1
    if count == 1:
        return Days(whole.first, whole.first + timedelta(days=6), "week", "week of a month")
    # Of a month that begins on a Sunday the first week is the one after it.
    day = whole.first + timedelta(weeks=count - 1, days=whole.first.weekday() == 6)
    return week_of(day, "week of a month") if day.month == month else None
