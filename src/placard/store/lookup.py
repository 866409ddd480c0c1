"""Single records by id, for screens: never a whole table, whatever the size of the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from placard.errors import ProjectError
from placard.records import Decision, Detail, DocumentInfo, EventMention, EventRelation, Judgement, Source
from placard.store import rows, schema
from placard.store.reader import StoreReader, _chunks


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text."""

    id: str
    input_id: str
    title: str | None
    url: str | None
    source_id: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    characters: int
    reader: str
    retrieved: str | None

    def info(self) -> DocumentInfo:
        """The part that linking needs."""
        return DocumentInfo(self.id, self.input_id, self.source_id, self.published, self.language, self.copy_of)


def heads(store: StoreReader, document_ids: Iterable[str]) -> dict[str, DocumentHead]:
    """Documents by id, without their texts."""
    table = schema.documents
    names = [name for name in DocumentHead.__dataclass_fields__ if name not in ("copy_of", "characters")]
    query = select(
        *(table.c[name] for name in names), func.length(table.c.text).label("characters"), schema.copies.c.copy_of
    ).outerjoin(schema.copies, schema.copies.c.document_id == table.c.id)
    found = (row for chunk in _chunks(dict.fromkeys(document_ids)) for row in store._rows(query.where(table.c.id.in_(chunk))))
    return {row["id"]: DocumentHead(**row) for row in found}


def details_of(store: StoreReader, document_ids: Iterable[str]) -> dict[str, list[Detail]]:
    """Document id -> what the input said of it beyond its fields, in order; documents without such details are left out."""
    table = schema.details.c
    query = select(table.document_id, table.name, table.value, table.start, table.end).order_by(table.document_id, table.position)
    result: dict[str, list[Detail]] = {}
    for chunk in _chunks(dict.fromkeys(document_ids)):
        for row in store._rows(query.where(table.document_id.in_(chunk))):
            result.setdefault(row["document_id"], []).append(Detail(row["name"], row["value"], row["start"], row["end"]))
    return result


def sources_of(store: StoreReader, source_ids: Iterable[str | None]) -> dict[str, Source]:
    """Sources by id, as they were read; see ``placard.review.fold.apply_sources``."""
    wanted = {key for key in source_ids if key}
    table = schema.sources
    found = (row for chunk in _chunks(sorted(wanted)) for row in store._rows(select(table).where(table.c.id.in_(chunk))))
    return {row["id"]: rows.source_of(row) for row in found}


def mention_of_statement(store: StoreReader, statement_id: str) -> str:
    """Id of the mention a coder's statement belongs to; raises ProjectError if there is no such statement."""
    found = store._rows(select(schema.statements.c.mention_id).where(schema.statements.c.id == statement_id))
    if not found:
        raise ProjectError(f"has no statement {statement_id}", where=str(store.folder))
    return str(found[0]["mention_id"])


def mention(store: StoreReader, mention_id: str) -> EventMention:
    """One mention as its coder made it; raises ProjectError if there is none of that id."""
    found = store.mentions_by_id([mention_id])
    if mention_id not in found:
        raise ProjectError(f"has no mention {mention_id}", where=str(store.folder))
    return found[mention_id]


def mentions_each(store: StoreReader, mention_ids: Iterable[str]) -> dict[str, int]:
    """Document id -> how many of some mentions it has."""
    table = schema.mentions
    query = select(table.c.document_id, func.count().label("n")).group_by(table.c.document_id)
    result: dict[str, int] = {}
    for chunk in _chunks(dict.fromkeys(mention_ids)):
        for row in store._rows(query.where(table.c.id.in_(chunk))):
            result[row["document_id"]] = result.get(row["document_id"], 0) + int(row["n"])
    return result


def event_members(store: StoreReader, event_id: str) -> tuple[str, ...]:
    """Ids of the mentions of an event, live or gone; empty if it has none."""
    table = schema.event_mentions
    query = select(table.c.mention_id).where(table.c.event_id == event_id).order_by(table.c.position)
    return tuple(row["mention_id"] for row in store._rows(query))


def judgements_among(store: StoreReader, mention_ids: Sequence[str]) -> list[Judgement]:
    """Live judgements both of whose mentions are named, in the order they were made."""
    table = schema.judgements
    wanted = set(mention_ids)
    query = select(table).where(table.c.withdrawn_at.is_(None)).order_by(table.c.seq)
    found = (row for chunk in _chunks(mention_ids) for row in store._rows(query.where(table.c.left.in_(chunk))))
    return [rows.judgement_of(row) for row in found if row["right"] in wanted]


def decisions_about(store: StoreReader, targets: Iterable[str]) -> list[Decision]:
    """Decisions about some targets, oldest first."""
    table = schema.decisions
    found = [
        row for chunk in _chunks(dict.fromkeys(targets)) for row in store._rows(select(table).where(table.c.target.in_(chunk)))
    ]
    return [rows.decision_of(row) for row in sorted(found, key=lambda row: int(row["seq"]))]


def last_decision(store: StoreReader, target: str) -> Decision | None:
    """The newest decision about a target."""
    table = schema.decisions
    found = store._rows(select(table).where(table.c.target == target).order_by(table.c.seq.desc()).limit(1))
    return rows.decision_of(found[0]) if found else None


def decisions_after(store: StoreReader, seq: int) -> list[tuple[int, Decision]]:
    """Decisions with a higher number than ``seq``, with their numbers, oldest first."""
    table = schema.decisions
    return [
        (int(row["seq"]), rows.decision_of(row))
        for row in store._rows(select(table).where(table.c.seq > seq).order_by(table.c.seq))
    ]


def mentions_of_statements(store: StoreReader, statement_ids: Iterable[str]) -> list[str]:
    """Ids of the mentions that coders' statements belong to; ids of no statement are passed over."""
    table = schema.statements
    query = select(table.c.mention_id)
    found = (row for chunk in _chunks(dict.fromkeys(statement_ids)) for row in store._rows(query.where(table.c.id.in_(chunk))))
    return sorted({str(row["mention_id"]) for row in found})


def relations_of(store: StoreReader, event_id: str) -> list[EventRelation]:
    """The relations of one event, by kind."""
    table = schema.relations
    query = select(table).where(or_(table.c.left == event_id, table.c.right == event_id))
    return [rows.relation_of(row) for row in store._rows(query.order_by(table.c.kind, table.c.left, table.c.right))]
