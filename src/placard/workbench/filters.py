"""Filters in the URL, both ways: any view of events can be cited and reopened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from placard.store.catalog_find import FACETS, Filters
from placard.workbench.errors import Refused

WORDS = {"q": "any", "slogan": "slogan", "demand": "demand"}
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read_filters(query: QueryParams) -> Filters:
    """The filters of a query string.

    Raises:
        Refused: for a day or number that is none, saying which.
    """
    facets = {name: tuple(dict.fromkeys(codes)) for name in FACETS if (codes := [code for code in query.getlist(name) if code])}
    return Filters(
        facets=facets,
        place=query.get("place", "").strip(),
        geonameid=_number(query, "geonameid"),
        since=_day(query, "since", "-01"),
        until=_day(query, "until", "-31"),
        words={variable: words for name, variable in WORDS.items() if (words := query.get(name, "").strip())},
        source=query.get("source", "").strip(),
        box=_box(query),
    )


def filter_pairs(filters: Filters) -> list[tuple[str, str]]:
    """The filters as pairs of a query string; :func:`read_filters` reads them back."""
    pairs = [(name, code) for name, codes in filters.facets.items() for code in codes]
    names = {variable: name for name, variable in WORDS.items()}
    single = {
        "place": filters.place,
        "geonameid": "" if filters.geonameid is None else str(filters.geonameid),
        "since": filters.since,
        "until": filters.until,
        "source": filters.source,
        "box": "" if filters.box is None else ",".join(f"{part:g}" for part in filters.box),
    }
    pairs += [(names[variable], words) for variable, words in filters.words.items() if variable in names]
    return pairs + [(name, value) for name, value in single.items() if value]


def url(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A path with a query string; pairs without a value are left out."""
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{path}?{query}" if query else path


def toggled(pairs: list[tuple[str, str]], name: str, value: str) -> list[tuple[str, str]]:
    """The pairs with one more, or one less if it is there."""
    return [pair for pair in pairs if pair != (name, value)] if (name, value) in pairs else [*pairs, (name, value)]


def _day(query: QueryParams, name: str, rest: str) -> str:
    text = query.get(name, "").strip()
    if not text:
        return ""
    if not _DAY.fullmatch(text):
        raise Refused(400, f"{name}={text[:40]} is no day", "Write it like 2016-10-18, 2016-10 or 2016.")
    return {4: f"{text}-{'01' if rest == '-01' else '12'}{rest}", 7: f"{text}{rest}"}.get(len(text), text)


def _number(query: QueryParams, name: str) -> int | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,10}", text):
        raise Refused(400, f"{name}={text[:40]} is no number", "Follow a link of the workbench, or leave it out.")
    return int(text)


def _box(query: QueryParams) -> tuple[float, float, float, float] | None:
    text = query.get("box", "").strip()
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise Refused(400, f"box={text[:60]} is no box", "Write it as west,south,east,north in degrees.") from None
    return (west, south, east, north)
