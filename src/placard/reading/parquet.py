"""Parquet: one row a document, streamed by small batches of the needed columns only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from placard.reading.fields import fill_report, find_columns
from placard.reading.files import fault
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_BATCH = 64


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a Parquet file.

    Raises:
        ReadError: it is no Parquet file, cut short, has no text column, or breaks off; rows before the break are read.
        OSError: it cannot be opened or read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    with found.path.open("rb") as raw:
        try:
            file = pq.ParquetFile(raw, pre_buffer=False)
            columns = find_columns(file.schema_arrow.names, options.columns)
            batches = file.iter_batches(batch_size=_BATCH, columns=sorted(set(columns.values())), use_threads=False)
            for batch in batches:
                for row in _rows(batch):
                    number += 1
                    if row is None:
                        yield Problem(f"{found.shown} row {number}", "encoding", "holds text that is not UTF-8", "export it again")
                    else:
                        yield _report(found, row, number, columns)
        except pa.ArrowException as error:
            raise _broken(number, error) from None
        except OSError as error:
            # Arrow reports damage inside the file as an OSError without a system error number.
            if error.errno is not None:
                raise
            raise _broken(number, error) from None
    if number == 0:
        raise fault("empty", "has no rows", "leave it out")


def _rows(batch: Any) -> Iterator[dict[str, Any] | None]:
    """The batch's rows; None for one whose text is damaged, which Arrow notices only when it is decoded."""
    try:
        rows = batch.to_pylist()
    except UnicodeDecodeError:
        rows = [_row(batch, at) for at in range(batch.num_rows)]
    yield from rows


def _row(batch: Any, at: int) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] = batch.slice(at, 1).to_pylist()[0]
    except UnicodeDecodeError:
        return None
    return row


def _report(found: Found, row: dict[str, Any], number: int, columns: dict[str, str]) -> Report:
    report = Report(where=f"{found.shown} row {number}", fallback_id=f"{found.name}:{number}", reader=f"parquet {VERSION}")
    return fill_report(report, row, columns)


def _broken(number: int, error: Exception) -> Exception:
    reason = str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
    message = f"breaks off after row {number}: {reason}" if number else f"is no whole Parquet file: {reason}"
    return fault("parquet", message, "copy or export it again")
