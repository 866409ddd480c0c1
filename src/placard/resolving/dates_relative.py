"""Dates told from another day: yesterday, on Friday, last week, two days later, the following morning, earlier this month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from placard.resolving.dates_context import Context
from placard.resolving.dates_model import (
    Days,
    month_of,
    one_day,
    quarter_of,
    season_of,
    shift_months,
    week_of,
    weekend_of,
    year_of,
)
from placard.resolving.dates_words import MONTH, MONTHS, NUMBER, ORDINAL, SEASON, UNIT, WEEKDAY, WEEKDAYS, YEAR, number

_HOW_MANY = rf"(?:(?:about|around|some|nearly|almost|over|more than|just|exactly|only|roughly|at least) )*(?P<n>{NUMBER})(?: of)?[ -]"
_AGO = re.compile(rf"{_HOW_MANY}(?P<u>{UNIT})s? (?:ago|back)\b(?: (?:on|this|last) (?P<w>{WEEKDAY}))?")
_LATER = re.compile(rf"{_HOW_MANY}(?P<u>{UNIT})s? (?P<way>later|afterwards?|earlier|before(?:hand)?|previously|prior|on|hence|after that|from now|time)\b")
_IN_TIME = re.compile(rf"^in {_HOW_MANY}(?P<u>{UNIT})s?(?:' time| time)?$")
_VAGUE_AGO = re.compile(rf"\b(?:a few|few|several|some|many) (?:{UNIT})s? (?:ago|back|earlier|later|before)\b|\b(?:{UNIT})s (?:ago|earlier|later|before)\b")
_FIXED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\bday before yesterday\b"), -2),
    (re.compile(r"\bday after tomorrow\b"), 2),
    (re.compile(r"\byesterday\b|\byesternight\b|\blast (?:night|evening)\b|\bthe other night\b"), -1),
    (re.compile(r"\btomorrow\b"), 1),
    (re.compile(r"\btoday\b|\btonight\b|\bthis (?:very )?(?:day|morning|afternoon|evening|noon)\b|\blater in the day\b"), 0),
)
_OVERNIGHT = re.compile(r"\bovernight\b")
_WEEKDAY_WEEK = re.compile(
    rf"(?P<w>{WEEKDAY})(?: night| morning| evening| afternoon)? (?:of |in )?(?P<which>last|next|this|the previous|the following|that|the same) week\b"
    rf"|(?P<which2>last|next|this) week(?: on|,)? (?P<w2>{WEEKDAY})\b"
)
_WEEK_ON = re.compile(rf"\b(?P<n>{NUMBER}) weeks? (?:on|from|ago) (?:last )?(?P<w>{WEEKDAY})\b|\b(?P<w2>{WEEKDAY}) week\b")
_WEEKDAY = re.compile(
    rf"(?:\b(?P<which>last|next|this coming|this past|this|coming|past|the coming|the past|that same|that|the same|the following|following|the next|the previous"
    rf"|previous|the preceding|the) )?\b(?P<w>{WEEKDAY})s?\b(?: (?P<after>last|next))?(?! week)"
)
_ORDINAL_WEEKDAY = re.compile(rf"(?:the )?(?P<n>{ORDINAL}|last) (?P<w>{WEEKDAY}) (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")
_PERIOD = re.compile(
    rf"(?:\b(?P<edge>early|late|later|earlier|mid|the (?:very )?(?:beginning|start|end|middle|close|eve) of|(?:by )?the end of)[ -])?"
    rf"\b(?P<which>this past|this coming|this|last|next|the past|past|the last|the next|coming|the coming|current|the current|the same|same|that same|that|the following"
    rf"|following|the previous|previous|the preceding|the|of the) (?P<u>week|month|year|weekend|quarter|fortnight|decade|{SEASON}|(?:{MONTH}))\b"
)
_PAST_N = re.compile(rf"\b(?P<which>past|last|next|coming|previous) {_HOW_MANY}(?P<u>{UNIT})s?\b")
_DAY_OF_ANCHOR = re.compile(
    r"\b(?P<which>the same|same|that same|that very|that|the following|following|the next|next|the previous|previous|the preceding|the)"
    r" (?P<u>day|night|evening|morning|afternoon|date)\b(?: (?P<side>after|before|earlier|later))?"
)
_DAY_SIDE = re.compile(r"\b(?:the|a) (?:day|night|evening) (?P<side>before|earlier|after|later)\b")
_SEASON = re.compile(rf"(?:the )?(?P<s>{SEASON})(?: of|,)? ?(?P<y>{YEAR})?")
_QUARTER = re.compile(
    rf"(?:the )?(?P<n>{ORDINAL}|last|final)[ -]quarter(?: of)?(?: (?P<y>{YEAR})| (?P<rel>this|last|next|the same) year)?"
)
_LAST_MONTH_DAY = re.compile(rf"(?P<n>{ORDINAL}|last) week (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")
_MONTH_DAYS = {"day": 1, "night": 1, "evening": 1, "morning": 1}


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


_NO_DAY = "relative to a day that is not known: the report has no publication date"


def _need(day: date | None) -> date | str:
    return _NO_DAY if day is None else day


def move(base: date, unit: str, count: int, rule: str) -> Days:
    """``count`` units from a day, as precise as the unit: days give a day, weeks a day (the same weekday), months a month, years a year."""
    if unit in _MONTH_DAYS:
        return one_day(base + timedelta(days=count), rule)
    if unit in ("hour", "minute"):
        return one_day(base + timedelta(hours=count if unit == "hour" else 0), rule)
    if unit == "week":
        return one_day(base + timedelta(weeks=count), rule) if abs(count) == 1 else week_of(base + timedelta(weeks=count), rule)
    if unit == "fortnight":
        return one_day(base + timedelta(weeks=2 * count), rule) if abs(count) == 1 else week_of(base + timedelta(weeks=2 * count), rule)
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


def _ago(words: str, context: Context) -> Days | str | None:
    match = _AGO.search(words)
    if not match:
        return "names no particular day" if _VAGUE_AGO.search(words) else None
    base, count = _need(context.today), number(match["n"])
    if isinstance(base, str) or count is None:
        return base if isinstance(base, str) else None
    days = move(base, match["u"], -count, "ago")
    if match["w"]:
        return one_day(_weekday_before(days.last + timedelta(days=1), WEEKDAYS[match["w"]]), "ago")
    return days


def _later(words: str, context: Context) -> Days | str | None:
    match = _LATER.search(words)
    if match:
        if match["way"] == "on" and match.end() != len(words):
            return None
        forward = match["way"].startswith(("later", "after", "on", "hence", "from", "time"))
        base = context.today if match["way"] in ("from now", "time", "hence") else context.anchor_day()
    else:
        match = _IN_TIME.match(words)
        if not match:
            return None
        if context.tense == "past" and not words.endswith("time"):
            return None
        forward, base = True, context.today
    if base is None:
        return _NO_DAY
    count = number(match["n"])
    return None if count is None else move(base, match["u"], count if forward else -count, "later" if forward else "earlier")


def _fixed(words: str, context: Context) -> Days | str | None:
    for pattern, step in _FIXED:
        if pattern.search(words):
            base = _need(context.today)
            return base if isinstance(base, str) else one_day(base + timedelta(days=step), "day named from the report's own")
    return None


def _overnight(words: str, context: Context) -> Days | str | None:
    """The night into the day of the report."""
    if not _OVERNIGHT.search(words):
        return None
    match = re.search(rf"\b{WEEKDAY}\b", words)
    if match:
        return None
    base = _need(context.today)
    return base if isinstance(base, str) else Days(base - timedelta(days=1), base, "interval", "overnight")


def _weekday_before(day: date, weekday: int) -> date:
    """The last such weekday strictly before a day."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _weekday_after(day: date, weekday: int) -> date:
    """The first such weekday strictly after a day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _weekday_of_week(words: str, context: Context) -> Days | str | None:
    match = _WEEKDAY_WEEK.search(words)
    if match:
        which, name = match["which"] or match["which2"], match["w"] or match["w2"]
        base = context.anchor_day() if which.startswith("th") and which != "this" else context.today
        if base is None:
            return _NO_DAY
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return one_day(monday + timedelta(days=WEEKDAYS[name]), "weekday of a week")
    match = _WEEK_ON.search(words)
    if match and context.today:
        count = number(match["n"] or "1") or 1
        weekday = WEEKDAYS[match["w"] or match["w2"]]
        if "ago" in match.group():
            return one_day(_weekday_before(context.today, weekday) - timedelta(weeks=count - 1), "weekday of a week")
        return one_day(_weekday_after(context.today, weekday) + timedelta(weeks=count), "weekday of a week")
    return None


def _ordinal_weekday(words: str, context: Context) -> Days | None:
    """ "the second Sunday of May"."""
    match = _ORDINAL_WEEKDAY.search(words)
    if not match or (not match["y"] and context.today is None):
        return None
    month, weekday = MONTHS[match["m"]], WEEKDAYS[match["w"]]
    year = int(match["y"]) if match["y"] else (context.today or date.min).year
    if not match["y"] and context.tense != "future" and context.today and month > context.today.month:
        year -= 1
    first = date(year, month, 1)
    if match["n"] == "last":
        return one_day(_weekday_before(shift_months(first, 1), weekday), "weekday of a month", explicit_year=bool(match["y"]))
    count = number(match["n"]) or 0
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    return one_day(found, "weekday of a month", explicit_year=bool(match["y"])) if found.month == month else None


def _weekday(words: str, context: Context) -> Days | str | None:
    match = _WEEKDAY.search(words)
    if not match:
        return None
    weekday, which = WEEKDAYS[match["w"]], match["which"] or match["after"] or ""
    anchor = context.anchor_day()
    if which in ("that", "that same", "the same") and anchor and context.earlier:
        near = min((anchor + timedelta(days=step) for step in range(-6, 7)), key=lambda day: (day.weekday() != weekday, abs((day - anchor).days)))
        return one_day(near, "weekday near an earlier date")
    if which in ("the following", "following", "the next") and anchor:
        return one_day(_weekday_after(anchor, weekday), "weekday after an earlier date")
    if which in ("the previous", "previous", "the preceding") and anchor:
        return one_day(_weekday_before(anchor, weekday), "weekday before an earlier date")
    today = _need(context.today)
    if isinstance(today, str):
        return today
    if which in ("last", "this past", "past", "the past"):
        return one_day(_weekday_before(today, weekday), "last weekday")
    if which in ("next", "coming", "this coming", "the coming"):
        return one_day(_weekday_after(today, weekday), "next weekday")
    same = today.weekday() == weekday
    future = context.tense == "future" or bool(re.match(r"(?:for|from|starting|beginning|until|till|by) ", words) and _points_ahead(words, context))
    if which == "this":
        future = context.tense != "past"
    if same:
        return one_day(today, "weekday of the report")
    return one_day(_weekday_after(today, weekday) if future else _weekday_before(today, weekday), "weekday by tense")


def _points_ahead(words: str, context: Context) -> bool:
    """ "for Friday" and "from Monday" look ahead unless the sentence tells the past."""
    return words.startswith("for ") or context.tense == "future"


def _period(words: str, context: Context) -> Days | str | None:
    match = _PERIOD.search(words)
    if not match:
        return None
    which, unit = match["which"], match["u"]
    told = which in ("the same", "same", "that same", "that", "the following", "following", "the previous", "previous", "the preceding")
    base = context.anchor.last if told and context.anchor else context.today
    if base is None:
        return _NO_DAY
    if which in ("the", "of the") and context.anchor and unit in ("month", "year") and context.anchor.explicit_year:
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
            step = -1
        if step == -1 and base.weekday() >= 5:
            step = -1
        return weekend_of(base + timedelta(weeks=step), rule)
    if unit == "fortnight":
        return Days(base + timedelta(days=min(0, 14 * step)), base + timedelta(days=max(0, 14 * step)), "interval", rule)
    if unit == "decade":
        if step < 0:
            first = base.year // 10 * 10 - 10
        else:
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
    ahead = context.tense == "future"
    return month_of(base.year + (ahead and month < base.month) - (not ahead and month > base.month), month, rule)


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


def _past_n(words: str, context: Context) -> Days | str | None:
    match = _PAST_N.search(words)
    if not match:
        return None
    today, count = _need(context.today), number(match["n"])
    if isinstance(today, str) or count is None:
        return today if isinstance(today, str) else None
    unit, ahead = match["u"], match["which"] in ("next", "coming")
    sign = 1 if ahead else -1
    edge = move_by(today, unit, sign * count)
    if unit in ("year", "decade", "century"):
        low, high = sorted((today.year, edge.year))
        return Days(date(low, 1, 1), date(high, 12, 31) if ahead else today, "year", "last units")
    return Days(min(edge, today), max(edge, today), "interval", "next units" if ahead else "last units")


def move_by(base: date, unit: str, count: int) -> date:
    """A day ``count`` units away, for the ends of durations."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        return shift_months(base, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    if unit in ("hour", "minute"):
        return base + timedelta(days=int(count / 24)) if unit == "hour" else base
    return base + timedelta(days=count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))


def _day_near_anchor(words: str, context: Context) -> Days | str | None:
    side = _DAY_SIDE.search(words)
    base = context.anchor_day()
    if side:
        if base is None:
            return _NO_DAY
        return one_day(base + timedelta(days=1 if side["side"] in ("after", "later") else -1), "day beside an earlier date")
    match = _DAY_OF_ANCHOR.search(words)
    if not match:
        return None
    if base is None:
        return _NO_DAY
    which = match["which"]
    step = 1 if which in ("the following", "following", "the next", "next") else -1 if which in ("the previous", "previous", "the preceding") else 0
    return one_day(base + timedelta(days=step), "day of an earlier date" if step == 0 else "day beside an earlier date")


def _season(words: str, context: Context) -> Days | str | None:
    match = _SEASON.search(words)
    if not match or (match["s"] == "fall" and not match["y"] and match.group() != words) or (match["s"] == "spring" and "springs" in words):
        return None
    if match["y"]:
        return season_of(int(match["y"]), match["s"], "season", southern=context.southern, explicit_year=True)
    relative_year = re.search(r"\b(last|this|next) year\b", words)
    base = _need(context.today)
    if isinstance(base, str):
        return base
    if relative_year:
        year = base.year + {"last": -1, "this": 0, "next": 1}[relative_year[1]]
        return season_of(year, match["s"], "season", southern=context.southern)
    return _named_season(match["s"], base, 0, "season", context)


def _quarter(words: str, context: Context) -> Days | None:
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


def _week_of_month(words: str, context: Context) -> Days | None:
    match = _LAST_MONTH_DAY.search(words)
    if not match or (not match["y"] and context.today is None):
        return None
    month = MONTHS[match["m"]]
    year = int(match["y"]) if match["y"] else (context.today or date.min).year
    if not match["y"] and context.tense != "future" and context.today and month > context.today.month:
        year -= 1
    whole = month_of(year, month, "")
    if match["n"] == "last":
        return week_of(whole.last, "week of a month")
    count = number(match["n"]) or 1
    day = whole.first + timedelta(weeks=count - 1)
    return week_of(day, "week of a month") if day.month == month else None


_READERS: tuple[Callable[[str, Context], Days | str | None], ...] = (
    _ago,
    _past_n,
    _later,
    _fixed,
    _overnight,
    _week_of_month,
    _ordinal_weekday,
    _weekday_of_week,
    _weekday,
    _day_near_anchor,
    _quarter,
    _period,
    _season,
)
