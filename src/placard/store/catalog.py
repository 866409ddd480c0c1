"""The catalog: a project's events laid out for browsing, in ``placard.index.db`` beside the database.

Everything in it but the locks and the server's secret is derived: it can be deleted at any time and is made anew. It exists
because filters, facets and paging over 100,000 events must be looked up, not computed from JSON. It is SQLite whatever
holds the project.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from placard.store.catalog_build import bring_up_to_date, is_current, refresh
from placard.store.database import DATABASE_NAME, storage_errors

CATALOG_NAME = "placard.index.db"
FORMAT = "5"

_TABLES = """
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE locks (target TEXT PRIMARY KEY, by TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form TEXT, status TEXT, date_start TEXT, date_end TEXT,
    date_precision TEXT, place TEXT, country TEXT, geonameid INTEGER, lat REAL, lon REAL, precision TEXT, size_low INTEGER,
    size_high INTEGER, mentions INTEGER NOT NULL, documents INTEGER NOT NULL, texts INTEGER NOT NULL, sources INTEGER NOT NULL,
    conflicts INTEGER NOT NULL, open INTEGER NOT NULL, decided INTEGER NOT NULL, doubt REAL NOT NULL, sort_date TEXT NOT NULL);
CREATE INDEX rows_date ON rows (sort_date, id);
CREATE INDEX rows_doubt ON rows (doubt, id);
CREATE INDEX rows_sources ON rows (sources, id);
CREATE TABLE facets (n INTEGER NOT NULL, facet TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (n, facet, code)) WITHOUT ROWID;
CREATE INDEX facets_code ON facets (facet, code, n);
CREATE TABLE texts (n INTEGER NOT NULL, variable TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX texts_n ON texts (n);
CREATE TABLE made (id TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
"""


class Catalog:
    """The browsing index of one project; safe to use from several threads, each call with a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self._project = folder / DATABASE_NAME
        self._where = str(folder)
        self._building = threading.Lock()
        self._kept: tempfile.TemporaryDirectory[str] | None = None
        self.path = folder / CATALOG_NAME
        if not os.access(folder, os.W_OK):
            self._kept = tempfile.TemporaryDirectory(prefix="placard-")
            self.path = Path(self._kept.name) / CATALOG_NAME

    def close(self) -> None:
        """Remove what was only kept for this process."""
        if self._kept is not None:
            self._kept.cleanup()

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """A connection to the catalog with the project attached, for reading only, as ``project``."""
        with storage_errors(self._where):
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=30, uri=True)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("ATTACH DATABASE ? AS project", (_read_only(self._project),))
                yield connection
            finally:
                connection.close()

    def ensure(self) -> bool:
        """Make the catalog, or take up what was linked or decided since; returns whether there was anything to do."""
        with self._building:
            self._create()
            with self.connect() as connection:
                if is_current(connection):
                    return False
                bring_up_to_date(connection)
                return True

    def refresh(self, event_ids: Sequence[str]) -> None:
        """Take up one act, whose events are given, and whatever else was linked or decided since the last time."""
        with self._building:
            self._create()  # ``placard forget`` removes the file, also under an open workbench
            with self.connect() as connection:
                refresh(connection, event_ids)

    def secret(self) -> bytes:
        """The server's secret, made once a project: forms of before a restart stay good."""
        with self.connect() as connection:
            connection.execute("INSERT OR IGNORE INTO notes VALUES ('secret', ?)", (secrets.token_hex(32),))
            row = connection.execute("SELECT value FROM notes WHERE key = 'secret'").fetchone()
            return bytes.fromhex(row["value"])

    def _create(self) -> None:
        if self.path.exists() and not self._usable():
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        if not self.path.exists():
            # The secret in it signs forms: nobody else on the machine may read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with self.connect() as connection:
                connection.execute("PRAGMA main.journal_mode=WAL")
                connection.executescript(_TABLES)
                connection.execute("INSERT INTO notes VALUES ('format', ?)", (FORMAT,))

    def _usable(self) -> bool:
        try:
            connection = sqlite3.connect(self.path, timeout=30)
            try:
                row = connection.execute("SELECT value FROM notes WHERE key = 'format'").fetchone()
            finally:
                connection.close()
        except sqlite3.Error:
            return False
        return row is not None and row[0] == FORMAT


def _read_only(path: Path) -> str:
    uri = "file:" + quote(str(path.resolve())) + "?mode=ro"
    if not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        uri += "&immutable=1"
    return uri
