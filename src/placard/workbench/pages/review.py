"""The review queue: one value at a time, in its sentence, by a rule; a second coder sees no other person's work."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from placard.review.decide import seen_by
from placard.review.queue import LOCK_SECONDS, RULES, first, rule_named, second_round, waits_for
from placard.store import catalog_queue, locks
from placard.workbench.bench import Workbench
from placard.workbench.filters import url
from placard.workbench.pages.acts import card_extra, find_statement
from placard.workbench.pages.forms import chosen_from, variable_of
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
            item = first(
                second_round(reviewed, person),
                lambda target: target not in taken and catalog_queue.is_statement(connection, target),
            )
        else:
            found = catalog_queue.candidates(connection, rule, variable, seed, reviewed)
            item = first(found, waits_for(reviewed, person), lambda target: target not in taken)
        if item is not None and not locks.take(connection, item, person, time.time(), LOCK_SECONDS):
            item = None
        left = catalog_queue.left(connection, reviewed, variable) if not second else len(second_round(reviewed, person))
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
        "ask": query.get("ask", ""),
        "typed_note": query.get("note", ""),
    }
    if query.get("edit") == item:
        extra |= chosen_from(query.get("place_q", "")) | {"edit": item, "edited": variable_of(bench.codebook, view.variable)}
    return Page("review.html", f"Review: {title_of(bench.codebook, view.variable)}", data, extra)


def context_of(text: str, spans: tuple[tuple[int, int], ...]) -> Context:
    """The first words of a value with the text around them, cut at a blank."""
    start, end = spans[0]
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    if low:
        low = next((place + 1 for place in range(low, start) if text[place].isspace()), low)
    if high < len(text):
        high = next((place for place in range(high, end, -1) if text[place - 1].isspace()), high)
    return Context(text[low:start], text[start:end], text[end:high], low > 0, high < len(text))
