"""What a user may say about an input: columns, defaults for what it leaves out, and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from placard.errors import ConfigError
from placard.records import Detail, Document, Problem, Source

if TYPE_CHECKING:
    from placard.reading.fetch import Fetcher

FIELDS = ("id", "text", "title", "published", "url", "source", "source_kind", "source_owner", "source_country", "language")

# A problem of one of these kinds is a remark: the document it names was read all the same.
WARNING_KINDS = frozenset({"date", "guessed_encoding", "duplicate_id", "source_kind", "sidecar", "scanned_pages", "passed_over"})

# Limits a project can set in placard.toml; what each is for stands in ReadOptions.
LIMITS = (
    "max_bytes", "max_words", "min_words",
    "max_columns", "max_tags", "max_file_bytes", "max_unpacked_bytes", "max_ratio", "max_members",
    "max_depth", "max_pages", "max_seconds", "max_redirects",
)  # fmt: skip


def is_warning(problem: Problem) -> bool:
    """Whether the document that ``problem`` names was read all the same (its kind is in ``WARNING_KINDS``)."""
    return problem.kind in WARNING_KINDS


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of reading; the defaults read any input that uses the usual names.

    Attributes:
        columns: canonical field (one of ``FIELDS``) -> the column or key that holds it in this input.
        published: publication date of documents that give none.
        outlet: outlet of documents that name none.
        language: ISO 639-1 code of documents that name none.
        max_bytes: largest page, text file, line or table cell, in bytes.
        max_words: longest document, in words.
        min_words: shortest document, in words; one word alone reports nothing.
        include_hidden: whether folders are walked into names that begin with a dot.
        max_columns: most columns of a table.
        max_tags: most tags of a page.
        max_file_bytes: largest whole file that is parsed at once or unpacked from an archive, in bytes.
        max_unpacked_bytes: most that one archive may hold unpacked, archives within it included, in bytes.
        max_ratio: how many times its packed size a file of an archive may be (beyond its first megabyte).
        max_members: most files of one archive, archives within it included.
        max_depth: how deep archives, messages and lists may lie within each other.
        max_pages: most pages of one PDF.
        max_seconds: longest one page is waited for, and one PDF worked on.
        max_redirects: how often an address may lead on to another.
        fetcher: fetches addresses; None makes a polite one with these limits when the first address is met.

    Raises:
        ConfigError: if ``columns`` names an unknown field, a limit is not positive, or ``published`` is no date.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    max_bytes: int = 16 * 1024 * 1024
    max_words: int = 100_000
    min_words: int = 2
    include_hidden: bool = False
    max_columns: int = 4096
    max_tags: int = 40_000
    max_file_bytes: int = 256 * 1024 * 1024
    max_unpacked_bytes: int = 4 * 1024 * 1024 * 1024
    max_ratio: int = 200
    max_members: int = 1_000_000
    max_depth: int = 3
    max_pages: int = 5000
    max_seconds: int = 60
    max_redirects: int = 5
    fetcher: Fetcher | None = None

    def __post_init__(self) -> None:
        from placard.reading.dates import parse_published

        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ConfigError(f"no field is called {', '.join(unknown)}", where="columns", fix="one of " + ", ".join(FIELDS))
        for name in LIMITS:
            least = 0 if name == "max_depth" else 1
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}, it must be at least {least}", where=name)
        if self.published is not None and parse_published(self.published).value is None:
            raise ConfigError(f"{self.published!r} is no date", where="published", fix="write it as 2020-01-31")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read, and the source that published it if the input names one.

    ``raw`` holds the bytes the text was taken from where a reader changed them (HTML), for a store that keeps
    them; their hash is ``document.raw_sha256``. ``details`` is what else the input says of the document.
    """

    document: Document
    source: Source | None
    raw: bytes | None = None
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        path: where it lies.
        name: its path relative to the named input, with ``/``; the id of a document that gives none.
        shown: its path as the user would write it, for messages.
        top: the folder whose side files (``sources.csv``, ``metadata.csv``) may speak for it.
        named: whether the user named this very file: addresses it lists are fetched only then.
        fetched: whether it came from an address; a feed's teasers are then followed to their pages.
    """

    path: Path
    name: str
    shown: str
    top: Path
    named: bool = False
    fetched: bool = False
