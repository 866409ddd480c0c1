"""The project's database behind one class: one writer, many readers, nothing overwritten."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import msgspec
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from placard.errors import ProjectError
from placard.records import Coded, Decision, Detail, Document, Judgement, Problem, Source, make_id
from placard.store import rows, schema
from placard.store.acts import Act, record_act
from placard.store.database import DATABASE_NAME, close_database, open_database, scrub, storage_error, storage_errors
from placard.store.details import detail_rows, forgotten, forgotten_problem
from placard.store.forgetting import Removed, Tombstone, remove_document
from placard.store.linked import LinkedLike, save_events, save_judgements
from placard.store.lock import LOCK_NAME, WriterLock
from placard.store.migrations import MIGRATIONS, current, migrate
from placard.store.reader import StoreReader, existing
from placard.store.writing import insert_rows, meta_value, next_number, replace_rows, set_meta_value

# What a project folder may hold: anything else in a folder without a database means that it is somebody else's folder.
_OURS = frozenset({LOCK_NAME, "placard.toml", "linking.json", "release", ".release-new", ".release-old"})


class ReadingLike(Protocol):
    """What reading gives: a document, its source and the bytes it came from."""

    @property
    def document(self) -> Document:
        """The document."""

    @property
    def source(self) -> Source | None:
        """Who published it, if the input says."""

    @property
    def raw(self) -> bytes | None:
        """The bytes the text was taken from, where a reader changed them."""

    @property
    def details(self) -> Sequence[Detail]:
        """What else the input says of the document."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one batch of readings: stored, already there (same id), or stored under another input id (``problems``)."""

    new: int
    known: int
    problems: tuple[Problem, ...] = ()


class Store(StoreReader):
    """A project folder's database.

    Open it with :meth:`open`; it is a context manager. A writer holds the folder's lock until it is closed. Every method
    that writes is one transaction: it happens whole or not at all, also when the process is killed in the middle.
    """

    def __init__(self, engine: Engine, folder: Path, lock: WriterLock | None) -> None:
        super().__init__(engine, folder)
        self._lock = lock

    @classmethod
    def open(cls, folder: str | Path, *, write: bool = False, create: bool = False) -> Store:
        """Open the project in ``folder``; with ``create``, make it if the folder is absent or empty.

        Raises:
            ProjectError: if the folder is no project, was made by a newer Placard, has another writer, or cannot be written to.
        """
        folder = Path(folder)
        path = folder / DATABASE_NAME
        where = str(folder)
        _check_folder(folder, create=create and write)
        lock = WriterLock(folder) if write else None
        if lock is not None:
            lock.acquire()
        engine = open_database(path, write=write)
        try:
            with storage_errors(where):
                if write:
                    migrate(engine, where)
                else:
                    _check_tables(current(engine, where), where)
        except BaseException:
            engine.dispose()
            if lock is not None:
                lock.release()
            raise
        return cls(engine, folder, lock)

    def close(self) -> None:
        """Close the database and give the lock back."""
        close_database(self._engine, write=self._lock is not None)
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._lock is None:
            raise ProjectError("was opened for reading only", where=str(self.folder))
        try:
            with self._engine.begin() as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            raise storage_error(error, str(self.folder)) from error

    def add_readings(
        self,
        readings: Sequence[ReadingLike],
        prepare: Callable[[Document], Document] = lambda given: given,
        describe: Callable[[Document], Sequence[Detail]] = lambda given: (),
    ) -> Added:
        """Store documents with their sources and captures; what is there already adds nothing.

        A text whose input id another text has already is stored under ``ID~2`` (then ``~3`` ...), as reading does within one
        input, with a Problem that says so: an id always means one document.

        Args:
            readings: one batch, in the order of the input.
            prepare: called on each document that is new, to complete it (its language) before it is frozen in the store.
            describe: called on each document that is new, for details beside those its reading has.
        """
        problems: list[Problem] = []
        new: list[dict[str, Any]] = []
        details: list[dict[str, Any]] = []
        captures: dict[str, bytes] = {}
        sources: dict[str, Source] = {}
        with self._write() as connection:
            taken = _texts(connection, [reading.document.input_id for reading in readings])
            seq = next_number(connection, schema.documents)
            gone = forgotten(connection, {reading.document.text_sha256 for reading in readings})
            for reading in readings:
                if reading.document.text_sha256 in gone:
                    problems.append(forgotten_problem(reading.document.input_id))
                    continue
                document = _settle(connection, reading.document, taken)
                if document is None:
                    continue
                if document.input_id != reading.document.input_id:
                    problems.append(_duplicate(reading.document.input_id, document.input_id))
                taken[document.input_id] = document.text_sha256
                document = prepare(document)
                new.append(rows.document_row(document, seq + len(new)))
                details.extend(detail_rows(document.id, (*reading.details, *describe(document))))
                if reading.source is not None:
                    sources.setdefault(reading.source.id, reading.source)
                if reading.raw is not None and document.raw_sha256 is not None:
                    captures.setdefault(document.raw_sha256, reading.raw)
            have = existing(connection, schema.sources.c.id, sources)
            insert_rows(connection, schema.sources, [rows.source_row(source) for key, source in sources.items() if key not in have])
            have = existing(connection, schema.captures.c.sha256, captures)
            kept = [{"sha256": key, "compressed": zlib.compress(raw)} for key, raw in captures.items() if key not in have]
            insert_rows(connection, schema.captures, kept)
            insert_rows(connection, schema.documents, new)
            insert_rows(connection, schema.details, details)
            _add_problems(connection, "read", problems)
        return Added(len(new), len(readings) - len(new), tuple(problems))

    def add_problems(self, step: str, problems: Sequence[Problem]) -> None:
        """Note problems of a step; one met before is noted once."""
        if problems:
            with self._write() as connection:
                _add_problems(connection, step, problems)

    def add_coded(self, results: Sequence[tuple[str, Coded | Problem]], coder: str) -> None:
        """Store what a coder made of documents, given by id, and that they have been through coding."""
        progress: list[dict[str, Any]] = []
        mentions: list[dict[str, Any]] = []
        statements: list[dict[str, Any]] = []
        spans: list[dict[str, Any]] = []
        problems: list[Problem] = []
        for document_id, result in results:
            failed = isinstance(result, Problem)
            progress.append(
                {
                    "document_id": document_id,
                    "step": "code",
                    "state": "failed" if failed else "done",
                    "by": coder,
                    "relevance": None if isinstance(result, Problem) else result.relevance,
                }
            )
            if isinstance(result, Problem):
                problems.append(result)
                continue
            for position, mention in enumerate(result.mentions):
                mentions.append(rows.mention_row(mention, position))
                for number, statement in enumerate(mention.statements):
                    statements.append(rows.statement_row(statement, number))
                    spans.extend(rows.span_rows(statement))
        with self._write() as connection:
            insert_rows(connection, schema.mentions, mentions)
            insert_rows(connection, schema.statements, statements)
            insert_rows(connection, schema.spans, spans)
            insert_rows(connection, schema.progress, progress)
            _add_problems(connection, "code", problems)

    def save_linked(
        self,
        linked: LinkedLike,
        *,
        copy_of: Mapping[str, str],
        parts: Sequence[Any] = (),
        fingerprint: str = "",
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Store a linking of the whole project in one transaction: copies, judgements, events, relations.

        Judgements that no longer hold are withdrawn, events that are no more keep their id (merged ones lead on to the event
        they went into). ``notes`` are the project's own notes of what linked it.
        """
        with self._write() as connection:
            number = int(connection.execute(meta_value("linkings")).scalar() or 0) + 1
            replace_rows(
                connection, schema.copies, [{"document_id": key, "copy_of": value} for key, value in sorted(copy_of.items())]
            )
            found = [{"position": place, "part": msgspec.json.encode(part).decode()} for place, part in enumerate(parts)]
            replace_rows(connection, schema.partcopies, found)
            save_judgements(connection, linked.judgements, f"linking {number}")
            save_events(connection, linked.events, linked.redirects)
            replace_rows(connection, schema.relations, [rows.relation_row(relation) for relation in linked.relations])
            set_meta_value(connection, "linkings", str(number))
            for key, value in {"linked": fingerprint, **(notes or {})}.items():
                set_meta_value(connection, key, value)

    def add_judgement(self, judgement: Judgement) -> None:
        """Add one judgement, of a person as a rule; earlier ones stay."""
        with self._write() as connection:
            insert_rows(connection, schema.judgements, [rows.judgement_row(judgement, next_number(connection, schema.judgements))])

    def add_decision(self, decision: Decision) -> Decision:
        """Append one decision from which nothing else follows; decisions are never changed or removed."""
        return self.record(Act(decision)).decision

    def record(self, act: Act) -> Act:
        """Append a person's decision with everything that follows from it: events, redirects, judgements.

        Returns:
            The act as it was stored: where the clock is behind what was decided before, its moment is the one after.
        """
        with self._write() as connection:
            return record_act(connection, act)

    def forget(self, stone: Tombstone) -> Removed:
        """Remove a document and every word that came from it; only its tombstone stays. Linking must follow."""
        with self._write() as connection:
            removed = remove_document(connection, stone)
        scrub(self._engine, self.folder)
        return removed

    def set_meta(self, key: str, value: str) -> None:
        """Write one of the project's own notes."""
        with self._write() as connection:
            set_meta_value(connection, key, value)


def _check_tables(found: int, where: str) -> None:
    """Refuse to read a database that lacks tables: only a writer may make them."""
    known = MIGRATIONS[-1].number
    if found == 0:
        raise ProjectError("is not a finished project: its database is empty", where=where, fix="placard run makes one")
    if found < known:
        raise ProjectError(
            f"was made by an older version of Placard (tables {found}, this version knows {known})",
            where=where,
            fix="placard run -o PROJECT brings it up to date; what is in it stays",
        )


def _check_folder(folder: Path, *, create: bool) -> None:
    where = str(folder)
    fix = "give an absent or empty folder, or one that placard run made"
    if (folder / DATABASE_NAME).exists():
        return
    if not create:
        raise ProjectError(
            "is not a Placard project: it has no placard.db", where=where, fix="placard run INPUT -o FOLDER makes one"
        )
    if folder.exists() and not folder.is_dir():
        raise ProjectError("is a file, not a project folder", where=where, fix=fix)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [path.name for path in folder.iterdir() if path.name not in _OURS and not path.name.startswith("placard.")]
    except OSError as error:
        fix = "check who owns the folder, or give another one"
        raise ProjectError(f"cannot be made or read: {error.strerror or error}", where=where, fix=fix) from None
    if strangers:
        raise ProjectError(f"is not a Placard project, and is not empty (it holds {sorted(strangers)[0]!r})", where=where, fix=fix)


def _texts(connection: Connection, input_ids: Sequence[str]) -> dict[str, str]:
    """Input id -> hash of the text stored under it."""
    table = schema.documents.c
    found: dict[str, str] = {}
    for start in range(0, len(input_ids), 500):
        query = select(table.input_id, table.text_sha256).where(table.input_id.in_(input_ids[start : start + 500]))
        found.update((row.input_id, row.text_sha256) for row in connection.execute(query))
    return found


def _settle(connection: Connection, document: Document, taken: dict[str, str]) -> Document | None:
    """The document under an input id of its own, or None if this very text is stored under its id already."""
    name, number = document.input_id, 1
    while True:
        if number > 1 and name not in taken:
            taken.update(_texts(connection, [name]))
        if name not in taken:
            break
        if taken[name] == document.text_sha256:
            return None
        number += 1
        name = f"{document.input_id}~{number}"
    if number == 1:
        return document
    return replace(document, input_id=name, id=make_id("doc", name, document.text_sha256))


def _duplicate(old: str, new: str) -> Problem:
    return Problem(
        where=old,
        kind="duplicate_id",
        message=f"the id belongs to another text already; this one is stored as {new}",
        fix="give each document an id of its own",
    )


def _add_problems(connection: Connection, step: str, problems: Sequence[Problem]) -> None:
    seq = next_number(connection, schema.problems)
    new: dict[str, dict[str, Any]] = {}
    for problem in problems:
        row = rows.problem_row(problem, step, seq)
        if row["id"] not in new:
            new[row["id"]] = row
    have = existing(connection, schema.problems.c.id, new)
    kept = [row for key, row in new.items() if key not in have]
    insert_rows(connection, schema.problems, [row | {"seq": seq + place} for place, row in enumerate(kept)])
