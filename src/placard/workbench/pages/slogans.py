"""Slogans: every chant and placard in its own script, grouped by likeness, with a concordance and its spread."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import msgspec
from starlette.requests import Request

from placard.records import Text, value_from_json
from placard.review.decide import Reviewed
from placard.store import browse, catalog_find
from placard.workbench.bench import Workbench
from placard.workbench.render import Page
from placard.workbench.slogans import Chant, SloganGroup, group_slogans
from placard.workbench.timeline import timeline

AROUND = 52
MOST = 20_000
GROUPS = 60
LINES = 5


def show(bench: Workbench, request: Request) -> Page:
    """Groups of slogans; ``q`` asks for words, ``group`` opens one with all its lines."""
    words = request.query_params.get("q", "").strip()
    key = request.query_params.get("group", "")
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        chants = [*_chants(connection, bench.reviewed()), *_added(bench, connection)]
    if words:
        asked = words.casefold()
        chants = [one for one in chants if asked in f"{one.text} {one.translation} {one.target}".casefold()]
    groups = group_slogans(chants)
    opened = next((group for group in groups if group.key == key), None)
    listed = [opened] if opened else groups[:GROUPS]
    data: dict[str, Any] = {
        "q": words,
        "total": len(groups),
        "chants": len(chants),
        "groups": [group if opened else replace(group, chants=group.chants[:LINES]) for group in listed],
    }
    extra = {"opened": opened is not None, "spreads": {group.key: _spread(group) for group in listed}, "most": MOST}
    return Page("slogans.html", "Slogans", data, extra)


def _chants(connection: sqlite3.Connection, reviewed: Reviewed) -> list[Chant]:
    found: list[Chant] = []
    for row in browse.slogans(connection, around=AROUND, limit=MOST):
        standing = reviewed.of(row["id"])
        if "rejected" in (standing.state, reviewed.of(row["mention_id"]).state):
            continue
        value = value_from_json(standing.changes.get("value") or msgspec.json.decode(row["value"]))
        text = value if isinstance(value, Text) else Text(row["quote"])
        found.append(
            Chant(
                row["id"],
                row["document_id"],
                row["event_id"],
                text.text,
                text.translation or "",
                text.stance or "",
                text.target or "",
                trimmed(row["before"], start=True),
                trimmed(row["after"], start=False),
                row["day"],
                row["place"],
                row["outlet"],
            )
        )
    return found


def _added(bench: Workbench, connection: sqlite3.Connection) -> list[Chant]:
    """The slogans that people added: they stand in decisions, not in the tables of what coders made."""
    ids = {data["id"] for listed in bench.reviewed().added.values() for data in listed if data["variable"] == "slogan"}
    mentions = [key for key, listed in bench.reviewed().added.items() if any(data["id"] in ids for data in listed)]
    views = bench.mention_views(list(bench.store.mentions_by_id(mentions).values()))
    rows = catalog_find.by_id(connection, sorted({view.event_id for view in views if view.event_id}))
    found: list[Chant] = []
    for view in views:
        if view.state == "rejected" or view.document.copy_of is not None:
            continue
        text, row = bench.store.document(view.document.id).text, rows.get(view.event_id)
        for one in view.statements:
            value = value_from_json(one.value.data)
            if one.id not in ids or one.state == "rejected":
                continue
            said = value if isinstance(value, Text) else Text(one.quotes[0])
            start, end = one.spans[0]
            found.append(
                Chant(
                    one.id,
                    view.document.id,
                    view.event_id,
                    said.text,
                    said.translation or "",
                    said.stance or "",
                    said.target or "",
                    trimmed(text[max(0, start - AROUND) : start], start=True),
                    trimmed(text[end : end + AROUND], start=False),
                    (row.date_start if row else None) or "",
                    (row.place if row else None) or "",
                    view.source.name,
                )
            )
    return found


def trimmed(text: str, *, start: bool) -> str:
    """Words beside a slogan without the one that was cut, at the ``start`` or else at the end; shorter texts were not cut."""
    if len(text) < AROUND:
        return text
    return text[text.find(" ") + 1 :] if start else text[: text.rfind(" ")] if " " in text else text


def _spread(group: SloganGroup) -> Any:
    """A small timeline of a group, drawn from two days on."""
    return timeline(group.days) if len(group.days) > 1 else None
