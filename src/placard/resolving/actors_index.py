"""Names of actors matched to one actor, within a document and across a project.

"Islamic Revolutionary Guard Corps (IRGC)" makes IRGC a name of that body in this document, and across the project unless
another document spells it out otherwise. Names that differ in case, accents, articles, "Ltd" or plural are one; within a
document "the union" is the one union it names. The result does not depend on the order in which names are added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from placard.records import make_id
from placard.resolving.actors_vocabulary import singular
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_lexicon import words_of

_WORD = r"[^\W\d_][\w'’.-]*"
_GIVEN = re.compile(
    rf"(?P<long>(?:{_WORD}[ \xa0]){{1,9}}{_WORD})\s*\((?:the\s+)?[\"“']?(?P<short>[A-Z][A-Za-z.&-]{{1,11}})[\"”']?\)"
)
_REVERSED = re.compile(r"\b(?P<short>[A-Z][A-Z.&-]{1,11})\s*\((?:the\s+)?(?P<long>[A-Z][\w'’.-]*(?:[ \xa0][\w'’.-]+){1,9})\)")
_SMALL = words_of("joiners") | {"against", "a", "for", "in", "on", "to"}
_ENDINGS = frozenset(("ltd", "limited", "plc", "inc", "corp", "corporation", "co", "company", "gmbh", "llc", "pty", "sa", "ag"))
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "our", "their", "its", "his", "her", "said"))


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: a stable id, the fullest name seen and every name seen, sorted."""

    id: str
    name: str
    aliases: tuple[str, ...]


def acronyms(text: str) -> dict[str, str]:
    """Short names a text gives with their long ones: ``{"IRGC": "Islamic Revolutionary Guard Corps"}``. Never raises."""
    found: dict[str, str] = {}
    for match in _GIVEN.finditer(text):
        long = _spelt(match["long"], match["short"])
        if long:
            found.setdefault(match["short"], long)
    for match in _REVERSED.finditer(text):
        long = _spelt(match["long"], match["short"])
        if long:
            found.setdefault(match["short"], long)
    return found


def _spelt(long: str, short: str) -> str:
    """The shortest end of ``long`` whose initials, small words left out or kept, give ``short``; "" if none does."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    words = long.replace("\xa0", " ").split()
    for start in range(len(words) - 1, -1, -1):
        chosen = words[start:]
        if not chosen[0][:1].isupper():
            continue
        parts = [piece for word in chosen for piece in word.split("-") if piece]
        initials = [part[0].casefold() for part in parts]
        main = [part[0].casefold() for part in parts if part.casefold() not in _SMALL]
        if letters in (initials, main):
            return " ".join(chosen)
    return ""


def name_key(name: str) -> str:
    """The key under which spellings of one name meet: folded, singular, without articles and legal endings."""
    words = singular(fold(name)).split()
    while len(words) > 1 and words[0] in _DETERMINERS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ENDINGS:
        words = words[:-1]
    return " ".join(words)


class ActorIndex:
    """Collects the names of a project's documents, then tells which are one actor.

    Add every document first; :meth:`actor` then answers, the same whatever the order of adding.
    """

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)  # key -> spellings
        self._short: dict[str, dict[str, str]] = {}  # document -> key of a short name -> key of its long name
        self._long: dict[str, set[str]] = defaultdict(set)  # key of a short name -> keys of long names, project-wide
        self._in: dict[str, set[str]] = defaultdict(set)  # document -> keys named in it

    def add(self, document: str, text: str, names: Iterable[str] = ()) -> None:
        """Take in one document: the short names its text spells out, and the actors' names marked in it."""
        own = self._short.setdefault(document, {})
        for short, long in acronyms(text).items():
            own[name_key(short)] = name_key(long)
            self._long[name_key(short)].add(name_key(long))
            self._names[name_key(long)].add(long)
            self._names[name_key(short)].add(short)
            self._in[document].add(name_key(long))
        for name in names:
            key = name_key(name)
            if key:
                self._names[key].add(name.strip())
                self._in[document].add(key)

    def actor(self, document: str, name: str) -> Actor:
        """The actor a name of a document means."""
        key = self._resolve(document, name_key(name))
        spellings = set(self._names.get(key, ())) or {name.strip()}
        fullest = max(spellings, key=lambda spelling: (len(spelling), spelling))
        for short, longs in self._long.items():
            if longs == {key}:
                spellings |= self._names.get(short, set())
        return Actor(make_id("actor", key), fullest, tuple(sorted(spellings)))

    def _resolve(self, document: str, key: str) -> str:
        own = self._short.get(document, {})
        if key in own:
            return own[key]
        longs = self._long.get(key, set())
        if len(longs) == 1:
            return next(iter(longs))
        words = key.split()
        if len(words) == 1 and words:
            ends = sorted(other for other in self._in.get(document, ()) if other != key and other.split()[-1:] == words)
            if len(ends) == 1:
                return self._resolve(document, ends[0])
        return key
