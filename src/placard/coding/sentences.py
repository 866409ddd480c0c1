"""Sentences of a text as code-point ranges: for press prose, lower-case monitoring copy and any script with sentence marks."""

from __future__ import annotations

import re

# A full stop after one of these rarely ends a sentence; single letters are initials.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "fr",
        "sr",
        "jr",
        "st",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "cmdr",
        "adm",
        "gov",
        "sen",
        "rep",
        "hon",
        "pres",
        "insp",
        "supt",
        "dsp",
        "asp",
        "sp",
        "ig",
        "dig",
        "no",
        "nos",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "univ",
        "approx",
        "est",
        "fig",
        "vol",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "ave",
        "blvd",
        "rd",
        "sq",
        "mt",
        "ft",
        "ariz",
        "calif",
        "colo",
        "conn",
        "fla",
        "ga",
        "ill",
        "ind",
        "kan",
        "ky",
        "la",
        "mass",
        "md",
        "mich",
        "minn",
        "miss",
        "mo",
        "neb",
        "nev",
        "okla",
        "ore",
        "pa",
        "tenn",
        "tex",
        "va",
        "vt",
        "wash",
        "wis",
        "wyo",
        "al",
        "cf",
        "eg",
        "ie",
        "viz",
        "smt",
        "shri",
        "km",
        "kg",
    ]
)
_END = re.compile(r"""[.!?…؟۔।]+["'”’»)\]]*(?=\s)|\n+""")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open code-point ranges of the sentences of ``text``, in order, without surrounding white space.

    A line break always ends a sentence. A full stop does unless an abbreviation or an initial stands before it, or the next
    word goes on in lower case in a text that otherwise uses capitals.
    """
    uses_capitals = sum(map(str.isupper, text)) * 200 > len(text)
    ranges: list[tuple[int, int]] = []
    begin = 0
    for mark in _END.finditer(text):
        if not mark.group().startswith("\n") and not _ends(text, begin, mark, uses_capitals):
            continue
        _add(ranges, text, begin, mark.end())
        begin = mark.end()
    _add(ranges, text, begin, len(text))
    return ranges


def _ends(text: str, begin: int, mark: re.Match[str], uses_capitals: bool) -> bool:
    following = text[mark.end() : mark.end() + 40].lstrip()
    if not following:
        return True
    if mark.group().startswith(".") and len(mark.group().rstrip("\"'”’»)]")) == 1:
        word = _LAST_WORD.search(text[max(begin, mark.start() - 20) : mark.start() + 1])
        if word and (len(word.group(1)) == 1 or word.group(1).lower() in _ABBREVIATIONS):
            return False
    return not (uses_capitals and following[0].islower())


def _add(ranges: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        start = begin + len(piece) - len(piece.lstrip())
        ranges.append((start, start + len(stripped)))
