"""What the text says a place lies in: "Jackson, Mississippi", "Basra in southern Iraq", "the Iraqi city of Basra"."""

from __future__ import annotations

import re
from itertools import pairwise

from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_build import COUNTRY, COUNTY, DIVISION, REGION, SETTLEMENT
from placard.resolving.places_candidates import Candidates, candidates_of, contains

_SIDES = "north|south|east|west|northern|southern|eastern|western|central|" + "|".join(
    f"{first}-?{second}(?:ern)?" for first in ("north", "south") for second in ("east", "west")
)
_DIRECTIONS = rf"(?:(?:the|far|mainly|{_SIDES}|neighbou?ring|nearby|upstate|rural|coastal)[ -])*"
_IN = re.compile(
    rf",? (?:a (?:city|town|village|suburb|port|district) )?(?:in|of|inside|, in) {_DIRECTIONS}"
    r"(?:(?:state|province|county|region|governorate|district) of )?(?:the )?$"
)
_COMMA_DIRECTION = re.compile(rf", ?\(?{_DIRECTIONS}$")
_KINDS = (
    "city|town|village|port|capital|province|state|district|region|area|suburb|township|governorate|county|"
    "municipality|metropolis|island|enclave"
)
_OWNER = re.compile(rf"^['’]s? (?:[a-z-]+ ){{0,4}}(?:(?:{_KINDS})(?: of|,)? )?$")
_ADJECTIVE = re.compile(rf"^ (?:[a-z-]+ ){{0,3}}(?:{_KINDS})s?(?: of|,)? $")
_OUTER = (COUNTRY, DIVISION, COUNTY)
_KNOWN_EVERYWHERE = 1e6


def apply_containers(gazetteer: Gazetteer, text: str, mentions: list[Candidates]) -> None:
    """Narrow the candidates of each mention by the container the text names beside it; ``mentions`` are in text order."""
    for mention in mentions:
        if mention.parts.tail:
            _own_tail(gazetteer, mention)
    for index in range(len(mentions) - 2, -1, -1):
        inner, outer = mentions[index], mentions[index + 1]
        if outer.start < inner.end or outer.start - inner.end > 60 or (inner.strict and inner.parts.tail):
            continue
        gap = text[inner.end : outer.start]
        if gap in (", ", ",", " (", ", the ") or (len(gap) < 30 and _COMMA_DIRECTION.match(gap)):
            _narrow(gazetteer, inner, outer, hard=_is_container(gazetteer, outer), text=text)
        elif (len(gap) < 50 and _IN.match(gap)) or (gap == " " and outer.how == "abbreviation"):
            _narrow(gazetteer, inner, outer, hard=False, text=text)
    for outer, inner in pairwise(mentions):
        if inner.strict or inner.start < outer.end or inner.start - outer.end > 50:
            continue
        gap = text[outer.end : inner.start]
        if _OWNER.match(gap) or (outer.how == "demonym" and (gap == " " or _ADJECTIVE.match(gap))):
            _narrow(gazetteer, inner, outer, hard=False, text=text)


def _own_tail(gazetteer: Gazetteer, mention: Candidates) -> None:
    tail = mention.parts.tail
    for piece in reversed([part.strip() for part in tail.split(",") if part.strip()]):
        outer = candidates_of(gazetteer, piece, 0, len(piece), -1)
        if outer.entries:
            _narrow(gazetteer, mention, outer, hard=True, text="")


def _is_container(gazetteer: Gazetteer, outer: Candidates) -> bool:
    return bool(outer.entries) and int(gazetteer.kind[outer.entries[0]]) in _OUTER and outer.how != "demonym"


def _narrow(gazetteer: Gazetteer, inner: Candidates, outer: Candidates, *, hard: bool, text: str) -> None:
    """Keep of both mentions what can lie one in the other; with ``hard``, note where nothing of ``inner`` lies in ``outer``."""
    outers = _outers(gazetteer, outer)
    if not outers or not inner.parts.core:
        return
    pairs = [
        (i, o)
        for i, entry in enumerate(inner.entries)
        if int(gazetteer.kind[entry]) != COUNTRY
        for o in outers
        if contains(gazetteer, outer.entries[o], entry)
    ]
    top = inner.entries[0] if inner.entries else None
    strong_outer = outer.how == "abbreviation" or (outer.parts.typed and hard)
    if pairs and top is not None and int(gazetteer.kind[top]) == COUNTRY and not (hard and _state_like(gazetteer, outer)):
        return  # "Georgia, Armenia": a list, not a container
    if pairs:
        primary = [pair for pair in pairs if inner.fits[pair[0]] >= 0.3] or pairs
        if _listed(gazetteer, inner, outer, primary, text):
            return
        inner.keep(sorted({i for i, _ in primary}))
        outer.keep(sorted({o for _, o in primary}))
        inner.strict, inner.inside = True, outer.words
        return
    if not hard:
        return
    entries, _ = gazetteer.find_variant(inner.parts.core)
    near = [entry for entry in entries if any(contains(gazetteer, outer.entries[o], entry) for o in outers)]
    if near and inner.how != "demonym" and (top is None or strong_outer):
        inner.entries, inner.fits = near, [1.0] * len(near)
        inner.strict, inner.inside, inner.how = True, outer.words, "transliteration"
        return
    if not inner.entries or inner.how != "name":
        return
    first, container = int(gazetteer.kind[inner.entries[0]]), int(gazetteer.kind[outer.entries[0]])
    if first == COUNTRY or not (strong_outer or container in (COUNTRY, DIVISION)):
        return
    little = float(gazetteer.mass[inner.entries[0]]) < _KNOWN_EVERYWHERE and first == SETTLEMENT
    if strong_outer or (little and not inner.strict):
        inner.missing, inner.inside = True, outer.words


def _outers(gazetteer: Gazetteer, outer: Candidates) -> list[int]:
    """Positions of the candidates that may be meant as a container.

    A second-order division counts if its words say that it is one ("Clark County"), or where none but it bears the name:
    a municipality called like a famous town is not what "in La Paz" means.
    """
    kinds = [int(gazetteer.kind[entry]) for entry in outer.entries]
    plain = not outer.parts.typed and SETTLEMENT in kinds
    british = gazetteer.country_numbers["GB"]  # where counties go by their bare names: "Abingdon, Oxfordshire"
    chosen = [
        place
        for place, kind in enumerate(kinds)
        if kind in (COUNTRY, DIVISION, REGION)
        or (kind == COUNTY and (not plain or gazetteer.country[outer.entries[place]] == british))
    ]
    strong = [place for place in chosen if outer.fits[place] >= 0.5 and kinds[place] != REGION]
    return strong or chosen


def _state_like(gazetteer: Gazetteer, outer: Candidates) -> bool:
    return outer.how == "abbreviation" or int(gazetteer.kind[outer.entries[0]]) == DIVISION


def _listed(gazetteer: Gazetteer, inner: Candidates, outer: Candidates, pairs: list[tuple[int, int]], text: str) -> bool:
    """Whether "Paris, London and Rome" only looks like a container: the inner place would be tiny beside its famous namesake."""
    if outer.how == "abbreviation" or not text or inner.strict:
        return False
    after = text[outer.end : outer.end + 6]
    best = max(float(gazetteer.mass[inner.entries[i]]) for i, _ in pairs)
    famous = float(gazetteer.mass[inner.entries[0]])
    return after.startswith((" and ", ", and")) and famous > 100 * best and famous > _KNOWN_EVERYWHERE
