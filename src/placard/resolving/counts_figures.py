"""One figure among the tokens of a count: exact ("two hundred and ten"), vague ("dozens", "a few hundred") or odd ("forty-odd").

A figure is read greedily from the left; what stands around it (bounds, ranges, fractions) is the business of ``counts.py``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from placard.resolving.counts_tokens import SMALL, Token

HALVES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
ARTICLES = ("a", "an", "one")
# A plural unit is at least two of it, and less than the next unit one would have used instead.
_VAGUE_HIGH = {10: 99, 12: 99, 20: 99, 100: 999, 1000: 9_999, 10**5: 9_999_999, 10**6: 9_999_999, 10**7: 999_999_999}
_COUPLE, _FEW = ("couple",), ("few", "several", "handful", "good")
LARGEST = 10**10


@dataclass(frozen=True, slots=True)
class Figure:
    """An interval read from tokens ``start..end``; ``rule`` is exact, vague, couple, few or odd.

    ``coefficient`` and ``unit`` keep how an exact figure was built (7, 1000), so that "six or seven thousand" can share its unit.
    """

    low: Fraction
    high: Fraction | None
    start: int
    end: int
    rule: str = "exact"
    coefficient: Fraction | None = None
    unit: Fraction = Fraction(1)

    def scaled(self, unit: Fraction) -> Figure:
        """The same figure counted in ``unit``."""
        return replace(self, low=self.low * unit, high=None if self.high is None else self.high * unit, unit=self.unit * unit)


def read_figure(tokens: Sequence[Token], start: int, *, joined: bool = False) -> Figure | None:
    """The figure that begins at ``start``, or None; ``joined`` says that "and" separates two ends ("between A and B")."""
    figure = _vague(tokens, start) or _part(tokens, start) or _exact(tokens, start, joined)
    if figure is None or figure.low > LARGEST:
        return None
    return _odd(tokens, figure)


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _kind(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].kind if 0 <= place < len(tokens) else ""


def _vague(tokens: Sequence[Token], start: int) -> Figure | None:
    """ "hundreds", "tens of thousands", "a few hundred", "a couple of dozen"."""
    place = start
    while _text(tokens, place) in ("a", "some", "the", "good", "many", "in"):
        place += 1
    word = _text(tokens, place)
    if word in _COUPLE + _FEW:
        after = place + (2 if _text(tokens, place + 1) == "of" else 1)
        if word == "few" and _kind(tokens, after) not in ("unit", "plural"):
            return None
        if _kind(tokens, after) in ("unit", "plural"):
            unit = tokens[after].value
            if word in _COUPLE:
                return Figure(2 * unit, 4 * unit - 1, start, after + 1, "couple")
            return Figure(2 * unit, Fraction(vague_high(unit)), start, after + 1, "few")
        return None
    if _kind(tokens, place) == "plural":
        unit, place = tokens[place].value, place + 1
        repeat = place
        if _text(tokens, repeat) in ("and", "upon") and _kind(tokens, repeat + 1) == "plural" and tokens[repeat + 1].value == unit:
            place = repeat + 2
        if _text(tokens, place) == "of" and _kind(tokens, place + 1) in ("plural", "unit"):
            larger = tokens[place + 1].value
            return Figure(2 * unit * larger, Fraction(vague_high(unit, larger)), start, place + 2, "vague")
        return Figure(2 * unit, Fraction(vague_high(unit)), start, place, "vague")
    return None


def vague_high(unit: Fraction, larger: Fraction = Fraction(1)) -> int:
    """The most a vague plural can mean before the next unit is due: hundreds 999, tens of thousands 99,999."""
    high = _VAGUE_HIGH.get(int(unit), int(10 * unit - 1))
    return (high + 1) * int(larger) - 1


def _part(tokens: Sequence[Token], start: int) -> Figure | None:
    """ "half a million", "half a dozen", "three quarters of a million", "a quarter of a million"."""
    place, times = start, Fraction(1)
    if _text(tokens, place) in ("a", "an"):
        place += 1
    elif _kind(tokens, place) == "number":
        times, place = tokens[place].value, place + 1
    name = _text(tokens, place).removesuffix("s")
    share = Fraction(1, 2) if name == "halve" else HALVES.get(name)
    if share is None:
        return None
    place += 1
    if _text(tokens, place) == "of":
        place += 1
    if _text(tokens, place) in ("a", "an"):
        place += 1
    if _kind(tokens, place) != "unit" or tokens[place].value < 12:
        return None
    value = times * share * tokens[place].value
    return Figure(value, value, start, place + 1, coefficient=times * share, unit=tokens[place].value)


def _exact(tokens: Sequence[Token], start: int, joined: bool) -> Figure | None:
    """Numerals and number words with their units, from left to right."""
    place = start
    if _text(tokens, place) in ("a", "an") and _kind(tokens, place + 1) == "unit":
        place += 1
    if _kind(tokens, place) not in ("number", "unit"):
        return None
    total, current, unit = Fraction(0), None, Fraction(1)
    coefficient: Fraction | None = None
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "number":
            grown = _grow(current, total, token)
            if grown is None:
                break
            current = grown
        elif token.kind in ("unit", "plural") and _can_multiply(current, total, token):
            coefficient = Fraction(1) if current is None else current
            unit = token.value
            if token.value >= 1000:
                total, current = total + coefficient * token.value, None
            else:
                current = coefficient * token.value
        elif token.kind == "join" and _hyphenated(tokens, place, current):
            pass
        elif token.text == "and" and not joined and _goes_on(tokens, place, current, total):
            if _text(tokens, place + 1) in ("a", "an"):  # two and a half thousand
                half = HALVES[_text(tokens, place + 2)]
                current = (current or Fraction(0)) + half
                place += 2
        else:
            break
        place += 1
    value = total + (current or 0)
    return Figure(
        value,
        value,
        start,
        place,
        coefficient=coefficient if total + (current or 0) == (coefficient or 0) * unit else None,
        unit=unit,
    )


def _grow(current: Fraction | None, total: Fraction, token: Token) -> Fraction | None:
    """``current`` with one more number word or numeral, or None if they cannot be one number."""
    value, word = token.value, token.text in SMALL
    if current is None:
        return None if total and value >= 1000 else value
    if not word:
        return None
    if 20 <= current < 100 and current % 10 == 0 and 0 < value < 10:
        return current + value
    if current >= 100 and current % 100 == 0 and 0 < value < 100:
        return current + value
    if current >= 100 and current % 100 >= 20 and current % 10 == 0 and 0 < value < 10:
        return current + value
    return None


def _can_multiply(current: Fraction | None, total: Fraction, token: Token) -> bool:
    if token.kind == "plural" and (current is None or token.value < 100):
        return token.kind == "plural" and current is not None and token.value == 12
    if current is None:
        return not total
    return not (token.value == 100 and current >= 100)


def _hyphenated(tokens: Sequence[Token], place: int, current: Fraction | None) -> bool:
    """Whether the hyphen at ``place`` joins the words of one number ("twenty-five", "two-hundred")."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    if after is None or before is None or current is None or before.text[0].isdigit():
        return False
    if after.kind == "unit":
        return True
    return after.text in SMALL and 0 < SMALL[after.text] < 10 and before.text in SMALL and SMALL[before.text] >= 20


def _goes_on(tokens: Sequence[Token], place: int, current: Fraction | None, total: Fraction) -> bool:
    """Whether "and" continues one number: "a hundred and ten", "three and a half thousand", "two thousand and five"."""
    if _text(tokens, place + 1) in ("a", "an") and _text(tokens, place + 2) in HALVES:
        return current is not None and _kind(tokens, place + 3) == "unit"
    if _kind(tokens, place + 1) != "number" or tokens[place + 1].text not in SMALL:
        return False
    hundreds = current is not None and current >= 100 and current % 100 == 0
    if not hundreds and not (total and current is None):
        return False
    following = read_figure(tokens[place + 1 :], 0, joined=True)
    if following is None:
        return False
    if hundreds and not total and following.unit >= 1000:  # two hundred and forty thousand
        return following.coefficient is not None and following.coefficient < 100
    return following.low < 100


def _odd(tokens: Sequence[Token], figure: Figure) -> Figure:
    """ "forty-odd", "50-some": up to the next ten (or hundred, or thousand)."""
    place = figure.end
    if _kind(tokens, place) == "join":
        place += 1
    if _text(tokens, place) not in ("odd", "some", "something") or figure.rule != "exact":
        return figure
    if _text(tokens, place) == "some" and place == figure.end:
        return figure
    value = math.floor(figure.low)
    step = 10
    while value and value % (step * 10) == 0:
        step *= 10
    if value < 10:
        return figure
    return replace(figure, high=Fraction(value + step - 1), end=place + 1, rule="odd")
