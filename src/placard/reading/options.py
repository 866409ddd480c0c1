"""What a user may say about an input: columns, defaults for what it leaves out, and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from placard.errors import ConfigError
from placard.records import Document, Problem, Source

FIELDS = ("id", "text", "title", "published", "url", "source", "source_kind", "source_owner", "source_country", "language")

# A problem of one of these kinds is a remark: the document it names was read all the same.
WARNING_KINDS = frozenset({"date", "guessed_encoding", "duplicate_id", "source_kind", "sidecar"})


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

    def __post_init__(self) -> None:
        from placard.reading.dates import parse_published

        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ConfigError(f"no field is called {', '.join(unknown)}", where="columns", fix="one of " + ", ".join(FIELDS))
        for name in ("max_bytes", "max_words", "min_words"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} is {getattr(self, name)}, it must be at least 1", where=name)
        if self.published is not None and parse_published(self.published).value is None:
            raise ConfigError(f"{self.published!r} is no date", where="published", fix="write it as 2020-01-31")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read, and the source that published it if the input names one.

    ``raw`` holds the bytes the text was taken from where a reader changed them (HTML), for a store that keeps
    them; their hash is ``document.raw_sha256``.
    """

    document: Document
    source: Source | None
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        path: where it lies.
        name: its path relative to the named input, with ``/``; the id of a document that gives none.
        shown: its path as the user would write it, for messages.
        top: the folder whose side files (``sources.csv``, ``metadata.csv``) may speak for it.
    """

    path: Path
    name: str
    shown: str
    top: Path
