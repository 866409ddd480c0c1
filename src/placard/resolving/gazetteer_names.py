"""Keys under which a place name is found: folded (case, accents, punctuation) and its transliteration skeleton.

Two spellings of one name give one folded key when they differ in case, accents, dots, apostrophes, hyphens, "Saint"
against "St" or a leading "the"; they give one skeleton when they differ as transliterations of one original do
("Basra", "Basrah", "al-Basra"). Folded keys are exact evidence, skeletons weak evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# Letters written differently in one script: Latin letters without a decomposition, Arabic against Persian, Urdu and Kurdish forms.
_LATIN = ("łøđıðħəŧ", "lodidhat")
_ARABIC = ("يىئكةۀەأإآٱؤںہھ", "یییکهههااااونهه")
_SEPARATORS = '-–—‐‑/,،()_"“”'
_DROPPED = "'’‘`´ʼʻʿʾˈ.·།"
_LETTERS = str.maketrans(
    _LATIN[0] + _ARABIC[0] + _SEPARATORS, _LATIN[1] + _ARABIC[1] + " " * len(_SEPARATORS), _DROPPED
) | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th", "&": " and "})
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "es", "en", "er", "et", "ed", "adh"])
_SKELETON: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), to)
    for pattern, to in (
        ("ae|ai|ay|ei|ey", "i"),
        ("ou|oo|au|aw|ow", "u"),
        ("ee|ea|ie|iy|yi", "i"),
        ("kh", "h"),
        ("([gdt])h", r"\1"),
        ("ph", "f"),
        ("dzh|dj|zh", "j"),
        ("tch|tsch|ch", "c"),
        ("q|ck", "k"),
        ("c(?=[aou])", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("y|e", "i"),
        ("o", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[ha]+$", ""),
        (r"(?<=.)h(?=[^aiu])", ""),
    )
]


@lru_cache(maxsize=1 << 16)
def fold(words: str) -> str:
    """The folded key of a name; empty if nothing but punctuation is left. Never raises."""
    text = words.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))  # styled letters show their case only now
        text = unicodedata.normalize("NFC", text)
    parts = text.translate(_LETTERS).split()
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return " ".join([_WORDS.get(part, part) for part in parts])


def skeleton(words: str) -> str:
    """The transliteration skeleton of a Latin-script name; empty if it is in another script or too short to tell."""
    folded = fold(words)
    if not folded.isascii():
        return ""
    parts = folded.split()
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    text = "".join(parts)
    for pattern, to in _SKELETON:
        text = pattern.sub(to, text)
    return text if len(text) >= 4 else ""


def squeezed(words: str) -> str:
    """The folded key without spaces, as a name stands in a domain ("saltlakecity")."""
    return fold(words).replace(" ", "")


def hash_key(key: str) -> int:
    """A key as a 64-bit number, the same on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
