"""What every writer of the store needs: rows in, a table's rows replaced, the next number, the project's own notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from placard.store import schema

_AT_ONCE = 5_000


def insert_rows(connection: Connection, table: Any, values: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, some thousands at a time: a million judgements need not all be rows at once."""
    source = iter(values)
    while piece := list(islice(source, _AT_ONCE)):
        connection.execute(insert(table), piece)


def replace_rows(connection: Connection, table: Any, values: Iterable[Mapping[str, Any]]) -> None:
    """Put rows in the place of all of a table."""
    connection.execute(delete(table))
    insert_rows(connection, table, values)


def next_number(connection: Connection, table: Any) -> int:
    """The number the next row of a numbered table gets, from 1."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()) + 1


def meta_value(key: str) -> Any:
    """The query for a note."""
    return select(schema.meta.c.value).where(schema.meta.c.key == key)


def set_meta_value(connection: Connection, key: str, value: str) -> None:
    """Write a note, over what it was."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta), {"key": key, "value": value})
