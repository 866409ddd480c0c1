"""Counts: from the words of a size, a number of arrests, injuries or deaths to an interval that the words bear.

``low`` and ``high`` are inclusive and either may be open. The codebook's readings: "more than 50" and "at least 50" are 50 and up,
"fewer than 50" and "up to 50" go up to 50, "about 50" and "nearly 50" stay 50 (the words keep the doubt), "dozens" are 24 to 99,
"hundreds" 200 to 999, one person named without a number is 1, "no one" is 0. Point values are made on export only
(``conventions.py``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction

from placard.records import Count, Unresolved
from placard.resolving.counts_bounds import Bound, strip_bounds
from placard.resolving.counts_figures import LARGEST, Figure, read_figure
from placard.resolving.counts_people import names_one_person, says_nobody, says_two, without_ages
from placard.resolving.counts_shares import share_of
from placard.resolving.counts_tokens import Token, fold, tokenize

_Interval = tuple[Fraction | None, Fraction | None, str]
_SPLIT = re.compile(
    r";|:(?=\s*\w)|\bif not\b|,(?=\s*(?:maybe|perhaps|possibly|some say|nearly|almost|about|around|roughly|more than|over"
    r"|at least))"
)
_ASIDE = re.compile(r",?\s*\b(?:including|among them|amongst them|of whom|of them women|most of them|many of them|mostly)\b.*$")
_GROUPS = re.compile(r"^(.*?)\b(?:groups?|columns?|buses|busloads?|batches|teams?) of\b(.*)$")
_LONGEST = 300
_BOUND_BEFORE = re.compile(
    r"\b(?:at least|at most|up to|as many as|(?:no |not )?(?:more|fewer|less) than|over|upwards of|in excess of|under"
    r"|a maximum of)\s*$"
)
_BOUND_AFTER = re.compile(r"^(?: [a-z]+)? or (?:more|fewer)\b|^ at (?:least|most)\b|^ ?\+")
_FRACTION_RANGE = re.compile(r"\b(a quarter|half) (?:and|to) (half|three quarters of) a (million|lakh|crore)\b")
_DOUBLED = re.compile(r"\b(doubled|tripled|trebled|quadrupled) from\b(.*)$")
_PLUS_ONE = re.compile(r"^(?!a |an )[a-z']+ and (?:an?|one) [a-z]+$")
_TIMES = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}


def resolve_count(words: str, context: str = "") -> Count | Unresolved:
    """How many the words say.

    Args:
        words: the words of the count, as they stand in the text.
        context: the sentence around them; it may supply the whole of a share ("half" of 400) or the other end of a range.

    Returns:
        A Count whose interval holds every number the words allow by the codebook's readings and whose ``rule`` names how it was
        read, or Unresolved with the reason. Never raises.
    """
    folded = _FRACTION_RANGE.sub(r"\1 of a \3 and \2 a \3", fold(words[:_LONGEST]))
    if not any(character.isalnum() for character in folded):
        return Unresolved(words, "no words")
    if says_nobody(folded):
        return Count(0, 0, words, "none")
    share = share_of(folded, fold(context))
    if isinstance(share, str):
        return Unresolved(words, share)
    if share is not None:
        return _count(words, share)
    folded = without_ages(folded)
    alternatives = [part for part in _SPLIT.split(_ASIDE.sub("", folded)) if part.strip()]
    read = [found for part in alternatives if (found := _alternative(part)) is not None]
    if len(read) > 1:
        return _count(words, _union(read))
    if read:
        return _count(words, _beside(read[0], folded, fold(context)))
    if says_two(folded):
        return Count(2, 2, words, "exact")
    if names_one_person(folded, words):
        return Count(1, 1, words, "one person")
    return Unresolved(words, "the words give no number")


def _beside(interval: _Interval, folded: str, context: str) -> _Interval:
    """The interval with the bound that stands right beside the words in their sentence and was left out of them."""
    low, high, rule = interval
    if rule not in ("exact", "vague", "few", "couple") or context.count(folded) != 1:
        return interval
    before, _, after = context.partition(folded)
    beside = _BOUND_BEFORE.search(before) or _BOUND_AFTER.match(after)
    bound = strip_bounds(beside.group().strip())[0] if beside else None
    return interval if bound is None else _bounded((low, high, rule), rule, bound)


def _count(words: str, interval: _Interval) -> Count | Unresolved:
    low, high, rule = interval
    if low is not None and high is not None and low > high:
        low, high = high, low
    floor = None if low is None else math.floor(low)
    ceiling = None if high is None else math.ceil(high)
    if (floor or 0) > LARGEST or (ceiling or 0) > LARGEST:
        return Unresolved(words, "the number is too large to count people")
    return Count(floor, ceiling, words, rule)


def _union(read: Sequence[_Interval]) -> _Interval:
    """Several figures for one thing: from the lowest to the highest, open where one of them is open."""
    lows = [low for low, _, _ in read]
    highs = [high for _, high, _ in read]
    low = None if any(end is None for end in lows) else min(end for end in lows if end is not None)
    high = None if any(end is None for end in highs) else max(end for end in highs if end is not None)
    return low, high, "several figures"


def _alternative(part: str) -> _Interval | None:
    """One alternative ("about 500", "between 300 and 500", "hundreds") as an interval."""
    grown = _DOUBLED.search(part)
    if grown:
        base = _alternative(grown[2])
        times = _TIMES[grown[1]]
        return None if base is None or base[0] is None else (base[0] * times, None, "times")
    groups = _GROUPS.match(part)
    if groups:
        many, each = _alternative(groups[1]), _alternative(groups[2])
        if many and each and many[0] and each[0] and many[1] and each[1]:
            return many[0] * each[0], many[1] * each[1], "groups"
    bound, rest = strip_bounds(part)
    tokens = tokenize(rest)
    figures = _figures(tokens, joined="between" in rest.split())
    if not figures:
        return None
    first, rule = _join(tokens, figures)
    return _bounded(first, rule, bound)


def _figures(tokens: list[Token], joined: bool) -> list[Figure]:
    found: list[Figure] = []
    place = 0
    while place < len(tokens):
        figure = read_figure(tokens, place, joined=joined)
        if figure is None:
            place += 1
        else:
            found.append(figure)
            place = figure.end
    return found


def _join(tokens: list[Token], figures: list[Figure]) -> tuple[_Interval, str]:
    """Figures of one alternative as one interval: a range, a sum of kinds, or the first of them."""
    first = figures[0]
    plus_one = _PLUS_ONE.search(" ".join(token.text for token in tokens[first.end :]))
    if len(figures) == 1 and plus_one and first.rule == "exact":
        return (first.low + 1, first.low + 1, "sum"), "sum"
    if len(figures) == 1 or (gap := _gap(tokens, figures[0], figures[1])) is None:
        return (first.low, first.high, first.rule), first.rule
    second = figures[1]
    if gap == "sum":
        high = None if any(f.high is None for f in figures) else sum((f.high or Fraction(0) for f in figures), Fraction(0))
        return (sum((f.low for f in figures), Fraction(0)), high, "sum"), "sum"
    if first.unit == 1 and second.coefficient is not None and first.low < second.unit and first.low <= second.coefficient:
        first = first.scaled(second.unit)
    low = min(first.low, second.low)
    high = None if first.high is None or second.high is None else max(first.high, second.high)
    return (low, high, "range"), "range"


def _gap(tokens: list[Token], first: Figure, second: Figure) -> str | None:
    """What stands between two figures: "range", "sum", or None when the second is something else."""
    words = [
        token.text for token in tokens[first.end : second.start] if token.text not in ("+", "est", "~", "about", "perhaps", "maybe")
    ]
    if not words:
        return None
    if words in (["to"], ["-"], ["or"], ["and"], [","], ["through"], ["up", "to"], [",", "or"], ["or", "even"], ["and", "perhaps"]):
        return "range"
    if words[-1] in ("and", "&") and len(words) >= 2 and second.rule == "exact":
        return "sum"
    if words[0] in ("to", "or") or (words[-1] in ("to", "or", "-") and len(words) == 2):
        return "range"
    return None


def _bounded(interval: _Interval, rule: str, bound: Bound | None) -> _Interval:
    low, high, _ = interval
    if bound is None:
        return low, high, rule
    if bound.kind == "least":
        return low, None, bound.rule
    if bound.kind == "most":
        return None, high, bound.rule
    return low, high, bound.rule if rule == "exact" else rule
