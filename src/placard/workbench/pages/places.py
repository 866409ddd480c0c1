"""Places for a name, from the gazetteer: what a place value can be corrected to."""

from __future__ import annotations

from starlette.requests import Request

from placard.workbench.bench import Workbench
from placard.workbench.pages.forms import map_of, search_places
from placard.workbench.render import Page


def show(bench: Workbench, request: Request) -> Page:
    """Places a name may mean; for htmx only the list to choose from."""
    words = request.query_params.get("place_q", request.query_params.get("q", "")).strip()
    found = search_places(words)
    template = "place_choices.html" if request.headers.get("hx-request") else "places.html"
    return Page(template, "Places", {"q": words, "places": found}, {"place_q": words, "map_data": map_of(found)})
