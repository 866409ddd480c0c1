"""One event as a page of text: what, where, when, who, and under each value its words, speaker and outlet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from placard.linking.relation_words import most_urgent_first, other_end, relation_words, strength_words
from placard.records import DOUBTFUL, Document, Event, EventMention, EventRelation, Source, Statement
from placard.show_words import headline, value_words

WIDTH = 100
# The order a reader asks in: what, when, where, who, why, in which words, how many, what was done, what came of it.
_ORDER = (
    "status", "form", "date", "place", "venue", "participants", "organizer", "target", "demand", "slogan", "size", "tactic",
    "property_damage", "responder", "response", "arrests", "injuries", "deaths",
)  # fmt: skip
_HIDDEN = frozenset({"trigger"})
# What a mention is as a whole: it stands on the words that name the event.
_OF_MENTION = ("status", "form")


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


def _title(variable: str) -> str:
    return variable.replace("_", " ").capitalize()
