"""A report as a reader found it, before it is checked and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from placard.records import Detail


@dataclass(slots=True)
class Report:
    """What one reader took from one file, row or line; every value still as the input wrote it.

    Attributes:
        where: file with line or row, as messages name it.
        fallback_id: the id if the input gives none.
        reader: name and version of the reader.
        retrieved: when the text was fetched or captured, if the input records it.
        details: what else the input says of the report or of passages of it.
        firm: whether the fields stand in a table that says them of this very report; fields a reader
            only worked out from a page give way to ``metadata.csv``.
    """

    where: str
    fallback_id: str
    reader: str
    text: Any = None
    id: Any = None
    title: Any = None
    published: Any = None
    url: Any = None
    source: Any = None
    source_kind: Any = None
    source_owner: Any = None
    source_country: Any = None
    language: Any = None
    raw: bytes | None = None
    retrieved: str | None = None
    details: tuple[Detail, ...] = ()
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address whose page is wanted, with what the list it stands in says of the page; None where it says nothing."""

    where: str
    url: str
    title: Any = None
    published: Any = None
    source: Any = None
    source_country: Any = None
    language: Any = None
    details: tuple[Detail, ...] = ()
