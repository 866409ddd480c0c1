"""Mentions and sources as people left them: what linking, releases and every screen read.

Rejected values are left out; corrected ones carry the person as their coder and are certain (law 4); what people added
stands among the rest in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from placard.records import Decision, EventMention, Source, Speaker, Statement, value_from_json, value_to_json
from placard.review.decide import Reviewed, Standing, fold
from placard.spans import Span


def apply(mentions: Iterable[EventMention], decisions: Sequence[Decision] | Reviewed) -> Iterator[EventMention]:
    """Mentions with the decisions folded in, in their order; rejected mentions are left out.

    Args:
        mentions: as a coder made them.
        decisions: all decisions, oldest first, or their fold.
    """
    reviewed = decisions if isinstance(decisions, Reviewed) else fold(decisions)
    for mention in mentions:
        found = apply_one(mention, reviewed)
        if found is not None:
            yield found


def apply_one(mention: EventMention, reviewed: Reviewed) -> EventMention | None:
    """One mention as people left it, or None if they rejected it, or took back that they had added it."""
    standing = reviewed.of(mention.id)
    if standing.state == "rejected" or not stands(mention, reviewed):
        return None
    statements = [
        result
        for statement in (*mention.statements, *added(mention.id, reviewed))
        if (result := changed(statement, reviewed.of(statement.id))) is not None
    ]
    if mention.id in reviewed.added:
        statements.sort(key=lambda one: (one.evidence[0].start, one.evidence[0].end))
    if tuple(statements) != mention.statements:
        mention = replace(mention, statements=tuple(statements))
    if standing.state == "corrected":
        mention = replace(mention, coder=f"person:{standing.by}", confidence=1.0, **_mention_fields(standing.changes))
    return mention


def settled(mention: EventMention, reviewed: Reviewed) -> EventMention:
    """A mention, folded in, with what people accepted taken for certain, as linking does.

    Everywhere else an accepted value keeps the confidence of the machine that coded it (law 4).
    """
    accepted = {one.id for one in mention.statements if reviewed.of(one.id).state == "accepted"}
    sure = reviewed.of(mention.id).state == "accepted"
    if not accepted and not sure:
        return mention
    statements = tuple(replace(one, confidence=1.0) if one.id in accepted else one for one in mention.statements)
    return replace(mention, statements=statements, confidence=1.0 if sure else mention.confidence)


def stands(mention: EventMention, reviewed: Reviewed) -> bool:
    """Whether a mention is there at all: one that a person added is there as long as that decision holds."""
    return not mention.coder.startswith("person:") or mention.id in reviewed.found


def added(mention_id: str, reviewed: Reviewed) -> list[Statement]:
    """The statements people added to a mention."""
    return [statement_from_json(data) for data in reviewed.added.get(mention_id, ())]


def changed(statement: Statement, standing: Standing) -> Statement | None:
    """A statement as people left it, or None if they rejected it."""
    if standing.state == "rejected":
        return None
    if not standing.changes:
        return statement
    fields: dict[str, Any] = {"coder": f"person:{standing.by}", "confidence": 1.0}
    for name, value in standing.changes.items():
        if name == "value":
            fields["value"] = value_from_json(value)
        elif name == "speaker":
            fields["speaker"] = msgspec.convert(value, Speaker)
        elif name == "evidence":
            fields["evidence"] = msgspec.convert(value, tuple[Span, ...])
        elif name in ("certainty", "who"):
            fields[name] = value
    return replace(statement, **fields)


def _mention_fields(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: changes[name] for name in ("status", "form") if name in changes}


def apply_sources(sources: Mapping[str, Source], decisions: Sequence[Decision] | Reviewed) -> dict[str, Source]:
    """Sources with people's corrections, in their order."""
    reviewed = decisions if isinstance(decisions, Reviewed) else fold(decisions)
    return {key: _source(source, reviewed.of(key).changes) for key, source in sources.items()}


def _source(source: Source, changes: Mapping[str, Any]) -> Source:
    if not changes:
        return source
    fields = {name: changes[name] for name in ("name", "kind", "owner", "country") if name in changes}
    if "languages" in changes:
        fields["languages"] = tuple(changes["languages"])
    return replace(source, **fields)


def statement_to_json(statement: Statement) -> dict[str, Any]:
    """A statement as a JSON object that :func:`statement_from_json` reads back."""
    data: dict[str, Any] = msgspec.to_builtins(statement)
    return data | {"value": value_to_json(statement.value)}


def statement_from_json(data: Mapping[str, Any]) -> Statement:
    """The inverse of :func:`statement_to_json`; raises RecordError if a law is broken."""
    value = value_from_json(dict(data["value"]))
    rest = {name: field for name, field in data.items() if name != "value"}
    return Statement(
        id=rest["id"],
        mention_id=rest["mention_id"],
        variable=rest["variable"],
        value=value,
        evidence=msgspec.convert(rest["evidence"], tuple[Span, ...]),
        speaker=msgspec.convert(rest["speaker"], Speaker),
        coder=rest["coder"],
        cue=msgspec.convert(rest.get("cue"), Span | None),
        certainty=rest.get("certainty", "asserted"),
        confidence=rest.get("confidence", 1.0),
        who=rest.get("who"),
    )
