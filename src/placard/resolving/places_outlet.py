"""Where an outlet is at home, from its name or domain: "Dothan Eagle", "parisbeacon.com", "thisisoxfordshire.co.uk"."""

from __future__ import annotations

import re
from functools import lru_cache

from placard.resolving.gazetteer import Gazetteer
from placard.resolving.gazetteer_build import CODE, COUNTRY, COUNTY, DIVISION, PRIMARY, SETTLEMENT, SQUEEZED
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_lexicon import words_of

_NEWS = words_of("outlet_words")
_NEWS_ORDER = tuple(sorted(_NEWS))
_SUBDOMAINS = words_of("subdomains")
_COUNTRY_TLD = {"uk": "GB"}
_GENERIC_TLD = words_of("generic_domains")
_LEAST_PEOPLE = 1000
_NO_STATES = words_of("no_states")  # words of titles before they are states


@lru_cache(maxsize=4096)
def outlet_names(source: str) -> tuple[tuple[str, ...], str | None]:
    """What in an outlet's name or domain may be a place's name (squeezed), and the country its domain tells (ISO alpha-2)."""
    text = source.strip().casefold()
    text = re.sub(r"^[a-z]+://", "", text).split("/", 1)[0].split("?", 1)[0]
    country = None
    if "." in text and " " not in text:
        labels = [label for label in text.split(":")[0].split(".") if label]
        last = labels[-1] if labels else ""
        if len(last) == 2 and last.isascii() and last not in _GENERIC_TLD:
            country = _COUNTRY_TLD.get(last, last.upper())
        labels = labels[:-1]
        if len(labels) > 1 and labels[-1] in ("co", "com", "org", "net", "gov", "ac", "news"):
            labels = labels[:-1]
        while len(labels) > 1 and labels[0] in _SUBDOMAINS:
            labels = labels[1:]
        pieces = labels[-1].split("-") if labels else []
    else:
        pieces = fold(text).split()
    whole = "".join(pieces)
    if not whole:
        return (), country
    names = []
    kept = [piece for piece in pieces if piece not in _NEWS]
    if kept and len(pieces) > 1:
        names.append("".join(kept))
        names.extend(kept)
    names.append(whole)
    names.extend(_stripped(whole))
    return tuple(dict.fromkeys(name for name in names if len(name) >= 2 and name not in _NEWS and name not in _NO_STATES)), country


def _stripped(letters: str) -> list[str]:
    """The letters without the words papers are called by at either end, in every way that leaves something."""
    found: list[str] = []
    queue, seen = [letters], {letters}
    while queue and len(seen) < 64:
        rest = queue.pop(0)
        if rest != letters:
            found.append(rest)
        for word in _NEWS_ORDER:
            for shorter in (rest[len(word) :] if rest.startswith(word) else "", rest[: -len(word)] if rest.endswith(word) else ""):
                if shorter and shorter not in seen:
                    seen.add(shorter)
                    queue.append(shorter)
    if "and" in letters:
        for piece in list(found):
            left, _, right = piece.partition("and")
            if len(left) > 3 and len(right) > 3:
                found.extend((left, right))
    return found


def outlet_home(gazetteer: Gazetteer, source: str, country: int) -> tuple[list[int], list[float], str | None]:
    """Entries the outlet's name may tell as its home, how well each fits, and the country its domain tells."""
    names, told = outlet_names(source)
    number = country if country >= 0 else gazetteer.country_numbers.get(told or "", -1)
    entries: dict[int, float] = {}
    for name in names:
        numbers, flags = gazetteer.find_squeezed(name)
        for entry, flag in zip(numbers[:100], flags[:100], strict=True):
            kind = int(gazetteer.kind[entry])
            if flag == CODE and kind == DIVISION and len(name) == 2:
                fit = 1.0
            elif (
                len(name) < 4
                or flag not in (PRIMARY, SQUEEZED)
                or kind not in (SETTLEMENT, COUNTY, DIVISION, COUNTRY)
                or (kind == SETTLEMENT and int(gazetteer.people[entry]) < _LEAST_PEOPLE)
            ):
                continue
            else:
                fit = 1.0
            if number >= 0 and int(gazetteer.country[entry]) != number:
                continue
            if kind == COUNTRY:
                fit *= 0.05
            entries[entry] = max(fit, entries.get(entry, 0.0))
    return list(entries), list(entries.values()), told
