"""The words that bound or soften a figure: "at least", "up to", "nearly", "about"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bound:
    """What a modifier does to a figure: ``least`` opens the top, ``most`` opens the bottom, ``point`` only names the doubt."""

    kind: Literal["least", "most", "point"]
    rule: str


_LEAST = re.compile(
    r"\bat (?:the )?(?:very )?least\b|\bno (?:fewer|less) than\b|\bnot (?:fewer|less) than\b|\b(?:well |far |just |a little "
    r"|slightly |much )?"
    r"(?:more ?than|over|above|upwards? of|in excess of|north of|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:ed|ing)?|past)\b"
    r"|\b(?:a )?minimum of\b|\bor more\b|\band more\b|\bor (?:above|over)\b|\band counting\b|\bplus\b|\bmore$|≥|>|\+"
)
_MOST = re.compile(
    r"\bat (?:the )?(?:very )?most\b|\bup to\b|\bno more than\b|\bnot more than\b|\bas (?:many|much) as\b|\b(?:fewer|less) than\b"
    r"|\b(?:just |well |a little |slightly )?(?:under|below|short of)\b|\bnot (?:above|over|exceeding)\b|\ba maximum of\b"
    r"|\bmaximum\b"
    r"|≤|<|\bor (?:fewer|less|under)\b|\bat the outside\b|\bnot even\b|^not (?=a |\d|[a-z]+ty\b)|\btops$"
)
_NEARLY = re.compile(
    r"\b(?:nearly|almost|close to|closer to|nearer|near|approaching|pushed|pushing|just shy of|not far off|barely)\b"
)
_ABOUT = re.compile(
    r"\b(?:about|abt|approx\w*|around|roughly|some|circa|ca|an? estimated|estimated(?: at)?|est|perhaps|maybe|probably"
    r"|potentially|possibly"
    r"|something like|in the region of|or so|or thereabouts|give or take|more or less|easy|strong)\b|~"
)


def strip_bounds(part: str) -> tuple[Bound | None, str]:
    """The bound a phrase sets, if any, and the phrase without the bounding words.

    Upper bounds are looked for first, because "no more than" contains "more than" and "up to ... or more" is rare.
    """
    most = _MOST.search(part)
    least = _LEAST.search(part)
    if most and least and least.start() < most.start() and least.end() <= most.start():
        most = None if re.search(r"\b(?:no|not) (?:fewer|less)", least.group()) else most
    if least and re.search(r"\bno (?:fewer|less) than|\bnot (?:fewer|less) than", part):
        return Bound("least", "at least"), _blank(part, least)
    if most:
        return Bound("most", "at most"), _blank(part, most)
    if least:
        return Bound("least", "at least"), _blank(part, least)
    nearly = _NEARLY.search(part)
    if nearly:
        return Bound("point", "nearly"), _blank(part, nearly)
    about = _ABOUT.search(part)
    if about:
        word = about.group()
        blanked = part if word == "some" and re.search(r"-\s?some", part) else _blank(part, about)
        return Bound("point", "about"), blanked
    return None, part


def _blank(part: str, match: re.Match[str]) -> str:
    return part[: match.start()] + " " + part[match.end() :]
