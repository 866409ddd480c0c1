"""CSV and TSV: one row a document, streamed; rows are numbered as a spreadsheet numbers them, the header being row 1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from placard.reading.decode import find_encoding
from placard.reading.fields import fill_report, find_columns
from placard.reading.files import fault, megabytes
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 20


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a table.

    Raises:
        ReadError: it is empty, binary, has no text column, or breaks off; rows before the break are read.
        OSError: it cannot be opened or read.
    """
    # The module's limit is one for the whole process; ours is never below its own default.
    csv.field_size_limit(max(options.max_bytes, 131_072))
    with found.path.open("rb") as file:
        encoding, guessed, header = _encoding(file)
        if guessed:
            message = f"is not UTF-8; read as {encoding}, the likeliest encoding"
            yield Problem(found.shown, "guessed_encoding", message, "save it as UTF-8 if letters look wrong")
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        try:
            yield from _rows(found, text, encoding, _delimiter(found, header), options)
        finally:
            text.detach()


def _rows(found: Found, text: IO[str], encoding: str, delimiter: str, options: ReadOptions) -> Iterator[Report | Problem]:
    rows = csv.reader(_bounded(text, csv.field_size_limit()), delimiter=delimiter)
    reader = f"table {VERSION}" if encoding.startswith("utf-8") else f"table {VERSION} ({encoding})"
    number = 1
    try:
        header = next(rows, [])
        if len(header) > options.max_columns:
            raise fault("columns", f"has {len(header):,} columns, over the limit of {options.max_columns:,}", "raise max_columns")
        columns = find_columns(header, options.columns)
        places = {name: place for place, name in reversed(list(enumerate(header)))}
        wanted = {field: places[name] for field, name in columns.items()}
        for number, row in enumerate(rows, start=2):
            if not any(row):
                continue
            report = Report(where=f"{found.shown} row {number}", fallback_id=f"{found.name}:{number}", reader=reader)
            values = {field: row[place] for field, place in wanted.items() if place < len(row)}
            yield fill_report(report, values, {field: field for field in values})
    except csv.Error as error:
        # After a quotation mark that never closes, the rest of the file is one cell: there is nothing to go on with.
        limit = megabytes(csv.field_size_limit())
        reason = f"a cell is larger than {limit}" if "field larger" in str(error) else str(error)
        raise fault("csv", f"breaks off after row {number}: {reason}", "look for a quotation mark that is not closed") from None
    except UnicodeDecodeError as error:
        raise fault(
            "encoding", f"breaks off after row {number}: not {error.encoding}", "save it as UTF-8 and read it again"
        ) from None


def _bounded(text: IO[str], limit: int) -> Iterator[str]:
    """The lines of a table; one that is longer than a cell may be ends the file before it fills the memory."""
    while line := text.readline(4 * limit):
        if len(line) >= 4 * limit:
            raise fault("too_large", f"has a line longer than {megabytes(4 * limit)}", "split it, or raise max_bytes")
        yield line


def _encoding(file: IO[bytes]) -> tuple[str, bool, str]:
    """The encoding of the table, whether it was guessed, and the header line; leaves the file at its first character.

    Judged from the first megabyte and, as long as that is plain ASCII, from the first megabyte that is not.
    """
    sample = file.read(_SAMPLE)
    if not sample:
        raise fault("empty", "is empty", "leave it out")
    first = cut = _whole_lines(sample)
    while cut.isascii() and (more := file.read(_SAMPLE)):
        cut = _whole_lines(more)
    # The mark of a UTF-16 file stands at its very start, so a first part that is not ASCII is judged itself.
    encoding, skip, guessed = find_encoding(cut)
    file.seek(skip if cut is first else 0)
    header = first[skip if cut is first else 0 :].decode(encoding, "replace").lstrip("\r\n")
    return encoding, guessed, header.splitlines()[0] if header else ""


def _whole_lines(part: bytes) -> bytes:
    return part[: part.rfind(b"\n") + 1] or part


def _delimiter(found: Found, header: str) -> str:
    """The delimiter: a tab for .tsv, else whichever of comma, semicolon, tab and bar the header holds most of."""
    return "\t" if found.path.suffix.lower() == ".tsv" else max(_DELIMITERS, key=header.count)
