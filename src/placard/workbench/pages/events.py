"""The list of events with facets, page by page by keyset."""

from __future__ import annotations

from starlette.requests import Request

from placard.store import catalog_find
from placard.store.catalog_find import SORTS
from placard.workbench.bench import Workbench
from placard.workbench.filters import filter_pairs, read_filters, url
from placard.workbench.pages.facets import facet_groups, filter_words
from placard.workbench.render import Page

PAGE_SIZE = 50


def show(bench: Workbench, request: Request) -> Page:
    """A page of the events that the filters leave."""
    filters = read_filters(request.query_params)
    sort = request.query_params.get("sort", "newest")
    sort = sort if sort in SORTS else "newest"
    after = request.query_params.get("after", "")
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        found = catalog_find.find(connection, filters, sort=sort, after=after, limit=PAGE_SIZE)
        facets = catalog_find.facet_counts(connection, filters)
    pairs = filter_pairs(filters)
    sorted_pairs = [*pairs, ("sort", sort if sort != "newest" else "")]
    data = {
        "filters": filters,
        "sort": sort,
        "total": found.total,
        "events": found.rows,
        "facets": {name: [{"code": code, "n": n} for code, n in codes] for name, codes in facets.items()},
        "next": url("/events.json", [*sorted_pairs, ("after", found.after)]) if found.after else None,
    }
    extra = {
        "pairs": pairs,
        "groups": facet_groups(facets, filters, "/events"),
        "filter_words": filter_words(filters, "/events"),
        "next_url": url("/events", [*sorted_pairs, ("after", found.after)]) if found.after else "",
        "first_url": url("/events", sorted_pairs) if after else "",
        "sorts": [(name, url("/events", [*pairs, ("sort", name)])) for name in SORTS],
    }
    return Page("events.html", "Events", data, extra)
