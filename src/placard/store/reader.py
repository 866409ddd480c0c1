"""Reading a project: every listing is streamed in small batches, in the order of the input."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, Select, func, select

from placard.errors import ProjectError
from placard.records import (
    Decision,
    Detail,
    Document,
    DocumentInfo,
    Event,
    EventMention,
    EventRelation,
    Judgement,
    Problem,
    Source,
)
from placard.store import rows, schema
from placard.store.database import storage_errors

BATCH = 200
TEXT_BUDGET = 2_000_000  # characters of text read at once
FEW = 50  # documents read at once where nothing is known of their length
CHUNK = 500  # ids in one IN (...): below every database's limit of parameters


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a project holds."""

    documents: int
    coded: int
    failed: int
    copies: int
    mentions: int
    statements: int
    events: int
    conflicts: int
    sources: int


class StoreReader:
    """A project's content, for any number of readers beside the one writer."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self.folder = folder

    def _rows(self, query: Select[Any]) -> list[rows.Row]:
        with storage_errors(str(self.folder)), self._engine.begin() as connection:
            return cast("list[rows.Row]", list(connection.execute(query).mappings()))

    def meta(self, key: str) -> str | None:
        """A value of the project's own notes, or None."""
        found = self._rows(select(schema.meta.c.value).where(schema.meta.c.key == key))
        return str(found[0]["value"]) if found else None

    def counts(self) -> Counts:
        """How much the project holds."""
        with storage_errors(str(self.folder)), self._engine.begin() as connection:

            def count(table: Any, *where: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

            coding = (schema.progress.c.step == "code",)
            return Counts(
                documents=count(schema.documents),
                coded=count(schema.progress, *coding, schema.progress.c.state == "done"),
                failed=count(schema.progress, *coding, schema.progress.c.state == "failed"),
                copies=count(schema.copies),
                mentions=count(schema.mentions),
                statements=count(schema.statements),
                events=count(schema.events, schema.events.c.state == "live"),
                conflicts=count(schema.conflicts),
                sources=count(schema.sources),
            )

    def coders(self) -> dict[str, int]:
        """Name of a coder -> how many documents it has been through."""
        table = schema.progress.c
        query = select(table.by, func.count().label("documents")).where(table.step == "code").group_by(table.by).order_by(table.by)
        return {str(row["by"]): int(row["documents"]) for row in self._rows(query)}

    def documents(self, *, uncoded: bool = False) -> Iterator[Document]:
        """All documents in order of input; with ``uncoded``, those coding has not yet been through.

        A text that does not have its hash raises RecordError.
        """
        query = select(schema.documents.c.seq, schema.documents.c.id, func.length(schema.documents.c.text).label("characters"))
        if uncoded:
            done = select(schema.progress.c.document_id).where(schema.progress.c.step == "code")
            query = query.where(schema.documents.c.id.not_in(done))
        for page in self._pages(query):
            for ids in _by_size(page):
                for row in self._rows(_documents().where(schema.documents.c.id.in_(ids)).order_by(schema.documents.c.seq)):
                    yield rows.document_of(row)

    def document_rows(self) -> Iterator[rows.Row]:
        """Rows of all documents with ``copy_of``, ``relevance`` and ``characters`` but without their text, for a release."""
        coded = schema.progress.alias("coded")
        columns = [column for column in schema.documents.c if column.name != "text"]
        query = (
            select(*columns, func.length(schema.documents.c.text).label("characters"), schema.copies.c.copy_of, coded.c.relevance)
            .outerjoin(schema.copies, schema.copies.c.document_id == schema.documents.c.id)
            .outerjoin(coded, (coded.c.document_id == schema.documents.c.id) & (coded.c.step == "code"))
        )
        return self._by_seq(query)

    def infos(self) -> dict[str, DocumentInfo]:
        """What linking needs of every document, by id, in order of input."""
        names = ("seq", "id", "input_id", "source_id", "published", "language")
        query = select(*(schema.documents.c[name] for name in names), schema.copies.c.copy_of).outerjoin(
            schema.copies, schema.copies.c.document_id == schema.documents.c.id
        )
        return {row["id"]: rows.info_of(row) for row in self._by_seq(query)}

    def document(self, document_id: str) -> Document:
        """One document; raises ProjectError if the project has none of that id, RecordError if its text was changed."""
        found = self._rows(_documents().where(schema.documents.c.id == document_id))
        if not found:
            raise ProjectError(f"has no document {document_id}", where=str(self.folder))
        return rows.document_of(found[0])

    def documents_by_id(self, document_ids: Iterable[str]) -> Iterator[Document]:
        """Documents by their ids, a few at a time, in the order given; ids the project does not have are left out."""
        for start in range(0, len(listed := list(document_ids)), FEW):
            chunk = listed[start : start + FEW]
            found = {row["id"]: row for row in self._rows(_documents().where(schema.documents.c.id.in_(chunk)))}
            yield from (rows.document_of(found[key]) for key in chunk if key in found)

    def texts_of_source(self, source_id: str, most: int) -> list[str]:
        """The texts of the first documents of a source, in order of input."""
        table = schema.documents.c
        query = select(table.text).where(table.source_id == source_id).order_by(table.seq).limit(most)
        return [str(row["text"]) for row in self._rows(query)]

    def find_document(self, name: str) -> tuple[str, str]:
        """The id of a document and the hash of its text, by its id or its input's id; raises ProjectError if there is none."""
        table = schema.documents.c
        found = self._rows(select(table.id, table.text_sha256).where((table.id == name) | (table.input_id == name)))
        if not found:
            raise ProjectError(f"has no document {name}", where=str(self.folder), fix="give a document's id, or its input's id")
        return str(found[0]["id"]), str(found[0]["text_sha256"])

    def details(self, document_id: str) -> tuple[Detail, ...]:
        """What the input said of a document beyond its fields: byline, pages, languages of passages, record id ..."""
        table = schema.details.c
        columns = (table.name, table.value, table.start, table.end)
        found = self._rows(select(*columns).where(table.document_id == document_id).order_by(table.position))
        return tuple(Detail(row["name"], row["value"], row["start"], row["end"]) for row in found)

    def all_details(self) -> Iterator[tuple[str, list[tuple[int, Detail]]]]:
        """The details of every document that has any, each with its position, in order of input."""
        table = schema.details.c
        for page in self._pages(select(schema.documents.c.seq, schema.documents.c.id)):
            query = select(schema.details).where(table.document_id.in_([row["id"] for row in page]))
            found: dict[str, list[tuple[int, Detail]]] = {}
            for row in self._rows(query.order_by(table.document_id, table.position)):
                detail = Detail(row["name"], row["value"], row["start"], row["end"])
                found.setdefault(row["document_id"], []).append((row["position"], detail))
            for row in page:
                if row["id"] in found:
                    yield row["id"], found[row["id"]]

    def capture(self, sha256: str) -> bytes | None:
        """The raw bytes a text was taken from, by their hash, or None if they were not kept."""
        found = self._rows(select(schema.captures.c.compressed).where(schema.captures.c.sha256 == sha256))
        return zlib.decompress(found[0]["compressed"]) if found else None

    def sources(self) -> dict[str, Source]:
        """All sources by id, in order of id."""
        return {row["id"]: rows.source_of(row) for row in self._rows(select(schema.sources).order_by(schema.sources.c.id))}

    def mentions(self) -> Iterator[EventMention]:
        """All mentions with their statements, in order of document and text."""
        query = select(schema.documents.c.seq, schema.documents.c.id)
        for page in self._pages(query):
            yield from self.mentions_of([row["id"] for row in page])

    def mentions_of(self, document_ids: Sequence[str]) -> Iterator[EventMention]:
        """The mentions of some documents, in the order of those documents."""
        for start in range(0, len(document_ids), CHUNK):
            chunk = document_ids[start : start + CHUNK]
            found = self._rows(
                select(schema.mentions)
                .where(schema.mentions.c.document_id.in_(chunk))
                .order_by(schema.mentions.c.document_id, schema.mentions.c.position)
            )
            place = {document_id: number for number, document_id in enumerate(chunk)}
            yield from self._with_statements(sorted(found, key=lambda row: (place[row["document_id"]], row["position"])))

    def mentions_by_id(self, mention_ids: Iterable[str]) -> dict[str, EventMention]:
        """Mentions by their ids; ids the project does not have are left out."""
        result: dict[str, EventMention] = {}
        for chunk in _chunks(mention_ids):
            found = self._rows(select(schema.mentions).where(schema.mentions.c.id.in_(chunk)).order_by(schema.mentions.c.id))
            result.update((mention.id, mention) for mention in self._with_statements(found))
        return result

    def _with_statements(self, mentions: Sequence[rows.Row]) -> Iterator[EventMention]:
        for start in range(0, len(mentions), CHUNK):
            page = mentions[start : start + CHUNK]
            table = schema.statements
            statements = self._rows(
                select(table)
                .where(table.c.mention_id.in_([row["id"] for row in page]))
                .order_by(table.c.mention_id, table.c.position)
            )
            spans = self._spans([row["id"] for row in statements])
            grouped = {
                key: tuple(rows.statement_of(row, spans.get(row["id"], ())) for row in group)
                for key, group in groupby(statements, itemgetter("mention_id"))
            }
            for row in page:
                yield rows.mention_of(row, grouped.get(row["id"], ()))

    def _spans(self, statement_ids: Sequence[str]) -> dict[str, list[rows.Row]]:
        table, result = schema.spans, dict[str, list[rows.Row]]()
        for chunk in _chunks(statement_ids):
            query = (
                select(table).where(table.c.statement_id.in_(chunk)).order_by(table.c.statement_id, table.c.role, table.c.position)
            )
            for row in self._rows(query):
                result.setdefault(row["statement_id"], []).append(row)
        return result

    def event_of_mention(self, mention_ids: Iterable[str] | None = None) -> dict[str, str]:
        """Mention id -> id of the event it belongs to; of all mentions, or of those named."""
        table = schema.event_mentions
        query = select(table.c.mention_id, table.c.event_id).order_by(table.c.mention_id)
        if mention_ids is None:
            return {row["mention_id"]: row["event_id"] for row in self._rows(query)}
        found = (row for chunk in _chunks(mention_ids) for row in self._rows(query.where(table.c.mention_id.in_(chunk))))
        return {row["mention_id"]: row["event_id"] for row in found}

    def events(self) -> Iterator[Event]:
        """All live events, in the order linking gave them."""
        query = select(schema.events.c.id).where(schema.events.c.state == "live").order_by(schema.events.c.position)
        ids = [row["id"] for row in self._rows(query)]
        for chunk in _chunks(ids):
            yield from self._events(chunk)

    def event(self, event_id: str) -> Event:
        """One event by its id or the id of one merged into it.

        Raises:
            ProjectError: if the project has no such event.
        """
        wanted = event_id
        for _ in range(1000):  # redirects cannot be longer than merges, but a damaged table must not hang us
            found = self._rows(select(schema.events).where(schema.events.c.id == wanted))
            if not found or found[0]["state"] == "gone":
                break
            if found[0]["state"] == "live":
                return next(iter(self._events([wanted])))
            wanted = found[0]["redirect_to"]
        raise ProjectError(f"has no event {event_id}", where=str(self.folder), fix="placard show lists the events")

    def _events(self, ids: Sequence[str]) -> Iterator[Event]:
        parts: list[dict[str, list[rows.Row]]] = []
        order = (
            (schema.event_mentions, (schema.event_mentions.c.position,)),
            (schema.shown, (schema.shown.c.place, schema.shown.c.position)),
            (schema.conflicts, (schema.conflicts.c.position,)),
        )
        for table, keys in order:
            grouped: dict[str, list[rows.Row]] = {}
            for row in self._rows(select(table).where(table.c.event_id.in_(ids)).order_by(table.c.event_id, *keys)):
                grouped.setdefault(row["event_id"], []).append(row)
            parts.append(grouped)
        for event_id in ids:
            mentions, shown, conflicts = (grouped.get(event_id, []) for grouped in parts)
            yield Event(
                event_id,
                tuple(row["mention_id"] for row in mentions),
                rows.shown_of(shown),
                tuple(rows.conflict_of(row) for row in conflicts),
            )

    def redirects(self) -> dict[str, str]:
        """Merged event id -> the id it was merged into."""
        table = schema.events
        query = select(table.c.id, table.c.redirect_to).where(table.c.state == "merged").order_by(table.c.id)
        return {row["id"]: row["redirect_to"] for row in self._rows(query)}

    def relations(self) -> list[EventRelation]:
        """All relations between events, in order of their ids."""
        table = schema.relations
        return [rows.relation_of(row) for row in self._rows(select(table).order_by(table.c.left, table.c.right, table.c.kind))]

    def judgements(self, *, withdrawn: bool = False, people: bool = False) -> list[Judgement]:
        """Judgements in the order they were made; with ``withdrawn``, also those no longer held; with ``people``, only people's."""
        table = schema.judgements
        query = select(table).order_by(table.c.seq)
        if people:
            query = query.where(table.c.by.startswith("person:"))
        return [rows.judgement_of(row) for row in self._rows(query if withdrawn else query.where(table.c.withdrawn_at.is_(None)))]

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first."""
        return [rows.decision_of(row) for row in self._rows(select(schema.decisions).order_by(schema.decisions.c.seq))]

    def problems(self, step: str | None = None) -> list[Problem]:
        """Problems met so far, of all steps or of one, in the order they were met."""
        query = select(schema.problems).order_by(schema.problems.c.seq)
        return [rows.problem_of(row) for row in self._rows(query if step is None else query.where(schema.problems.c.step == step))]

    def _by_seq(self, query: Select[Any]) -> Iterator[rows.Row]:
        for page in self._pages(query):
            yield from page

    def _pages(self, query: Select[Any]) -> Iterator[list[rows.Row]]:
        """Pages of a query that selects ``documents.seq``: short transactions, so that a long listing never blocks the writer."""
        last = -1
        while True:
            page = self._rows(query.where(schema.documents.c.seq > last).order_by(schema.documents.c.seq).limit(BATCH))
            if not page:
                return
            yield page
            last = page[-1]["seq"]


def existing(connection: Connection, column: Any, values: Iterable[str]) -> set[str]:
    """Which of ``values`` stand in ``column``."""
    found: set[str] = set()
    for chunk in _chunks(values):
        found.update(connection.execute(select(column).where(column.in_(chunk))).scalars())
    return found


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _by_size(page: Sequence[rows.Row]) -> Iterator[list[str]]:
    """Ids of a page in groups whose texts together stay small: one page may hold 200 books."""
    group: list[str] = []
    size = 0
    for row in page:
        if group and size + row["characters"] > TEXT_BUDGET:
            yield group
            group, size = [], 0
        group.append(row["id"])
        size += row["characters"]
    if group:
        yield group


def _documents() -> Select[Any]:
    return select(schema.documents, schema.copies.c.copy_of).outerjoin(
        schema.copies, schema.copies.c.document_id == schema.documents.c.id
    )
