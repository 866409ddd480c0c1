"""Words that name no place as a whole: several places, a place inside a phrase, or "nationwide"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from placard.records import Place, Unresolved
from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_build import COUNTRY, COUNTY, DIVISION, SETTLEMENT
from placard.resolving.places_candidates import Candidates, candidates_of
from placard.resolving.places_find import finder_of

_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|/|\band\b|\bto\b|&|\bor\b|\bет\b|\bو\b)\s*")
_WHOLE_COUNTRY = re.compile(
    r"(?:nation-?wide|country-?wide|(?:(?:all\s+)?(?:across|throughout|over|around)\s+|every\s+(?:part|corner|town|region|province)\s+of\s+|in\s+)?"
    r"the\s+(?:whole\s+|entire\s+)?(?:country|nation|kingdom|republic|homeland)|سراسر کشور|the interior of the country)$",
    re.I,
)
_WHOLE_DIVISION = re.compile(
    r"(?:state-?wide|province-?wide|(?:(?:all\s+)?(?:across|throughout|over|around)\s+|in\s+)?the\s+(?:whole\s+)?"
    r"(?:state|province|governorate|county))$",
    re.I,
)
_MOST_SHARE = 0.5


def whole_area(words: str) -> str | None:
    """ "country" or "division" where words mean all of the one the report is about ("nationwide"), else None."""
    text = words.strip()
    if _WHOLE_COUNTRY.match(text):
        return "country"
    return "division" if _WHOLE_DIVISION.match(text) else None


def find_pieces(gazetteer: Gazetteer, text: str, mention: Candidates) -> list[Candidates]:
    """The places named inside a span that names none as a whole; empty for venues, roads and waters."""
    if mention.entries or mention.parts.form != "name" or whole_area(mention.words):
        return []
    pieces: list[Candidates] = []
    start = mention.start
    cuts = [*_BETWEEN.finditer(mention.words)]
    if cuts:
        edges = [0, *(edge for cut in cuts for edge in cut.span()), len(mention.words)]
        for low, high in zip(edges[::2], edges[1::2], strict=True):
            if high > low:
                piece = candidates_of(gazetteer, text, start + low, start + high, -1)
                if piece.entries and piece.how != "transliteration":
                    pieces.append(piece)
    if not pieces:
        for low, high in finder_of(gazetteer).find(mention.words):
            piece = candidates_of(gazetteer, text, start + low, start + high, -1)
            if piece.entries and (low, high) != (0, len(mention.words)):
                pieces.append(piece)
    return pieces


def join_pieces(gazetteer: Gazetteer, words: str, entries: Sequence[int]) -> Place | Unresolved:
    """One place for several: itself if all are one, else the division or the country they share."""
    names = " and ".join(dict.fromkeys(gazetteer.name(entry) for entry in entries))
    if len(set(entries)) == 1:
        return _place(gazetteer, entries[0], words, "inside", "the words name a part of it, or several things in it")
    divisions = {int(gazetteer.division[entry]) for entry in entries}
    inner = all(int(gazetteer.kind[entry]) in (SETTLEMENT, COUNTY, DIVISION) for entry in entries)
    if inner and len(divisions) == 1 and -1 not in divisions:
        entry = gazetteer.division_entry[divisions.pop()]
        return _place(gazetteer, entry, words, "several", f"several places; the division that {names} share")
    countries = {int(gazetteer.country[entry]) for entry in entries}
    if len(countries) == 1 and -1 not in countries:
        entry = gazetteer.country_entry[countries.pop()]
        return _place(gazetteer, entry, words, "several", f"several places; the country that {names} share")
    return Unresolved(words, f"names several places of different countries: {names}")


def place_whole(gazetteer: Gazetteer, words: str, area: str, settled: Sequence[int], outlet_country: int) -> Place | Unresolved:
    """The country most of the document's places lie in (else the outlet's), or their division, for "nationwide" and the like."""
    reason = f"the {area} most of the document's places lie in"
    if area == "country":
        votes = Counter(int(gazetteer.country[entry]) for entry in settled if int(gazetteer.country[entry]) >= 0)
        number = _most(votes)
        if number < 0:
            number = outlet_country
        if number < 0:
            return Unresolved(words, "no country of the document stands out")
        return _place(gazetteer, gazetteer.country_entry[number], words, "nationwide", reason)
    inner = [entry for entry in settled if int(gazetteer.kind[entry]) != COUNTRY and int(gazetteer.division[entry]) >= 0]
    number = _most(Counter(int(gazetteer.division[entry]) for entry in inner))
    if number < 0:
        return Unresolved(words, "no division of the document stands out")
    return _place(gazetteer, gazetteer.division_entry[number], words, "nationwide", reason)


def _most(votes: Counter[int]) -> int:
    """The label with more than half of the votes, or -1."""
    if not votes:
        return -1
    best = min(votes, key=lambda label: (-votes[label], label))
    return best if votes[best] > _MOST_SHARE * votes.total() else -1


def _place(gazetteer: Gazetteer, entry: int, words: str, rule: str, reason: str) -> Place:
    record = gazetteer.entry(entry)
    return Place(record.geonameid, record.name, record.country, record.lat, record.lon, record.kind, words, reason, rule)
