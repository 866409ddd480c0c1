"""From a span's words to the gazetteer entries they may name, each with how well the words fit it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_build import (
    ABBREVIATION,
    ALTERNATE,
    BARE,
    CODE,
    COUNTRY,
    COUNTY,
    DEMONYM,
    DIVISION,
    REGION,
    SETTLEMENT,
    SKELETON,
)
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_words import ALL_KINDS, KIND_OF, KIND_WORDS, Parts, take_apart, without_direction, without_kind

MOST = 150  # candidates kept of one name, the best known first
# How well a name fits, by how the gazetteer bears it: a foreign spelling is seldom meant, another transliteration less often.
_FIT = {ALTERNATE: 0.1, BARE: 0.6, ABBREVIATION: 1.0, CODE: 1.0, DEMONYM: 1.0, SKELETON: 0.02}
_FIT_BARE_COUNTY = 0.1
_KNOWN_ABROAD, _FIT_KNOWN_ABROAD = 1e5, 0.5  # a city has names of its own in other languages: Aarhus, Cologne
_FIT_COUNTRY_ABROAD = 0.02  # "Tunis" is the country in Dutch or Danish, the city in a report in English
_TOWN_SHARE, _FIT_OWN_DIVISION = 0.07, 0.1  # a division called like a large town in it is meant only where its kind is named
_ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))  # towns here have no other name in English
_SHORT_STATE = re.compile(r"[A-Z][a-z]\.$")
_FIT_KIND_BESIDE = 20.0
_ARABIC_PREFIXES = ("ال", "وال", "بال", "لل", "و", "ب", "ل")


@dataclass(slots=True)
class Candidates:
    """What one span may name.

    Attributes:
        start, end: the span.
        given: its place among the spans asked for, or -1 for context only.
        entries, fits: gazetteer entries and how well the words fit them, the best known first.
        how: "name", "transliteration", "demonym" or "abbreviation".
        strict: entries left by what the text says the place lies in, or None.
        inside: words of that container.
        pieces: the places named inside words that name none as a whole ("Gwalior and Bhind").
        missing: a container is named but holds no place of this name.
    """

    start: int
    end: int
    given: int
    words: str
    parts: Parts
    entries: list[int] = field(default_factory=list)
    fits: list[float] = field(default_factory=list)
    how: str = "name"
    strict: bool = False
    inside: str = ""
    missing: bool = False
    weight: float = 1.0
    pieces: list[Candidates] = field(default_factory=list)

    def keep(self, kept: list[int]) -> None:
        """Keep only the candidates at these positions."""
        self.entries = [self.entries[i] for i in kept]
        self.fits = [self.fits[i] for i in kept]


def candidates_of(gazetteer: Gazetteer, text: str, start: int, end: int, given: int) -> Candidates:
    """The candidates of one span, by name, then without its kind, its direction, its article, then by transliteration."""
    words = text[start:end]
    parts = take_apart(words)
    result = Candidates(start, end, given, words, parts)
    if not parts.core:
        return result
    for form in _forms(parts):
        _fill(gazetteer, result, form, *gazetteer.find(form.core))
        if result.entries:
            result.parts = form
            break
    else:
        for form in _forms(parts):
            if form.form == "name":
                _fill(gazetteer, result, form, *gazetteer.find_variant(form.core))
                if result.entries:
                    result.parts, result.how = form, "transliteration"
                    break
    _kind_beside(gazetteer, result, text)
    return result


def _forms(parts: Parts) -> list[Parts]:
    forms = [parts]
    kindless = without_kind(parts)
    if kindless:
        forms.append(kindless)
    for form in (without_direction(parts),):
        if form:
            forms.append(form)
            inner = without_kind(form)
            if inner:
                forms.append(inner)
    if parts.core and ord(parts.core[0]) > 0x5FF:
        base = kindless.core if kindless else parts.core
        for prefix in _ARABIC_PREFIXES:
            if base.startswith(prefix) and len(base) - len(prefix) > 2:
                forms.append(Parts(base[len(prefix) :], parts.name, parts.kinds, parts.tail, parts.part, parts.form, parts.typed))
        if not base.startswith("ال"):
            forms.append(Parts("ال" + base, parts.name, (kindless or parts).kinds, parts.tail, parts.part, parts.form, parts.typed))
    return forms


def _fill(gazetteer: Gazetteer, result: Candidates, form: Parts, entries: tuple[int, ...], flags: tuple[int, ...]) -> None:
    capital = any(character.isupper() for character in result.words) or not form.core.isascii()
    ascii_key = form.core.isascii()
    short = _SHORT_STATE.match(result.words) is not None  # "La." is the state, never the city of L.A.
    fits: dict[int, float] = {}
    demonym = abbreviation = False
    for entry, flag in zip(entries[:MOST], flags[:MOST], strict=True):
        kind = int(gazetteer.kind[entry])
        if kind not in form.kinds or (short and flag not in (ABBREVIATION, CODE)):
            continue
        fit = _FIT.get(flag, 1.0)
        if flag == CODE:
            if not result.words.replace(".", "").isupper():
                continue
            abbreviation = abbreviation or not fits
        elif flag == ABBREVIATION:
            if not ("." in result.words or result.words.isupper()):
                continue
            abbreviation = abbreviation or not fits
        elif flag == ALTERNATE:
            english = gazetteer.country_codes[int(gazetteer.country[entry])] in _ENGLISH
            known = float(gazetteer.mass[entry]) >= _KNOWN_ABROAD and not english
            fit = _FIT_COUNTRY_ABROAD if kind == COUNTRY else 0.8 if not ascii_key else _FIT_KNOWN_ABROAD if known else fit
        elif flag == BARE and kind == COUNTY and not form.typed:
            fit = _FIT_BARE_COUNTY
        elif flag == DEMONYM:
            if not capital:
                continue
            demonym = demonym or not fits
            fit = 1.0 if kind == COUNTRY else 0.7
        if fit > fits.get(entry, 0.0):
            fits[entry] = fit
    result.entries, result.fits = list(fits), list(fits.values())
    result.how = "demonym" if demonym else "abbreviation" if abbreviation else "name"


def _kind_beside(gazetteer: Gazetteer, result: Candidates, text: str) -> None:
    """Prefer the kind that a word beside the span names: "Basra province", "the town of Basra"."""
    if len(result.entries) < 2 or result.parts.typed:
        return
    _prefer_towns(gazetteer, result)
    kinds = ALL_KINDS
    after = text[result.end : result.end + 16]
    if after[:1] == " ":
        word = fold(after[1:].split(" ", 1)[0].rstrip(",.;:)"))
        kinds = KIND_WORDS.get(word, ALL_KINDS)
        if kinds is ALL_KINDS and word == "and":
            listed = text[result.end : result.end + 40].split()
            kinds = next(
                (KIND_WORDS[w.rstrip(".,;")] for w in listed[2:4] if w.rstrip(".,;") in ("counties", "provinces", "districts")),
                ALL_KINDS,
            )
    if kinds is ALL_KINDS:
        before = text[max(0, result.start - 32) : result.start]
        told = before.endswith((" of ", " of the "))
        named = next((found for found in KIND_OF.finditer(before) if found.end() == len(before)), None) if told else None
        if named is not None:
            kinds = KIND_WORDS.get(named["kind"].casefold(), ALL_KINDS)
    if kinds is not ALL_KINDS:
        for place, entry in enumerate(result.entries):
            if int(gazetteer.kind[entry]) in kinds:
                result.fits[place] = max(result.fits[place], 0.5) * _FIT_KIND_BESIDE


def _prefer_towns(gazetteer: Gazetteer, result: Candidates) -> None:
    """A bare name means the town, not the division around it that bears the same name."""
    towns = [entry for entry in result.entries if int(gazetteer.kind[entry]) == SETTLEMENT]
    for place, entry in enumerate(result.entries):
        if int(gazetteer.kind[entry]) not in (DIVISION, COUNTY):
            continue
        least = _TOWN_SHARE * float(gazetteer.people[entry])
        division = gazetteer.division[entry]
        if any(gazetteer.division[town] == division and float(gazetteer.people[town]) >= least for town in towns):
            result.fits[place] *= _FIT_OWN_DIVISION


def contains(gazetteer: Gazetteer, outer: int, inner: int) -> bool:
    """Whether ``inner`` lies in ``outer``; for second-order divisions, whether it lies within 70 km of its middle."""
    kind = int(gazetteer.kind[outer])
    if outer == inner:
        return False
    if kind == COUNTRY:
        return bool(gazetteer.country[outer] == gazetteer.country[inner])
    if kind == DIVISION:
        return bool(gazetteer.division[outer] == gazetteer.division[inner]) and int(gazetteer.kind[inner]) in (SETTLEMENT, COUNTY)
    if kind == COUNTY:
        near = float(np.dot(gazetteer.xyz[outer], gazetteer.xyz[inner])) > 0.99994
        return near and bool(gazetteer.division[outer] == gazetteer.division[inner]) and int(gazetteer.kind[inner]) == SETTLEMENT
    if kind == REGION:
        near = float(np.dot(gazetteer.xyz[outer], gazetteer.xyz[inner])) > 0.995
        return near and int(gazetteer.kind[inner]) != COUNTRY
    return False
