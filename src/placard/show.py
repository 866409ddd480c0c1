"""One event as a person would want to read it: what, where, when, who, and under each value its words, speaker and outlet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.linking.independence import independent_sources
from placard.records import (
    Code,
    Count,
    DateRange,
    Document,
    Event,
    EventMention,
    Place,
    Source,
    Statement,
    Text,
    Unresolved,
    Value,
)

if TYPE_CHECKING:
    from placard.store.reader import StoreReader

WIDTH = 100
# The order a reader asks in: what, when, where, who, why, in which words, how many, what was done, what came of it.
_ORDER = (
    "status", "form", "date", "place", "venue", "participants", "organizer", "target", "demand", "slogan", "size", "tactic",
    "property_damage", "responder", "response", "arrests", "injuries", "deaths",
)  # fmt: skip
_HIDDEN = frozenset({"trigger"})


@dataclass(frozen=True, slots=True)
class Report:
    """A document that reports an event: who published it, when, and whether it is a copy."""

    document: Document
    source: Source | None

    @property
    def outlet(self) -> str:
        """The outlet's name; the document's own id where nobody is named."""
        return self.source.name if self.source else f"unknown outlet ({self.document.input_id})"


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything ``placard show`` says of one event."""

    event: Event
    mentions: tuple[EventMention, ...]
    reports: Mapping[str, Report]
    independent: int = 0
    relations: tuple[tuple[str, str], ...] = ()

    @property
    def statements(self) -> dict[str, tuple[Statement, EventMention]]:
        """Statement id -> the statement and its mention, in order of mention and text."""
        return {statement.id: (statement, mention) for mention in self.mentions for statement in mention.statements}


def event_view(store: StoreReader, event_id: str) -> EventView:
    """Gather an event; raises ProjectError if there is none of that id."""
    event = store.event(event_id)
    found = store.mentions_by_id(event.mentions)
    mentions = tuple(found[mention_id] for mention_id in event.mentions if mention_id in found)
    sources = store.sources()
    documents = {mention.document_id: store.document(mention.document_id) for mention in mentions}
    reports = {key: Report(document, sources.get(document.source_id or "")) for key, document in documents.items()}
    infos = store.infos()
    relations = tuple(
        (relation.kind, relation.right if relation.left == event.id else relation.left)
        for relation in store.relations()
        if event.id in (relation.left, relation.right)
    )
    return EventView(event, mentions, reports, len(independent_sources(reports, infos, sources).sources), relations)


def show(project: str | Path, event: str | None = None) -> str:
    """One event in full, or, without an event, all of them a line each.

    Args:
        project: the project folder.
        event: an event's id, its beginning, or its number in the list.

    Raises:
        ProjectError: if there is no such project or event.
    """
    from placard.store.store import Store

    with Store.open(project) as store:
        if event is None:
            return "\n".join(event_lines(store)) or "no events"
        return "\n".join(render(event_view(store, find_event(store, event))))


def find_event(store: StoreReader, given: str) -> str:
    """The id an event is named by: its id, a beginning only it has, or its number in the list (from 1)."""
    ids = [event.id for event in store.events()]
    if given.isdecimal() and 1 <= int(given) <= len(ids):
        return ids[int(given) - 1]
    starts = [known for known in ids if known.startswith(given)]
    return starts[0] if len(starts) == 1 else given


def event_lines(store: StoreReader) -> Iterator[str]:
    """Every event on one line: number, id, day, place, form, size, documents."""
    for number, event in enumerate(store.events(), start=1):
        parts = [headline(event), f"{len(event.mentions)} mention(s)"]
        if event.conflicts:
            parts.append(f"{len(event.conflicts)} conflict(s)")
        yield f"{number:>4}  {event.id}  " + " | ".join(parts)


def headline(event: Event) -> str:
    """Day, place, form and size of an event, as far as they are known."""
    parts = [words for variable in ("date", "place", "form", "size") if (words := _first(event, variable))]
    return ", ".join(parts) or "nothing is known of when and where"


def render(view: EventView) -> Iterator[str]:
    """The lines of one event."""
    event = view.event
    yield f"{headline(event)}"
    yield f"{event.id}: {_told(view)}"
    shown = [variable for variable in _ORDER if variable in event.shown]
    shown += [variable for variable in event.shown if variable not in _ORDER and variable not in _HIDDEN]
    by_variable: dict[str, list[tuple[Statement, EventMention]]] = {}
    for statement, mention in view.statements.values():
        by_variable.setdefault(statement.variable, []).append((statement, mention))
    unshown = [variable for variable in by_variable if variable not in event.shown and variable not in _HIDDEN]
    for variable in [*shown, *sorted(unshown, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))]:
        values = event.shown.get(variable, ())
        yield ""
        yield f"{_title(variable)}: " + ("; ".join(value_words(one.value) for one in values) or "no value is shown")
        for rule in dict.fromkeys(one.rule for one in values if one.rule):
            yield f"    chosen by: {rule.replace('_', ' ')}"
        yield from _evidence(by_variable.get(variable, ()), view)
    yield from _conflicts(view)
    yield from _reports(view)
    if view.relations:
        yield ""
        yield "Related events"
        for kind, other in view.relations:
            yield f"    {kind.replace('_', ' ')}: {other}"


def value_words(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, Count):
        return _count_words(value)
    if isinstance(value, DateRange):
        return value.start if value.start == value.end else f"{value.start} to {value.end} ({value.precision})"
    if isinstance(value, Place):
        country = f", {value.country}" if value.country else ""
        degrees = f" ({value.lat:.3f}, {value.lon:.3f})" if value.lat is not None and value.lon is not None else ""
        return f"{value.name}{country}{degrees}"
    if isinstance(value, Code):
        return value.code.replace("_", " ")
    if isinstance(value, Unresolved):
        return f"\u201c{value.words}\u201d (unresolved: {value.reason})"
    return _text_words(value)


def _text_words(value: Text) -> str:
    whom = " ".join(filter(None, (value.stance, value.target)))
    about = whom if value.stance or not whom else f"about {whom}"
    extra = [part for part in (about, value.translation) if part]
    return f"\u201c{value.text}\u201d" + (f" ({'; '.join(extra)})" if extra else "")


def _count_words(value: Count) -> str:
    if value.low == value.high and value.low is not None:
        return f"{value.low:,}"
    if value.low is None and value.high is None:
        return f"\u201c{value.words}\u201d"
    if value.high is None and " ... " in value.words:
        # A range over several speakers whose top is open: their own words say more than "or more".
        low, _, high = value.words.partition(" ... ")
        return f"\u201c{low}\u201d to \u201c{high}\u201d"
    if value.high is None:
        return f"{value.low:,} or more"
    return f"up to {value.high:,}" if value.low is None else f"{value.low:,} to {value.high:,}"


def _told(view: EventView) -> str:
    texts = {report.document.copy_of or key for key, report in view.reports.items()}
    return f"{len(view.reports)} report(s), {len(texts)} distinct text(s), {view.independent} independent source(s)"


def _evidence(found: Iterable[tuple[Statement, EventMention]], view: EventView) -> Iterator[str]:
    """Each statement: its words, who says it, in which outlet; the same words of copies of one text are told once."""
    told: dict[tuple[Any, ...], list[str]] = {}
    for statement, mention in found:
        speaker = statement.speaker
        who = "the outlet itself" if speaker.span is None else f"{speaker.kind} \u201c{speaker.span.quote}\u201d"
        quote = " \u2026 ".join(" ".join(span.quote.split()) for span in statement.evidence)
        marks = [mark for mark in (statement.certainty if statement.certainty != "asserted" else "", statement.who or "") if mark]
        key = (quote, who, tuple(marks))
        told.setdefault(key, []).append(view.reports[mention.document_id].outlet)
    for (quote, who, marks), outlets in told.items():
        extra = f" [{', '.join(marks)}]" if marks else ""
        names = ", ".join(dict.fromkeys(outlets))
        line = f"\u201c{quote}\u201d{extra} \u2014 {who}, in {names}"
        yield from textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="      ", break_long_words=False)


def _conflicts(view: EventView) -> Iterator[str]:
    if not view.event.conflicts:
        return
    statements = view.statements
    yield ""
    yield "Conflicts"
    for conflict in view.event.conflicts:
        yield f"    {_title(conflict.variable)}, {conflict.kind.replace('_', ' ')}: {conflict.words}"
        for side in conflict.sides:
            voices = []
            for statement_id in side:
                if statement_id in statements:
                    statement, mention = statements[statement_id]
                    kind = statement.speaker.kind
                    voices.append(f"{value_words(statement.value)} ({kind}, {view.reports[mention.document_id].outlet})")
            yield "      - " + "; ".join(dict.fromkeys(voices))


def _reports(view: EventView) -> Iterator[str]:
    yield ""
    yield "Reports"
    for report in view.reports.values():
        document = report.document
        copy = view.reports.get(document.copy_of or "")
        parts = [report.outlet, document.published or "no date", document.title or "no title", document.input_id]
        if document.copy_of:
            parts.append(f"copy of {copy.outlet if copy else document.copy_of}")
        yield "    " + " | ".join(dict.fromkeys(parts))


def _first(event: Event, variable: str) -> str:
    shown = event.shown.get(variable, ())
    if not shown:
        return ""
    value = shown[0].value
    return value.name if isinstance(value, Place) else value_words(value)


def _title(variable: str) -> str:
    return variable.replace("_", " ").capitalize()


def show_json(project: str | Path, event: str | None = None) -> Iterator[dict[str, Any]]:
    """What :func:`show` prints, as JSON objects: one event with its mentions and reports, or every event; errors as there."""
    import msgspec

    from placard.store.store import Store

    with Store.open(project) as store:
        if event is None:
            for found in store.events():
                yield msgspec.to_builtins(found)
            return
        view = event_view(store, find_event(store, event))
        reports = [
            {"document_id": key, "input_id": report.document.input_id, "outlet": report.outlet, "copy_of": report.document.copy_of}
            for key, report in view.reports.items()
        ]
        yield {
            "event": msgspec.to_builtins(view.event),
            "mentions": msgspec.to_builtins(view.mentions),
            "reports": reports,
            "relations": [{"kind": kind, "event_id": other} for kind, other in view.relations],
        }
