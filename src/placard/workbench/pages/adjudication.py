"""Adjudication: what each coder and the machine said of a value, side by side, and the final one, with where it came from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from placard.records import Decision, Statement, value_to_json
from placard.review.decide import Reviewed
from placard.review.fold import changed
from placard.review.ratings import KEPT, MACHINE, Rating, agree
from placard.workbench.acting import Proposal
from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.filters import url
from placard.workbench.pages.acts import Form, back_to, done, field
from placard.workbench.pages.agreement import all_ratings, select, statements_of
from placard.workbench.render import Page
from placard.workbench.views import ValueView, title_of, value_view

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """What one coder said: a value, or that it is to be rejected; ``decision`` is empty for the machine."""

    by: str
    value: ValueView | None
    decision: str


@dataclass(frozen=True, slots=True)
class Row:
    """One statement in the grid.

    ``final`` is how it stands, ``origin`` whose cell it came from where somebody adjudicated; ``agree`` says whether all
    persons said the same.
    """

    target: str
    document_id: str
    variable: str
    title: str
    quote: str
    cells: tuple[Cell, ...]
    agree: bool
    final: ValueView | None
    state: str
    by: str
    origin: str
    seen: str


def show(bench: Workbench, request: Request) -> Page:
    """Statements that two persons rated, those they differ on first."""
    query = request.query_params
    variable, only = query.get("variable", ""), query.get("only", "")
    pair = query.getlist("rater")[:2]
    chosen = select(all_ratings(bench), query.get("week", ""), query.get("codebook", ""))
    by_target: dict[str, list[Rating]] = defaultdict(list)
    for rating in chosen:
        by_target[rating.target].append(rating)
    least = 2 if MACHINE not in pair else 1
    listed = {
        target: found
        for target, found in by_target.items()
        if sum(one.by != MACHINE for one in found) >= least
        and (not variable or variable == KEPT or found[0].variable == variable)
        and (len(pair) < 2 or all(any(one.by == name for one in found) for name in pair))
    }
    reviewed = bench.reviewed()
    statements = statements_of(bench, list(listed))
    rows = [_row(bench, statements[target], found, pair, reviewed) for target, found in listed.items() if target in statements]
    rows = [row for row in rows if only != "differ" or not row.agree]
    rows.sort(key=lambda row: (bool(row.origin), row.agree, row.variable, row.target))
    start = _start(query.get("from", ""))
    persons = [name for name in sorted({cell.by for row in rows for cell in row.cells}) if name != MACHINE]
    pairs = [(name, value) for name, value in query.multi_items() if name in ("variable", "rater", "week", "codebook")]
    data = {
        "rows": rows[start : start + PAGE_SIZE],
        "total": len(rows),
        "persons": persons,
        "agreed_open": sum(row.agree and not row.origin for row in rows),
        "variable": variable,
        "only": only,
    }
    following = [*pairs, ("only", only), ("from", str(start + PAGE_SIZE))]
    extra = {
        "next_url": url("/adjudication", following) if start + PAGE_SIZE < len(rows) else "",
        "differ_url": url("/adjudication", [*pairs, ("only", "differ")]),
        "all_url": url("/adjudication", pairs),
        "clear_url": "/adjudication",
        "chosen": pairs,
    }
    return Page("adjudication.html", "Adjudication", data, extra)


def _start(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _row(bench: Workbench, statement: Statement, ratings: list[Rating], pair: list[str], reviewed: Reviewed) -> Row:
    people = [one for one in ratings if one.by != MACHINE or MACHINE in pair]
    compared = [one for one in people if len(pair) < 2 or one.by in pair]
    standing = reviewed.of(statement.id)
    final = None if standing.state == "rejected" else changed(statement, standing)
    origin = next((_origin(one) for one in _deciding(bench, statement.id) if one.id == standing.decision), "")
    return Row(
        target=statement.id,
        document_id=lookup_document(bench, statement.mention_id),
        variable=statement.variable,
        title=title_of(bench.codebook, statement.variable),
        quote=" … ".join(span.quote for span in statement.evidence),
        cells=tuple(Cell(one.by, value_view(one.value) if one.value is not None else None, one.decision) for one in ratings),
        agree=agree(compared),
        final=value_view(final.value) if final is not None else None,
        state=standing.state,
        by=standing.by or "",
        origin=origin,
        seen=reviewed.last.get(statement.id, ""),
    )


def lookup_document(bench: Workbench, mention_id: str) -> str:
    """Id of the document of a mention."""
    found = bench.store.mentions_by_id([mention_id])
    return found[mention_id].document_id if mention_id in found else ""


def _deciding(bench: Workbench, target: str) -> list[Decision]:
    return [one for one in bench.decisions() if one.target == target]


def _origin(decision: Decision) -> str:
    """Whose value an adjudicated one is, empty for any other decision."""
    return str(((decision.after or {}).get("from") or {}).get("by", ""))


def do(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Take one cell as final, or, with ``all``, every cell on which all agree."""
    if not bench.identity.may("adjudicate"):
        raise Refused(403, f"{bench.identity.name} may not adjudicate here", "Ask who keeps this project.")
    if field(form, "all"):
        _take_agreed(bench, form, request)
    else:
        take(bench, form, request, field(form, "target"), field(form, "from"), field(form, "seen"))
    return back_to(form, "/adjudication")


def take(bench: Workbench, form: Form, request: Request, target: str, source: str, seen: str) -> None:
    """Make a cell the final value: the decision repeats what that coder decided and remembers which one it was."""
    statement = statements_of(bench, [target]).get(target)
    rated = bench.reviewed().ratings.get(target, {})
    origin = next((one for one in rated.values() if one.id == source), None)
    if statement is None or (origin is None and source != MACHINE):
        raise Refused(404, "This value is no longer there", "Open adjudication anew: it was taken back or decided again.")
    after: dict[str, Any] = {"from": {"by": origin.by, "decision": origin.id} if origin else {"by": MACHINE}}
    verb = "correct" if origin is None else origin.verb
    if verb == "correct":
        given = (origin.after or {}) if origin else {"value": value_to_json(statement.value)}
        after |= {name: given[name] for name in ("value", "speaker", "certainty", "who", "evidence") if name in given}
    standing = bench.reviewed().of(target)
    if (verb == "accept" and standing.changes) or (origin is None and not standing.changes):
        # Accepting keeps corrections, so an accepted machine value over a correction is written out.
        verb = "correct" if standing.changes else "accept"
        after = after | ({"value": value_to_json(statement.value)} if standing.changes else {})
        if verb == "accept":
            after.pop("value", None)
    now = changed(statement, standing) or statement
    before = {"value": value_to_json(now.value)}
    done(Proposal(verb, "statement", target, seen, before, after, field(form, "reason")), bench, form, request.url.path)


def _take_agreed(bench: Workbench, form: Form, request: Request) -> None:
    reviewed = bench.reviewed()
    by_target: dict[str, list[Rating]] = defaultdict(list)
    for rating in all_ratings(bench):
        if rating.by != MACHINE:
            by_target[rating.target].append(rating)
    for target, found in by_target.items():
        standing = reviewed.of(target)
        settled = any(one.id == standing.decision and _origin(one) for one in _deciding(bench, target))
        if len(found) > 1 and agree(found) and not settled:
            take(bench, form, request, target, found[0].decision, reviewed.last.get(target, ""))
