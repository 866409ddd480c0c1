"""Names in bylines. Who wrote a report is a person, so that every word is a name unless it is known to be a credit.

Some credits are given names elsewhere: EFE, ANI, NAN, AP and PA are agencies, Efe, Ani, Nan and An are people. They are credits in
capitals only, and then only where no name in capitals stands beside them; words like "an" and "in" are credits in lower case only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from placard.release.name_words import folded

_WORD = re.compile(r"[^\W_]+")
_TOGETHER = re.compile(r"[\s.'\u2019-]*")
# Credits however they are written.
_CREDITS = frozenset(
    """
    admin agence agencies agency associated bureau correspondent correspondents desk editor editorial news newsdesk newsroom press
    report reporter reporters reuters special staff team upi web writer xinhua
    """.split()  # noqa: SIM905
)
# Agencies whose names people bear too, and what is a credit beside credits only ("Agence France-Presse", "Our Correspondent").
_AGENCIES = frozenset("afp anadolu ani ansa ap dpa efe ians nan pa pti tass".split())  # noqa: SIM905
_BESIDE_CREDITS = frozenset("anadolu ansa france our presse tass the".split())  # noqa: SIM905
_BETWEEN = frozenset("a an and at by for from in of our the with".split())  # noqa: SIM905
_FIRST = frozenset("by from".split())  # noqa: SIM905


def names_in_byline(byline: str, public: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Where names stand in a byline, as half-open ranges in order; those in ``public`` (as ``folded``) are left out."""

    def is_public(start: int, end: int) -> bool:
        return folded(byline[start:end]) in public

    return [
        name
        for part in _parts(byline)
        if not is_public(part[0][0], part[-1][1])
        for name in _names(byline, part)
        if not is_public(*name)
    ]


def _names(byline: str, part: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs of words of a part that are no credits."""
    words = [byline[start:end] for start, end in part]
    folded = [word.casefold() for word in words]
    credit = [word in _CREDITS for word in folded]
    # "EFE KAYA" may be a person, "EFE" and "Maria Lopez EFE" end in an agency.
    if not any(word.isupper() for word, plain in zip(words, folded, strict=True) if plain not in _CREDITS | _AGENCIES):
        credit = [
            is_credit or (word.isupper() and word.casefold() in _AGENCIES) for word, is_credit in zip(words, credit, strict=True)
        ]
    if any(credit) and all(is_credit or word in _BESIDE_CREDITS for word, is_credit in zip(folded, credit, strict=True)):
        return
    run: list[tuple[int, int]] = []
    for place, is_credit in zip([*part, (0, 0)], [*credit, True], strict=True):
        if not is_credit:
            run.append(place)
        elif run:
            yield run[0][0], run[-1][1]
            run = []


def _parts(byline: str) -> Iterator[list[tuple[int, int]]]:
    """The words of each part of a byline: parts end at commas and the like, and at words like "and"."""
    part: list[tuple[int, int]] = []
    for number, found in enumerate(_WORD.finditer(byline)):
        if part and not _TOGETHER.fullmatch(byline, part[-1][1], found.start()):
            yield part
            part = []
        if found[0] in _BETWEEN or (number == 0 and found[0].casefold() in _FIRST):
            if part:
                yield part
            part = []
        else:
            part.append(found.span())
    if part:
        yield part
