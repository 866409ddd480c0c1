"""Removing one document and every word that came from it, in one transaction; its hash and the reason stay.

This is the one place where something stored is removed (law 3 has this exception): a take-down request is about the words
themselves. What people decided about it stays as a line without words, judgements are withdrawn without their reasons, ids
are never given again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from placard.store import schema

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a forgotten document: its id, the hash of its text, when, by whom and why it was removed."""

    document_id: str
    text_sha256: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Removed:
    """How much went with a document."""

    mentions: int
    statements: int
    decisions: int


def remove_document(connection: Connection, stone: Tombstone) -> Removed:
    """Remove a document inside the caller's transaction, and leave its tombstone."""
    documents = schema.documents
    row = connection.execute(select(documents.c.input_id, documents.c.raw_sha256).where(documents.c.id == stone.document_id)).one()
    mentions = _column(connection, select(schema.mentions.c.id).where(schema.mentions.c.document_id == stone.document_id))
    statements = [
        key
        for chunk in _chunks(mentions)
        for key in _column(connection, select(schema.statements.c.id).where(schema.statements.c.mention_id.in_(chunk)))
    ]
    decisions = _blank_decisions(connection, {stone.document_id, *mentions, *statements, *_added(connection, mentions)})
    _withdraw(connection, mentions, stone.at)
    for table, column, keys in (
        (schema.spans, schema.spans.c.statement_id, statements),
        (schema.statements, schema.statements.c.id, statements),
        (schema.event_mentions, schema.event_mentions.c.mention_id, mentions),
        (schema.mentions, schema.mentions.c.id, mentions),
        (schema.details, schema.details.c.document_id, [stone.document_id]),
        (schema.progress, schema.progress.c.document_id, [stone.document_id]),
        (schema.copies, schema.copies.c.document_id, [stone.document_id]),
        (schema.copies, schema.copies.c.copy_of, [stone.document_id]),
        (schema.problems, schema.problems.c.where, [row.input_id, stone.document_id]),
        (documents, documents.c.id, [stone.document_id]),
    ):
        for chunk in _chunks(keys):
            connection.execute(delete(table).where(column.in_(chunk)))
    # Derived from all documents together, with words of them in it: linking, which must follow, makes them anew.
    for derived in (schema.partcopies, schema.shown, schema.conflicts, schema.relations):
        connection.execute(delete(derived))
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "linked"))
    if row.raw_sha256 is not None:
        kept = connection.execute(select(documents.c.id).where(documents.c.raw_sha256 == row.raw_sha256).limit(1)).first()
        if kept is None:
            connection.execute(delete(schema.captures).where(schema.captures.c.sha256 == row.raw_sha256))
    fields = {name: getattr(stone, name) for name in ("document_id", "text_sha256", "at", "by", "reason")}
    connection.execute(insert(schema.tombstones), fields)
    return Removed(len(mentions), len(statements), decisions)


def _blank_decisions(connection: Connection, targets: set[str]) -> int:
    """Take the words out of decisions about what goes; they stay as notes, in their places, and still count."""
    table = schema.decisions
    found = [row.seq for row in connection.execute(select(table.c.seq, table.c.target)) if row.target in targets]
    for chunk in _chunks(found):
        values = {"verb": "note", "before": None, "after": None, "reason": "forgotten"}
        connection.execute(update(table).where(table.c.seq.in_(chunk)).values(**values))
    return len(found)


def _added(connection: Connection, mentions: Sequence[str]) -> list[str]:
    """Ids of the statements that people added to some mentions: they stand in decisions alone."""
    table = schema.decisions
    query = select(table.c.after).where(table.c.verb == "add")
    found = (
        row.after for chunk in _chunks(mentions) for row in connection.execute(query.where(table.c.target.in_(chunk))) if row.after
    )
    return [str(data["statement"]["id"]) for text in found if "statement" in (data := msgspec.json.decode(text))]


def _withdraw(connection: Connection, mentions: Sequence[str], at: str) -> None:
    table = schema.judgements
    for chunk in _chunks(mentions):
        about = table.c.left.in_(chunk) | table.c.right.in_(chunk)
        connection.execute(update(table).where(about).values(reasons="[]"))
        connection.execute(update(table).where(about, table.c.withdrawn_at.is_(None)).values(withdrawn_at=at))


def _column(connection: Connection, query: Any) -> list[str]:
    return [str(value) for value in connection.execute(query).scalars()]


def _chunks(keys: Sequence[Any]) -> list[Sequence[Any]]:
    return [keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK)]
