"""Side files a folder of reports may carry: ``sources.csv`` (who the outlets are) and ``metadata.csv`` (whose file is which).

Both are read by the usual rules of tables. A file of either name that has a text column is an ordinary table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from placard.errors import ReadError
from placard.reading.decode import decode
from placard.reading.fields import USUAL_NAMES
from placard.reading.options import Found
from placard.reading.report import Report
from placard.reading.sources import fill, make_source, source_key
from placard.records import Problem, Source

SOURCES, METADATA = "sources.csv", "metadata.csv"
_MOST_BYTES = 16 * 1024 * 1024
_FILLED = ("title", "published", "url", "source", "source_kind", "source_owner", "source_country", "language")


@dataclass(slots=True)
class _Folder:
    sources: dict[str, Source] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)


class Sidecars:
    """The side files of every folder met in one run; each is read once."""

    def __init__(self) -> None:
        self._folders: dict[Path, _Folder] = {}
        self._problems: list[Problem] = []

    def problems(self) -> Iterator[Problem]:
        """Faults of the side files read since the last call."""
        found, self._problems = self._problems, []
        yield from found

    def amend(self, found: Found, report: Report) -> None:
        """Put into ``report`` what ``metadata.csv`` says of its file: over a page's own metadata, under a table's row."""
        for folder in self._above(found):
            entry = self._read(folder).files.get(found.path.relative_to(folder).as_posix())
            if entry is not None:
                for name in _FILLED:
                    if entry.get(name) and not (report.firm and getattr(report, name)):
                        setattr(report, name, entry[name])
                return

    def source(self, found: Found, source: Source) -> Source:
        """``source`` with its kind, owner and country from the nearest ``sources.csv`` that names it."""
        for folder in self._above(found):
            known = self._read(folder).sources.get(source.id)
            if known is not None:
                return fill(source, known)
        return source

    def _above(self, found: Found) -> Iterator[Path]:
        folder = found.path.parent
        while True:
            yield folder
            if folder == found.top or folder == folder.parent or not folder.is_relative_to(found.top):
                return
            folder = folder.parent

    def _read(self, folder: Path) -> _Folder:
        if folder not in self._folders:
            entry = self._folders[folder] = _Folder()
            for number, row in self._rows(folder / SOURCES):
                source = make_source(row)
                if source is None:
                    self._warn(folder / SOURCES, f"row {number} names no outlet", "fill its column outlet or name")
                else:
                    entry.sources[source.id] = source
            for _, row in self._rows(folder / METADATA):
                if row.get("file"):
                    entry.files[row["file"]] = {name: _first(row, USUAL_NAMES[name]) for name in _FILLED}
        return self._folders[folder]

    def _rows(self, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
        if not is_sidecar(path):
            return
        try:
            text = decode(path.read_bytes()).text
            for number, row in enumerate(csv.DictReader(text.splitlines(keepends=True)), start=2):
                yield (
                    number,
                    {
                        source_key(name): (value or "").strip()
                        for name, value in row.items()
                        if isinstance(value, str | None) and name
                    },
                )
        except (OSError, csv.Error, ReadError) as error:
            message = error.message if isinstance(error, ReadError) else str(error)
            self._warn(path, f"cannot be used: {message}", "mend it; the documents are read without it")

    def _warn(self, path: Path, message: str, fix: str) -> None:
        self._problems.append(Problem(path.name, "sidecar", message, fix))


def is_sidecar(path: Path) -> bool:
    """Whether the file is a side file: one of the two names, and a first line without a text column."""
    if path.name not in (SOURCES, METADATA):
        return False
    try:
        if path.stat().st_size > _MOST_BYTES:
            return False
        with path.open("rb") as file:
            header = file.readline(100_000).decode("utf-8-sig", "replace")
    except OSError:
        return False
    names = {source_key(name.strip('"')) for name in header.strip().split(",")}
    key = {"outlet", "name"} if path.name == SOURCES else {"file"}
    return bool(names & key) and not names & set(USUAL_NAMES["text"])


def _first(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next((row[name] for name in names if row.get(name)), "")
