"""Stretches of days: "for a third day", "the eleventh night", "since 2 August", "from Friday to Tuesday", "for four days"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from placard.resolving.dates_context import Context
from placard.resolving.dates_model import DAILY, Days, move_by, one_day, span
from placard.resolving.dates_words import NUMBER, ORDINAL, WEEKDAY, number, without_time

Reader = Callable[[str, Context], Days | str | None]
_UNIT = r"(?:day|night|evening|morning|afternoon|shift|week|month|year)"
_NTH = re.compile(
    rf"(?:(?:for|in|into|on|entered|entering|now|reached|is|was|marked|of) )*(?:its |the |a |an |their |his "
    rf"|her )?(?P<n>{ORDINAL})[ -]"
    rf"(?:consecutive |straight |successive |full |running |and final |final )*(?P<u>{_UNIT})s?\b(?: in a row| running| straight)?"
)
NTH_UNIT = re.compile(
    rf"\b{ORDINAL}[ -](?:consecutive |straight |successive |full |running |and final |final )*{_UNIT}\b(?! of (?!the)[a-z])"
)
_DAY_N = re.compile(rf"\b(?P<u>day|night|week|month|year|hour)[ -](?:no\.? ?|number )?(?P<n>{NUMBER})\b")
_SINCE = re.compile(r"\b(?:ever )?since (?!then\b|that\b)(?P<x>.+)$")
_FROM_TO = re.compile(
    r"^(?:from |between )?(?P<a>.+?)(?: (?:right )?(?:through )?(?:to|into|until|till|til|through|and) (?:the )?| ?- ?|/|→|\+"
    r"|&)(?P<b>.+)$"
)
_EVERY = re.compile(rf"^(?:every|each) (?:single )?(?:{WEEKDAY}|day|night|evening|morning|afternoon|week)s? (?=(?:in|from|since) )")
_LASTS = re.compile(
    rf"(?:(?:for|in|over|during|after|within|lasted|lasting|about|nearly|almost|more than|over|some|the|its|full|all|throughout"
    rf"|past|last|now) )*"
    rf"(?P<n>{NUMBER}|several|few|many|some)(?: (?:full|whole|straight|consecutive|long|days and))*[ -](?P<u>hour|minute"
    rf"|{_UNIT[3:-1]})s?\b(?: old| long| running| straight| in a row)?"
)
_HALF = re.compile(rf"\b(?:half an?|half|{NUMBER}|several|few|many|some)[ -](?:hour|minute)s?(?:[ -]long)?\b|\bhours\b|\bminutes\b")
_HOURS = re.compile(r"(?<![\d:.])\b(\d{1,3}|twenty-four|thirty-six|forty-eight|seventy-two|ninety-six)[ -]hours?(?:[ -]long)?\b")
_LONG = re.compile(rf"(?<![\w-])(?P<n>{NUMBER} )?(?P<u>week|fortnight|month|year)[ -]?(?:long|old)\b")
_COUNTED_UNIT = re.compile(rf"(?:hour|minute|{_UNIT[3:-1]})s?\b")


def stretch(words: str, context: Context, read: Reader) -> Days | str | None:
    """The days of a stretch, the reason it names none, or None if the words are no stretch.

    Args:
        words: folded words.
        context: the report's day and earlier dates.
        read: resolves the dates inside the words ("since 2 August").
    """
    within = _EVERY.sub("", words)
    every, words = within != words, _HOURS.sub(_in_days, within)
    plain = replace(context, lead="")  # the "for" of "for a third day on Tuesday" does not point ahead
    for reader, seen in ((_since, plain), (_range, context), (_nth, plain), (_lasts, plain)):
        days = reader(words, seen, read)
        if days is not None:
            return days
    return read(words.partition(" ")[2], plain) if every else None


def _since(words: str, context: Context, read: Reader) -> Days | str | None:
    match = _SINCE.search(words)
    if not match:
        return None
    first = read(match["x"], context)
    if first is None or isinstance(first, str):
        return first
    end = context.today
    if end is None:
        return "open-ended: the report has no publication date"
    if first.first > end:
        return first
    # What began today is not told as "since Saturday" on a Saturday, though it may be as "since Saturday morning".
    timed = without_time(match["x"]) != match["x"] or match["x"].startswith(("early ", "late "))
    if first.rule == "weekday of the report" and not timed:
        first = one_day(first.first - timedelta(weeks=1), first.rule)
    return span(first, one_day(end, ""), "since")


def _range(words: str, context: Context, read: Reader) -> Days | str | None:
    """From one date to another; the second is read in the light of the first."""
    match = _FROM_TO.match(words)
    if not match or re.fullmatch(r"[\d.:/-]+", words):
        return None
    if re.fullmatch(NUMBER, match["a"]) and _COUNTED_UNIT.match(match["b"]):  # "50-day siege until Friday"
        return None
    if (
        not re.match(r"from |between ", words)
        and re.search(r" and | to ", words)
        and not (_dated(match["a"]) and _dated(match["b"]))
    ):
        return None
    first = read(match["a"], context)
    if not isinstance(first, Days):
        month = re.search(r"[a-z]+(?: \d{4})?$", match["b"])
        first = read(f"{match['a']} {month.group()}", context) if month and re.search(r"\d", match["a"]) else None
        if not isinstance(first, Days):
            return None
    last = read(match["b"], replace(context, earlier=(*context.earlier, first)))
    if not isinstance(last, Days):
        return None
    if (
        first.rule == "time of day" or last.rule == "time of day"
    ):  # "from noon until dusk on Sunday", "from six yesterday until eleven"
        return last if first.rule == "time of day" else first
    if last.explicit_year and not first.explicit_year:  # "in November and December 1990"
        dated = read(f"{match['a']} {last.last.year}", context)
        first = dated if isinstance(dated, Days) and dated.explicit_year else first
    if last.last < first.first and last.precision == "day" and not last.explicit_year and (first.first - last.last).days < 7:
        last = one_day(last.last + timedelta(days=7), last.rule)
    if last.last < first.first and first.precision == "day" and not first.explicit_year:
        return None
    return span(first, last, "range")


def _dated(words: str) -> bool:
    return bool(
        re.search(r"\d|day\b|night\b|yesterday|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun", words)
    )


def _reference(words: str, context: Context, read: Reader, match: re.Match[str]) -> date | None:
    """The day a stretch ends on: the one named beside it ("on Monday"), else the day the report speaks from."""
    rest = (words[: match.start()] + " " + words[match.end() :]).strip(" ,")
    if rest:
        named = read(rest, context)
        if isinstance(named, Days) and (named.last - named.first).days < 8:
            return named.last
    return context.today


def _nth(words: str, context: Context, read: Reader) -> Days | str | None:
    match = _NTH.search(words) or _DAY_N.search(words)
    if not match or re.search(
        r"\b(?:of|in) (?:january|february|march|april|may|june|july|august|sept|oct|nov|dec)", words[match.end() :]
    ):
        return None
    count = number(match["n"])
    if not count or count > 999:
        return None
    unit = match["u"]
    if count == 1 and unit in DAILY:
        first_of = _reference(words, context, read, match)
        return None if first_of is None else one_day(first_of, "first day")
    end = _reference(words, context, read, match)
    if end is None:
        return "counted from a start that is not known: the report has no publication date"
    start = move_by(end, unit, -(count - 1))
    if unit == "hour":
        start = end - timedelta(days=-(-count // 24))
    precision = "interval" if unit in (*DAILY, "hour") else unit
    return Days(start, end, precision, f"nth {unit}")


def _counted_once(match: re.Match[str]) -> str:
    """ "week-long" as "one week"; "three week long" has its number."""
    if match["n"]:
        return f"{match['n']}{match['u']}"
    return "two week" if match["u"] == "fortnight" else f"one {match['u']}"


def _in_days(match: re.Match[str]) -> str:
    """ "48 hours" as "2 days"; less than a day stays hours."""
    hours = number(match[1]) or 0
    return f"{-(-hours // 24)} days" if hours >= 24 else match.group()


def _lasts(words: str, context: Context, read: Reader) -> Days | str | None:
    """A duration: it ends on the day the report speaks of, unless the words say where it begins."""
    words = _LONG.sub(_counted_once, words)
    match = _LASTS.search(words)
    if match and match["u"] not in ("hour", "minute") and not re.search(r"\b(?:of|old) (?:the|a|work|school)\b", words):
        count = number(match["n"])
        if count is None:
            return "a stretch of days without a number"
        rest = re.sub(r" +", " ", f"{words[: match.start()]} {words[match.end() :]}").strip(" ,")
        # Reporters count both ends: four days up to Thursday began on Monday.
        steps = max(count - 1, 0) if match["u"] in DAILY else count
        begin = re.match(r"(?:[a-z]+ ){0,2}?(?:from|beginning|starting)(?: on)? (?P<x>.+)", rest)
        if begin:
            first = read(begin["x"], context)
            if isinstance(first, Days):
                return Days(
                    first.first, move_by(first.first, match["u"], count) - timedelta(days=1), "interval", "duration from a day"
                )
        if rest:
            inside = read(rest, context)
            if isinstance(inside, Days):
                if inside.precision != "day":
                    return inside.named("within")
                if context.tense == "future" and not re.search(r"\b(?:to|until|till|through|by)\b", rest):
                    return Days(inside.first, move_by(inside.first, match["u"], steps), "interval", "duration from a day")
                return Days(move_by(inside.last, match["u"], -steps), inside.last, "interval", "duration to a day")
        end = context.anchor_day() if steps == 0 and context.sentence_anchor else context.today
        if end is None:
            return "a stretch of days whose end is not known: the report has no publication date"
        start = move_by(end, match["u"], -steps)
        return Days(start, end, "interval" if match["u"] in DAILY else match["u"], "duration")
    if _HALF.search(words):
        rest = _HALF.sub(" ", words)
        inside = read(rest.strip(), context) if _dated(rest) else None
        if isinstance(inside, Days):
            return inside
        day = context.anchor_day()
        return None if day is None else one_day(day, "hours of the day spoken of")
    return None
