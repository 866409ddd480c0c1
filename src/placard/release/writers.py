"""Writing one table as CSV and Parquet at once, row by row, to the same bytes every time."""

from __future__ import annotations

import csv
import json
import os
import re
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from placard.release.fields import Field, Row, Table

ROW_GROUP = 20_000
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")
_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "array": pa.list_(pa.string()),
    "object": pa.string(),
}


def escape_cell(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula: one ``'`` before ``=``, ``+``, ``-``, ``@``, tab or return.

    A cell in which such a character follows leading ``'`` gets one more, so that :func:`unescape_cell` gives every text back.
    """
    return "'" + text if text[:1] in _FIRST and _RISKY.match(text) else text


def unescape_cell(cell: str) -> str:
    """The inverse of :func:`escape_cell`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def arrow_schema(table: Table) -> Any:
    """The Parquet schema of a table."""
    # Lists of lists (sides of a conflict) are JSON: one type of list serves all readers.
    return pa.schema([pa.field(field.name, arrow_type(field), nullable=not field.required) for field in table.fields])


def arrow_type(field: Field) -> Any:
    """The Parquet type of a column."""
    return pa.string() if field.name == "sides" else _ARROW[field.type]


def to_csv(field: Field, value: Any) -> str:
    """A cell of a CSV file; None is the empty cell."""
    if value is None:
        return ""
    if field.type == "boolean":
        return "true" if value else "false"
    if field.type in ("integer", "number"):
        return repr(value)
    if field.type == "array":
        return json.dumps(value, ensure_ascii=False) if value else "[]"
    return escape_cell(value)


def from_csv(field: Field, cell: str) -> Any:
    """The inverse of :func:`to_csv`; raises ValueError if the cell is not of the column's type."""
    if cell == "":
        return None
    if field.type == "boolean":
        return {"true": True, "false": False}[cell] if cell in ("true", "false") else _bad(cell)
    if field.type == "integer":
        return int(cell)
    if field.type == "number":
        return float(cell)
    if field.type == "array":
        return json.loads(cell)
    return unescape_cell(cell)


def from_arrow(field: Field, value: Any) -> Any:
    """A cell of a Parquet file as a row of the release holds it."""
    if value is None:
        return None
    if field.type == "date":
        return value.isoformat()
    if field.name == "sides":
        return json.loads(value)
    return value


def _to_arrow(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.type == "date":
        return date.fromisoformat(value)
    if field.name == "sides":
        return json.dumps(value, ensure_ascii=False)
    if field.type == "number":
        return float(value)
    return value


def _bad(cell: str) -> bool:
    raise ValueError(f"{cell!r} is neither true nor false")


class TableWriter:
    """Writes ``NAME.csv`` and ``NAME.parquet`` in a folder; a context manager, flushed to disk when left without error."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        self._paths = (folder / f"{table.name}.csv", folder / f"{table.name}.parquet")
        self._schema = arrow_schema(table)
        self._file = self._paths[0].open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow(table.names)
        self._parquet = pq.ParquetWriter(self._paths[1], self._schema, compression="zstd")
        self._rows: list[Row] = []
        self.count = 0

    def write(self, row: Row) -> None:
        """Append one row; its keys are the table's columns."""
        self._csv.writerow([to_csv(field, row[field.name]) for field in self.table.fields])
        self._rows.append(row)
        self.count += 1
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = [
            pa.array([_to_arrow(field, row[field.name]) for row in self._rows], type=self._schema.field(field.name).type)
            for field in self.table.fields
        ]
        self._parquet.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._rows = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._rows:
                self._flush()
        finally:
            self._file.close()
            self._parquet.close()
        if kind is None:
            for path in self._paths:
                sync(path)


def sync(path: Path) -> None:
    """Make a written file, or the names in a folder, last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
