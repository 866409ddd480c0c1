"""Numbered migrations: each runs in one transaction together with its record, so a kill leaves it done or not begun.

A migration that has been released is never edited. Its SQL is written out, in the subset SQLite and Postgres share,
rather than taken from schema.py: schema.py moves on, an old migration must not. A test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from placard.errors import ProjectError
from placard.store import schema

_RECORD = "CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)"

_FIRST = """
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT, country TEXT,
    languages TEXT NOT NULL);
CREATE TABLE documents (seq INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, input_id TEXT NOT NULL UNIQUE, source_id TEXT,
    url TEXT, title TEXT, published TEXT, retrieved TEXT, language TEXT, text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    reader TEXT NOT NULL, raw_sha256 TEXT);
CREATE TABLE captures (sha256 TEXT NOT NULL PRIMARY KEY, compressed {bytes} NOT NULL);
CREATE TABLE copies (document_id TEXT NOT NULL PRIMARY KEY, copy_of TEXT NOT NULL);
CREATE TABLE partcopies (position INTEGER NOT NULL PRIMARY KEY, part TEXT NOT NULL);
CREATE TABLE progress (document_id TEXT NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL, "by" TEXT NOT NULL,
    relevance DOUBLE PRECISION, PRIMARY KEY (document_id, step));
CREATE TABLE mentions (id TEXT NOT NULL PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL, status TEXT NOT NULL,
    form TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, coder TEXT NOT NULL);
CREATE INDEX mentions_document ON mentions (document_id, position);
CREATE TABLE statements (id TEXT NOT NULL PRIMARY KEY, mention_id TEXT NOT NULL, position INTEGER NOT NULL, variable TEXT NOT NULL,
    value TEXT NOT NULL, speaker_kind TEXT NOT NULL, certainty TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
    coder TEXT NOT NULL, who TEXT);
CREATE INDEX statements_mention ON statements (mention_id, position);
CREATE TABLE spans (statement_id TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (statement_id, role, position));
CREATE TABLE judgements (seq INTEGER NOT NULL PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT NOT NULL, verdict TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL, reasons TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, withdrawn_at TEXT);
CREATE INDEX judgements_pair ON judgements ("left", "right");
CREATE TABLE events (id TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, redirect_to TEXT, position INTEGER);
CREATE INDEX events_position ON events (position);
CREATE TABLE event_mentions (mention_id TEXT NOT NULL PRIMARY KEY, event_id TEXT NOT NULL, position INTEGER NOT NULL);
CREATE INDEX event_mentions_event ON event_mentions (event_id, position);
CREATE TABLE shown (event_id TEXT NOT NULL, variable TEXT NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
    value TEXT NOT NULL, rule TEXT NOT NULL, statement_ids TEXT NOT NULL, PRIMARY KEY (event_id, variable, position));
CREATE TABLE conflicts (event_id TEXT NOT NULL, position INTEGER NOT NULL, variable TEXT NOT NULL, kind TEXT NOT NULL,
    sides TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (event_id, position));
CREATE TABLE relations ("left" TEXT NOT NULL, "right" TEXT NOT NULL, kind TEXT NOT NULL, score DOUBLE PRECISION NOT NULL,
    evidence TEXT NOT NULL, PRIMARY KEY ("left", "right", kind));
CREATE TABLE decisions (seq INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, "by" TEXT NOT NULL,
    verb TEXT NOT NULL, target TEXT NOT NULL, before TEXT, after TEXT, reason TEXT);
CREATE TABLE problems (seq INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, step TEXT NOT NULL, "where" TEXT NOT NULL,
    kind TEXT NOT NULL, message TEXT NOT NULL, fix TEXT NOT NULL);
INSERT INTO meta (key, value) VALUES ('format', 'placard');
"""

_LOOKED_UP = """
CREATE INDEX decisions_target ON decisions (target);
CREATE INDEX statements_confidence ON statements (confidence);
CREATE INDEX statements_variable ON statements (variable, confidence);
CREATE INDEX documents_source ON documents (source_id);
"""

_DETAILS = """
CREATE TABLE details (document_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, start INTEGER,
    "end" INTEGER, PRIMARY KEY (document_id, position));
CREATE TABLE tombstones (document_id TEXT NOT NULL PRIMARY KEY, text_sha256 TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
    reason TEXT NOT NULL);
CREATE INDEX tombstones_text ON tombstones (text_sha256);
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a project's tables to the next: its number, a name and its SQL statements.

    Statements are separated by ``;``; ``{bytes}`` stands for the one type SQLite and Postgres name differently.
    """

    number: int
    name: str
    sql: str

    def apply(self, connection: Connection) -> None:
        """Run the statements and record them, inside the transaction of ``connection``."""
        binary = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
        for statement in self.sql.split(";"):
            if statement.strip():
                connection.execute(text(statement.replace("{bytes}", binary)))
        connection.execute(insert(schema.migrations), {"number": self.number, "name": self.name})


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first tables", _RECORD + ";" + _FIRST),
    Migration(2, "what the workbench looks up", _LOOKED_UP),
    Migration(3, "details and tombstones of documents", _DETAILS),
)


def current(engine: Engine, where: str) -> int:
    """The number of the last migration a database has, 0 for an empty one.

    Raises:
        ProjectError: if the database is not Placard's, or was made by a newer version.
    """
    not_ours = ProjectError(
        "is not a Placard project: its placard.db holds something else", where=where, fix="choose another folder"
    )
    try:
        tables = set(inspect(engine).get_table_names())
        if not tables:
            return 0
        if "migrations" not in tables or "meta" not in tables:
            raise not_ours
        with engine.connect() as connection:
            numbers = [int(row[0]) for row in connection.execute(select(schema.migrations.c.number))]
    except DatabaseError as error:
        if "not a database" in str(error):
            raise not_ours from None
        raise
    newest = max(numbers, default=0)
    known = MIGRATIONS[-1].number
    if newest > known:
        raise ProjectError(
            f"the project was made by a newer version of Placard (tables {newest}, this version knows {known})",
            where=where,
            fix="update Placard; nothing was changed",
        )
    return newest


def migrate(engine: Engine, where: str) -> None:
    """Bring a database to the newest tables, all of the way or not at all; see :func:`current` for errors."""
    done = current(engine, where)
    left = [migration for migration in MIGRATIONS if migration.number > done]
    if left:
        # One transaction: a new project that is killed between two steps would be neither empty nor whole to a reader.
        with engine.begin() as connection:
            for migration in left:
                migration.apply(connection)
