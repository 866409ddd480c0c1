"""What pages show of records: flat, named, and the same in HTML and in the .json twin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from placard.codebook import Codebook
from placard.errors import CodebookError
from placard.records import Count, DateRange, Decision, EventMention, Source, Statement, Value, value_from_json, value_to_json
from placard.review.decide import Reviewed
from placard.review.fold import added, changed
from placard.store.lookup import DocumentHead
from placard.workbench.words import code, coder_name, value_detail, value_words


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value: one line, what else there is to say, and the value itself."""

    words: str
    detail: str
    type: str
    data: dict[str, Any]


def value_view(value: Value) -> ValueView:
    """The view of a value."""
    data = value_to_json(value)
    return ValueView(value_words(value), value_detail(value), str(data["type"]), data)


def in_size(value: Value) -> tuple[float, float, str]:
    """What values are sorted by: counts by their ends, days by the calendar, all else by its words."""
    if isinstance(value, Count):
        return (float(value.low or 0), math.inf if value.high is None else float(value.high), "")
    if isinstance(value, DateRange):
        return (0.0, 0.0, f"{value.start} {value.end}")
    return (0.0, 0.0, value_words(value).casefold())


@dataclass(frozen=True, slots=True)
class NoteView:
    """A flag or note: its words, who made it and when."""

    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as it stands after review, with what the machine said where a person changed it.

    ``seen`` is the id of the last decision about it: forms send it back, so that nobody overwrites unseen work.
    """

    id: str
    mention_id: str
    document_id: str
    variable: str
    title: str
    value: ValueView
    was: ValueView | None
    quotes: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    speaker: str
    speaker_words: str
    cue: str
    certainty: str
    who: str
    coder: str
    machine: bool
    confidence: float
    state: str
    by: str
    at: str
    seen: str
    flags: tuple[NoteView, ...]
    notes: tuple[NoteView, ...]


def title_of(codebook: Codebook, variable: str) -> str:
    """The title of a variable; its name if the codebook does not have it."""
    if variable in ("status", "form"):
        return variable.title()
    try:
        return codebook.variable(variable).title
    except CodebookError:
        return variable.replace("_", " ").capitalize()


def statement_view(statement: Statement, document_id: str, reviewed: Reviewed, codebook: Codebook) -> StatementView:
    """The view of a statement given as its coder made it."""
    standing = reviewed.of(statement.id)
    # A rejected value is still shown, struck out, as it stood when it was rejected.
    now = statement
    if standing.changes:
        fixed = changed(statement, type(standing)("corrected", standing.changes, standing.by, standing.at, standing.decision))
        now = fixed or statement
    machine, coder = coder_name(now.coder)
    return StatementView(
        id=statement.id,
        mention_id=statement.mention_id,
        document_id=document_id,
        variable=statement.variable,
        title=title_of(codebook, statement.variable),
        value=value_view(now.value),
        was=value_view(statement.value) if now.value != statement.value else None,
        quotes=tuple(span.quote for span in now.evidence),
        spans=tuple((span.start, span.end) for span in now.evidence),
        speaker=now.speaker.kind,
        speaker_words=now.speaker.span.quote if now.speaker.span else "",
        cue=now.cue.quote if now.cue else "",
        certainty=now.certainty,
        who=now.who or "",
        coder=coder,
        machine=machine,
        confidence=now.confidence,
        state=standing.state,
        by=standing.by or "",
        at=standing.at or "",
        seen=reviewed.last.get(statement.id, ""),
        flags=_notes(reviewed.flags.get(statement.id, ())),
        notes=_notes(reviewed.notes.get(statement.id, ())),
    )


def _notes(found: Iterable[Decision]) -> tuple[NoteView, ...]:
    return tuple(NoteView(one.reason or "", one.by, one.at) for one in found)


@dataclass(frozen=True, slots=True)
class SourceView:
    """Who published, in short."""

    id: str
    name: str
    kind: str
    owner: str
    country: str


def source_view(source: Source | None) -> SourceView:
    """The view of a source; an unknown one says so."""
    if source is None:
        return SourceView("", "unknown outlet", "unknown", "", "")
    return SourceView(source.id, source.name, source.kind, source.owner or "", source.country or "")


@dataclass(frozen=True, slots=True)
class MentionView:
    """One mention: its document and outlet, status and form as they stand, and its statements in the order of the text."""

    id: str
    document: DocumentHead
    source: SourceView
    event_id: str
    status: str
    form: str
    coder: str
    machine: bool
    confidence: float
    state: str
    by: str
    at: str
    seen: str
    statements: tuple[StatementView, ...]
    notes: tuple[NoteView, ...]
    flags: tuple[NoteView, ...]


def mention_view(
    mention: EventMention,
    document: DocumentHead,
    source: Source | None,
    event_id: str,
    reviewed: Reviewed,
    codebook: Codebook,
) -> MentionView:
    """The view of a mention given as its coder made it, with what people added and changed."""
    standing = reviewed.of(mention.id)
    machine, coder = coder_name(f"person:{standing.by}" if standing.state == "corrected" else mention.coder)
    statements = sorted(
        (
            statement_view(one, mention.document_id, reviewed, codebook)
            for one in (*mention.statements, *added(mention.id, reviewed))
        ),
        key=lambda view: (view.spans[0], view.variable),
    )
    return MentionView(
        id=mention.id,
        document=document,
        source=source_view(source),
        event_id=event_id,
        status=str(standing.changes.get("status", mention.status)),
        form=str(standing.changes.get("form", mention.form)),
        coder=coder,
        machine=machine,
        confidence=mention.confidence,
        state=standing.state,
        by=standing.by or "",
        at=standing.at or "",
        seen=reviewed.last.get(mention.id, ""),
        statements=tuple(statements),
        notes=_notes(reviewed.notes.get(mention.id, ())),
        flags=_notes(reviewed.flags.get(mention.id, ())),
    )


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One decision of a history: what was done, to what, by whom, when, why; and whether it still holds."""

    id: str
    at: str
    by: str
    verb: str
    target: str
    words: str
    reason: str
    live: bool


def history(
    decisions: Iterable[Decision], reviewed: Reviewed, names: Mapping[str, str], described: Mapping[str, str] | None = None
) -> tuple[HistoryLine, ...]:
    """Decisions newest first, without blind ratings; ``names`` has words for targets, ``described`` for what a decision did."""
    words = described or {}
    return tuple(
        HistoryLine(
            one.id,
            one.at,
            one.by,
            one.verb,
            one.target,
            words.get(one.id) or _change(one, names.get(one.target, "")),
            one.reason or "",
            one.id in reviewed.live,
        )
        for one in reversed(list(decisions))
        if not (one.after or {}).get("blind")
    )


def _change(decision: Decision, name: str) -> str:
    """What changed, in words: size: 600 to 650."""
    parts: list[str] = []
    for field, new in (decision.after or {}).items():
        if field in ("codebook", "blind", "undoes", "judgements", "from", "statement", "mention"):
            continue
        old = (decision.before or {}).get(field)
        parts.append(
            f"{field.replace('_', ' ')} {_short(old)} \u2192 {_short(new)}" if old else f"{field.replace('_', ' ')} {_short(new)}"
        )
    if decision.verb == "add" and "mention" in (decision.after or {}):
        new = (decision.after or {})["mention"]
        parts.append(f"event mention \u201c{new['words']}\u201d: {code(new['form'])}, {code(new['status'])}")
    elif decision.verb == "add":
        statement = (decision.after or {}).get("statement", {})
        parts.append(f"{statement.get('variable')}: {_short(statement.get('value'))}")
    return "; ".join(part for part in (name, *parts) if part)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        if "type" in value:
            return value_words(value_from_json(value))
        return str(value.get("kind") or value)
    if isinstance(value, list):
        return ", ".join(_short(part) for part in value)
    return str(value)
