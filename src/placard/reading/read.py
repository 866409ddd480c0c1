"""Read everything the user names: one stream of readings and problems, in one order, holding one document at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from placard.errors import ReadError
from placard.reading.freeze import freeze
from placard.reading.options import Found, Reading, ReadOptions
from placard.reading.registry import choose_format
from placard.reading.report import Link, Report
from placard.reading.sidecar import Sidecars
from placard.reading.walk import check_regular, find_files
from placard.records import Problem, make_id


def read_inputs(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Iterator[Reading | Problem]:
    """Read files, folders, globs and addresses.

    Args:
        inputs: what to read; folders are walked, globs expanded, each file is read once, addresses are fetched.
        options: columns, defaults and limits.

    Yields:
        Readings and problems in the order of the inputs (the same on every machine). A problem whose kind is in
        ``WARNING_KINDS`` comes before the reading it is about; any other stands for something that was not read. Nothing is
        raised for bad input.

    A text met twice under one id is read once. A second text under an id already used keeps both: its ``input_id`` becomes ``ID~2``
    (then ``~3`` ...), so that an id always means one document.
    """
    from placard.reading.follow import follow, with_fetcher

    chosen = with_fetcher(options or ReadOptions())
    sidecars, ids = Sidecars(), _Ids()
    odd_kinds: set[str] = set()
    for found in find_files(inputs, chosen):
        if isinstance(found, Problem):
            yield found
            continue
        if isinstance(found, Link):
            reports, home = follow(found, chosen), None
        else:
            reports, home = read_file(found, chosen), found
        for report in reports:
            if isinstance(report, Problem):
                yield report
                continue
            if home is not None:
                sidecars.amend(home, report)
            for result in freeze(report, chosen):
                yield from sidecars.problems()
                if isinstance(result, Problem):
                    # One odd kind of source in a table of 100,000 rows is one remark, not 100,000.
                    if result.kind != "source_kind" or result.message not in odd_kinds:
                        yield result
                    if result.kind == "source_kind":
                        odd_kinds.add(result.message)
                    continue
                if result.source is not None and home is not None:
                    result = replace(result, source=sidecars.source(home, result.source))
                yield from sidecars.problems()
                yield from ids.settle(result, report.where)


def read_file(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """The reports of one file, before they are checked; what its reader raises becomes one problem, after what came before it.

    Addresses the file lists are fetched if the user named this very file; otherwise they are one problem.
    """
    from placard.reading.follow import follow

    unfollowed = 0
    try:
        wrong = check_regular(found.path)
        if wrong:
            yield Problem(found.shown, "unreadable", wrong, "name a file or folder")
            return
        format_ = choose_format(found.path)
        if format_ is None:
            return
        for item in format_.load()(found, options):
            if not isinstance(item, Link):
                yield item
            elif found.named:
                yield from follow(item, options)
            else:
                unfollowed += 1
    except ReadError as error:
        yield Problem(found.shown, error.kind, error.message, error.fix or "")
    except FileNotFoundError:
        yield Problem(found.shown, "vanished", "was there when the input was listed and is gone now", "put it back and run again")
    except OSError as error:
        yield Problem(found.shown, "unreadable", f"cannot be read: {error.strerror or error}", "check the file and its permissions")
    if unfollowed:
        pages = f"{unfollowed:,} page{'s' if unfollowed > 1 else ''}"
        fix = "name the list itself to have them fetched"
        yield Problem(found.shown, "not_fetched", f"only lists addresses; {pages} not fetched", fix)


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
