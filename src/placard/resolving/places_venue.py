"""Venues keep their words and inherit the town: "Tahrir Square" stands at Cairo, and says how that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from placard.records import Place, Unresolved
from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_candidates import Candidates, candidates_of

_SENTENCE_END = re.compile(r"[.!?؟။।]['\"”’)]?\s+(?=[^\W\d_a-z]|\")|\n")
_NEAR_LETTERS = 60
_FAMOUS = 300000.0
_SURE = 0.5


def is_venue(mention: Candidates, value: Place | Unresolved) -> bool:
    """Whether the span names a venue (a square, a ministry, a road), not a place the gazetteer holds under that very name."""
    form = mention.parts.form
    if form == "road":
        return True
    if form != "venue":
        return False
    return isinstance(value, Unresolved) or mention.how == "transliteration" or mention.parts.core != _own_key(value)


def place_venue(
    gazetteer: Gazetteer, text: str, index: int, mentions: list[Candidates], settled: Mapping[int, Place | Unresolved]
) -> Place | Unresolved:
    """The venue at its town: one inside its words, else in its sentence, else the last one named before it."""
    mention = mentions[index]
    inside = _town_in_words(gazetteer, mention, mentions, settled)
    if inside is not None:
        return _at(mention, inside, "venue_in_words", f"a venue whose words name {inside.name}")
    start, end = _sentence(text, mention.start, mention.end)
    best: tuple[int, Place] | None = None
    for other, value in settled.items():
        if isinstance(value, Place) and _is_town(mentions[other], value) and other != index:
            where = mentions[other]
            if start <= where.start < end:
                gap = where.start - mention.end if where.start >= mention.end else (mention.start - where.end) + _NEAR_LETTERS // 2
                if best is None or gap < best[0]:
                    best = (gap, value)
    if best is not None:
        return _at(mention, best[1], "venue", f"a venue; its sentence names the town {best[1].name}")
    if mention.parts.form == "road" and any(character.isdigit() for character in mention.words):
        return Unresolved(mention.words, "a road without a town beside it")
    before = [
        (mentions[other].start, value)
        for other, value in settled.items()
        if isinstance(value, Place) and _is_town(mentions[other], value)
    ]
    earlier = [pair for pair in before if pair[0] < mention.start]
    if earlier:
        town = max(earlier, key=lambda pair: pair[0])[1]
        return _at(mention, town, "venue", f"a venue; the town last named before it is {town.name}")
    return Unresolved(mention.words, "a venue, and no town is named with it")


def _is_town(mention: Candidates, value: Place) -> bool:
    return value.precision == "settlement" and mention.parts.form == "name"


def _own_key(value: Place | Unresolved) -> str:
    """The core of the words if the gazetteer's entry bears them as its name, else ""."""
    return fold(value.name) if isinstance(value, Place) else ""


def _town_in_words(
    gazetteer: Gazetteer, mention: Candidates, mentions: list[Candidates], settled: Mapping[int, Place | Unresolved]
) -> Place | None:
    """The town that the venue's own words name ("Tehran University"), if the document or its fame bears it out."""
    if mention.parts.form == "road":
        return None
    known = {
        mentions[other].parts.core: value
        for other, value in settled.items()
        if isinstance(value, Place) and _is_town(mentions[other], value)
    }
    pieces = [mention.parts.tail] if mention.parts.tail else []
    words = mention.parts.core.split()
    pieces += [
        " ".join(words[start : start + size]) for size in (3, 2, 1) for start in range(len(words) - size + 1) if size < len(words)
    ]
    for piece in pieces:
        found = known.get(piece)
        if found is not None:
            return found
    for piece in pieces:
        candidates = candidates_of(gazetteer, piece, 0, len(piece), -1)
        if (
            candidates.entries
            and float(gazetteer.mass[candidates.entries[0]]) > 300000
            and int(gazetteer.kind[candidates.entries[0]]) == 0
        ):
            record = gazetteer.entry(candidates.entries[0])
            return Place(record.geonameid, record.name, record.country, record.lat, record.lon, "settlement", piece)
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for found in _SENTENCE_END.finditer(text, max(0, start - 600), min(len(text), end + 600)):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last


def _at(mention: Candidates, town: Place, rule: str, reason: str) -> Place:
    return Place(town.geonameid, town.name, town.country, town.lat, town.lon, "venue", mention.words, reason, rule)
