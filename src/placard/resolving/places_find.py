"""Finds place names in plain text with the gazetteer alone: cheap, for context and for measuring end to end."""

from __future__ import annotations

import re
from functools import lru_cache

from placard.resolving.gazetteer import Gazetteer, load_gazetteer
from placard.resolving.gazetteer_build import (
    ABBREVIATION,
    ALTERNATE,
    BARE,
    CODE,
    COUNTRY,
    COUNTY,
    DEMONYM,
    DIVISION,
    REGION,
    SETTLEMENT,
)
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_lexicon import words_of
from placard.resolving.places_words import KIND_WORDS, LOCATIVE, ROAD_NOUNS, TITLES, VENUE_NOUNS, WATER_NOUNS

_CAPITAL = re.compile(r"[^\W\d_a-z][\w'’.-]*", re.U)
_TOKEN = re.compile(r"(?:[A-Z]\.\s?){2,4}|[^\W\d_]+(?:[.'’-](?=[^\W\d_])[^\W\d_]+)*\.?")
_JOINERS = words_of("joiners")
_LISTERS = words_of("listers")
_LONGEST = 5
_SAID = words_of("said")
_ORG = words_of("organisations")
# Common words, days, months and given names that are also towns: taken for a place only where the words around say so.
_COMMON = words_of("common")
_NEVER = words_of("never")
_COUNTRY_CODES = frozenset(("US", "UK", "UAE", "USA", "EU", "DRC"))
_STRONG = frozenset((COUNTRY, DIVISION, REGION))


class Finder:
    """Finds toponyms in a text; memory of words is shared between texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._kind: dict[str, tuple[int, bool]] = {}

    def find(self, text: str) -> list[tuple[int, int]]:
        """Spans of place names, in order, not overlapping."""
        matches = list(_TOKEN.finditer(text))
        tokens = [match.span() for match in matches]
        words = [match.group() for match in matches]
        found: list[tuple[int, int]] = []
        surnames: set[str] = set()
        done = 0
        for index, word in enumerate(words):
            first = word[0]
            if index < done or first.islower():
                continue
            if first.isupper():
                stop = self._run(text, tokens, words, index)
                done = self._scan(text, tokens, words, index, stop, found, surnames)
            elif first > "\u058f" and self._other_script(words, index):
                found.append(tokens[index])
        return found

    def _run(self, text: str, tokens: list[tuple[int, int]], words: list[str], index: int) -> int:
        """One past the last token of the run of capitalised words that starts at ``index``; inner "of", "de" allowed."""
        stop = index + 1
        while stop < len(tokens):
            gap = text[tokens[stop - 1][1] : tokens[stop][0]]
            if gap not in (" ", "-", "\xa0") or (words[stop - 1][-1] == "." and len(words[stop - 1]) > 4):
                break
            if words[stop][0].isupper():
                stop += 1
            elif stop + 1 < len(tokens) and words[stop + 1][0].isupper() and text[tokens[stop][1] : tokens[stop + 1][0]] == " ":
                joint = f"{words[stop - 1]} {words[stop]} {words[stop + 1]}"
                if words[stop] not in _JOINERS and not (words[stop] in _LISTERS and self._known(fold(joint))[0] >= 0):
                    break
                stop += 2
            else:
                break
        return stop

    def _scan(
        self,
        text: str,
        tokens: list[tuple[int, int]],
        words: list[str],
        start: int,
        stop: int,
        found: list[tuple[int, int]],
        surnames: set[str],
    ) -> int:
        """Take the longest names inside one run of capitalised words; returns where to go on."""
        kinds = self._kind
        index = start
        while index < stop:
            if words[index] == "The" and index + 1 < stop:
                index += 1
                continue
            for end in range(min(stop, index + _LONGEST), index, -1):
                if not words[end - 1][0].isupper():
                    continue
                key = fold(" ".join(words[index:end]))
                known = kinds.get(key)
                if known is None:
                    known = self._known(key)
                if known[0] >= 0 and self._accept(text, tokens, words, index, end, start, stop, surnames):
                    last = tokens[end - 1][1]
                    if words[end - 1].endswith(".") and not self._abbreviation(words[end - 1]):
                        last -= 1
                    found.append((tokens[index][0], last))
                    index = end
                    break
            else:
                index += 1
        if stop - start >= 2 and not (found and found[-1][1] >= tokens[stop - 1][0]):
            surnames.add(words[stop - 1].rstrip("."))
        return stop

    def _abbreviation(self, word: str) -> bool:
        return "." in word[:-1] or any(flag in (ABBREVIATION, CODE) for flag in self.gazetteer.find(fold(word))[1])

    def _accept(
        self,
        text: str,
        tokens: list[tuple[int, int]],
        words: list[str],
        index: int,
        end: int,
        start: int,
        stop: int,
        surnames: set[str],
    ) -> bool:
        size = end - index
        key = fold(" ".join(words[index:end]))
        kind, common = self._known(key)
        before = words[index - 1] if index else ""
        before_gap = text[tokens[index - 1][1] : tokens[index][0]] if index else "\n"
        after = words[end] if end < len(words) and text[tokens[end - 1][1] : tokens[end][0]] == " " else ""
        comma = before_gap == ", " and index > 0
        if kind == 9:  # an abbreviation stands only after a name and a comma
            word = words[index]
            if comma and (word.isupper() or word[-1] == ".") and not _initial(words, end):
                return True
            return word.count(".") > 1 or word in _COUNTRY_CODES
        locative = before.casefold() in LOCATIVE and before_gap == " "
        if after.casefold().rstrip(".") in _ORG and after[0].isupper():
            return False
        if size == 1:
            if before.casefold().rstrip(".") in TITLES and before_gap == " ":
                return False
            alone = stop - start == 1 and len(words[index]) > 1 and before_gap == " " and not before.endswith(".")
            if alone and words[index].isupper() and not locative:
                return words[index] in _COUNTRY_CODES
            if words[index] in surnames and not (locative or comma):
                return False
            inside = stop - start > 1
            lower = after.casefold()
            if inside and kind not in _STRONG:
                kindly = (
                    lower in KIND_WORDS
                    or lower in VENUE_NOUNS
                    or lower in WATER_NOUNS
                    or lower in ("police", "department", "mayor", "city")
                )
                led = index == start and kindly and lower not in ROAD_NOUNS and lower not in WATER_NOUNS
                if not led:
                    return False
            if inside and index > start and kind in _STRONG and words[index - 1][0].isupper() and common:
                return False
            if lower in ROAD_NOUNS or (lower in ("street", "avenue", "road")):
                return False
            if common:
                if kind == SETTLEMENT and before[:1].islower() and lower not in _SAID and self._great(key):
                    return True
                return locative or comma or self._comma_container(text, tokens, words, end)
            if lower in _SAID and not locative:
                return kind in _STRONG
            if not locative and not comma and kind == SETTLEMENT:
                return self._big(key) or self._comma_container(text, tokens, words, end)
            return True
        if inner_road(after):
            return False
        return not (kind == SETTLEMENT and words[index].casefold().rstrip(".") in TITLES)

    def _comma_container(self, text: str, tokens: list[tuple[int, int]], words: list[str], end: int) -> bool:
        if end >= len(tokens) or text[tokens[end - 1][1] : tokens[end][0]] != ", ":
            return False
        _, flags = self.gazetteer.find(fold(words[end]))
        if any(flag in (ABBREVIATION, CODE) for flag in flags):
            return True
        return words[end][0].isupper() and self._known(fold(words[end]))[0] in (DIVISION, COUNTRY)

    def _big(self, key: str) -> bool:
        entries, _ = self.gazetteer.find(key)
        return bool(entries) and float(self.gazetteer.mass[entries[0]]) >= 15000

    def _great(self, key: str) -> bool:
        """Whether a name that is also a common one is a great city's first of all ("Washington")."""
        entries, _ = self.gazetteer.find(key)
        return bool(entries) and float(self.gazetteer.mass[entries[0]]) >= 3e6

    def _known(self, key: str) -> tuple[int, bool]:
        """The kind of the best known bearer of a key (-1 none, 9 only as an abbreviation), and whether it is a common word."""
        cached = self._kind.get(key)
        if cached is None:
            cached = self._kind[key] = self._judge(key)
        return cached

    def _judge(self, key: str) -> tuple[int, bool]:
        entries, flags = self.gazetteer.find(key)
        if not entries or len(key) < 2 or key in _NEVER:
            return -1, False
        kinds = [int(self.gazetteer.kind[entry]) for entry in entries]
        best, foreign = -1, False
        for entry, flag, kind in zip(entries, flags, kinds, strict=True):
            if flag in (ABBREVIATION, CODE):
                best = 9 if best < 0 else best
            elif (flag == ALTERNATE and float(self.gazetteer.mass[entry]) < 50000) or (flag == BARE and kind == COUNTY):
                continue
            else:
                best, foreign = kind, flag == ALTERNATE
                break
        return best, foreign or key in _COMMON

    def _other_script(self, words: list[str], index: int) -> bool:
        word = words[index]
        if len(word) < 3:
            return False
        entries, flags = self.gazetteer.find(fold(word))
        return bool(entries) and len(word) > 3 and float(self.gazetteer.mass[entries[0]]) >= 100000 and DEMONYM not in flags[:1]


def _initial(words: list[str], end: int) -> bool:
    """Whether what looks like a state's abbreviation is a title before a name ("Ms. Okafor")."""
    return words[end - 1] in ("Ms.", "Md.", "Me.") and end < len(words) and words[end][0].isupper()


def inner_road(after: str) -> bool:
    """Whether the word after a name makes it a road's name ("Dallas Avenue")."""
    return after[:1].isupper() and after.casefold().rstrip(".") in ROAD_NOUNS


@lru_cache(maxsize=4)
def finder_of(gazetteer: Gazetteer) -> Finder:
    """The finder of a gazetteer, one for all texts."""
    return Finder(gazetteer)


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[tuple[int, int]]:
    """Spans (code points, half-open) of words that name places, in order; demonyms ("Iranian") included.

    A capitalised word is left alone where the words around say it is a person, a paper, a team or a road. Never raises.
    """
    return finder_of(gazetteer or load_gazetteer()).find(text)
