"""Links: pairs in doubt with the waterfall of reasons, to merge, keep apart or split; and why an event is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.requests import Request

from placard.store import browse, lookup
from placard.workbench.bench import Workbench
from placard.workbench.filters import url
from placard.workbench.render import Page
from placard.workbench.views import MentionView
from placard.workbench.words import headline

PAGE_SIZE = 20
MATRIX = 14
COMPARED = ("date", "place", "venue", "size", "participants", "organizer", "demand")


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason of a score: its words, its weight in bits, and where its bar stands in the waterfall (0 to 100)."""

    words: str
    weight: float
    x: float
    width: float
    plus: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What two reports say of one variable, each value once."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair of reports.

    ``together`` says whether they are one event now; ``seen`` is the last decision about the left one's event.
    """

    left: MentionView
    right: MentionView
    left_title: str
    right_title: str
    verdict: str
    score: float
    bits: float
    by: str
    bars: tuple[Bar, ...]
    zero: float
    rows: tuple[Compared, ...]
    together: bool
    seen: str


def show(bench: Workbench, request: Request) -> Page:
    """Pairs in doubt, those nearest to even odds first; with ``event``, the pairs of that event and a matrix of them."""
    query = request.query_params
    event_id = query.get("event", "")
    start = int(query.get("from", "0")) if query.get("from", "0").isdecimal() else 0
    bench.catalog.ensure()
    members: Sequence[str] = ()
    if event_id:
        event = bench.store.event(event_id)
        event_id, members = event.id, event.mentions
    with bench.catalog.connect() as connection:
        rows = browse.pairs_of(connection, members) if event_id else browse.pairs_in_doubt(connection, start, PAGE_SIZE + 1)
    more = len(rows) > PAGE_SIZE and not event_id
    rows = rows if event_id else rows[:PAGE_SIZE]
    ids = dict.fromkeys([*(key for row in rows for key in (row["left"], row["right"])), *members[:MATRIX]])
    found = bench.store.mentions_by_id(ids)
    views = {view.id: view for view in bench.mention_views(list(found.values()))}
    seen = {
        key: one.id if (one := lookup.last_decision(bench.store, key)) else "" for key in {view.event_id for view in views.values()}
    }
    pairs = [_pair(row, views, seen) for row in rows if row["left"] in views and row["right"] in views]
    data: dict[str, Any] = {"event": event_id, "pairs": pairs}
    extra = {
        "next_url": url("/links", [("from", str(start + PAGE_SIZE))]) if more else "",
        "matrix": _matrix(members[:MATRIX], rows, views) if event_id else None,
        "left_out": max(0, len(members) - MATRIX),
    }
    return Page("links.html", "Links", data, extra)


def _pair(row: sqlite3.Row, views: Mapping[str, MentionView], seen: Mapping[str, str]) -> Pair:
    left, right = views[row["left"]], views[row["right"]]
    reasons = [(str(one["words"]), float(one["weight"])) for one in msgspec.json.decode(row["reasons"])]
    bars, zero = waterfall(reasons)
    return Pair(
        left,
        right,
        headline(left.form, left.status, _place(left)),
        headline(right.form, right.status, _place(right)),
        row["verdict"],
        row["score"],
        round(sum(weight for _, weight in reasons), 2),
        row["by"],
        tuple(bars),
        zero,
        tuple(compared(left, right)),
        bool(left.event_id) and left.event_id == right.event_id,
        seen.get(left.event_id, ""),
    )


def compared(left: MentionView, right: MentionView) -> list[Compared]:
    """The variables that tell two events apart, those that either report has a value of."""
    sides = [_values(left), _values(right)]
    titles = {one.variable: one.title for view in (left, right) for one in view.statements}
    return [
        Compared(titles[name], *(tuple(side.get(name, ())) for side in sides))
        for name in COMPARED
        if any(name in side for side in sides)
    ]


def _values(view: MentionView) -> dict[str, dict[str, None]]:
    result: dict[str, dict[str, None]] = {}
    for one in view.statements:
        if one.state != "rejected":
            result.setdefault(one.variable, {})[one.value.words] = None
    return result


def _place(view: MentionView) -> str | None:
    return next(
        (one.value.words.partition(",")[0] for one in view.statements if one.variable == "place" and one.state != "rejected"), None
    )


def waterfall(reasons: Sequence[tuple[str, float]]) -> tuple[list[Bar], float]:
    """Reasons as bars that each begin where the last one ended, the strongest first; and where zero stands (0 to 100)."""
    ordered = sorted(reasons, key=lambda pair: (-abs(pair[1]), pair[0]))
    ends = [0.0]
    for _, weight in ordered:
        ends.append(ends[-1] + weight)
    low, high = min(ends), max(ends)
    scale = 100 / ((high - low) or 1)
    bars = [
        Bar(
            words,
            round(weight, 2),
            round((min(begin, begin + weight) - low) * scale, 2),
            max(0.6, round(abs(weight) * scale, 2)),
            weight >= 0,
        )
        for (words, weight), begin in zip(ordered, ends, strict=False)
    ]
    return bars, round(-low * scale, 2)


def _matrix(members: Sequence[str], rows: Sequence[sqlite3.Row], views: Mapping[str, MentionView]) -> dict[str, Any]:
    """Scores between the reports of an event; persons' judgements win over the machine's."""
    scores: dict[tuple[str, str], tuple[float, bool]] = {}
    for row in rows:
        person = str(row["by"]).startswith("person:")
        key = (row["left"], row["right"])
        if person or key not in scores or not scores[key][1]:
            scores[key] = (row["score"], person)
    kept = [key for key in members if key in views]
    cells = [[scores.get((min(one, other), max(one, other))) if one != other else None for other in kept] for one in kept]
    return {"members": [views[key] for key in kept], "cells": cells}
