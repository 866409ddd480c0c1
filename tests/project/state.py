"""What a project holds, in a form two projects can be compared by."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any


def content(project: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order of their primary keys."""
    connection = sqlite3.connect(f"file:{project / 'placard.db'}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
    finally:
        connection.close()


def release_bytes(project: Path) -> dict[str, bytes]:
    """Every file of the release."""
    folder = project / "release"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
