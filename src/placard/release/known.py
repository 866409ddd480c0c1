"""Names that are known of one report: where they stand in its words, whole or by the surname alone.

A name is found by what stands beside it ("Dana Abernathy, a teacher"), and at its second mention nothing does ("Abernathy"). So a
name that was found once is looked for in all that is released of the report. Only words with a capital are taken for a surname;
not those of a body that bears it ("Abernathy Foundation"), and where the surname says other things too (a weekday, a place of the
report) only a speaker of that one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from placard.release.name_words import ARTICLES, HYPHENS, NAMED_AFTER, plain
from placard.release.names import names_a_body, names_in

# Where the surname alone is masked: anywhere, in speakers of that one word, nowhere; "form" is nowhere, and the whole name only
# where persons are named as such.
Alone = Literal["anywhere", "speaker", "never", "form"]
_PART = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_OWNER = re.compile(r"['\u2019]s\Z", re.IGNORECASE)
_GAP = re.compile(rf"[{HYPHENS}]|\.?\s+|\.")
# What a hyphen ties to a name and is no half of it ("Anti-Abernathy", "Abernathy-Led").
_TIED = frozenset("anti backed era ex led like linked neo non post pre pro style".split())  # noqa: SIM905
_HALVES = 3  # as many at most on either side, so that a text of hyphens alone takes no longer for each
_SUFFIXES = frozenset("jr sr ii iii iv".split())  # noqa: SIM905
_NEXT = re.compile(r"\s+(?=([^\W_]+))")


class KnownName(NamedTuple):
    """A name masked in what is released of a report, and where its surname alone is masked."""

    words: str
    alone: Alone = "anywhere"


class Part(NamedTuple):
    """A word between spaces, hyphens and points: its range without "'s", and how it is compared."""

    start: int
    end: int
    key: str


def is_capital(words: str, part: Part) -> bool:
    """Whether a part of some words begins with a capital, behind "d'" if it has one."""
    start = part.start + 2 if part.key.startswith("d'") else part.start
    return words[part.start].isupper() or words[start : start + 1].isupper()


class _Name(NamedTuple):
    keys: tuple[str, ...]
    surname: int  # how many of the keys, from the last
    alone: Alone


def _key(part: str) -> str:
    return plain(part).replace("\u2019", "'")


def parts_in(words: str) -> list[Part]:
    """The parts of some words, in order."""
    found = []
    for match in _PART.finditer(words):
        owner = _OWNER.search(match[0])
        end = match.end() if owner is None else match.start() + owner.start()
        found.append(Part(match.start(), end, _key(words[match.start() : end])))
    return found


def surname_of(name: str) -> tuple[Part, ...]:
    """The parts of a name that stand for it alone: the last word, with what a hyphen ties to it; not "Jr", nor an article."""
    parts = parts_in(name)
    while len(parts) > 1 and parts[-1].key in _SUFFIXES:
        del parts[-1]
    first = len(parts) - 1
    while first > 0 and _is_tied(name, parts, first) and parts[first - 1].key not in ARTICLES:
        first -= 1
    return tuple(parts[max(first, 0) :])


def surname_in(name: str) -> str:
    """The words of :func:`surname_of` as they are written, or none."""
    surname = surname_of(name)
    return name[surname[0].start : surname[-1].end] if surname else ""


class Known:
    """The names known of one report, or of the reports of one event."""

    def __init__(self, names: Iterable[KnownName] = ()) -> None:
        self._ending: dict[str, list[_Name]] = {}
        for name in sorted(set(names)):
            surname = surname_of(name.words)
            if not surname:
                continue
            keys = tuple(part.key for part in parts_in(name.words) if part.start <= surname[-1].start)
            # Two letters are a surname by themselves only where nothing else was said ("Mrs Li").
            short = sum(len(part.key) for part in surname) < (3 if len(keys) > 1 else 2)
            borne = is_capital(name.words, surname[0]) and not short
            alone = name.alone if borne or name.alone == "form" else "never"
            self._ending.setdefault(keys[-1], []).append(_Name(keys, len(surname), alone))

    def ranges(self, words: str, *, speaker: bool = False, headline: bool = False, form: bool = False) -> list[tuple[int, int]]:
        """Where known names stand in ``words``.

        Args:
            words: any words of the report.
            speaker: whether they name a speaker, who is one person or body: one word by itself is a surname there.
            headline: whether capitals say nothing in them.
            form: whether names that only look like a person's are one here.
        """
        if not self._ending:
            return []
        parts = parts_in(words)
        lone = speaker and len(surname_of(words)) == len(parts)
        found = []
        runs: dict[int, int] | None = None
        for last, part in enumerate(parts):
            if part.key not in self._ending:
                continue
            if runs is None:
                runs = {} if headline else {right: left for left, right in names_in(words)}
            firsts = [
                self._first(words, parts, last, name, lone, headline, runs)
                for name in self._ending[part.key]
                if form or name.alone != "form"
            ]
            if told := [first for first in firsts if first is not None]:
                found.append((parts[_first_half(words, parts, min(told))].start, parts[_last_half(words, parts, last)].end))
        return found

    def _first(
        self, words: str, parts: list[Part], last: int, name: _Name, lone: bool, headline: bool, runs: Mapping[int, int]
    ) -> int | None:
        """The first part of the name that ends in part ``last``, or None if it is not there, or not by itself.

        ``runs`` are the ends of what looks like a name in the words, with the starts.
        """
        whole = last + 1 - len(name.keys)
        if len(name.keys) > 1 and _stands(words, parts, whole, last, name.keys):
            return whole
        first = last + 1 - name.surname
        if name.alone in ("never", "form") or (name.alone == "speaker" and not lone):
            return None
        if not _stands(words, parts, first, last, name.keys[-name.surname :]) or not is_capital(words, parts[first]):
            return None
        start, end = parts[first].start, parts[last].end
        if not headline and not lone and _of_a_body(words, start, end):
            return None
        # The rest of the name in another order or number ("Dana Abernathy" of "Dana Lee Abernathy"), or initials.
        while first > 0 and _joined(words, parts, first):
            if parts[first - 1].key not in name.keys and not _initial(words, parts[first - 1]):
                break
            first -= 1
        if headline:
            return first
        # Somebody of the same family, or the same one under another name: all of the run, up to whose it is ("Peru's Lopez").
        run = runs.get(parts[_last_half(words, parts, last)].end, parts[first].start)
        while first > 0 and run <= parts[first - 1].start and _joined(words, parts, first):
            first -= 1
        return first


def _first_half(words: str, parts: list[Part], first: int) -> int:
    """The first part of a name with what hyphens tie to it: "Tladi-" would tell who is masked behind it."""
    stop = max(0, first - _HALVES)
    while first > stop and _is_tied(words, parts, first) and _is_half(words, parts[first - 1]):
        first -= 1
    return first


def _last_half(words: str, parts: list[Part], last: int) -> int:
    """The last part of a name with what hyphens tie to it."""
    stop = min(len(parts) - 1, last + _HALVES)
    while last < stop and _is_tied(words, parts, last + 1) and _is_half(words, parts[last + 1]):
        last += 1
    return last


def _is_half(words: str, part: Part) -> bool:
    return is_capital(words, part) and part.key not in _TIED and part.key not in ARTICLES


def _stands(words: str, parts: list[Part], first: int, last: int, keys: tuple[str, ...]) -> bool:
    """Whether the parts from ``first`` to ``last`` are ``keys``, with nothing but a space or a hyphen between them."""
    return (
        first >= 0
        and all(part.key == key for part, key in zip(parts[first : last + 1], keys, strict=True))
        and all(_joined(words, parts, number) for number in range(first + 1, last + 1))
    )


def _joined(words: str, parts: list[Part], number: int) -> bool:
    """Whether a part stands right behind the one before it."""
    return _GAP.fullmatch(words, parts[number - 1].end, parts[number].start) is not None


def _is_tied(words: str, parts: list[Part], number: int) -> bool:
    """Whether a hyphen ties a part to the one before it."""
    gap = words[parts[number - 1].end : parts[number].start]
    return len(gap) == 1 and gap in HYPHENS


def _initial(words: str, part: Part) -> bool:
    return part.end - part.start == 1 and words[part.start].isupper() and words[part.end : part.end + 1] == "."


def _of_a_body(words: str, start: int, end: int) -> bool:
    """Whether a surname is that of a body or a street called after somebody."""
    following = _NEXT.match(words, end)
    if following is not None and following[1][0].isupper() and plain(following[1]) in NAMED_AFTER:
        return True
    return names_a_body(words, start, end)
