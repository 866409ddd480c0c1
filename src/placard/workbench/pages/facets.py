"""Facets and filters as links: what the side of a list shows."""

from __future__ import annotations

from dataclasses import dataclass

from placard.store.catalog_find import Filters
from placard.workbench.filters import filter_pairs, toggled, url
from placard.workbench.words import code, coder_name, day, title

_TITLES = {
    "form": "Form",
    "status": "Status",
    "country": "Country",
    "response": "Response",
    "source_kind": "Kind of source",
    "coder": "Coder",
    "doubt": "Doubt",
    "review": "Review",
    "conflict": "Disagreement",
}
_NAMES = {"slogan": "slogan has", "demand": "demand has", "any": "words"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a facet: its name, how many events have it, whether it is chosen, and where a click leads."""

    code: str
    name: str
    n: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with its codes."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    open: bool


def facet_groups(counts: dict[str, list[tuple[str, int]]], filters: Filters, path: str) -> list[Group]:
    """Facets as groups of links; facets without a code to choose between are left out."""
    pairs = filter_pairs(filters)
    groups = []
    for name, codes in counts.items():
        chosen = filters.facets.get(name, ())
        listed = codes + [(missing, 0) for missing in chosen if missing not in dict(codes)]
        if not listed or (len(listed) < 2 and not chosen and name not in ("form", "status")):
            continue
        choices = tuple(
            Choice(one, facet_word(name, one), n, one in chosen, url(path, toggled(pairs, name, one))) for one, n in listed
        )
        groups.append(Group(name, _TITLES.get(name, title(name)), choices, bool(chosen)))
    return groups


def facet_word(facet: str, value: str) -> str:
    """A code of a facet as it is shown."""
    if facet == "coder":
        return coder_name(value)[1]
    return value if facet == "country" else code(value)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, in words, and the URL without it."""

    words: str
    url: str


def filter_words(filters: Filters, path: str) -> list[Chip]:
    """The filters in force, each with a way out of it."""
    pairs = filter_pairs(filters)
    chips = []
    for name, value in pairs:
        rest = url(path, [pair for pair in pairs if pair != (name, value)])
        if name in _TITLES:
            words = f"{_TITLES[name].lower()}: {facet_word(name, value)}"
        else:
            words = {
                "since": f"from {day(value)}",
                "until": f"to {day(value)}",
                "place": f"place has \u201c{value}\u201d",
                "geonameid": f"GeoNames {value}",
                "source": "one source",
                "box": "a part of the map",
                "q": f"words \u201c{value}\u201d",
            }.get(name, f"{_NAMES.get(name, name)} \u201c{value}\u201d")
        chips.append(Chip(words, rest))
    return chips
