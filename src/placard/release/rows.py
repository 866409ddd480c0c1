"""Records to rows of the release tables; the event columns are a pure function of the shown values, so verify can redo them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from placard.coding.derive import Derived, derive
from placard.linking.independence import independent_sources
from placard.records import (
    Detail,
    DocumentInfo,
    Event,
    EventMention,
    EventRelation,
    Source,
    Statement,
    Value,
    value_to_json,
)
from placard.release.fields import Row
from placard.release.flat import Shown, Whos, as_day, as_number, shown_columns, shown_who
from placard.release.privacy import Privacy

# Ids of messages, links in them and whom they were forwarded from lead to persons; they stay in the project.
RELEASED_DETAILS = frozenset({"byline", "section", "agency", "dateline", "page", "language", "record_id", "edited", "seen"})


@dataclass(frozen=True, slots=True)
class Reported:
    """What is kept of a mention to count an event's reports."""

    document_id: str
    status: str
    form: str


def source_row(source: Source) -> Row:
    """A row of ``sources``."""
    return {
        "source_id": source.id,
        "name": source.name,
        "kind": source.kind,
        "owner": source.owner or None,
        "country": source.country or None,
        "languages": list(source.languages),
    }


def document_row(stored: Mapping[str, Any], title: str | None) -> Row:
    """A row of ``documents`` from the store's row, with its title as it is released; a released text is added by the caller."""
    same = ("input_id", "copy_of", "source_id", "url", "published", "retrieved", "language", "characters")
    hashes = ("text_sha256", "raw_sha256", "reader", "relevance")
    named = {"title": title, "title_masked": title != stored["title"]}
    return {"document_id": stored["id"]} | named | {name: stored[name] for name in same + hashes}


def detail_rows(document_id: str, details: Iterable[tuple[int, Detail]], privacy: Privacy) -> Iterator[Row]:
    """Rows of ``details``: those of :data:`RELEASED_DETAILS`, by their position."""
    for position, detail in details:
        if detail.name in RELEASED_DETAILS:
            value = privacy.detail(detail)
            yield {
                "document_id": document_id,
                "position": position,
                "name": detail.name,
                "value": value,
                "start": detail.start,
                "end": detail.end,
                "masked": value != detail.value,
            }


def mention_row(mention: EventMention, event_id: str | None, position: int) -> Row:
    """A row of ``mentions``."""
    return {
        "mention_id": mention.id,
        "document_id": mention.document_id,
        "event_id": event_id,
        "position": position,
        "status": mention.status,
        "form": mention.form,
        "confidence": mention.confidence,
        "coder": mention.coder or (mention.statements[0].coder if mention.statements else "unknown"),
    } | derived(mention)


def derived(mention: EventMention) -> Row:
    """The derived codes of a mention, and what its ACLED code stands on."""
    codes = derive(mention)
    return code_columns(codes) | {
        "acled_statement_ids": sorted(one.id for one in codes.acled_on),
        "acled_contested": bool(codes.acled_against) if codes.acled_on else None,
    }


def code_columns(codes: Derived) -> Row:
    """The derived codes as columns."""
    sizes = {"ccc_size": codes.ccc_size, "ccc_size_low": codes.ccc_size_low, "ccc_size_high": codes.ccc_size_high}
    return {"acled": codes.acled, "plover": codes.plover} | sizes


def statement_row(statement: Statement, position: int, privacy: Privacy) -> Row:
    """A row of ``statements``."""
    value = released_value(statement.variable, statement.value, privacy)
    return {
        "statement_id": statement.id,
        "mention_id": statement.mention_id,
        "variable": statement.variable,
        "position": position,
        "value_type": value["type"],
        "value": canonical(value),
        "words": value.get("words") or value.get("text"),
        "code": value.get("code"),
        "stance": value.get("stance"),
        "target": value.get("target"),
        "low": as_number(value.get("low")),
        "high": as_number(value.get("high")),
        "date_start": as_day(value.get("start")),
        "date_end": as_day(value.get("end")),
        "geonameid": value.get("geonameid"),
        "country": value.get("country"),
        "latitude": value.get("lat"),
        "longitude": value.get("lon"),
        "reason": value.get("reason") or None,
        "who": statement.who,
        "speaker_kind": statement.speaker.kind,
        "certainty": statement.certainty,
        "confidence": statement.confidence,
        "coder": statement.coder,
    }


def span_rows(statement: Statement, document_id: str, privacy: Privacy) -> Iterator[Row]:
    """Rows of ``spans``: the evidence of a statement."""
    for position, span in enumerate(statement.evidence):
        quote = privacy.evidence(statement, span)
        yield {
            "statement_id": statement.id,
            "position": position,
            "document_id": document_id,
            "start": span.start,
            "end": span.end,
            "quote": quote,
            "masked": quote != span.quote,
        }


def attribution_rows(statement: Statement, document_id: str, privacy: Privacy) -> Iterator[Row]:
    """Rows of ``attributions``: the speaker's words and the cue of a statement."""
    for role, span in (("speaker", statement.speaker.span), ("cue", statement.cue)):
        if span is None:
            continue
        quote = privacy.speaker(span) if role == "speaker" else privacy.cue(span)
        yield {
            "statement_id": statement.id,
            "role": role,
            "document_id": document_id,
            "start": span.start,
            "end": span.end,
            "quote": quote,
            "masked": quote != span.quote,
        }


def released_value(variable: str, value: Value, privacy: Privacy) -> dict[str, Any]:
    """A value as JSON as it is released; what a slogan is about, and its translation, may name a person as its words may."""
    return privacy.value(variable, value_to_json(value))


def shown_values(event: Event, privacy: Privacy) -> dict[str, list[dict[str, Any]]]:
    """The shown values of an event as they are released: variable -> values as JSON."""
    return {variable: [released_value(variable, one.value, privacy) for one in values] for variable, values in event.shown.items()}


def whos_of(event: Event, mentions: Iterable[EventMention]) -> dict[str, list[str | None]]:
    """Whom each shown value counts: variable -> one for each value, None where it counts nobody in particular."""
    who_of = {statement.id: statement.who for mention in mentions for statement in mention.statements}
    return {variable: [shown_who(one.statement_ids, who_of) for one in values] for variable, values in event.shown.items()}


def shown_rows(event: Event, values: Shown, whos: Whos) -> Iterator[Row]:
    """Rows of ``shown``."""
    for variable, shown in event.shown.items():
        for position, (one, value, who) in enumerate(zip(shown, values[variable], whos[variable], strict=True)):
            yield {
                "event_id": event.id,
                "variable": variable,
                "position": position,
                "value_type": value["type"],
                "value": canonical(value),
                "who": who,
                "rule": one.rule or None,
                "statement_ids": list(one.statement_ids),
            }


def conflict_rows(event: Event, privacy: Privacy) -> Iterator[Row]:
    """Rows of ``conflicts``."""
    for position, conflict in enumerate(event.conflicts):
        yield {
            "event_id": event.id,
            "position": position,
            "variable": conflict.variable,
            "kind": conflict.kind,
            "words": privacy.conflict(conflict.variable, conflict.words) or None,
            "sides": [list(side) for side in conflict.sides],
        }


def relation_row(relation: EventRelation) -> Row:
    """A row of ``relations``."""
    return {
        "event_id": relation.left,
        "related_event_id": relation.right,
        "kind": relation.kind,
        "strength": relation.score,
        "statement_ids": list(relation.evidence),
    }


def event_row(event: Event, values: Shown, whos: Whos, counted: Row, codes: Row) -> Row:
    """A row of ``events``: what it is, the shown values spread over columns, derived codes with what they rest on, and counts."""
    contested = {conflict.variable for conflict in event.conflicts}
    flat = shown_columns(values, whos, contested)
    return {"event_id": event.id, "conflict_count": len(event.conflicts)} | counted | flat | codes


def count_reports(
    mentions: Iterable[Reported], infos: Mapping[str, DocumentInfo], sources: Mapping[str, Source], values: Shown
) -> Row:
    """How many stand behind an event (copies and common owners collapsed, law 6), and what most of them call it.

    Status and form are the shown ones where linking chose them, else those of most mentions, the first on a tie.
    """
    listed = list(mentions)
    behind = independent_sources((mention.document_id for mention in listed), infos, sources)
    return {
        "status": _chosen(values, "status", [mention.status for mention in listed]),
        "form": _chosen(values, "form", [mention.form for mention in listed]),
        "mention_count": len(listed),
        "document_count": behind.reports,
        "text_count": behind.texts,
        "source_count": len(behind.sources),
    }


def canonical(value: Mapping[str, Any]) -> str:
    """A value's JSON, in the one form it has in tables."""
    return msgspec.json.encode(value).decode()


def union(event_id: str, mentions: Sequence[EventMention], form: str, status: str) -> EventMention:
    """All statements of an event as one mention, from which its derived codes are taken."""
    statements = tuple(statement for mention in mentions for statement in mention.statements)
    return EventMention(event_id, "", status, form, statements)


def _chosen(values: Shown, variable: str, told: Sequence[str]) -> str:
    shown = values.get(variable, ())
    if shown and "code" in shown[0]:
        return str(shown[0]["code"])
    return Counter(told).most_common(1)[0][0] if told else "other"
