"""Lines of the page, not of the report: when it was published or changed is no date of an event."""

from __future__ import annotations

import re

_LONGEST = 100  # characters of such a line
_FORMULA = (
    r"\W*(?:this (?:story|article|report) (?:is|was) (?:from|(?:first |last )?(?:published|updated))"
    r"|(?:first |last |originally )?(?:published|updated|modified|posted|uploaded|printed|retrieved|accessed)"
    r"|(?:publication|document|load)[ -]date)"
)
_BESIDE = (
    r"(?:[\s,.:;|/()·–-]+|\d+|(?:on|at|the|from|am|pm|noon|gmt|utc|bst|cet|est|edt|ist|hrs|hours|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b)*+"
)
_BEFORE = re.compile(_FORMULA + r"\b" + _BESIDE, re.IGNORECASE)
_AFTER = re.compile(_BESIDE + r"(?:by\b.{0,40})?", re.IGNORECASE)
_OWNER = re.compile(r"\W*(?:copyright\W{0,3}(?:\(c\)|©)?|©|\(c\))\s*", re.IGNORECASE)
_YEARS = re.compile(r"\d{4}(?:\s*[-–,]\s*\d{4})*")


def on_the_page(text: str, start: int, end: int) -> bool:
    """Whether a date stands in a line of the page, with nothing but the formula and other words of time beside it.

    "This story is from March 7, 2002", "Last updated at 16:10 GMT", "© 2014 The Paper"; but not "Published on Monday, the decree
    drew thousands".
    """
    begin, stop = text.rfind("\n", max(0, start - _LONGEST), start), text.find("\n", end, end + _LONGEST)
    if (begin < 0 and start > _LONGEST) or (stop < 0 and len(text) - end > _LONGEST):
        return False  # a longer line is no such line
    before, after = text[begin + 1 : start], text[end : len(text) if stop < 0 else stop]
    if _OWNER.fullmatch(before):
        return _YEARS.fullmatch(text, start, end) is not None
    return _BEFORE.fullmatch(before) is not None and _AFTER.fullmatch(after) is not None
