"""The review queue: one value at a time, in its sentence, by a rule; a second coder sees no other person's work."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from placard.review.decide import Reviewed, seen_by
from placard.review.queue import LOCK_SECONDS, RULES, Rule, first, least_decided, rule_named, sample_start, second_round, waits_for
from placard.store import locks
from placard.workbench.bench import Workbench
from placard.workbench.filters import url
from placard.workbench.pages.acts import card_extra, find_statement
from placard.workbench.pages.forms import search_places, variable_of
from placard.workbench.render import Page
from placard.workbench.views import statement_view, title_of

AROUND = 400  # characters of text on each side of the words


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a value in their text: what stands before, the words, what stands after; and whether the text goes on."""

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


def show(bench: Workbench, request: Request) -> Page:
    """The next item of the queue, or a page that says it is empty."""
    query = request.query_params
    rule = rule_named(query.get("rule", ""))
    variable, seed = query.get("variable", ""), query.get("seed", "1")
    second = query.get("mode") == "second"
    person = bench.identity.name
    bench.catalog.ensure()
    reviewed = bench.reviewed()
    pairs = [
        ("rule", rule.name),
        ("variable", variable),
        ("seed", seed if rule.name == "random" else ""),
        ("mode", "second" if second else ""),
    ]
    back = url("/review", pairs)
    with bench.catalog.connect() as connection:
        taken = locks.held_by_others(connection, person, time.time())
        asked = query.get("item", "")
        if asked:
            item: str | None = asked
        elif second:
            item = first(second_round(reviewed, person), lambda target: target not in taken and _is_statement(connection, target))
        else:
            found = candidates(connection, rule, variable, seed, reviewed)
            item = first(found, waits_for(reviewed, person), lambda target: target not in taken)
        if item is not None and not locks.take(connection, item, person, time.time(), LOCK_SECONDS):
            item = None
        left = _left(connection, reviewed, variable) if not second else len(second_round(reviewed, person))
    mine = [one for one in bench.decisions() if one.by == person]
    data: dict[str, Any] = {
        "rule": rule.name,
        "variable": variable,
        "mode": "second" if second else "first",
        "left": left,
        "decided": sum(one.verb in ("accept", "correct", "reject") for one in mine),
        "item": None,
        "context": None,
    }
    extra = card_extra(bench) | {
        "rules": [(one, url("/review", [("rule", one.name), ("variable", variable), *pairs[3:]])) for one in RULES],
        "chosen_rule": rule,
        "seed": seed,
        "back": back,
        "chosen_variable": variable,
        "variables": [(one.name, one.title) for one in bench.codebook.variables if one.name != "trigger"],
        "last": next((one for one in reversed(mine) if one.id in reviewed.live and one.verb != "undo"), None),
        "outlet": "",
        "definition": None,
        "mode_url": url("/review", pairs[:3] if second else [*pairs[:3], ("mode", "second")]),
    }
    if item is None:
        return Page("review.html", "Review", data, extra)
    statement, document = find_statement(bench, item)
    seen = reviewed.last.get(item, "")
    view = statement_view(statement, document.id, seen_by(bench.decisions(), person) if second else reviewed, bench.codebook)
    view = replace(view, seen=seen)
    source = bench.sources([document.source_id]).get(document.source_id or "")
    data |= {"item": view, "context": context_of(document.text, view.spans)}
    extra |= {
        "s": view,
        "title_words": document.title or document.input_id,
        "published": document.published,
        "outlet": source.name if source else "unknown outlet",
        "definition": variable_of(bench.codebook, view.variable),
        "blind": second,
        "here_item": url("/review", [*pairs, ("item", item)]),
        "edit_url": url("/review", [*pairs, ("item", item), ("edit", item)]),
        "place_q": query.get("place_q", ""),
    }
    if query.get("edit") == item:
        places = search_places(query.get("place_q", "")) if query.get("place_q") else ()
        extra |= {"edit": item, "places": places, "edited": variable_of(bench.codebook, view.variable)}
    return Page("review.html", f"Review: {title_of(bench.codebook, view.variable)}", data, extra)


def candidates(connection: sqlite3.Connection, rule: Rule, variable: str, seed: str, reviewed: Reviewed) -> Iterator[str]:
    """Statements in the order of a rule, decided ones among them; read as far as needed."""
    only, values = ("AND variable = ?", [variable]) if variable else ("AND variable != 'trigger'", [])
    if rule.name == "doubt":
        query = f"SELECT id FROM project.statements WHERE 1 {only} ORDER BY confidence, id"
        yield from (row[0] for row in connection.execute(query, values))
    elif rule.name == "disagreement":
        query = (
            "SELECT st.id FROM project.conflicts c, json_each(c.sides) side, json_each(side.value) one"
            f" JOIN project.statements st ON st.id = one.value WHERE 1 {only.replace('variable', 'st.variable')}"
            " ORDER BY c.event_id, c.position, side.key, one.key"
        )
        yield from (row[0] for row in connection.execute(query, values))
    elif rule.name == "random":
        yield from _at_random(connection, only, values, seed)
    else:
        total = dict(
            connection.execute(
                f"SELECT variable, count(*) FROM project.statements WHERE 1 {only} GROUP BY variable", values
            ).fetchall()
        )
        for name in least_decided(_decided(connection, reviewed), total):
            yield from _at_random(connection, "AND variable = ?", [name], seed)


def _at_random(connection: sqlite3.Connection, only: str, values: list[str], seed: str) -> Iterator[str]:
    start = sample_start(seed)
    for side in (">=", "<"):
        query = f"SELECT id FROM project.statements WHERE id {side} ? {only} ORDER BY id"
        yield from (row[0] for row in connection.execute(query, [start, *values]))


def _decided(connection: sqlite3.Connection, reviewed: Reviewed) -> Counter[str]:
    """Variable -> statements of it that people have decided on."""
    counts: Counter[str] = Counter()
    targets = list(reviewed.standing)
    for start in range(0, len(targets), 500):
        chunk = targets[start : start + 500]
        query = f"SELECT variable, count(*) FROM project.statements WHERE id IN ({','.join('?' * len(chunk))}) GROUP BY variable"
        counts.update(dict(connection.execute(query, chunk).fetchall()))
    return counts


def _left(connection: sqlite3.Connection, reviewed: Reviewed, variable: str) -> int:
    only, values = ("variable = ?", [variable]) if variable else ("variable != 'trigger'", [])
    total = int(connection.execute(f"SELECT count(*) FROM project.statements WHERE {only}", values).fetchone()[0])
    decided = _decided(connection, reviewed)
    return total - (decided[variable] if variable else sum(decided.values()) - decided["trigger"])


def _is_statement(connection: sqlite3.Connection, target: str) -> bool:
    return connection.execute("SELECT 1 FROM project.statements WHERE id = ?", (target,)).fetchone() is not None


def context_of(text: str, spans: tuple[tuple[int, int], ...]) -> Context:
    """The first words of a value with the text around them, cut at a blank."""
    start, end = spans[0]
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    if low:
        low = next((place + 1 for place in range(low, start) if text[place].isspace()), low)
    if high < len(text):
        high = next((place for place in range(high, end, -1) if text[place - 1].isspace()), high)
    return Context(text[low:start], text[start:end], text[end:high], low > 0, high < len(text))
