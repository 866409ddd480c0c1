"""Records to database rows and back; JSON columns have one fixed form, so equal records are equal bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from placard.records import (
    Conflict,
    Decision,
    Document,
    DocumentInfo,
    EventMention,
    EventRelation,
    Judgement,
    Problem,
    Reason,
    Shown,
    Source,
    Speaker,
    Statement,
    make_id,
    value_from_json,
    value_to_json,
)
from placard.spans import Span

Row = Mapping[str, Any]


def dump(value: Any) -> str:
    """JSON text with fields in the order given: the form of every JSON column."""
    return msgspec.json.encode(value).decode()


def load(text: str) -> Any:
    """The inverse of :func:`dump`."""
    return msgspec.json.decode(text)


def source_row(source: Source) -> dict[str, Any]:
    """A source as a row of ``sources``."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "owner": source.owner,
        "country": source.country,
        "languages": dump(source.languages),
    }


def source_of(row: Row) -> Source:
    """A row of ``sources`` as its record."""
    return Source(row["id"], row["name"], row["kind"], row["owner"], row["country"], tuple(load(row["languages"])))


def document_row(document: Document, seq: int) -> dict[str, Any]:
    """A document as a row of ``documents``; ``copy_of`` has a table of its own."""
    return {
        "seq": seq,
        "id": document.id,
        "input_id": document.input_id,
        "source_id": document.source_id,
        "url": document.url,
        "title": document.title,
        "published": document.published,
        "retrieved": document.retrieved,
        "language": document.language,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "reader": document.reader,
        "raw_sha256": document.raw_sha256,
    }


def document_of(row: Row) -> Document:
    """A row of ``documents`` joined with ``copy_of`` as its record; a changed text raises RecordError."""
    return Document(
        id=row["id"],
        input_id=row["input_id"],
        text=row["text"],
        text_sha256=row["text_sha256"],
        reader=row["reader"],
        source_id=row["source_id"],
        url=row["url"],
        title=row["title"],
        published=row["published"],
        retrieved=row["retrieved"],
        language=row["language"],
        raw_sha256=row["raw_sha256"],
        copy_of=row["copy_of"],
    )


def info_of(row: Row) -> DocumentInfo:
    """The part of a document row that linking needs."""
    # A hundred thousand of these are held at once; outlets, days and languages are few among them.
    source, published, language = (row[name] and sys.intern(row[name]) for name in ("source_id", "published", "language"))
    return DocumentInfo(row["id"], row["input_id"], source, published, language, row["copy_of"])


def mention_row(mention: EventMention, position: int) -> dict[str, Any]:
    """A mention as a row of ``mentions``; its statements are rows of their own."""
    return {
        "id": mention.id,
        "document_id": mention.document_id,
        "position": position,
        "status": mention.status,
        "form": mention.form,
        "confidence": mention.confidence,
        "coder": mention.coder,
    }


def statement_row(statement: Statement, position: int) -> dict[str, Any]:
    """A statement as a row of ``statements``; its spans are rows of their own."""
    return {
        "id": statement.id,
        "mention_id": statement.mention_id,
        "position": position,
        "variable": statement.variable,
        "value": dump(value_to_json(statement.value)),
        "speaker_kind": statement.speaker.kind,
        "certainty": statement.certainty,
        "confidence": statement.confidence,
        "coder": statement.coder,
        "who": statement.who,
    }


def span_rows(statement: Statement) -> list[dict[str, Any]]:
    """The evidence, speaker and cue of a statement as rows of ``spans``."""
    named = [("evidence", position, span) for position, span in enumerate(statement.evidence)]
    if statement.speaker.span is not None:
        named.append(("speaker", 0, statement.speaker.span))
    if statement.cue is not None:
        named.append(("cue", 0, statement.cue))
    return [
        {
            "statement_id": statement.id,
            "role": role,
            "position": position,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }
        for role, position, span in named
    ]


def statement_of(row: Row, spans: Iterable[Row]) -> Statement:
    """A statement from its row and its span rows; raises RecordError if evidence or speaker is missing."""
    evidence: list[Span] = []
    speaker: Span | None = None
    cue: Span | None = None
    for found in spans:
        span = Span(found["start"], found["end"], found["quote"])
        if found["role"] == "evidence":
            evidence.append(span)
        elif found["role"] == "speaker":
            speaker = span
        else:
            cue = span
    # A project holds millions of statements and a handful of names: interning keeps memory down where many are held at once.
    return Statement(
        id=row["id"],
        mention_id=row["mention_id"],
        variable=sys.intern(row["variable"]),
        value=value_from_json(load(row["value"])),
        evidence=tuple(evidence),
        speaker=Speaker(sys.intern(row["speaker_kind"]), speaker),
        coder=sys.intern(row["coder"]),
        cue=cue,
        certainty=sys.intern(row["certainty"]),
        confidence=row["confidence"],
        who=row["who"],
    )


def mention_of(row: Row, statements: tuple[Statement, ...]) -> EventMention:
    """A mention from its row and its statements."""
    return EventMention(
        id=row["id"],
        document_id=row["document_id"],
        status=sys.intern(row["status"]),
        form=sys.intern(row["form"]),
        statements=statements,
        confidence=row["confidence"],
        coder=sys.intern(row["coder"]),
    )


def judgement_row(judgement: Judgement, seq: int) -> dict[str, Any]:
    """A judgement as a row of ``judgements``."""
    return {
        "seq": seq,
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "score": judgement.score,
        "reasons": dump(judgement.reasons),
        "by": judgement.by,
        "at": judgement.at,
        "withdrawn_at": judgement.withdrawn_at,
    }


def judgement_of(row: Row) -> Judgement:
    """A row of ``judgements`` as its record."""
    reasons = tuple(Reason(**reason) for reason in load(row["reasons"]))
    return Judgement(row["left"], row["right"], row["verdict"], row["score"], reasons, row["by"], row["at"], row["withdrawn_at"])


def shown_rows(event_id: str, shown: Mapping[str, tuple[Shown, ...]]) -> list[dict[str, Any]]:
    """The shown values of an event as rows of ``shown``; ``place`` keeps the order of the variables."""
    return [
        {
            "event_id": event_id,
            "variable": variable,
            "position": position,
            "place": place,
            "value": dump(value_to_json(one.value)),
            "rule": one.rule,
            "statement_ids": dump(one.statement_ids),
        }
        for place, (variable, values) in enumerate(shown.items())
        for position, one in enumerate(values)
    ]


def shown_of(rows: Iterable[Row]) -> dict[str, tuple[Shown, ...]]:
    """The inverse of :func:`shown_rows`, from rows in order of place and position."""
    result: dict[str, list[Shown]] = {}
    for row in rows:
        one = Shown(value_from_json(load(row["value"])), row["rule"], tuple(load(row["statement_ids"])))
        result.setdefault(row["variable"], []).append(one)
    return {variable: tuple(values) for variable, values in result.items()}


def conflict_rows(event_id: str, conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """The conflicts of an event as rows of ``conflicts``."""
    return [
        {
            "event_id": event_id,
            "position": position,
            "variable": conflict.variable,
            "kind": conflict.kind,
            "sides": dump(conflict.sides),
            "words": conflict.words,
        }
        for position, conflict in enumerate(conflicts)
    ]


def conflict_of(row: Row) -> Conflict:
    """A row of ``conflicts`` as its record."""
    return Conflict(row["variable"], row["kind"], tuple(tuple(side) for side in load(row["sides"])), row["words"])


def relation_row(relation: EventRelation) -> dict[str, Any]:
    """A relation as a row of ``relations``."""
    return {
        "left": relation.left,
        "right": relation.right,
        "kind": relation.kind,
        "score": relation.score,
        "evidence": dump(relation.evidence),
    }


def relation_of(row: Row) -> EventRelation:
    """A row of ``relations`` as its record."""
    return EventRelation(row["left"], row["right"], row["kind"], row["score"], tuple(load(row["evidence"])))


def decision_row(decision: Decision, seq: int) -> dict[str, Any]:
    """A decision as a row of ``decisions``."""
    return {
        "seq": seq,
        "id": decision.id,
        "at": decision.at,
        "by": decision.by,
        "verb": decision.verb,
        "target": decision.target,
        "before": None if decision.before is None else dump(decision.before),
        "after": None if decision.after is None else dump(decision.after),
        "reason": decision.reason,
    }


def decision_of(row: Row) -> Decision:
    """A row of ``decisions`` as its record."""
    before = None if row["before"] is None else load(row["before"])
    after = None if row["after"] is None else load(row["after"])
    return Decision(row["id"], row["at"], row["by"], row["verb"], row["target"], before, after, row["reason"])


def problem_row(problem: Problem, step: str, seq: int) -> dict[str, Any]:
    """A problem as a row of ``problems``; the same problem met again has the same id."""
    return {
        "seq": seq,
        "id": make_id("problem", step, problem.where, problem.kind, problem.message),
        "step": step,
        "where": problem.where,
        "kind": problem.kind,
        "message": problem.message,
        "fix": problem.fix,
    }


def problem_of(row: Row) -> Problem:
    """A row of ``problems`` as its record."""
    return Problem(row["where"], row["kind"], row["message"], row["fix"])
