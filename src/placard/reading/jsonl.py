"""JSON lines (and JSON lists): one object a document, extra keys ignored, every fault with its line number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from placard.errors import ReadError
from placard.reading.fields import fill_report, find_columns
from placard.reading.files import fault, megabytes, read_within
from placard.reading.freeze import freeze
from placard.reading.options import Found, Reading, ReadOptions, is_warning
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_READER = f"jsonl {VERSION}"
_BOM = b"\xef\xbb\xbf"
_LIST_FACTOR = 16  # a JSON list is parsed whole; it may hold this many times the largest single document
_FIX = "write one JSON object a line, in UTF-8"


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read JSON lines, a JSON list of objects, or one JSON object.

    Raises:
        ReadError: the file is empty, or holds a list that is too large or no JSON.
        OSError: it cannot be opened or read.
    """
    with found.path.open("rb") as file:
        if _whole(found, file):
            yield from _read_list(found, options)
            return
        empty = True
        for number, value in _lines(file, options.max_bytes):
            empty = False
            yield _report(value, f"{found.shown}:{number}", f"{found.name}:{number}", options)
    if empty:
        raise fault("empty", "is empty", "leave it out")


def read_code_lines(
    stream: IO[bytes], options: ReadOptions | None = None, warn: Callable[[Problem], None] | None = None
) -> Iterator[Reading | Problem]:
    """Read documents for ``placard code``: one result for every line that is not blank, in order.

    Args:
        stream: bytes of JSON lines, for example ``sys.stdin.buffer``.
        options: limits, columns and defaults.
        warn: called with remarks on documents that are read all the same (a date that is none).

    Yields:
        For each line its reading, or the one problem that keeps it from being used; the problem's ``where`` is the id
        the line gives, or ``line N``.
    """
    chosen = options or ReadOptions()
    for number, value in _lines(stream, chosen.max_bytes):
        where = _given_id(value, chosen) or f"line {number}"
        report = _report(value, where, f"line {number}", chosen)
        if isinstance(report, Problem):
            yield report
            continue
        for result in freeze(report, chosen):
            if not (isinstance(result, Problem) and is_warning(result)):
                yield result
            elif warn is not None:
                warn(result)


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, Any]]:
    """Line numbers from 1 with the parsed value, or with the ReadError that says why there is none; blank lines are left out."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            fix = "split the document, or raise max_bytes"
            yield number, fault("too_large", f"the line is longer than {megabytes(limit)}", fix)
            continue
        if number == 1 and line.startswith(_BOM):
            line = line[len(_BOM) :]
        if line.strip():
            yield number, _parse(line)


def _parse(line: bytes) -> Any:
    """The JSON value of a line, or a ReadError."""
    try:
        # NaN, which some programs write for a missing value, is read as missing.
        return json.loads(line.decode("utf-8"), parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        return fault("encoding", f"is not UTF-8 (byte {error.start} of the line)", "save the file as UTF-8")
    except json.JSONDecodeError as error:
        return fault("json", f"is not JSON: {error.msg} at column {error.colno}", _FIX)
    except RecursionError:
        return fault("json", "is JSON nested too deeply", _FIX)
    except ValueError as error:
        return fault("json", f"is not JSON that can be read: {error}", _FIX)


def _report(value: Any, where: str, fallback: str, options: ReadOptions) -> Report | Problem:
    if isinstance(value, ReadError):
        return Problem(where, value.kind, value.message, value.fix or "")
    if not isinstance(value, dict):
        return Problem(where, "json", f"is a JSON {_kind(value)}, not an object", _FIX)
    try:
        columns = find_columns(list(value), options.columns, "key")
    except ReadError as error:
        return Problem(where, error.kind, error.message, error.fix or "")
    return fill_report(Report(where=where, fallback_id=fallback, reader=_READER), value, columns)


def _given_id(value: Any, options: ReadOptions) -> str | None:
    """The id an object gives, as text that can be printed, or None."""
    if not isinstance(value, dict):
        return None
    given = value.get(options.columns.get("id", "id"))
    if not isinstance(given, str | int) or isinstance(given, bool) or not str(given).strip():
        return None
    return str(given).encode("utf-8", "backslashreplace").decode("utf-8")


def _whole(found: Found, file: IO[bytes]) -> bool:
    """Whether a ``.json`` file is one JSON value rather than lines; leaves the file at its start."""
    if found.path.suffix.lower() != ".json":
        return False
    first = file.readline(1 << 20).removeprefix(_BOM).strip()
    file.seek(0)
    if not first.startswith(b"{"):
        return True
    return isinstance(_parse(first), ReadError)


def _read_list(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    limit = options.max_bytes * _LIST_FACTOR
    data = read_within(found, limit, "a JSON list", "write it as JSON lines (.jsonl), which have no limit")
    value = _parse(data.removeprefix(_BOM))
    if isinstance(value, ReadError):
        raise value
    if isinstance(value, dict):
        yield _report(value, found.shown, found.name, options)
        return
    if not isinstance(value, list):
        raise fault("json", f"is a JSON {_kind(value)}, not a list of objects", _FIX)
    for number, item in enumerate(value, start=1):
        yield _report(item, f"{found.shown} item {number}", f"{found.name}:{number}", options)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "truth value"
    if isinstance(value, int | float):
        return "number"
    return "list" if isinstance(value, list) else "string"
