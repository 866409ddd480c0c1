"""The words of statements as comparable tokens: names (capitalised words) and content stems, each with its rarity."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from placard.linking.parameters import shipped

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)
_SUFFIXES = ("ingly", "ations", "ation", "ments", "ment", "ings", "ing", "ers", "ies", "ied", "er", "ed", "es", "s", "ly")
_STOP_WORDS = """
a about above after afternoon again against all also am an and any are area around as at back be because been before
being below between both but by called can city could crowd day days demonstration demonstrations demonstrator
demonstrators did do does doing down dozens during each evening event events few five for former four friday from
front further gathering group had has have having he her here hers him his hour hours how hundred hundreds i if in
into is it its itself just last late least local man march marched marchers marches me member members men men's monday
month more morning most my near new next night no nor not now of off old on once one only or other our out outside
over own people percent place police protest protester protesters protests province rallied rally region resident
residents said same saturday say says security several she should since six so some square state station street
streets strike strikers strikes such sunday ten than that the their them then there these they this those thousand
thousands three through thursday to today too town tuesday two under until up very villagers was we wednesday week
were what when where which while who whom why will with woman women worker workers year years yesterday you young
young-people your youth
"""
STOP = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case and accents, its possessive dropped."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("\u2019", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain[:-2] if plain.endswith("'s") else plain.strip("'")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word with its English ending cut, at least four letters kept; crude on purpose, the same on every machine."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def tokens(text: str) -> list[tuple[str, bool]]:
    """Words of ``text`` as (folded word, capitalised)."""
    return [(fold(found), found[:1].isupper()) for found in _WORD.findall(text)]


def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(stem(word) for word, _ in tokens(text) if word not in STOP and len(word) > 2 and not word.isdigit())


def names(text: str) -> frozenset[str]:
    """Folded capitalised words that are not common words, for example parts of a square's or an organisation's name."""
    return frozenset(word for word, capital in tokens(text) if capital and word not in STOP and len(word) > 2)


def proper_names(text: str) -> frozenset[str]:
    """Folded words of a whole text that are names: capitalised within a sentence, not only at its beginning."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or len(word) < 3:
            continue
        before = text[max(0, match.start() - 8) : match.start()].rstrip(" \t\"'\u201c\u2018([")[-1:]
        folded = fold(word)
        if before and before not in ".!?:\n\u2026" and folded not in STOP:
            found.add(folded)
    return frozenset(found)


@lru_cache(maxsize=400_000)
def code(token: str) -> int:
    """A token as one integer: 48 bits of its hash, then its rarity in eighths of a bit (so set intersections carry weights)."""
    digest = int.from_bytes(hashlib.blake2b(token.encode("utf-8", "replace"), digest_size=6).digest(), "big")
    return digest << 8 | rarity(token)


def rarity(token: str) -> int:
    """How telling a shared token is, in eighths of a bit, 0 to 255, from the shipped table (never from the project at hand)."""
    return shipped().common.get(token, shipped().unseen)


def weight(codes: Iterable[int]) -> int:
    """Summed rarity of coded tokens, in eighths of a bit."""
    return sum(value & 255 for value in codes)
