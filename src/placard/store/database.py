"""The one place that knows which database holds a project: how it is opened, tuned, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from placard.errors import ProjectError

DATABASE_NAME = "placard.db"


def open_database(path: Path, *, write: bool) -> Engine:
    """An engine on the SQLite file ``path``; readers never wait for the writer (WAL).

    Durability is full: what a committed transaction stored survives a kill and a power cut.
    """
    uri = "file:" + quote(str(path.resolve()))
    if not write:
        _finish_rollback(path, uri)
        uri += "?mode=ro"
        # A read-only folder cannot take WAL's shared-memory file. Without a log beside it the file is whole and at rest.
        if not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
            uri += "&immutable=1"

    def connect() -> sqlite3.Connection:
        # isolation_level None: transactions are begun by the "begin" event below, so that CREATE TABLE is inside them too.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-32768")
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    # A pool that lends each connection to one thread at a time: the workbench reads from several threads.
    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=8)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _finish_rollback(path: Path, uri: str) -> None:
    """Take back a write that was killed before the log was in use: a connection for reading alone may not, and could not open."""
    if not path.with_name(path.name + "-journal").exists():
        return
    try:
        with closing(sqlite3.connect(uri + "?mode=rw", uri=True, timeout=30)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        pass  # the reader meets the same fault and says what it means


def close_database(engine: Engine, *, write: bool) -> None:
    """Close every connection; a writer first folds the log into the file, so that the file alone is the project."""
    if write:
        try:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()
        except (DBAPIError, sqlite3.Error):
            pass  # the log stays beside the file; the next writer folds it in
    engine.dispose()


def scrub(engine: Engine, folder: Path) -> None:
    """Make what was deleted unreadable: the file is written anew without it, the log emptied, the derived index removed."""
    from placard.store.catalog import CATALOG_NAME

    with storage_errors(str(folder)):
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()
    for suffix in ("", "-wal", "-shm"):
        (folder / (CATALOG_NAME + suffix)).unlink(missing_ok=True)


@contextmanager
def storage_errors(where: str) -> Iterator[None]:
    """Turn a database's errors into one sentence for the user: what happened, and that stored work is safe."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise storage_error(error, where) from error


def storage_error(error: Exception, where: str) -> ProjectError:
    """The ProjectError that says what a database error means; a plain restatement where nothing better is known."""
    words = str(getattr(error, "orig", None) or error)
    safe = "what was stored before is safe; "
    if "full" in words or "disk I/O error" in words:
        return ProjectError(
            f"the disk is full or cannot be written ({words})", where=where, fix=safe + "free some space and run again"
        )
    if "readonly" in words or "unable to open" in words:
        return ProjectError(f"the project cannot be written to ({words})", where=where, fix="check the folder's permissions")
    if "locked" in words:
        return ProjectError("another process holds the database", where=where, fix="wait for it, then run again")
    if "malformed" in words or "not a database" in words:
        return ProjectError(f"the database is damaged ({words})", where=where, fix="restore placard.db from a backup")
    return ProjectError(f"the database refused: {words}", where=where, fix=safe + "run again")
