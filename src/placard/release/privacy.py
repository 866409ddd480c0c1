"""Names of private people in releases (law 8): what looks like a person's name is replaced, letter for letter, by U+2588.

A first, deliberately plain version: it knows a name by its form (an honorific before it, or a run of two to four capitalised
words none of which is a word of offices, bodies, places or days) and masks

* ``kept``      nothing,
* ``speakers``  the words that name speakers,
* ``persons``   also, in evidence and values of every variable but places, what the words beside it say is a person: an
                honorific, an age, a role ("activist", "teacher", "named") (the default),
* ``masked``    also all that looks like a name in participants, organizers and the words of counts, bodies among them.

A name that a reviewer marked as a public figure's (:func:`mark_public`) is kept everywhere. Titles and texts of documents are
left; a release carries texts only when asked to. Offsets stay, and masked rows say so, so that ``placard verify`` can still
check every letter that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from placard.records import Decision, Statement
from placard.review.decide import live_decisions, make_decision
from placard.spans import Span

MASK = "\u2588"
MASKED_VARIABLES = frozenset({"participants", "organizer", "arrests", "injuries", "deaths"})
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Fr|Sir|Dame|Sheikh|Imam|Shri|Smt)\.?"
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019.-][^\W\d_]+)*\.?"
_PARTICLE = r"(?:de|da|del|della|di|dos|du|van|von|der|den|bin|bint|ibn|al|el|ul|abu|la|le)"
_AFTER_HONORIFIC = re.compile(rf"\b{_HONORIFIC}\s+({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,3}})")
_RUN = re.compile(rf"(?<![\w'\u2019-]){_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD})+(?![\w])")
_NOT_NAMES = frozenset(
    """
    academy action activists administration affairs agency air alliance amnesty area army assembly assistant association
    attorney authority bar board border brigade bureau bus cabinet campaign center central centre chairman chamber chief
    church circle city civil clinic club coalition college commander commission commissioner committee community company
    confederation congress cooperative corps correctional council country county court crescent cross daily defence defense
    department deputy director directorate district division doctors drivers east eastern education embassy emergency
    employees energy enforcement executive facebook farmers federal federation fire force forces forum foundation free
    freedom friday front gazette general government governor group guard guards health herald high hospital house human
    independent industrial information institute interior international islamic journal judge justice labor labour law
    lawmaker lawyers league liberation local major mayor media medical meteorological metropolitan military minister
    ministers ministry monday monitor mosque movement municipal national network news north northern nurses office officer
    officers official officials opposition organisation organization parents parliament party patrol people peoples
    physicians police post premier president press prime prison professional progressive province provincial public queen
    radio railway red regiment regional relief republic republican revolutionary rights river royal saturday school
    secretary security senate senator service services sheriff society solidarity south southern spokesman spokesperson
    spokeswoman state station street student students sunday superintendent supreme syndicate taxi teachers team telegram
    television the thursday times town trade traders transport tribunal tribune tuesday union unit united university utility
    vice village voice ward watch water wednesday west western women womens workers works youth
    """.split()  # noqa: SIM905 - a list of 250 words reads best as words
)

_ROLE = (
    r"(?:activist|organi[sz]er|teacher|student|pupil|worker|leader|chairman|chairwoman|chairperson|president|secretary|"
    r"lawyer|doctor|nurse|"
    r"driver|farmer|trader|vendor|journalist|reporter|protester|demonstrator|marcher|striker|"
    r"resident|villager|mother|father|son|daughter|"
    r"brother|sister|wife|husband|widow|relative|victim|witness|spokesman|spokeswoman|spokesperson|"
    r"named|called|identified as|including)"
)
_AFTER_ROLE = re.compile(rf"\b{_ROLE},?\s+({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}})")
_BEFORE_AGE = re.compile(
    rf"({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}}),?\s+\(?(?:aged?\s+)?(?:[1-9]\d?)(?=[,).;]|\s*$|[- ]year)"
)
_BEFORE_ROLE = re.compile(
    rf"({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}}),\s+(?:an?|the|our|their|his|her)?\s*(?:[\w-]+\s+){{0,2}}{_ROLE}\b"
)
_PLACES = frozenset({"place", "venue", "date"})


def names_in(words: str) -> list[tuple[int, int]]:
    """Where something that looks like a person's name stands in ``words``, as half-open ranges in order."""
    found = [match.span(1) for match in _AFTER_HONORIFIC.finditer(words)]
    for match in _RUN.finditer(words):
        if any(start < match.end() and match.start() < end for start, end in found):
            continue
        parts = re.findall(r"[^\W\d_]+", match.group())
        if 2 <= len(parts) <= 5 and not any(part.casefold() in _NOT_NAMES for part in parts) and not match.group().isupper():
            found.append(match.span())
    return sorted(found)


def persons_in(words: str) -> list[tuple[int, int]]:
    """Where a name stands that the words beside it say is a person's; far fewer than :func:`names_in` finds, bodies left out."""
    found = {match.span(1) for match in _AFTER_HONORIFIC.finditer(words)}
    for pattern in (_AFTER_ROLE, _BEFORE_AGE, _BEFORE_ROLE):
        for match in pattern.finditer(words):
            parts = re.findall(r"[^\W\d_]+", match[1])
            if not any(part.casefold() in _NOT_NAMES for part in parts) and not match[1].isupper():
                found.add(match.span(1))
    return sorted(found)


def mark_public(name: str, *, by: str, at: str, reason: str) -> Decision:
    """A reviewer's decision that ``name`` is a public figure's: releases keep it. It is undone as any decision is."""
    words = " ".join(name.split())
    return make_decision("note", f"name:{words.casefold()}", by=by, at=at, after={"public": True, "name": words}, reason=reason)


def public_names(decisions: Iterable[Decision]) -> frozenset[str]:
    """The names that reviewers marked as public figures', in lower case."""
    listed = list(decisions)
    live = live_decisions(listed)
    marked = (
        one for one in listed if one.id in live and one.target.startswith("name:") and (one.after or {}).get("public") is True
    )
    return frozenset(one.target.removeprefix("name:") for one in marked)


def mask(words: str, public: frozenset[str] = frozenset(), *, persons: bool = False) -> str:
    """``words`` with every letter and digit of a name replaced, its length kept.

    Args:
        words: any words.
        public: names in lower case that are kept.
        persons: whether only names are masked that the words beside them say are persons'.
    """
    result = list(words)
    for start, end in persons_in(words) if persons else names_in(words):
        if " ".join(words[start:end].split()).casefold() in public:
            continue
        for place in range(start, end):
            if result[place].isalnum():
                result[place] = MASK
    return "".join(result)


class Privacy:
    """What one release does with names; see the module."""

    def __init__(self, names: str, public: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.public = public

    def speaker(self, span: Span) -> str:
        """The words of a speaker as they are released."""
        return span.quote if self.names == "kept" else mask(span.quote, self.public)

    def evidence(self, statement: Statement, span: Span) -> str:
        """The words of a piece of evidence as they are released."""
        return self._masked(statement.variable, span.quote)

    def value(self, variable: str, value: dict[str, Any]) -> dict[str, Any]:
        """A value (as JSON) as it is released: the words in it are masked like its evidence."""
        if self.names in ("kept", "speakers"):
            return value
        worded = ("text", "words")
        return {
            name: self._masked(variable, part) if name in worded and isinstance(part, str) else part for name, part in value.items()
        }

    def _masked(self, variable: str, words: str) -> str:
        if self.names == "masked" and variable in MASKED_VARIABLES:
            return mask(words, self.public)
        if self.names in ("masked", "persons") and variable not in _PLACES:
            return mask(words, self.public, persons=True)
        return words


def agrees(quote: str, words: str) -> bool:
    """Whether a released quote stands for ``words``: the same length, and the same wherever it is not masked."""
    return len(quote) == len(words) and all(one in (MASK, other) for one, other in zip(quote, words, strict=True))
