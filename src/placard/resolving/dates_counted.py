"""Distances in time: "two days ago", "three weeks later", "in five days", "the past 24 hours"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from placard.resolving.dates_context import NO_DAY, Context, need
from placard.resolving.dates_model import Days, move, move_by, one_day
from placard.resolving.dates_weekdays import weekday_before
from placard.resolving.dates_words import NUMBER, UNIT, WEEKDAY, WEEKDAYS, number

HOW_MANY = (
    rf"(?:(?:about|around|some|nearly|almost|over|more than|just|exactly|only|roughly|at least) )*(?P<n>{NUMBER})(?: of)?[ -]"
)
_AGO = re.compile(rf"{HOW_MANY}(?P<u>{UNIT})s? (?:ago|back)\b(?: (?:(?:on|this|last) )?(?P<w>{WEEKDAY}))?")
_LATER = re.compile(
    rf"{HOW_MANY}(?P<u>{UNIT})s? (?P<way>later|afterwards?|earlier|before(?:hand)?|previously|prior|on|hence|after that"
    rf"|from now|time)\b"
)
_IN_TIME = re.compile(rf"^in {HOW_MANY}(?P<u>{UNIT})s?(?:' time| time)?$")
_VAGUE_AGO = re.compile(
    rf"\b(?:a few|few|several|some|many) (?:{UNIT})s? (?:ago|back|earlier|later|before)\b|\b(?:{UNIT})s (?:ago|earlier|later"
    rf"|before)\b"
)
_AFTER_EVENT = re.compile(rf"\b{NUMBER}[ -]{UNIT}s? after (?:the|a|an|his|her|its|their) (?!{UNIT}\b)")
_FROM_EVENT = "counted from an event whose day is not told"
_PAST_N = re.compile(rf"\b(?P<which>past|last|next|coming|previous) {HOW_MANY}(?P<u>{UNIT})s?\b")


def ago(words: str, context: Context) -> Days | str | None:
    """ "two days ago", "a year back", "a week ago on Tuesday": counted back from the report."""
    match = _AGO.search(words)
    if not match:
        return None
    base, count = need(context.today), number(match["n"])
    if isinstance(base, str) or count is None:
        return base if isinstance(base, str) else None
    days = move(base, match["u"], -count, "ago")
    if match["w"] and days.precision in ("day", "week"):  # "a month ago on Friday" is that month
        return one_day(weekday_before(days.last + timedelta(days=1), WEEKDAYS[match["w"]]), "ago")
    return days


def later(words: str, context: Context) -> Days | str | None:
    """ "two days later", "a week earlier" from an earlier date of the text; "in five days' time" from the report."""
    match = _LATER.search(words)
    if match:
        if match["way"] == "on" and match.end() != len(words):
            return None
        if match["way"] in ("before", "prior") and re.match(r" (?!that\b|this\b|on\b)[a-z]", words[match.end() :]):
            return _FROM_EVENT
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
        return NO_DAY
    count = number(match["n"])
    return None if count is None else move(base, match["u"], count if forward else -count, "later" if forward else "earlier")


def past_units(words: str, context: Context) -> Days | str | None:
    """ "the past 24 hours", "the last three weeks", "the next two days": up to or from the report."""
    match = _PAST_N.search(words)
    if not match:
        return None
    today, count = need(context.today), number(match["n"])
    if isinstance(today, str) or count is None:
        return today if isinstance(today, str) else None
    unit, ahead = match["u"], match["which"] in ("next", "coming")
    sign = 1 if ahead else -1
    edge = move_by(today, unit, sign * count)
    if unit in ("year", "decade", "century"):
        low, high = sorted((today.year, edge.year))
        return Days(date(low, 1, 1), date(high, 12, 31) if ahead else today, "year", "last units")
    return Days(min(edge, today), max(edge, today), "interval", "next units" if ahead else "last units")


def vague_distance(words: str, context: Context) -> str | None:
    """The reason why "a few days ago", "years later" and "two days after the vote" name no day; None for other words."""
    if _AFTER_EVENT.search(words):
        return _FROM_EVENT
    return "names no particular day" if _VAGUE_AGO.search(words) else None
