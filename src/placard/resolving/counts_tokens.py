"""Words of a count as tokens: numerals of any script, number words, units, and everything else.

Pure and total: any string gives a list of tokens, in the order of the words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "unit", "plural", "word", "join", "sep", "plus", "percent"]

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen "
)
_SMALL = _SMALL_WORDS.split()
SMALL: dict[str, int] = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
SMALL |= {"fourty": 40, "fivty": 50, "ninty": 90}
UNITS: dict[str, int] = {
    "hundred": 100,
    "hundrad": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "dozen": 12,
    "doz": 12,
    "dz": 12,
    "score": 20,
    "lakh": 10**5,
    "lac": 10**5,
    "crore": 10**7,
    "k": 1000,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "mil": 1000,
    "ribu": 1000,
}
# Plural units are vague ("hundreds"): never a coefficient's unit, except "two thousands" in some Englishes.
PLURALS: dict[str, int] = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "lakhs": 10**5,
    "lacs": 10**5,
    "millions": 10**6,
    "crores": 10**7,
}
# Attached or single letters are units only right after a numeral ("2.5k", "3 m"), never as words of their own.
_AFTER_NUMERAL = {"k", "m", "mn", "mln", "mil", "ribu"}

_NUMBER = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 12,50,000: Indian grouping
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?!\d)"
    r"|\d{1,3}(?:'\d{3})+(?!\d)"
    r"|\d+[.,]\d+|\d+"
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<mark>[-+;,/%~<>≤≥:()&.])")
_DASHES = re.compile("[‐‑‒–—―−﹣－]")
_SPACES = re.compile(r"\s+")
_DAY_OF_YEAR = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its folded words, and its value if it is a number, a unit or a plural unit."""

    kind: Kind
    text: str
    value: Fraction = Fraction(0)


def fold(words: str) -> str:
    """Words as they are compared: NFKC, lower case, ASCII digits for any script's, plain dashes, quotes and spaces."""
    text = unicodedata.normalize("NFKC", words).lower()
    text = "".join(_ascii_digit(character) for character in text)
    text = text.replace("٬", ",").replace("٫", ".").replace("’", "'").replace("‘", "'").replace("\u200c", " ")
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip()


def tokenize(folded: str) -> list[Token]:
    """The tokens of folded words; days of the year written 5/30 are left out, they are no counts."""
    tokens: list[Token] = []
    end = -1
    folded = _DAY_OF_YEAR.sub(" ", folded)
    for match in _TOKEN.finditer(folded):
        text = match.group()
        attached = match.start() == end
        end = match.end()
        if match.lastgroup == "number":
            tokens.append(Token("number", text, numeral(text, folded[match.end() :])))
        elif match.lastgroup == "mark":
            tokens.append(_mark(text, folded, match.start()))
        else:
            tokens.append(_word(text, tokens, attached))
    return tokens


def numeral(text: str, after: str = "") -> Fraction:
    """The value of a numeral; ``1.500`` is fifteen hundred unless a large unit follows (``1.500 million``)."""
    big_unit = re.match(r"\s*(?:million|billion|lakh|crore|mn|bn)", after)
    if re.fullmatch(r"\d{1,3}(?:[.]\d{3})+", text) and not (big_unit or text.startswith("0")):
        return Fraction(text.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text) and not (big_unit and text.count(",") == 1):
        return Fraction(text.replace(",", ""))
    plain = text.replace(" ", "").replace("'", "")
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return Fraction(plain)
    whole, tail = plain[:last].replace(",", "").replace(".", ""), plain[last + 1 :]
    if "," in plain[:last] and plain[last] == ",":  # Indian grouping: every comma separates
        return Fraction(whole + tail)
    return Fraction(f"{whole or '0'}.{tail}")


def _ascii_digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _mark(text: str, folded: str, place: int) -> Token:
    if text == ";":
        return Token("sep", text)
    if text == "%":
        return Token("percent", text)
    if text == "+":
        return Token("plus", text)
    if text == "-":
        return Token("join", text)
    if text == "/" and folded[place + 1 : place + 2].isdigit():
        return Token("join", "-")
    return Token("word", text)


def _word(text: str, before: list[Token], attached: bool) -> Token:
    if text in SMALL:
        return Token("number", text, Fraction(SMALL[text]))
    if text in _AFTER_NUMERAL:
        numeral_before = bool(before) and before[-1].kind == "number" and before[-1].text[0].isdigit()
        single = len(text) == 1
        if not numeral_before or (single and text == "m" and not attached):
            return Token("word", text)
        value = 10**6 if text == "mil" and before[-1].value.denominator != 1 else UNITS[text]
        return Token("unit", text, Fraction(value))
    if text in UNITS:
        return Token("unit", text, Fraction(UNITS[text]))
    if text in PLURALS:
        return Token("plural", text, Fraction(PLURALS[text]))
    if text in ("percent", "pc"):
        return Token("percent", text)
    return Token("word", text)
