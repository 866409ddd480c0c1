"""The readers, one a format: to add a format, write one module and register it here.

A reader module has ``read(found, options) -> Iterator[Report | Problem]``. It yields reports as the file tells them, and for
a row or line it cannot use a problem that names it; for a fault that ends the file it raises
:class:`~placard.errors.ReadError` or ``OSError``, which :func:`placard.reading.read_inputs` turns into one line. Modules are
imported when the first file of their format is met: an HTML extractor or a Parquet library is not loaded to read plain text.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

Read = Callable[[Found, ReadOptions], Iterator[Report | Problem]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the endings it goes by, and the module that reads it."""

    name: str
    endings: tuple[str, ...]
    module: str

    def load(self) -> Read:
        """The module's ``read`` function."""
        read: Read = importlib.import_module(self.module).read
        return read


_FORMATS: dict[str, Format] = {}


def register(format_: Format) -> None:
    """Make a format known; its endings (lower case, with the dot) now lead to it, also where another format had them."""
    for ending in format_.endings:
        _FORMATS[ending] = format_


def find_format(path: Path) -> Format | None:
    """The format a file's ending names, or None."""
    return _FORMATS.get(path.suffix.lower())


def suffixes() -> list[str]:
    """Every ending that has a reader, in order."""
    return sorted(_FORMATS)


for _format in (
    Format("text", (".txt", ".text", ".md"), "placard.reading.text"),
    Format("html", (".html", ".htm", ".xhtml"), "placard.reading.html"),
    Format("json lines", (".jsonl", ".ndjson", ".json"), "placard.reading.jsonl"),
    Format("table", (".csv", ".tsv"), "placard.reading.table"),
    Format("parquet", (".parquet",), "placard.reading.parquet"),
):
    register(_format)
