"""Shares and multiples of another figure: "more than half of the 400 workers", "nine in ten of 22,000", "twice that"."""

from __future__ import annotations

import re
from fractions import Fraction

from placard.resolving.counts_figures import Figure, read_figure
from placard.resolving.counts_tokens import fold, tokenize

_Interval = tuple[Fraction | None, Fraction | None, str]
_NUM = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+ty(?:-[a-z]+)?)"
_PERCENT = re.compile(rf"\b({_NUM})\s*(?:%|per ?cent\b|percent\b|pc\b)")
_IN = re.compile(rf"\b({_NUM}) (?:[a-z]+ )?(?:in|out of)(?: every)? (?:a )?({_NUM}|hundred)\b|\b({_NUM}) of every ({_NUM})\b")
_NAMED = re.compile(
    r"\b(?:(?P<times>a|an|one|two|three|four)[ -])?(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|tenths?)\b"
    r"(?! (?:of )?(?:an? )?(?:million|dozen|hundred|thousand|lakh|crore|hour|score))"
)
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_WHOLE = re.compile(r"^(?P<how>nearly all|almost all|all but|most|the majority|a majority|the bulk)\b")
_TIMES_OF = re.compile(
    r"\b(?P<times>twice|double|triple|treble|thrice|[a-z]+ times|\d+ times) (?:as many as )?(?:that|this|those)\b"
)
_TIMES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "thrice": 3}
_MORE = re.compile(r"\b(?:more than|over|at least|well over)\b")
_LESS = re.compile(r"\b(?:less than|fewer than|under|up to|at most|barely|no more than|not even|at the outside)\b")
_ORDINAL = re.compile(
    r"^(?:the )?(?:[a-z]+ty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|\d+(?:st|nd|rd|th))$"
)
_ORDINAL_ONE = re.compile(r"^(?:a|another|the) (?:third|fourth|fifth|sixth|tenth)$")


def share_of(folded: str, context: str) -> _Interval | str | None:
    """The interval of a share or multiple, a reason why it cannot be told, or None if the words are neither.

    Args:
        folded: the words of the count, folded.
        context: the folded sentence around them, which may give the whole.
    """
    if _ORDINAL.match(folded):
        return "an ordinal is no count"
    multiple = _TIMES_OF.search(folded)
    if multiple:
        return _multiple(multiple, folded, context)
    share = _share(folded)
    if share is None:
        return None
    low, high, end = share
    own_figure = _first_figure(folded[end:])
    if own_figure is None and _ORDINAL_ONE.match(folded) and not re.search(re.escape(folded) + r" of\b", context):
        return Fraction(1), Fraction(1), "one person"
    base = own_figure or _base_in(context, folded) or _base_before(context, folded)
    if base is None:
        return "a share of a whole that the words do not give"
    top = base.high if base.high is not None else base.low
    if own_figure is not None and re.match(r"\s*,", folded[end:]):  # "one islander in four, 2,500": the figure is the count
        return base.low, base.high, base.rule
    if _WHOLE.match(folded):
        return (None, top, "share") if folded.startswith(("nearly", "almost")) else (base.low / 2, top, "share")
    if _MORE.search(folded[:end]):
        return base.low * low, top, "share"
    if _LESS.search(folded[:end]):
        return None, top * high, "share"
    return base.low * low, top * high, "share"


def _share(folded: str) -> tuple[Fraction, Fraction, int] | None:
    percent = _PERCENT.search(folded)
    if percent:
        value = _number(percent[1])
        return None if value is None else (value / 100, value / 100, percent.end())
    among = _IN.search(folded)
    if among:
        part, whole = _number(among[1] or among[3]), _number(among[2] or among[4])
        if part is not None and whole and part <= whole:
            return part / whole, part / whole, among.end()
    named = _NAMED.search(folded)
    if named and (named["times"] or named["part"][:3] == "hal" or named.start()):
        times = _number((named["times"] or "one").strip("-")) or Fraction(1)
        name = named["part"].removesuffix("s") if named["part"] != "halves" else "half"
        value = times / _PARTS[name]
        return (value, value, named.end()) if value <= 1 else None
    whole_of = _WHOLE.match(folded)
    if whole_of and whole_of["how"] != "all but":
        return Fraction(1, 2), Fraction(1), whole_of.end()
    if whole_of:
        return Fraction(1), Fraction(1), len(folded)
    return None


def _multiple(match: re.Match[str], folded: str, context: str) -> _Interval | str:
    word = match["times"]
    times = Fraction(_TIMES[word]) if word in _TIMES else _number(word.removesuffix(" times"))
    place = context.find(folded)
    figure = _last_figure(context[:place]) if place > 0 else None
    if times is None or figure is None:
        return "a multiple of a figure that the sentence does not give"
    high = None if figure.high is None else figure.high * times
    return figure.low * times, high, "multiple"


def _base_in(context: str, folded: str) -> Figure | None:
    """The whole named right after the words in their sentence: "half" ... "of the 400 workers"."""
    place = context.find(folded)
    if place < 0:
        return None
    after = re.match(
        r"\s+of (?:the |its |their |our |some |about )*(?:[a-z'-]+ ){0,3}?(?=\d|[a-z]+ (?:hundred|thousand))",
        context[place + len(folded) :],
    )
    return None if after is None else _first_figure(context[place + len(folded) + after.end() :][:40])


def _base_before(context: str, folded: str) -> Figure | None:
    """The whole that "half of that" points back to: the last figure before the words in their context."""
    place = context.find(folded)
    if place <= 0 or not re.search(r"\b(?:that|those|them)$", folded):
        return None
    return _last_figure(context[:place])


def _figures(text: str) -> list[Figure]:
    tokens = tokenize(text)
    found, place = [], 0
    while place < len(tokens):
        figure = read_figure(tokens, place)
        if figure is not None:
            found.append(figure)
        place = figure.end if figure is not None else place + 1
    return found


def _first_figure(text: str) -> Figure | None:
    figures = _figures(text)
    return figures[0] if figures else None


def _last_figure(text: str) -> Figure | None:
    figures = _figures(text)
    return figures[-1] if figures else None


def _number(word: str | None) -> Fraction | None:
    if not word:
        return None
    if word in ("a", "an", "one"):
        return Fraction(1)
    figure = _first_figure(fold(word))
    return None if figure is None else figure.low
