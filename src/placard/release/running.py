"""Names in the running text of a report, where sentences meet and begin with a capital.

"Abernathy said" tells by its form nothing that "Greenpeace said" does not. The text does: further up it has "Dana Abernathy". So a
speaker of one word is looked for among the names of the text; and a title is masked with those the text says are persons'.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from placard.release.known import Part, is_capital, parts_in, surname_of
from placard.release.name_words import ARTICLES, COMMON, HYPHENS, plain
from placard.release.names import is_told, meets, names_in, persons_in

_END = re.compile(r"([^\W_]+)[.!?]+[\"'\u2019\u201d)\]]*\s+|\n\s*\n")
# A point behind these ends no sentence.
_SHORT = frozenset("adv col const dr eng fr gen gov hon jr lt mr mrs ms prof rep rev sen sgt sr st supt".split())  # noqa: SIM905
# What a sentence begins with, and a headline word of two would be with a name behind it ("But Tashkent").
_OPENING = frozenset(
    """
    a after again all also although an and as asked at because before both but by despite during earlier even first for former
    from he her here his how however if in instead it its last later local meanwhile more neither no nor not now of on once only
    or other our outside says she since so some still that their then there these they this those though through to today
    tomorrow tonight under until what when where while who why with without yesterday yet you your
    """.split()  # noqa: SIM905 - a list of a hundred words reads best as words
)
_NO_GIVEN_NAME = _OPENING | COMMON
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"['\u2019]")


def lone_word(quote: str) -> str | None:
    """The word of a speaker of one capitalised word (a hyphen may tie two), without "'s"; None for any other speaker."""
    parts, surname = parts_in(quote), surname_of(quote)
    if not parts or len(surname) != len(parts) or not is_capital(quote, parts[0]):
        return None
    word = quote[parts[0].start : parts[-1].end]
    return word if len(word) > 1 else None


@lru_cache(maxsize=4)
def told_in(text: str) -> frozenset[str]:
    """The persons' names that a text tells by the words beside them, each within its sentence, without the word that opens it."""
    found = set()
    for start, end in persons_in(text):
        stops = [one for one in _ends(text, start, end) if one < end]
        for left, right in zip([start, *stops], [*stops, end], strict=True):
            name = text[left:right].rstrip().rstrip(".!?\"'\u2019\u201d)]")
            # Of two sentences the one that tells; and "a group called", "including" tell nothing.
            if not is_told(text, left, left + len(name)):
                continue
            parts = parts_in(name)
            if len(parts) > 1 and parts[0].key in _OPENING:
                name, parts = name[parts[1].start :], parts[1:]
                if len(parts) < 2:
                    continue
            if len(parts) > (left > start):
                found.add(name)
    return frozenset(found)


def tells(text: str, name: str) -> bool:
    """Whether a text says by the words beside a name, or beside its surname, that it is a person's."""
    spelled = r"\s+".join(map(re.escape, name.split()))
    if any(is_told(text, *match.span()) for match in re.finditer(rf"(?<!\w){spelled}(?!\w)", text)):
        return True
    keys = [part.key for part in parts_in(name)]
    return any(
        keys[-1:] == other[-1:] and set(other) <= set(keys) for other in ([p.key for p in parts_in(one)] for one in told_in(text))
    )


def borne_in(text: str, word: str, places: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The persons' names in ``text`` that begin or end with ``word``.

    Args:
        text: the text of a report.
        word: what one speaker of it is called.
        places: ranges of the text that name places; a name there is no person's.
    """
    taken = list(places)
    found = []
    # Either apostrophe, and the article of an Arabic surname ("Hajjar" of "Samih al-Hajjar").
    spelled = "['\u2019]".join(map(re.escape, _APOSTROPHE.split(word)))
    words: set[str] = set()
    for match in re.finditer(
        rf"(?<![{HYPHENS}\w])(?:(?i:{'|'.join(sorted(ARTICLES))})[{HYPHENS}])?{spelled}(?![{HYPHENS}\w])", text
    ):
        left, right = _sentence(text, *match.span())
        for start, end in names_in(text[left:right]):
            start, end = start + left, left + start + len(text[start + left : end + left].rstrip("."))
            if not start <= match.start() < match.end() <= end or meets(taken, start, end):
                continue
            if start != match.start() and end != match.end():
                continue
            words = words or _words(text)
            if _is_opening(text, start, end, left, words):
                continue
            # Scripts in which names_in takes every word for one with a capital.
            if not all(is_capital(text[start:end], part) for part in _ends_of(text[start:end])):
                continue
            found.append(text[start:end])
    return found


def _ends_of(name: str) -> list[Part]:
    parts = parts_in(name)
    return [parts[0], surname_of(name)[0]]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence a word stands in, and no more than a few hundred characters of it."""
    first, last = max(0, start - 300), min(len(text), end + 300)
    left = first
    for stop in _ends(text, first, last):
        if stop <= start:
            left = stop
        else:
            return left, stop
    return left, last


def _ends(text: str, first: int, last: int) -> Iterator[int]:
    for match in _END.finditer(text, first, last):
        if match[1] is None or (len(match[1]) > 1 and plain(match[1]) not in _SHORT):
            yield match.end()


def _words(text: str) -> set[str]:
    """All words of a text as they are spelled, those with an apostrophe whole and in parts."""
    return {*_WORDS.findall(text), *(text[part.start : part.end] for part in parts_in(text))}


def _is_opening(text: str, start: int, end: int, left: int, words: Container[str]) -> bool:
    """Whether a name of two words is the first word of a sentence and the word itself ("But Tashkent", "Marching Kano")."""
    parts = parts_in(text[start:end])
    if len(parts) != 2 or _LETTER.search(text, left, start):
        return False
    first = text[start : start + parts[0].end]
    return plain(first) in _NO_GIVEN_NAME or first.lower() in words
