"""The readers, one a format: to add a format, write one module and register it here.

A reader module has ``read(found, options) -> Iterator[Report | Problem]``. It yields reports as the file tells them, and for
a row or line it cannot use a problem that names it; for a fault that ends the file it raises
:class:`~placard.errors.ReadError` or ``OSError``, which :func:`placard.reading.read_inputs` turns into one line. Modules are
imported when the first file of their format is met: an HTML extractor or a Parquet library is not loaded to read plain text.

Several formats may go by one ending (a list of addresses, a chat export and a list of reports are all ``.json``). Those that
are ``marked`` are known by their content: their module also has ``recognises(head: bytes) -> bool``, asked in the order of
registering about the first bytes of a file, before the format that has the ending itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from placard.reading.options import Found, ReadOptions
from placard.reading.report import Link, Report
from placard.records import Problem

Read = Callable[[Found, ReadOptions], Iterator[Report | Link | Problem]]
HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the endings it goes by, the module that reads it, and whether it is known by its content."""

    name: str
    endings: tuple[str, ...]
    module: str
    marked: bool = False

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with ``head`` is of this format, for a marked one."""
        return bool(importlib.import_module(self.module).recognises(head))

    def load(self) -> Read:
        """The module's ``read`` function."""
        read: Read = importlib.import_module(self.module).read
        return read


_FORMATS: dict[str, Format] = {}
_MARKED: dict[str, list[Format]] = {}


def register(format_: Format) -> None:
    """Make a format known; its endings (lower case, with the dot) now lead to it, also where another format had them.

    A marked format shares its endings: it is asked first whether a file is its own.
    """
    for ending in format_.endings:
        if format_.marked:
            _MARKED.setdefault(ending, []).append(format_)
        else:
            _FORMATS[ending] = format_


def find_format(path: Path) -> Format | None:
    """The format a file's ending names (``.tar.gz`` before ``.gz``), or None; marked formats are not asked."""
    return next((_FORMATS[ending] for ending in _endings(path) if ending in _FORMATS), None)


def choose_format(path: Path) -> Format | None:
    """The format of a file: a marked one that recognises its content, else the one its ending names, else None.

    Raises:
        OSError: if the file cannot be read.
    """
    marked = [format_ for ending in _endings(path) for format_ in _MARKED.get(ending, ())]
    if marked:
        with path.open("rb") as file:
            head = file.read(HEAD)
        for format_ in marked:
            if format_.recognises(head):
                return format_
    return find_format(path)


def suffixes() -> list[str]:
    """Every ending that has a reader, in order."""
    return sorted(_FORMATS)


def _endings(path: Path) -> list[str]:
    two = [suffix.lower() for suffix in path.suffixes[-2:]]
    return ["".join(two), two[-1]] if len(two) == 2 else two


_HERE = "placard.reading."
for _format in (
    Format("text", (".txt", ".text"), _HERE + "text"),
    Format("markdown", (".md", ".markdown"), _HERE + "markdown"),
    Format("html", (".html", ".htm", ".xhtml"), _HERE + "html"),
    Format("json lines", (".jsonl", ".ndjson", ".json"), _HERE + "jsonl"),
    Format("table", (".csv", ".tsv"), _HERE + "table"),
    Format("parquet", (".parquet",), _HERE + "parquet"),
    Format("feed", (".xml", ".rss", ".atom"), _HERE + "feed"),
    Format("web archive", (".warc", ".warc.gz"), _HERE + "warc"),
    Format("pdf", (".pdf",), _HERE + "pdf"),
    Format("word", (".docx",), _HERE + "docx"),
    Format("mail", (".eml", ".mbox"), _HERE + "mail"),
    Format("archive", (".zip", ".wacz", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"), _HERE + "archive"),
    Format("gzip", (".gz",), _HERE + "gzipped"),
    Format("addresses", (".urls",), _HERE + "addresses"),
    Format("telegram", (".json",), _HERE + "telegram", marked=True),
    Format("article list", (".json", ".csv", ".tsv"), _HERE + "articlelist", marked=True),
    Format("addresses", (".txt", ".text"), _HERE + "addresses", marked=True),
    Format("nexis", (".txt", ".text"), _HERE + "nexis", marked=True),
    Format("factiva", (".txt", ".text"), _HERE + "factiva", marked=True),
    Format("proquest", (".txt", ".text"), _HERE + "proquest", marked=True),
):
    register(_format)
