"""Feast and memorial days whose calendar is fixed: civil dates, Easter, Nowruz, and lunar Hijri feasts by the tabular calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from placard.resolving.calendars import easter, hijri_to_date, hijri_year_of, orthodox_easter, persian_new_year
from placard.resolving.dates_context import Context
from placard.resolving.dates_model import Days, one_day
from placard.resolving.dates_words import YEAR

_ORTHODOX = frozenset({"GR", "CY", "RU", "BY", "UA", "RS", "ME", "MK", "BG", "RO", "MD", "GE", "ET", "ER", "EG"})
_FIXED: dict[str, tuple[int, int]] = {
    r"(?<!in the )(?<!into the )(?<!of the )new year(?:'?s)?(?: day)?(?! eve)": (1, 1),
    r"new year'?s? eve": (12, 31),
    r"epiphany|three kings day": (1, 6),
    r"orthodox christmas": (1, 7),
    r"valentine'?s? day": (2, 14),
    r"(?:international )?women(?:'?s)? day": (3, 8),
    r"st\.? patrick'?s? day": (3, 17),
    r"international day against homophobia[\w ,]*": (5, 17),
    r"april fools?'?(?: day)?": (4, 1),
    r"earth day": (4, 22),
    r"anzac day": (4, 25),
    r"may ?day|(?:international )?workers'? day": (5, 1),
    r"victory day": (5, 9),
    r"africa day": (5, 25),
    r"juneteenth": (6, 19),
    r"bastille day": (7, 14),
    r"(?:the )?fourth of july": (7, 4),
    r"assumption(?: day)?": (8, 15),
    r"hallowe'?en": (10, 31),
    r"all saints'?(?: day)?": (11, 1),
    r"all souls'?(?: day)?": (11, 2),
    r"armistice day|veterans'? day": (11, 11),
    r"human rights day": (12, 10),
    r"christmas eve": (12, 24),
    r"christmas(?: day)?": (12, 25),
    r"boxing day": (12, 26),
}
# Days that differ by country; the outlet's country decides, and without one they stay unresolved.
_NATIONAL: dict[str, dict[str, tuple[int, int]]] = {
    r"independence day": {
        "US": (7, 4), "IN": (8, 15), "PK": (8, 14), "NG": (10, 1), "GH": (3, 6), "KE": (12, 12), "UG": (10, 9), "ID": (8, 17),
        "PH": (6, 12), "MX": (9, 16), "BR": (9, 7), "UA": (8, 24), "BD": (3, 26), "LK": (2, 4), "SD": (1, 1), "ZW": (4, 18),
        "AR": (7, 9), "CL": (9, 18), "PE": (7, 28), "CO": (7, 20), "PL": (11, 11), "IL": (5, 14), "TZ": (12, 9), "ZM": (10, 24),
    },
    r"republic day": {"IN": (1, 26), "TR": (10, 29), "NP": (5, 28), "IT": (6, 2), "PK": (3, 23)},
    r"democracy day": {"NG": (6, 12), "NP": (2, 19), "TR": (7, 15)},
    r"youth day": {"ZA": (6, 16), "CN": (5, 4)},
    r"freedom day": {"ZA": (4, 27), "PT": (4, 25)},
    r"heritage day": {"ZA": (9, 24)},
    r"national day": {"CN": (10, 1), "FR": (7, 14), "ES": (10, 12), "BH": (12, 16), "AE": (12, 2), "SG": (8, 9), "TW": (10, 10)},
    r"australia day|invasion day": {"AU": (1, 26)},
    r"waitangi day": {"NZ": (2, 6)},
    r"canada day": {"CA": (7, 1)},
    r"martyrs'? day": {"IN": (1, 30), "TG": (6, 21)},
    r"quit india day": {"IN": (8, 9)},
    r"students?'? day": {"IR": (12, 7), "GR": (11, 17), "CZ": (11, 17)},
}  # fmt: skip
# The nth weekday (Monday 0) of a month; -1 is the last one.
_NTH_WEEKDAY: dict[str, tuple[int, int, int]] = {
    r"thanksgiving(?: day)?": (11, 3, 4),
    r"(?:martin luther king|mlk)(?:,? jr\.?)?(?: day)?": (1, 0, 3),
    r"presidents'? day": (2, 0, 3),
    r"memorial day": (5, 0, -1),
    r"lab(?:o|ou)r day": (9, 0, 1),
    r"columbus day|indigenous peoples'? day": (10, 0, 2),
    r"mothers?'?s? day": (5, 6, 2),
}
_FROM_EASTER: dict[str, int] = {
    r"palm sunday": -7,
    r"maundy thursday": -3,
    r"good friday": -2,
    r"holy saturday": -1,
    r"easter monday": 1,
    r"easter(?: sunday)?": 0,
    r"ascension(?: day)?": 39,
    r"pentecost|whit sunday|whitsun(?:tide| days| weekend)?": 49,
    r"whit monday": 50,
    r"corpus christi": 60,
    r"ash wednesday": -46,
    r"shrove tuesday|mardi gras": -47,
}
_HIJRI: dict[str, tuple[int, int]] = {
    r"(?:the day of )?ashura": (1, 10),
    r"arba'?e?en": (2, 20),
    r"(?:mawlid|maulid|milad)(?:[ -]un[ -]nabi| al-nabi)?": (3, 12),
    r"eid (?:al|ul|el)[ -]?fitr|eid-ul-fitr": (10, 1),
    r"eid (?:al|ul|el)[ -]?adha|eid-ul-adha|bakr[ -]?eid": (12, 10),
    r"(?:islamic|hijri) new year": (1, 1),
}
_EVE = re.compile(r"\b(?:the )?(?:eve of|day before|night before)\b")


def feast(words: str, context: Context, country: str | None) -> Days | str | None:
    """The day of a feast named in the words, or of its eve; the reason it cannot be told, or None if they name none."""
    found = _feast(words, context, country)
    if isinstance(found, Days) and _EVE.search(words):
        return one_day(found.first - timedelta(days=1), found.rule, explicit_year=found.explicit_year)
    return found


def _feast(words: str, context: Context, country: str | None) -> Days | str | None:
    year_match = re.search(rf"\b({YEAR})\b", words)
    year = int(year_match[1]) if year_match else None
    told = re.search(r"\b(last|next) year\b|\b(last|next) (?!year)", words)
    for names, (month, day) in _FIXED.items():
        if _names(names, words):
            return _choose(partial(_civil, month, day), year, context, "feast day", told)
    for names, by_country in _NATIONAL.items():
        if _names(names, words):
            if country not in by_country:
                return "a national day whose date differs by country"
            month, day = by_country[country]
            return _choose(partial(_civil, month, day), year, context, "national day", told)
    for names, (month, weekday, count) in _NTH_WEEKDAY.items():
        if _names(names, words):
            if names.startswith("lab") and country not in ("US", "CA"):
                return (
                    _choose(partial(_civil, 5, 1), year, context, "feast day", told)
                    if country
                    else "a national day whose date differs by country"
                )
            return _choose(partial(_nth_weekday, month, weekday, count), year, context, "feast day", told)
    for names, step in _FROM_EASTER.items():
        if _names(names, words):
            eastern = "orthodox" in words or country in _ORTHODOX
            base = orthodox_easter if eastern else easter
            return _choose(partial(_from_easter, base, step), year, context, "Easter", told)
    if _names(r"nowruz|nawroz|norouz|newroz|norooz", words):
        fixed = "newroz" in words
        return _choose(partial(_civil, 3, 21) if fixed else _nowruz, year, context, "Nowruz", told)
    if _names(r"(?:al[- ])?quds day", words):
        return _choose(_quds, year, context, "tabular Hijri calendar", told)
    for names, (month, day) in _HIJRI.items():
        if _names(names, words):
            return _choose(partial(_hijri_in, month, day), year, context, "tabular Hijri calendar", told)
    return None


def _names(names: str, words: str) -> bool:
    return re.search(rf"(?<![\w-])(?:{names})(?![\w-])", words) is not None


def _civil(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def _from_easter(easter_of: Callable[[int], date], step: int, year: int) -> date:
    return easter_of(year) + timedelta(days=step)


def _nowruz(year: int) -> date:
    return persian_new_year(year - 621)


def _nth_weekday(month: int, weekday: int, count: int, year: int) -> date:
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _hijri_in(month: int, day: int, year: int) -> date:
    """The last such Hijri day that falls in a Gregorian year."""
    hijri = hijri_year_of(date(year, 12, 31))
    found = hijri_to_date(hijri, month, day)
    return found if found.year == year else hijri_to_date(hijri - 1, month, day)


def _quds(year: int) -> date:
    last = _hijri_in(10, 1, year) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - 4) % 7)


def _choose(
    of_year: Callable[[int], date], year: int | None, context: Context, rule: str, told: re.Match[str] | None
) -> Days | str:
    if year is not None:
        return one_day(of_year(year), rule, explicit_year=True)
    today = context.today
    if today is None:
        return "a feast day whose year is not known: the report has no publication date"
    if told:
        step = -1 if "last" in told.group() else 1
        if told.group().endswith("year"):
            return one_day(of_year(today.year + step), rule)
        days = sorted(of_year(today.year + shift) for shift in (-1, 0, 1))
        chosen = [day for day in days if (day < today if step < 0 else day > today)]
        return one_day(chosen[-1] if step < 0 else chosen[0], rule)
    days = [of_year(today.year + shift) for shift in (-1, 0, 1)]
    reach = 250 if context.tense == "future" else 14 if context.tense == "past" else 60
    return one_day(max(day for day in days if (day - today).days <= reach), rule)
