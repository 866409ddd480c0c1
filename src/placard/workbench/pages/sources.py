"""Sources: who published, of what kind, owned by whom; corrected in place, each correction a decision."""

from __future__ import annotations

from starlette.requests import Request

from placard.records import Source
from placard.store import browse, lookup
from placard.workbench.bench import Workbench
from placard.workbench.render import Page
from placard.workbench.views import history

KINDS = (
    "agency", "national", "local", "international", "broadcaster", "online", "state_media", "party", "organizer", "authority",
    "ngo", "channel", "blog", "academic", "unknown",
)  # fmt: skip


def show(bench: Workbench, request: Request) -> Page:
    """The list of sources; ``edit`` opens one for correction."""
    edit = request.query_params.get("edit", "")
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        counts, events, ids = browse.source_counts(connection)
    reviewed = bench.reviewed()
    sources = bench.sources(ids)
    listed = sorted(sources.values(), key=lambda one: (-counts.get(one.id, 0), one.name))
    data = {
        "sources": [_row(one, counts.get(one.id, 0), events.get(one.id, 0), reviewed.last.get(one.id, "")) for one in listed],
        "history": history(lookup.decisions_about(bench.store, ids), reviewed, {one.id: one.name for one in listed}),
    }
    kinds = sorted({*KINDS, *(one.kind for one in listed)})
    return Page("sources.html", "Sources", data, {"edit": edit, "kinds": kinds})


def _row(source: Source, documents: int, events: int, seen: str) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "owner": source.owner or "",
        "country": source.country or "",
        "languages": ", ".join(source.languages),
        "documents": documents,
        "events": events,
        "seen": seen,
    }
