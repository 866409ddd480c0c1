"""Values as people type them: form fields to records, with errors that say what is wanted. Pure functions.

A value a person gives has the rule ``person``; the words are those of the evidence and stay.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from placard.codebook import Variable
from placard.errors import InputError, RecordError
from placard.records import Code, Count, DateRange, Place, Text, Unresolved, Value
from placard.spans import Span

RULE = "person"
_NUMBER = re.compile(r"\d{1,3}(?:[,.\u202f\u00a0 ']\d{3})+|\d+")
_FACTORS = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
Fields = Mapping[str, str]


def read_value(variable: Variable, fields: Fields, words: str, places: Mapping[str, Place] | None = None) -> Value:
    """The value that form fields mean for a variable.

    Args:
        fields: ``low`` and ``high`` for counts; ``start``, ``end`` for dates; ``place`` (a key of ``places``) for places;
            ``code``; ``text`` for text and actors, with ``stance``, ``target`` and ``translation`` for slogans.
        words: the words of the evidence.
        places: what a place may be chosen from.

    Raises:
        InputError: if they mean none, saying what is wanted.
    """
    try:
        if variable.type == "count":
            return read_count(fields.get("low", ""), fields.get("high", ""), words)
        if variable.type == "date":
            return read_date(fields.get("start", ""), fields.get("end", ""), words)
        if variable.type == "code":
            return _code(variable, fields.get("code", ""))
        if variable.type == "place":
            found = (places or {}).get(fields.get("place", ""))
            if found is None:
                raise InputError("no place is chosen", where=variable.title, fix="search for its name and choose one")
            return found
    except RecordError as error:
        raise InputError(error.message, where=variable.title, fix="check the numbers") from None
    text = fields.get("text", "").strip()
    if not text:
        raise InputError("the value is empty", where=variable.title, fix="write it, or reject the value")
    return Text(text, _none(fields, "stance"), _none(fields, "target"), _none(fields, "translation"))


def read_count(low: str, high: str, words: str) -> Count:
    """A count from its ends; an empty end is unbounded, and a range in the first field fills both.

    Raises:
        InputError: if neither is a number.
    """
    found = [_numbers(low), _numbers(high)]
    if not found[0] and not found[1]:
        raise InputError("a count needs a number", where=words, fix="write 2000, or 2000 and 3000, or leave one end open")
    if len(found[0]) > 1 and not found[1]:
        return Count(found[0][0], found[0][1], words, RULE)
    return Count(found[0][0] if found[0] else None, found[1][0] if found[1] else None, words, RULE)


def _numbers(text: str) -> list[int]:
    """The whole numbers of a text: 2,000; 2 000; 2k; 1.5 million."""
    result = []
    for match in re.finditer(rf"({_NUMBER.pattern})(?:[.,](\d{{1,2}}))?\s*(k|m|thousand|million)?\b", text.casefold()):
        whole = int(re.sub(r"\D", "", match.group(1)))
        factor = _FACTORS.get(match.group(3) or "", 1)
        part = match.group(2) or ""
        result.append(whole * factor + (int(part) * factor // 10 ** len(part) if part and factor > 1 else 0))
    if text.strip() and not result:
        raise InputError(f"{text.strip()[:40]!r} is no number", fix="write it in figures")
    return result


def read_date(start: str, end: str, words: str) -> DateRange:
    """A date from its first and last day; a month or a year stands for all its days.

    Raises:
        InputError: if the first is no day, month or year.
    """
    first, precision = _day(start)
    last, last_precision = _day(end) if end.strip() else (first, precision)
    low, high = first[0], last[1]
    if end.strip() and (precision != last_precision or first != last):
        precision = "interval"
    return DateRange(low, high, precision, words, RULE)


def _day(text: str) -> tuple[tuple[str, str], str]:
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            known = date(*numbers).isoformat()
            return (known, known), "day"
        if len(numbers) == 2:
            year, month = numbers
            return (date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat()), "month"
        return (date(numbers[0], 1, 1).isoformat(), date(numbers[0], 12, 31).isoformat()), "year"
    except (ValueError, TypeError, IndexError):
        raise InputError(f"{text.strip()[:40]!r} is no day", fix="write it like 2016-10-18, 2016-10 or 2016") from None


def _code(variable: Variable, code: str) -> Code:
    if code not in variable.codes:
        raise InputError("no code is chosen", where=variable.title, fix="choose one of the list")
    return Code(code)


def _none(fields: Fields, name: str) -> str | None:
    return fields.get(name, "").strip() or None


def find_words(text: str, words: str, near: int) -> Span:
    """The span of ``words`` in ``text`` that lies nearest to ``near``, whatever the case of their letters.

    Raises:
        InputError: if the text does not have them.
    """
    wanted = words.strip()
    starts = [match.start() for match in re.finditer(re.escape(wanted), text)] if wanted else []
    if not starts and wanted:
        starts = [match.start() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)]
    if not starts:
        raise InputError(f"the text does not have the words {wanted[:60]!r}", fix="copy them from the text as they stand")
    start = min(starts, key=lambda place: (abs(place - near), place))
    return Span.of(text, start, start + len(wanted))


def guess_value(variable: Variable, words: str, resolved: Value | None) -> Value:
    """The first value of words a person marked: what resolving makes of them, else the words, to be corrected."""
    if variable.type in ("count", "date", "place"):
        return resolved if resolved is not None else Unresolved(words, "not_understood")
    if variable.type == "code":
        return Unresolved(words, "no_code_chosen")
    return Text(words)
