"""Names of private people in releases (law 8): what looks like a person's name is replaced, letter for letter, by U+2588.

A first, deliberately plain version: it knows a name by its form (an honorific before it, or a run of two to four capitalised
words none of which is a word of offices, bodies, places or days) and masks

* ``kept``      nothing,
* ``speakers``  the words that name speakers (the default),
* ``masked``    also the evidence and values of participants and organizers, and the words of counts.

Targets, demands and slogans are left: whom a protest is against is what it is about. Titles and texts of documents are left
too; a release carries texts only when asked to. Offsets stay, and masked rows say so, so that ``placard verify`` can still
check every letter that is left.
"""

from __future__ import annotations

import re
from typing import Any

from placard.records import Statement
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


def mask(words: str) -> str:
    """``words`` with every letter and digit of what looks like a person's name replaced, its length kept."""
    result = list(words)
    for start, end in names_in(words):
        for place in range(start, end):
            if result[place].isalnum():
                result[place] = MASK
    return "".join(result)


class Privacy:
    """What one release does with names; see the module."""

    def __init__(self, names: str) -> None:
        self.names = names

    def speaker(self, span: Span) -> str:
        """The words of a speaker as they are released."""
        return span.quote if self.names == "kept" else mask(span.quote)

    def evidence(self, statement: Statement, span: Span) -> str:
        """The words of a piece of evidence as they are released."""
        return mask(span.quote) if self._masks(statement.variable) else span.quote

    def value(self, variable: str, value: dict[str, Any]) -> dict[str, Any]:
        """A value (as JSON) as it is released: the words in it are masked like its evidence."""
        if not self._masks(variable):
            return value
        return {name: mask(part) if name in ("text", "words") and isinstance(part, str) else part for name, part in value.items()}

    def _masks(self, variable: str) -> bool:
        return self.names == "masked" and variable in MASKED_VARIABLES


def agrees(quote: str, words: str) -> bool:
    """Whether a released quote stands for ``words``: the same length, and the same wherever it is not masked."""
    return len(quote) == len(words) and all(one in (MASK, other) for one, other in zip(quote, words, strict=True))
