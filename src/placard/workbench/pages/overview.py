"""The overview: map, timeline, counts, what waits for review, where reports disagree; the filters are in the URL."""

from __future__ import annotations

import sqlite3
from typing import Any

from starlette.requests import Request

from placard.store import browse, catalog_find
from placard.workbench.bench import Workbench
from placard.workbench.filters import filter_pairs, read_filters, url
from placard.workbench.pages.facets import facet_groups, filter_words
from placard.workbench.render import Page
from placard.workbench.timeline import timeline
from placard.workbench.words import headline, plural

CONFLICTS_SHOWN = 8


def show(bench: Workbench, request: Request) -> Page:
    """The overview of the events that the filters leave."""
    filters = read_filters(request.query_params)
    pairs = filter_pairs(filters)
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        totals = catalog_find.totals(connection, filters)
        facets = catalog_find.facet_counts(connection, filters)
        places = catalog_find.points(connection, filters)
        countries = catalog_find.countries(connection, filters)
        spread = catalog_find.spread(connection, filters)
        conflicts = [_conflict(row) for row in browse.conflicts(connection, filters, CONFLICTS_SHOWN)]
    counts = bench.store.counts()
    drawn = timeline(spread)
    data = {
        "filters": filters,
        "counts": counts,
        "totals": totals,
        "timeline": drawn,
        "places": places,
        "countries": [{"code": code, "n": n} for code, n in countries],
        "conflicts": conflicts,
        "facets": {name: [{"code": code, "n": n} for code, n in codes] for name, codes in facets.items()},
    }
    extra = {
        "pairs": pairs,
        "groups": facet_groups(facets, filters, "/"),
        "filter_words": filter_words(filters, "/"),
        "map_data": map_data(pairs, places, countries),
        "drop": without_days(pairs),
    }
    return Page("overview.html", "Overview", data, extra)


def map_data(pairs: list[tuple[str, str]], places: list[catalog_find.Point], countries: list[tuple[str, int]]) -> dict[str, Any]:
    """What the map island draws; each point leads to its events under the same filters."""
    kept = [pair for pair in pairs if pair[0] not in ("geonameid", "place", "country", "box")]

    def target(point: catalog_find.Point) -> str:
        if point.geonameid is not None:
            return url("/events", [*kept, ("geonameid", str(point.geonameid))])
        edge = 0.0005
        return url(
            "/events", [*kept, ("box", f"{point.lon - edge:g},{point.lat - edge:g},{point.lon + edge:g},{point.lat + edge:g}")]
        )

    return {
        "points": [
            {
                "id": f"p{place}",
                "title": f"{point.name}, {plural(point.n, 'event')}",
                "name": point.name,
                "lat": point.lat,
                "lon": point.lon,
                "precision": point.precision,
                "n": point.n,
                "url": target(point),
            }
            for place, point in enumerate(places)
        ],
        "countries": [
            {"code": code, "n": n, "title": f"{code}, {plural(n, 'event')}", "url": url("/events", [*kept, ("country", code)])}
            for code, n in countries
        ],
    }


def without_days(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The filters less the days: what a bar of the timeline sets itself."""
    return [pair for pair in pairs if pair[0] not in ("since", "until")]


def _conflict(row: sqlite3.Row) -> dict[str, str]:
    return {
        "event_id": row["id"],
        "title": headline(row["form"], row["status"], row["place"]),
        "date": row["date_start"] or "",
        "variable": row["variable"],
        "kind": row["kind"],
        "words": row["words"],
    }
