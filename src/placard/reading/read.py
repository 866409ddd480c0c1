"""Read everything the user names: one stream of readings and problems, in one order, holding one document at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from placard.errors import ReadError
from placard.reading.freeze import freeze
from placard.reading.options import Found, Reading, ReadOptions
from placard.reading.registry import find_format
from placard.reading.report import Report
from placard.reading.sidecar import Sidecars
from placard.reading.walk import check_regular, find_files
from placard.records import Problem, make_id


def read_inputs(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Iterator[Reading | Problem]:
    """Read files, folders and globs.

    Args:
        inputs: what to read; folders are walked, globs expanded, each file is read once.
        options: columns, defaults and limits.

    Yields:
        Readings and problems in the order of the inputs (the same on every machine). A problem whose kind is in
        ``WARNING_KINDS`` comes before the reading it is about; any other stands for something that was not read. Nothing is
        raised for bad input.

    A text met twice under one id is read once. A second text under an id already used keeps both: its ``input_id`` becomes ``ID~2``
    (then ``~3`` ...), so that an id always means one document.
    """
    chosen = options or ReadOptions()
    sidecars, ids = Sidecars(), _Ids()
    odd_kinds: set[str] = set()
    for found in find_files(inputs, chosen):
        if isinstance(found, Problem):
            yield found
            continue
        for report in _read_file(found, chosen):
            if isinstance(report, Problem):
                yield report
                continue
            sidecars.amend(found, report)
            for result in freeze(report, chosen):
                yield from sidecars.problems()
                if isinstance(result, Problem):
                    # One odd kind of source in a table of 100,000 rows is one remark, not 100,000.
                    if result.kind != "source_kind" or result.message not in odd_kinds:
                        yield result
                    if result.kind == "source_kind":
                        odd_kinds.add(result.message)
                    continue
                if result.source is not None:
                    result = replace(result, source=sidecars.source(found, result.source))
                yield from sidecars.problems()
                yield from ids.settle(result, report.where)


def _read_file(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """The reports of one file; what its reader raises becomes one problem, after what was read before it."""
    format_ = find_format(found.path)
    if format_ is None:
        return
    try:
        wrong = check_regular(found.path)
        if wrong:
            yield Problem(found.shown, "unreadable", wrong, "name a file or folder")
            return
        yield from format_.load()(found, options)
    except ReadError as error:
        yield Problem(found.shown, error.kind, error.message, error.fix or "")
    except FileNotFoundError:
        yield Problem(found.shown, "vanished", "was there when the input was listed and is gone now", "put it back and run again")
    except OSError as error:
        yield Problem(found.shown, "unreadable", f"cannot be read: {error.strerror or error}", "check the file and its permissions")


class _Ids:
    """The ids of a run and the texts they stand for, as 16-byte digests: 100,000 documents take some 20 MB."""

    def __init__(self) -> None:
        self._texts: dict[bytes, bytes] = {}

    def settle(self, reading: Reading, where: str) -> Iterator[Reading | Problem]:
        """The reading under an id of its own; or a problem if this very document was read before."""
        document = reading.document
        given, text = document.input_id, bytes.fromhex(document.text_sha256)[:16]
        name, number = given, 1
        while (known := self._texts.get(_digest(name))) is not None:
            if known == text:
                message = f"the same text was read before under the id {given!r}"
                yield Problem(where, "duplicate", message, "leave one of them out")
                return
            number += 1
            name = f"{given}~{number}"
        self._texts[_digest(name)] = text
        if name != given:
            message = f"the id {given!r} was used before for another text; this one is kept as {name!r}"
            yield Problem(where, "duplicate_id", message, "give each document an id of its own")
            renamed = replace(document, input_id=name, id=make_id("doc", name, document.text_sha256))
            reading = replace(reading, document=renamed)
        yield reading


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:16]
