"""One event as a person would want to read it: what, where, when, who, and under each value its words, speaker and outlet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.errors import ProjectError
from placard.linking.independence import independent_sources
from placard.linking.relation_words import direction, most_urgent_first, other_end, relation_words, strength_words
from placard.records import (
    Code,
    Count,
    DateRange,
    Document,
    Event,
    EventMention,
    EventRelation,
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
# What a mention is as a whole: it stands on the words that name the event.
_OF_MENTION = ("status", "form")
_NOT_YET = frozenset({"planned", "cancelled"})
DOUBTFUL = 0.5
_LISTED_AT_ONCE = 200


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
    relations: tuple[EventRelation, ...] = ()

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
    relations = tuple(relation for relation in store.relations() if event.id in (relation.left, relation.right))
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
    if len(starts) > 1 and given not in starts:
        raise ProjectError(
            f"{len(starts)} events have an id that begins with {given}", where=str(store.folder), fix="give more of the id"
        )
    return starts[0] if len(starts) == 1 else given


def event_lines(store: StoreReader) -> Iterator[str]:
    """Every event on one line: number, id, status unless it occurred, day, place, form, size with who says so, mentions."""
    events = list(store.events())
    for start in range(0, len(events), _LISTED_AT_ONCE):
        part = events[start : start + _LISTED_AT_ONCE]
        found = store.mentions_by_id([ident for event in part for ident in event.mentions])
        for number, event in enumerate(part, start=start + 1):
            parts = [headline(event, [found[ident] for ident in event.mentions if ident in found])]
            parts.append(f"{len(event.mentions)} mention(s)")
            if event.conflicts:
                parts.append(f"{len(event.conflicts)} conflict(s)")
            yield f"{number:>4}  {event.id}  " + " | ".join(parts)


def headline(event: Event, mentions: Iterable[EventMention]) -> str:
    """Status unless it occurred, day, place, form and size of an event, as far as they are known."""
    status = event.shown["status"][0].value if event.shown.get("status") else None
    code = status.code if isinstance(status, Code) else "occurred"
    parts = [words for variable in ("date", "place", "form") if (words := _first(event, variable))]
    # A figure told of a march that was called off, or is still to come, is nobody's count of who came.
    if code not in _NOT_YET and (size := _size(event, mentions)):
        parts.append(size)
    known = ", ".join(parts) or "nothing is known of when and where"
    return known if code == "occurred" else f"{code.upper()}: {known}"


def _size(event: Event, mentions: Iterable[EventMention]) -> str:
    """The size with the kinds of speaker who tell it, and whether they disagree: a range alone would look like an estimate."""
    shown = event.shown.get("size", ())
    if not shown:
        return ""
    told = {ident for one in shown for ident in one.statement_ids}
    kinds = sorted({s.speaker.kind for mention in mentions for s in mention.statements if s.id in told})
    disputed = sum(len(one.sides) for one in event.conflicts if (one.variable, one.kind) == ("size", "count_differs"))
    notes = [f"disputed: {disputed} figures"] if disputed else []
    notes += [f"by {', '.join(kinds)}"] if kinds else []
    return value_words(shown[0].value) + (f" ({'; '.join(notes)})" if notes else "")


def render(view: EventView) -> Iterator[str]:
    """The lines of one event."""
    event = view.event
    yield headline(event, view.mentions)
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
        yield from _behind(variable, by_variable.get("trigger" if variable in _OF_MENTION else variable, ()), view)
    yield from _conflicts(view)
    yield from _reports(view)
    if view.relations:
        yield ""
        yield "Related events"
        for relation in most_urgent_first(view.relations):
            yield from _relation(relation, view)


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


def _behind(variable: str, found: Iterable[tuple[Statement, EventMention]], view: EventView) -> Iterator[str]:
    """The statements the shown values stand on, then, apart from them, what else is told: it may say something else."""
    told = list(found)
    ids = {ident for one in view.event.shown.get(variable, ()) for ident in one.statement_ids}
    if not ids:
        yield from _evidence(told, view)
        return
    yield from _evidence([one for one in told if one[0].id in ids], view)
    others = [one for one in told if one[0].id not in ids]
    if others:
        yield "    also told:"
        yield from _evidence(others, view, indent=8, of_mention=variable if variable in _OF_MENTION else "")


def _evidence(
    found: Iterable[tuple[Statement, EventMention]], view: EventView, *, indent: int = 4, of_mention: str = ""
) -> Iterator[str]:
    """Each statement: its words, who says it, in which outlet; the same words of copies of one text are told once."""
    told: dict[tuple[Any, ...], list[tuple[Statement, EventMention]]] = {}
    for statement, mention in found:
        speaker = statement.speaker
        who = "the outlet itself" if speaker.span is None else f"{speaker.kind} \u201c{speaker.span.quote}\u201d"
        quote = " \u2026 ".join(" ".join(span.quote.split()) for span in statement.evidence)
        certainty = statement.certainty if statement.certainty != "asserted" else ""
        whole = getattr(mention, of_mention).replace("_", " ") if of_mention else ""
        marks = [mark for mark in (whole, certainty, statement.who or "") if mark]
        told.setdefault((quote, who, tuple(marks)), []).append((statement, mention))
    for (quote, who, marks), group in told.items():
        extra = f" [{', '.join(marks)}]" if marks else ""
        names = ", ".join(dict.fromkeys(view.reports[mention.document_id].outlet for _, mention in group))
        line = f"\u201c{quote}\u201d{extra} {_sure([statement for statement, _ in group])} \u2014 {who}, in {names}"
        first = " " * indent
        yield from textwrap.wrap(line, WIDTH, initial_indent=first, subsequent_indent=f"{first}  ", break_long_words=False)


def _sure(told: Iterable[Statement]) -> str:
    """How sure the coder is, of copies from the least to the most; a person's value has a name instead (law 4)."""
    told = list(told)
    people = sorted({one.coder.removeprefix("person:") for one in told if one.coder.startswith("person:")})
    if people:
        return f"(coded by {', '.join(people)})"
    low, high = min(one.confidence for one in told), max(one.confidence for one in told)
    words = f"{low:.2f}" if f"{low:.2f}" == f"{high:.2f}" else f"{low:.2f} to {high:.2f}"
    return f"(doubtful, {words})" if high < DOUBTFUL else f"(sure {words})"


def _relation(relation: EventRelation, view: EventView) -> Iterator[str]:
    """A relation read from this event, its strength, and the words of this event it stands on."""
    told = relation_words(relation, view.event.id)
    yield f"    {told} {other_end(relation, view.event.id)} (strength {relation.score:.2f}, {strength_words(relation.kind)})"
    yield from _evidence([view.statements[ident] for ident in relation.evidence if ident in view.statements], view, indent=8)


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
                    # A form stands on the words that name the event; what a side says of it is the form.
                    said = mention.form.replace("_", " ") if conflict.variable == "form" else value_words(statement.value)
                    voices.append(f"{said} ({kind}, {view.reports[mention.document_id].outlet})")
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
            "relations": [
                {
                    "kind": relation.kind,
                    "event_id": other_end(relation, view.event.id),
                    "this_event_is": direction(relation, view.event.id),
                    "strength": relation.score,
                    "statement_ids": list(relation.evidence),
                }
                for relation in view.relations
            ],
        }
