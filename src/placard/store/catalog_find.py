"""Questions to the catalog: filtered lists by keyset, facet counts, points, days and words. All filters are bound parameters."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

FACETS = ("form", "status", "country", "response", "source_kind", "coder", "doubt", "review", "conflict")
SORTS = {"newest": ("sort_date", True), "oldest": ("sort_date", False), "doubt": ("doubt", True), "sources": ("sources", True)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of events; empty fields ask nothing.

    Attributes:
        facets: facet -> codes, any of which will do; different facets must all hold.
        place: part of a place's name; ``geonameid`` one very place.
        since, until: ISO days; an event counts if its days overlap them.
        words: variable (or ``any``) -> words that must occur, whatever their case.
        source: id of a source that must report it.
        box: west, south, east, north in degrees.
    """

    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""
    geonameid: int | None = None
    since: str = ""
    until: str = ""
    words: dict[str, str] = field(default_factory=dict)
    source: str = ""
    box: tuple[float, float, float, float] | None = None

    def __bool__(self) -> bool:
        return bool(
            self.facets or self.place or self.geonameid or self.since or self.until or self.words or self.source or self.box
        )


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a list."""

    id: str
    form: str
    status: str
    date_start: str | None
    date_end: str | None
    date_precision: str | None
    place: str | None
    country: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    precision: str | None
    size_low: int | None
    size_high: int | None
    mentions: int
    documents: int
    texts: int
    sources: int
    conflicts: int
    open: int
    decided: int
    doubt: float


_COLUMNS = ", ".join(f"r.{name}" for name in EventRow.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events; ``after`` asks for the next one, empty at the end."""

    rows: list[EventRow]
    total: int
    after: str


def find(connection: sqlite3.Connection, filters: Filters, *, sort: str = "newest", after: str = "", limit: int = 50) -> Found:
    """A page of the events that filters leave, in a stable order, and how many there are in all."""
    where, values = conditions(filters)
    column, down = SORTS.get(sort, SORTS["newest"])
    total = int(connection.execute(f"SELECT count(*) FROM rows r WHERE {where}", values).fetchone()[0])
    if after:
        key, _, last = after.partition("~")
        where += f" AND (r.{column}, r.id) {'<' if down else '>'} (?, ?)"
        values = [*values, _key(column, key), last]
    order = "DESC" if down else "ASC"
    query = f"SELECT {_COLUMNS}, r.{column} FROM rows r WHERE {where} ORDER BY r.{column} {order}, r.id {order} LIMIT ?"
    listed = list(connection.execute(query, [*values, limit + 1]))
    rows = [EventRow(*row[:-1]) for row in listed[:limit]]
    following = f"{listed[limit - 1][-1]}~{listed[limit - 1]['id']}" if len(listed) > limit else ""
    return Found(rows, total, following)


def _key(column: str, text: str) -> Any:
    if column == "sort_date":
        return text
    try:
        return float(text)
    except ValueError:
        return 0.0


def by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, EventRow]:
    """Rows of some events."""
    query = f"SELECT {_COLUMNS} FROM rows r WHERE r.id IN ({','.join('?' * len(ids))})"
    return {row["id"]: EventRow(*row) for row in connection.execute(query, list(ids))}


def facet_counts(connection: sqlite3.Connection, filters: Filters, *, most: int = 40) -> dict[str, list[tuple[str, int]]]:
    """Facet -> (code, events), most first. A facet that is filtered by shows all its codes under the other filters."""
    result: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}

    def take(filters: Filters, names: Sequence[str]) -> None:
        where, values = conditions(filters)
        held = f"AND f.n IN (SELECT r.n FROM rows r WHERE {where})" if filters else ""
        marks = ",".join("?" * len(names))
        chosen = f"SELECT facet, code, count(*) c FROM facets f WHERE facet IN ({marks}) {held}"
        query = f"{chosen} GROUP BY facet, code ORDER BY c DESC, code"
        for row in connection.execute(query, [*names, *(values if filters else [])]):
            if len(result[row["facet"]]) < most:
                result[row["facet"]].append((row["code"], row["c"]))

    take(filters, [name for name in FACETS if name not in filters.facets])
    for name in filters.facets:
        if name in result:
            take(without(filters, name), [name])
    return result


def without(filters: Filters, facet: str) -> Filters:
    """The filters less one facet."""
    kept = {name: codes for name, codes in filters.facets.items() if name != facet}
    return Filters(kept, filters.place, filters.geonameid, filters.since, filters.until, filters.words, filters.source, filters.box)


@dataclass(frozen=True, slots=True)
class Point:
    """Events at one place, for the map."""

    name: str
    country: str | None
    geonameid: int | None
    lat: float
    lon: float
    precision: str
    n: int


def points(connection: sqlite3.Connection, filters: Filters, *, most: int = 2000) -> list[Point]:
    """Places of events finer than a country, those with most events first."""
    where, values = conditions(filters)
    query = (
        "SELECT min(r.place), r.country, r.geonameid, r.lat, r.lon, r.precision, count(*) c FROM rows r"
        f" WHERE {where} AND r.lat IS NOT NULL AND r.precision NOT IN ('country', 'region')"
        " GROUP BY r.geonameid, r.lat, r.lon, r.precision ORDER BY c DESC, 1 LIMIT ?"
    )
    return [Point(*row) for row in connection.execute(query, [*values, most])]


def countries(connection: sqlite3.Connection, filters: Filters) -> list[tuple[str, int]]:
    """(ISO 3166-1 alpha-2, events whose place is known no finer than that country), most first."""
    where, values = conditions(filters)
    query = (
        f"SELECT r.country, count(*) c FROM rows r WHERE {where} AND r.country IS NOT NULL AND r.precision = 'country'"
        " GROUP BY r.country ORDER BY c DESC, 1"
    )
    return [(row[0], row[1]) for row in connection.execute(query, values)]


def spread(connection: sqlite3.Connection, filters: Filters) -> list[tuple[str, int]]:
    """(first day, events), in order of days; events without a date are left out."""
    where, values = conditions(filters)
    query = f"SELECT r.date_start, count(*) FROM rows r WHERE {where} AND r.date_start IS NOT NULL GROUP BY 1 ORDER BY 1"
    return [(row[0], row[1]) for row in connection.execute(query, values)]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the events that filters leave."""

    events: int
    undated: int
    unplaced: int
    conflicts: int
    open: int
    decided: int


def totals(connection: sqlite3.Connection, filters: Filters) -> Totals:
    """Sums over the events that filters leave."""
    where, values = conditions(filters)
    query = (
        "SELECT count(*), coalesce(sum(r.date_start IS NULL), 0), coalesce(sum(r.place IS NULL), 0),"
        f" coalesce(sum(r.conflicts > 0), 0), coalesce(sum(r.open), 0), coalesce(sum(r.decided), 0) FROM rows r WHERE {where}"
    )
    return Totals(*connection.execute(query, values).fetchone())


def conditions(filters: Filters) -> tuple[str, list[Any]]:
    """The SQL condition on ``rows r`` that filters mean, and its parameters."""
    parts: list[str] = []
    values: list[Any] = []
    for facet, codes in filters.facets.items():
        parts.append(f"r.n IN (SELECT n FROM facets WHERE facet = ? AND code IN ({','.join('?' * len(codes))}))")
        values += [facet, *codes]
    if filters.source:
        parts.append("r.n IN (SELECT n FROM facets WHERE facet = 'source' AND code = ?)")
        values.append(filters.source)
    if filters.place:
        parts.append("r.n IN (SELECT n FROM texts WHERE variable IN ('place', 'venue') AND instr(folded, ?) > 0)")
        values.append(filters.place.casefold())
    if filters.geonameid is not None:
        parts.append("r.geonameid = ?")
        values.append(filters.geonameid)
    if filters.since:
        parts.append("coalesce(r.date_end, r.date_start) >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("r.date_start <= ?")
        values.append(filters.until)
    for variable, words in filters.words.items():
        one = "" if variable == "any" else "variable = ? AND "
        for word in words.casefold().split() if variable == "any" else [words.casefold()]:
            parts.append(f"r.n IN (SELECT n FROM texts WHERE {one}instr(folded, ?) > 0)")
            values += [word] if variable == "any" else [variable, word]
    if filters.box is not None:
        west, south, east, north = filters.box
        parts.append("r.lat BETWEEN ? AND ? AND r.lon BETWEEN ? AND ?")
        values += [south, north, west, east]
    return " AND ".join(parts) or "1", values
