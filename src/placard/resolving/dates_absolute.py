"""Dates that name a day, month, year, decade or century, also in the Persian, Hijri and Ethiopian calendars."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from placard.resolving.calendars import (
    ETHIOPIAN_MONTHS,
    HIJRI_MONTHS,
    PERSIAN_MONTHS,
    ethiopian_to_date,
    hijri_to_date,
    hijri_year_of,
    persian_to_date,
)
from placard.resolving.dates_context import Context
from placard.resolving.dates_model import Days, month_of, one_day, span, year_of, years_of
from placard.resolving.dates_words import MONTH, MONTHS, ORDINAL, UNIT, WEEKDAY, WEEKDAYS, YEAR, number

_DAY = rf"(?:{ORDINAL}|\d{{1,2}})"
_W = rf"(?:(?P<w>{WEEKDAY}),? ?(?:the )?)?"
_Y = rf"(?:,? (?:of )?(?P<y>{YEAR})|,? ?'(?P<yy>\d\d))?"
# How many days ahead of the report a day without a year may lie, by the tense of its sentence.
AHEAD = {"future": 250, "past": 31, "": 62}
_NEAR_DAYS = 200  # a day that is a Friday the 13th comes about as seldom as this
_ISO = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[t ][\d:.+z-]*)?")
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)")
_DAY_MONTH = re.compile(
    rf"{_W}(?P<d>{_DAY})[ -]?(?: of )?(?:day of )?(?P<m>{MONTH})\b{_Y}(?: (?P<rel>last|this"
    rf"|next) year)?,?(?: ?\(?(?P<w2>{WEEKDAY})\)?)?"
)
_MONTH_DAY = re.compile(
    rf"{_W}(?P<m>{MONTH})\.? (?:the )?(?P<d>{_DAY})(?!\d){_Y}(?: (?P<rel>last|this|next) year)?,?(?: ?\(?(?P<w2>{WEEKDAY})\)?)?"
)
_DAYS_MONTH = re.compile(
    rf"(?:(?:{WEEKDAY}),? )?(?P<d>{_DAY})(?:-| ?(?:to|until|through|and|&|or) (?:the )?(?:(?:{WEEKDAY}),? )?"
    rf"|, ?)(?P<e>{_DAY}) (?:of )?(?P<m>{MONTH})\b{_Y}"
)
_MONTH_DAYS = re.compile(
    rf"(?P<m>{MONTH}) (?P<d>{_DAY})(?:, ?{_DAY}(?!\d))*(?:-|,? ?(?:to|until|through|and|&|or) (?:the )?)(?P<e>{_DAY})(?!\d){_Y}"
)
_MONTH_YEAR = re.compile(rf"(?P<m>{MONTH})(?: of|,)? ?(?:'(?P<yy>\d\d)|(?P<y>{YEAR}))")
_MONTH_REL = re.compile(rf"(?P<m>{MONTH}) (?:of )?(?P<rel>last|this|next|that|the following|the previous|the same) year")
_MONTH_ONLY = re.compile(rf"(?P<m>{MONTH})")
_YEAR_ONLY = re.compile(rf"(?:the )?(?:year |fiscal |financial )?(?P<y>{YEAR})(?: ad| ce)?")
_YEARS = re.compile(rf"(?P<y>{YEAR})(?:-| ?(?:to|until|through|and|&|or) )(?P<z>{YEAR}|\d\d)")
_DECADE = re.compile(
    r"(?:the )?(?:(?P<c>1[5-9]|20)(?P<t>\d)0'?s|'?(?P<s>[2-9])0'?s|(?P<n>twenties|thirties|forties|fifties|sixties|seventies"
    r"|eighties|nineties))"
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
_CENTURY = re.compile(rf"(?:the )?(?P<n>{ORDINAL})[ -]century")
_DAY_OF_MONTH = re.compile(
    rf"(?:the )?(?P<d>{ORDINAL})(?: (?:of )?(?P<which>this|last|next|that|the same|the) month)?|(?P<d2>\d{{1,2}}(?:st|nd|rd"
    rf"|th))(?: (?:of )?(?P<which2>this|last|next|that) month)?"
)
_DAYS_OF_MONTH = re.compile(
    rf"(?P<d>{ORDINAL})(?:, (?:the )?{ORDINAL})*(?:-|,? ?(?:to|until|through|and|&) (?:the )?)(?P<e>{ORDINAL})"
    r"(?: of (?P<month>this|the|last|next) month)?"
)
_WEEKDAY_DAY = re.compile(
    rf"(?P<w>{WEEKDAY}),? (?:the (?P<o>{ORDINAL})|(?P<d>\d{{1,2}}(?:st|nd|rd|th)?))"
    rf"(?!,? ?(?:[-/:.]?\d|am\b|pm\b|{UNIT}s?\b|hrs?\b|people|of (?!this|the|last|next)))(?: (?:of )?(?:this|the|last|next) month)?"
)
_LAST_DAY = re.compile(rf"last day of (?P<m>{MONTH}){_Y}")
_SHORT_YEAR = re.compile(r"'(?P<q>\d\d)|(?P<b>[3-9]\d|0\d)")
_DAY_AND_MONTH_FIGURES = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})")
_SLASH_DAYS = re.compile(rf"(?P<d>\d{{1,2}})(?:/|-)(?P<e>\d{{1,2}}) (?P<m>{MONTH}){_Y}")


def absolute(words: str, context: Context, *, whole: bool = True) -> Days | None:
    """The days named by absolute words, or None.

    Args:
        words: folded words without time of day and leading prepositions.
        context: supplies the year of a day and month, the month of "the 19th", the order of figures.
        whole: the words must be nothing but the date; otherwise the first date inside them counts.

    Raises:
        ValueError: if the whole words name a day that does not exist.
    """
    for pattern, read in _READERS:
        if not whole and read in (_day_of_month, _short_year, _days_of_month):
            continue
        match = pattern.fullmatch(words) if whole else re.search(rf"(?<![\w/.-])(?:{pattern.pattern})(?![\w/-])", words)
        if match:
            try:
                days = read(match, context)
            except (ValueError, OverflowError):
                if whole:  # 31 February: the words are a date, of a day that does not exist
                    raise
                days = None
            if days is not None:
                return days
    return other_calendar(words, context)


def _full_year(match: re.Match[str], context: Context) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    if groups.get("yy"):
        return _century(int(groups["yy"]), context)
    if groups.get("rel") and context.today:
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(groups["rel"], 0)
        base = (
            context.anchor.last.year
            if groups["rel"].startswith("th") and groups["rel"] != "this" and context.anchor
            else context.today.year
        )
        return base + step
    return None


def _century(short: int, context: Context) -> int:
    """A year in two figures: the one nearest to the report that does not lie more than a few years after it."""
    today = context.today.year if context.today else 2024
    year = today // 100 * 100 + short
    return year - 100 if year > today + 5 else year


def _iso(match: re.Match[str], context: Context) -> Days | None:
    return one_day(date(int(match[1]), int(match[2]), int(match[3])), "ISO date", explicit_year=True)


def _figures(match: re.Match[str], context: Context) -> Days | None:
    """A date in figures; the order is the outlet's country's, unless only one order makes a date."""
    a, b = int(match[1]), int(match[2])
    year = int(match[3]) if len(match[3]) == 4 else _century(int(match[3]), context)
    readings = [(b, a), (a, b)] if context.day_first in (True, None) else [(a, b), (b, a)]
    days = [date(year, month, day) for month, day in readings if 1 <= month <= 12 and 1 <= day <= 31 and _exists(year, month, day)]
    if not days:
        return None
    if context.day_first is None and context.today and len(set(days)) == 2:
        # No country: of two possible days the one nearer to the report.
        today = context.today
        days.sort(key=lambda day: abs((day - today).days))
    return one_day(days[0], "date in figures", explicit_year=True)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day_and_month(match: re.Match[str], context: Context) -> Days | None:
    day, month = number(match["d"]), MONTHS[match["m"]]
    if day is None or not 1 <= day <= 31:
        return None
    year = _full_year(match, context)
    if year is not None:
        return one_day(date(year, month, day), "day, month and year", explicit_year=True)
    weekday = match["w"] or match["w2"]
    found = nearest_year(context, month, day, None if weekday is None else WEEKDAYS[weekday])
    return None if found is None else one_day(found, "day and month")


def nearest_year(context: Context, month: int, day: int, weekday: int | None = None) -> date | None:
    """The day of that name the report means: of the year the text is in, else the nearest to the report by its tense."""
    today = context.today
    if today is None:
        year = context.anchor.last.year if context.anchor else None
        return date(year, month, day) if year is not None and _exists(year, month, day) else None
    if weekday is not None:
        years = sorted(range(today.year - 7, today.year + 2), key=lambda year: (abs(year - today.year), -year))
        for year in years:
            if _exists(year, month, day) and date(year, month, day).weekday() == weekday:
                return date(year, month, day)
    told = _told_year(context)
    if told is not None and _exists(told, month, day):
        return date(told, month, day)
    days = [date(year, month, day) for year in range(today.year - 4, today.year + 5) if _exists(year, month, day)]
    past = max((found for found in days if found <= today), default=None)
    coming = min((found for found in days if found >= today), default=None)
    if past is None or coming is None:
        return past or coming
    near = AHEAD["future" if context.lead in ("for", "until") else context.tense]
    return coming if (coming - today).days <= min(near, (today - past).days + (60 if context.tense == "future" else 0)) else past


def _told_year(context: Context) -> int | None:
    """The year a story of the past is in: the nearest earlier date names a year that is not the report's."""
    anchor = context.sentence_anchor
    if context.today is not None and context.tense != "future" and re.search(r"\blast year\b", context.before):
        return context.today.year - 1
    if anchor is None or context.today is None or anchor.last.year >= context.today.year or not anchor.explicit_year:
        return None
    if context.tense == "future":
        return None
    return anchor.last.year if anchor.first.year == anchor.last.year else None


def _day_range(match: re.Match[str], context: Context) -> Days | None:
    first, last = number(match["d"]), number(match["e"])
    month, year = MONTHS[match["m"]], _full_year(match, context)
    if first is None or last is None or first > last:
        return None
    start = date(year, month, first) if year is not None else nearest_year(context, month, first)
    if start is None:
        return None
    end = date(start.year, month, last)
    explicit = year is not None
    return span(one_day(start, "", explicit_year=explicit), one_day(end, "", explicit_year=explicit), "days of a month")


def _month(match: re.Match[str], context: Context) -> Days | None:
    month, year = MONTHS[match["m"]], _full_year(match, context)
    if year is not None:
        return month_of(year, month, "month and year", explicit_year=True)
    today = context.today
    told = _told_year(context)
    if today is None or told is not None:
        base = told if told is not None else context.anchor.last.year if context.anchor else None
        return None if base is None else month_of(base, month, "month")
    # "until September" said of the past in August: September a year ago would have to be named as such.
    soon = context.lead in ("until", "till") and 0 < (month - today.month) % 12 <= 3
    ahead = (
        soon or context.tense == "future" or (context.tense != "past" and context.lead in ("for", "from", "until", "till", "by"))
    )
    if ahead and month != today.month:
        return month_of(today.year + (month < today.month), month, "month")
    return month_of(today.year - (month > today.month), month, "month")


def _year(match: re.Match[str], context: Context) -> Days | None:
    return year_of(int(match["y"]), "year", explicit_year=True)


def _years(match: re.Match[str], context: Context) -> Days | None:
    first = int(match["y"])
    last = int(match["z"]) if len(match["z"]) == 4 else first // 100 * 100 + int(match["z"])
    return years_of(first, last, "years") if first <= last else None


def _decade(match: re.Match[str], context: Context) -> Days | None:
    if match["c"]:
        first = int(match["c"]) * 100 + int(match["t"]) * 10
    else:
        tens = int(match["s"]) if match["s"] else _DECADES.split().index(match["n"]) + 2
        first = _century(tens * 10, context)
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "interval", "decade", True)


def _century_days(match: re.Match[str], context: Context) -> Days | None:
    century = number(match["n"])
    if century is None or not 1 < century <= 25:
        return None
    return Days(date(century * 100 - 100, 1, 1), date(century * 100 - 1, 12, 31), "interval", "century", True)


def _day_of_month(match: re.Match[str], context: Context) -> Days | None:
    """ "the 19th": of the month the text is in, else the latest such day up to the report (the next one in the future tense)."""
    day, which = number(match["d"] or match["d2"]), match["which"] or match["which2"]
    if day is None or not 1 <= day <= 31:
        return None
    anchor = context.anchor
    base = context.today if anchor is None or which in ("this", "last", "next") else anchor.last
    if base is None:
        return None
    if context.today and abs((context.today - base).days) > 62:
        anchor, base = None, context.today
    month = base.replace(day=1)
    if which == "last":
        month = (month - timedelta(days=1)).replace(day=1)
    elif which == "next" or (
        which is None and anchor is None and (context.tense == "future" or context.lead == "for") and day < base.day
    ):
        month = (month + timedelta(days=32)).replace(day=1)
    elif which is None and anchor is None and day > base.day and context.tense != "future" and context.lead != "for":
        month = (month - timedelta(days=1)).replace(day=1)
    return one_day(month.replace(day=day), "day of the month") if _exists(month.year, month.month, day) else None


def _days_of_month(match: re.Match[str], context: Context) -> Days | None:
    """ "the 20th and 21st"."""
    month = f" of {match['month']} month" if match["month"] else ""
    ends = [_day_of_month(found, context) for name in ("d", "e") if (found := _DAY_OF_MONTH.fullmatch(match[name] + month))]
    return span(ends[0], ends[1], "days of a month") if len(ends) == 2 and ends[0] and ends[1] else None


def _weekday_day(match: re.Match[str], context: Context) -> Days | None:
    """ "Thursday the 18th": the day nearest to the report, by its tense, that is both."""
    day, base = number(match["o"] or match["d"]), context.today or (context.anchor.last if context.anchor else None)
    if day is None or base is None or not 1 <= day <= 31:
        return None
    around = (base + timedelta(days=step) for step in range(-_NEAR_DAYS, _NEAR_DAYS + 1))
    both = [found for found in around if found.day == day and found.weekday() == WEEKDAYS[match["w"]]]
    ahead = context.tense == "future" or context.lead in ("for", "until", "till")
    if ahead or context.tense == "past":
        both = [found for found in both if (found >= base if ahead else found <= base)] or both
    return one_day(min(both, key=lambda found: abs((found - base).days)), "weekday and day of the month") if both else None


def _last_day(match: re.Match[str], context: Context) -> Days | None:
    month = _month(match, context)
    return None if month is None else one_day(month.last, "last day of a month", explicit_year=month.explicit_year)


def _short_year(match: re.Match[str], context: Context) -> Days | None:
    return year_of(_century(int(match["q"] or match["b"]), context), "year", explicit_year=True)


def _short_figures(match: re.Match[str], context: Context) -> Days | None:
    """3/4 in the order of the outlet's country; without a country only if one order makes a date."""
    a, b = int(match["a"]), int(match["b"])
    if context.day_first is None and a <= 12 and b <= 12 and a != b:
        return None
    month, day = (b, a) if (context.day_first or a > 12) and b <= 12 else (a, b)
    found = nearest_year(context, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None if found is None else one_day(found, "date in figures")


def other_calendar(words: str, context: Context) -> Days | None:
    """Dates written in the Persian, lunar Hijri or Ethiopian calendar, by the names of their months."""
    for months, convert, year_now, rule in _CALENDARS:
        names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
        match = re.search(
            rf"(?<!\w)(?:(?P<d>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?(?: of)? )?(?P<m>{names})(?: (?P<d2>\d{{1,2}})(?!\d))?(?:,? (?P<y>\d{{4}}))?(?!\w)",
            words,
        )
        if not match or not (match["d"] or match["d2"] or match["y"] or match.group() == words):
            continue
        if not match["y"] and context.today is None:
            return None
        try:
            return _convert(match, months, convert, year_now, rule, context)
        except (ValueError, OverflowError):
            return None
    return None


def _convert(
    match: re.Match[str],
    months: dict[str, int],
    convert: Callable[[int, int, int], date],
    year_now: Callable[[date], int],
    rule: str,
    context: Context,
) -> Days | None:
    month, written = months[match["m"]], match["d"] or match["d2"]
    day = int(written) if written else 1
    if match["y"]:
        year = int(match["y"])
    else:
        today = context.today or date.min
        years = [year_now(today) + step for step in (-1, 0, 1)]
        limit = today + timedelta(days=92 if context.tense == "future" else 14)
        year = max((year for year in years if convert(year, month, day) <= limit), default=years[0])
    first = convert(year, month, day)
    if written:
        return one_day(first, rule, explicit_year=bool(match["y"]))
    following = convert(year, month + 1, 1) if month < max(months.values()) else convert(year + 1, 1, 1)
    return Days(first, following - timedelta(days=1), "month", rule, bool(match["y"]))


_CALENDARS: tuple[tuple[dict[str, int], Callable[[int, int, int], date], Callable[[date], int], str], ...] = (
    (PERSIAN_MONTHS, persian_to_date, lambda day: day.year - 621, "Persian calendar"),
    (HIJRI_MONTHS, hijri_to_date, hijri_year_of, "tabular Hijri calendar"),
    (ETHIOPIAN_MONTHS, ethiopian_to_date, lambda day: day.year - 7, "Ethiopian calendar"),
)
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Days | None]], ...] = (
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_DAYS_MONTH, _day_range),
    (_SLASH_DAYS, _day_range),
    (_MONTH_DAYS, _day_range),
    (_DAY_MONTH, _day_and_month),
    (_MONTH_DAY, _day_and_month),
    (_MONTH_YEAR, _month),
    (_MONTH_REL, _month),
    (_CENTURY, _century_days),
    (_DECADE, _decade),
    (_YEARS, _years),
    (_MONTH_ONLY, _month),
    (_YEAR_ONLY, _year),
    (_WEEKDAY_DAY, _weekday_day),
    (_DAY_OF_MONTH, _day_of_month),
    (_DAYS_OF_MONTH, _days_of_month),
    (_LAST_DAY, _last_day),
    (_SHORT_YEAR, _short_year),
    (_DAY_AND_MONTH_FIGURES, _short_figures),
)
