"""One event on one screen: what happened, who says so, where they disagree, which reports, what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from placard.linking.independence import Independence, independent_sources
from placard.linking.relation_words import most_urgent_first, other_end, relation_words
from placard.records import Conflict, Event, Shown, value_from_json
from placard.store import catalog_find, lookup
from placard.store.catalog_find import EventRow
from placard.workbench import regrouping
from placard.workbench.bench import Workbench
from placard.workbench.pages.variables import in_order
from placard.workbench.render import Page
from placard.workbench.views import MentionView, StatementView, ValueView, history, in_size, title_of, value_view
from placard.workbench.words import headline


@dataclass(frozen=True, slots=True)
class ShownView:
    """A shown value, the rule that chose it, and the ids of the statements it stands on."""

    value: ValueView
    rule: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with the outlet that carries it; ``copies`` are outlets that republish the same words."""

    statement: StatementView
    outlet: str
    copy: bool
    copies: tuple[str, ...] = ()
    root: str = ""


@dataclass(frozen=True, slots=True)
class VariableView:
    """A variable of an event: what is shown, and every statement behind it."""

    name: str
    title: str
    shown: tuple[ShownView, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SideValue:
    """One value of a side, and everybody who says it."""

    value: ValueView
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Sides that cannot all hold, each with its values; the smallest count and the earliest day come first."""

    title: str
    kind: str
    words: str
    sides: tuple[tuple[SideValue, ...], ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """Another event and what this one is to it: ``kind``, and ``words`` with the direction; ``strength`` is the relation's."""

    kind: str
    words: str
    strength: float | None
    event_id: str
    title: str
    date: str


def show(bench: Workbench, request: Request) -> Page:
    """The page of one event; an id that was merged shows the event it went into."""
    event = bench.store.event(request.path_params["event_id"])
    found = bench.store.mentions_by_id(event.mentions)
    mentions = bench.mention_views([found[key] for key in event.mentions if key in found])
    world = bench.world(event.mentions)
    kept = [mention for mention in mentions if mention.state != "rejected"]
    behind = independent_sources((mention.document.id for mention in kept), world.documents, world.sources)
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        row = catalog_find.by_id(connection, [event.id]).get(event.id)
        related = _relations(bench, event, mentions, connection)
    told = _told(mentions)
    seen = lookup.last_decision(bench.store, event.id)
    data = {
        "id": event.id,
        "asked": request.path_params["event_id"],
        "row": row,
        "title": _title(row),
        "variables": _variables(bench, event, told),
        "conflicts": [_conflict(bench, conflict, told) for conflict in event.conflicts],
        "mentions": mentions,
        "behind": behind,
        "relations": related,
        "details": lookup.details_of(bench.store, (mention.document.id for mention in mentions)),
        "history": _history(bench, event, mentions),
        "seen": seen.id if seen else "",
    }
    return Page("event.html", _title(row), data, {"reports": _reports(mentions), "point": _point(row), "kinds": _kinds(behind)})


def _title(row: EventRow | None) -> str:
    return headline(row.form, row.status, row.place) if row else "Event"


def _told(mentions: Sequence[MentionView]) -> dict[str, Told]:
    """Statement id -> the statement with its outlet."""
    result: dict[str, Told] = {}
    for mention in mentions:
        if mention.state != "rejected":
            copy_of, own = mention.document.copy_of, mention.document.id
            for one in mention.statements:
                result[one.id] = Told(one, mention.source.name, copy_of is not None, (), copy_of or own)
    return result


def _variables(bench: Workbench, event: Event, told: Mapping[str, Told]) -> list[VariableView]:
    by_variable: dict[str, list[Told]] = {}
    for one in told.values():
        by_variable.setdefault(one.statement.variable, []).append(one)
    return [
        VariableView(
            name,
            title_of(bench.codebook, name),
            tuple(_shown(one) for one in event.shown.get(name, ())),
            tuple(_fold_copies(by_variable.get(name, []))),
        )
        for name in in_order([*event.shown, *by_variable])
    ]


def _shown(one: Shown) -> ShownView:
    return ShownView(value_view(one.value), one.rule, one.statement_ids)


def _fold_copies(told: Sequence[Told]) -> list[Told]:
    """Statements of copies are told with the one they repeat, if it is there: the same words by the same speaker."""
    result: list[Told] = []
    places: dict[tuple[Any, ...], int] = {}
    for one in sorted(told, key=lambda one: one.copy):
        view = one.statement
        key = (
            one.root,
            view.value.words,
            view.quotes,
            view.speaker,
            view.speaker_words,
            view.certainty,
            view.who,
            view.state == "rejected",
        )
        if one.copy and key in places:
            first = result[places[key]]
            result[places[key]] = Told(first.statement, first.outlet, first.copy, (*first.copies, one.outlet), first.root)
        else:
            places.setdefault(key, len(result))
            result.append(one)
    return result


def _conflict(bench: Workbench, conflict: Conflict, told: Mapping[str, Told]) -> ConflictView:
    sides = [side for keys in conflict.sides if (side := _side([told[key] for key in keys if key in told]))]
    sides.sort(key=lambda side: _in_size(side[0].value))
    return ConflictView(title_of(bench.codebook, conflict.variable), conflict.kind, conflict.words, tuple(sides))


def _side(told: Sequence[Told]) -> tuple[SideValue, ...]:
    """Who says the same is listed together."""
    by_words: dict[str, list[Told]] = {}
    for one in _fold_copies(told):
        by_words.setdefault(one.statement.value.words, []).append(one)
    found = [SideValue(group[0].statement.value, tuple(group)) for group in by_words.values()]
    return tuple(sorted(found, key=lambda one: _in_size(one.value)))


def _in_size(value: ValueView) -> tuple[float, float, str]:
    return in_size(value_from_json(value.data))


def _reports(mentions: Sequence[MentionView]) -> list[tuple[MentionView, list[MentionView]]]:
    """Mentions by document, copies folded under the text they republish where that is here too."""
    roots = {mention.document.id: mention for mention in reversed(mentions) if mention.document.copy_of is None}
    folded: dict[str, list[MentionView]] = {}
    for mention in mentions:
        if mention.document.copy_of in roots:
            folded.setdefault(str(mention.document.copy_of), []).append(mention)
    result: list[tuple[MentionView, list[MentionView]]] = []
    for mention in sorted(mentions, key=lambda one: (one.document.published or "9999", one.document.id)):
        if mention.document.copy_of not in roots:
            result.append((mention, folded.get(mention.document.id, []) if roots.get(mention.document.id) is mention else []))
    return result


def _kinds(behind: Independence) -> list[tuple[str, int]]:
    return sorted(behind.kinds.items(), key=lambda pair: (-pair[1], pair[0]))


def _point(row: EventRow | None) -> dict[str, Any] | None:
    """What the map island draws of one event; a place known no finer than its country is an area, not a dot."""
    if row is None or row.place is None:
        return None
    if row.precision == "country" and row.country:
        return {"points": [], "countries": [{"code": row.country, "n": 1, "title": row.place}]}
    if row.lat is None or row.lon is None:
        return None
    point = {
        "id": row.id,
        "title": row.place,
        "name": row.place,
        "lat": row.lat,
        "lon": row.lon,
        "precision": row.precision,
        "n": 1,
        "url": f"/events/{row.id}",
    }
    return {"points": [point], "countries": []}


def _relations(bench: Workbench, event: Event, mentions: Sequence[MentionView], connection: Any) -> list[RelationView]:
    """What linking found between events, and where reports are now that people split off."""
    found = lookup.relations_of(bench.store, event.id)
    others: list[tuple[str, str, float | None, str]]
    others = [(one.kind, relation_words(one, event.id), one.score, other_end(one, event.id)) for one in most_urgent_first(found)]
    moved = regrouping.apart(bench.decisions(), bench.reviewed(), event.id, [mention.id for mention in mentions])
    events = bench.store.event_of_mention(list(moved)) if moved else {}
    others += dict.fromkeys((kind, kind, None, events[key]) for key, kind in moved.items() if key in events)
    known = catalog_find.by_id(connection, [other for *_, other in others])
    return [
        RelationView(kind, words, strength, other, _title(known[other]), known[other].date_start or "")
        for kind, words, strength, other in others
        if other in known
    ]


def _history(bench: Workbench, event: Event, mentions: Sequence[MentionView]) -> Any:
    names = {statement.id: statement.title for mention in mentions for statement in mention.statements}
    names |= {mention.id: f"report in {mention.source.name}" for mention in mentions}
    targets = {event.id, *(mention.id for mention in mentions), *names}
    told = {one.id for one in lookup.decisions_about(bench.store, sorted(targets))}
    told |= {one.id for one in regrouping.about(bench.decisions(), event.id, event.mentions)}
    decisions = [one for one in bench.decisions() if one.id in told]
    moved = bench.mention_views(list(bench.store.mentions_by_id(regrouping.moved(decisions)).values()))
    reports = {view.id: view.document.title or view.document.input_id for view in moved}
    return history(decisions, bench.reviewed(), names, regrouping.described(decisions, reports))
