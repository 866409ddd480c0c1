"""Dates in other languages than English, left to dateparser: "el jueves", "12 de octubre de 2019", "вчера", "5 октября"."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from placard.resolving.dates_absolute import nearest_year
from placard.resolving.dates_context import Context
from placard.resolving.dates_model import Days, month_of, one_day, year_of
from placard.resolving.dates_words import YEAR

LANGUAGES = ("es", "fr", "pt", "it", "de", "ru", "uk", "ar", "fa", "tr", "id", "pl")
# Days in Persian written in Latin letters, as posts do; dateparser reads them in Arabic letters only.
_LATIN_PERSIAN = {"farda": 1, "emrooz": 0, "emruz": 0, "emshab": 0, "diruz": -1, "dirooz": -1, "dishab": -1, "parirooz": -2}
# "dia 15" is the day of a month as often as of a protest; there is no 32nd of a month.
_NTH_DAY = re.compile(r"(?:(?:ziua|jour|tag|dzień|день|hari ke-?) ?|(?:d[ií]a|giorno) ?(?=3[2-9]$|[4-9]\d$|\d{3}$))(\d{1,3})")
_ARTICLE = re.compile(r"^(?:el|la|los|le|la|les|il|der|die|das|am|on|este|esta|no|na|em|en)\s+")


def foreign(words: str, context: Context) -> Days | None:
    """The days of a date in one of ``LANGUAGES``, or None.

    The clock is never asked: without a day of the report the words must name their year.
    """
    if not re.search(r"[^\W\d_]{2}", words):
        return None
    if context.today is None and not re.search(YEAR, words):
        return None
    if words in _LATIN_PERSIAN and context.today is not None:
        return one_day(context.today + timedelta(days=_LATIN_PERSIAN[words]), "day named from the report's own")
    nth = _NTH_DAY.fullmatch(words)
    if nth and context.today is not None and int(nth[1]) > 0:
        return Days(context.today - timedelta(days=int(nth[1]) - 1), context.today, "interval", "nth day")
    for attempt in dict.fromkeys((words, _ARTICLE.sub("", words))):
        found = _parse(attempt, context)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=64)
def _parser(today: date | None, prefer: str) -> Any:
    # Imported here: dateparser takes a third of a second to load and few reports need it.
    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"PREFER_DATES_FROM": prefer, "RETURN_AS_TIMEZONE_AWARE": False}
    settings["RELATIVE_BASE"] = datetime(2000, 1, 1) if today is None else datetime(today.year, today.month, today.day)
    if today is None:
        settings["REQUIRE_PARTS"] = ["year"]
    return DateDataParser(languages=list(LANGUAGES), settings=settings)


def _parse(words: str, context: Context) -> Days | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = _parser(context.today, "future" if context.tense == "future" else "past").get_date_data(words)
    except Exception:  # dateparser raises errors of many kinds on odd words; all of them mean "not a date"
        return None
    if data.date_obj is None:
        return None
    day: date = data.date_obj.date()
    explicit = bool(re.search(YEAR, words))
    if data.period == "year":
        return year_of(day.year, "dateparser", explicit_year=explicit)
    if data.period == "month":
        return month_of(day.year, day.month, "dateparser", explicit_year=explicit)
    if not explicit and context.tense != "future":  # "el 21 de noviembre" told on the 20th is tomorrow
        day = nearest_year(context, day.month, day.day) or day
    return one_day(day, "dateparser", explicit_year=explicit) if data.period in ("day", "time") else None
