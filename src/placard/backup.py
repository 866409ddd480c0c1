"""``placard backup``: a consistent copy of a project, also while others read and write it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from placard.config import CONFIG_NAME, read_config
from placard.errors import ProjectError
from placard.release.writers import sync
from placard.store.database import DATABASE_NAME, storage_errors


def backup(project: str | Path, target: str | Path) -> Path:
    """Copy a project's database, settings and linking weights into a new folder, as they are at one moment.

    The release and the workbench's index are not copied: both are made from the database, to the same bytes
    (``placard release TARGET``).

    Args:
        project: the project's folder; another process may be writing to it.
        target: a folder that is absent or empty.

    Returns:
        The folder of the copy, which is itself a project.

    Raises:
        ProjectError: if ``project`` is none, or ``target`` is not empty or cannot be written to; nothing is left half there.
    """
    from placard.store.store import Store

    source, folder = Path(project), Path(target)
    Store.open(source).close()  # says what is wrong if it is no project, or a newer one
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ProjectError("is not empty", where=str(folder), fix="name a folder that is absent or empty")
        part = folder / (DATABASE_NAME + ".part")
        with storage_errors(str(folder)):
            _copy(source / DATABASE_NAME, part)
        if (source / CONFIG_NAME).exists():
            shutil.copyfile(source / CONFIG_NAME, folder / CONFIG_NAME)
            _copy_weights(source, folder)
        sync(part)
        part.rename(folder / DATABASE_NAME)
        sync(folder)
    except OSError as error:
        raise ProjectError(
            f"the copy cannot be written: {error.strerror or error}",
            where=str(folder),
            fix="check who owns the folder, and free some space",
        ) from None
    return folder


def _copy_weights(source: Path, folder: Path) -> None:
    """The file of linking weights that the settings name, where it lies in the project; elsewhere it stays and is still named."""
    named = read_config(source).linking
    file = source / (named or ".")
    if file.is_file() and file.resolve().is_relative_to(source.resolve()) and not Path(named or "").is_absolute():
        (folder / (named or "")).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / (named or ""))


def _copy(source: Path, part: Path) -> None:
    """SQLite's own online copy: pages changed while it runs are copied again, so the end is one moment's state."""
    uri = f"file:{source.resolve().as_posix()}?mode=ro"
    if not os.access(source.parent, os.W_OK) and not source.with_name(source.name + "-wal").exists():
        uri += "&immutable=1"
    theirs, ours = sqlite3.connect(uri, uri=True, timeout=30), sqlite3.connect(part)
    try:
        # One read transaction over all of it: without it a busy writer would make the copy start anew for ever.
        theirs.execute("BEGIN")
        theirs.execute("SELECT count(*) FROM sqlite_master").fetchone()
        theirs.backup(ours, pages=-1)
        ours.execute("PRAGMA journal_mode=DELETE")
        if ours.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise ProjectError(
                "the copy is damaged", where=str(part.parent), fix="placard doctor says what is wrong with the project"
            )
    finally:
        theirs.close()
        ours.close()
