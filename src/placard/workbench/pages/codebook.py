"""The codebook with definitions and examples, and how often each variable and code was used."""

from __future__ import annotations

from starlette.requests import Request

from placard.store import browse
from placard.workbench.bench import Workbench
from placard.workbench.render import Page


def show(bench: Workbench, request: Request) -> Page:
    """The codebook page."""
    book = bench.codebook
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        used = browse.variable_counts(connection)
    data = {
        "name": book.name,
        "version": book.version,
        "about": book.title,
        "unit": book.unit,
        "lists": {
            "Status": book.status,
            "Form": book.forms,
            "Certainty": book.certainty,
            "Speaker": book.speaker_kinds,
            "Whom a count is of": book.who,
            "Why a value is corrected or rejected": book.reasons,
        },
        "variables": [
            {
                "name": one.name,
                "title": one.title,
                "type": one.type,
                "level": one.level,
                "help": one.help,
                "example": one.example,
                "codes": one.codes,
                "ask_reason": one.ask_reason,
                "used": used.get(one.name, 0),
            }
            for one in book.variables
        ],
    }
    return Page("codebook.html", "Codebook", data)
