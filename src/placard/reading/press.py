"""What the exports of press databases have in common: many articles in one text file, each with named fields above its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from placard.reading.decode import decode
from placard.reading.files import read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Detail, Problem


@dataclass(slots=True)
class Article:
    """One article of an export: its text, and its fields by the names of ``Report`` and of ``Detail``."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | None = None
    details: dict[str, str] = field(default_factory=dict)


def export_text(found: Found, options: ReadOptions) -> str:
    """The text of an export, its line ends all ``\\n``. Raises ReadError (empty, too large, binary) or OSError."""
    data = read_within(found, options.max_file_bytes, "one export", "export fewer articles at a time, or raise max_file_bytes")
    return decode(data).text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")


def reports(found: Found, reader: str, articles: Iterable[Article]) -> Iterator[Report | Problem]:
    """The articles as reports, numbered from 1."""
    for number, article in enumerate(articles, start=1):
        yield Report(
            where=f"{found.shown} article {number}",
            fallback_id=f"{found.name}:{number}",
            reader=reader,
            id=article.id,
            text=article.text.strip("\n"),
            title=article.title,
            published=article.published,
            source=article.source,
            language=article.language,
            url=article.url,
            details=tuple(Detail(name, value) for name, value in article.details.items() if value.strip()),
        )


def first(fields: Mapping[str, str], *names: str) -> str | None:
    """The first of the named fields that is there and not empty, on one line."""
    for name in names:
        value = " ".join(fields.get(name, "").split())
        if value:
            return value
    return None


def day(words: str | None) -> str | None:
    """The date at the beginning of ``words`` ("January 10, 2020 Friday Final Edition"), or the words as they are."""
    if words is None:
        return None
    match = re.search(r"[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}|\d{4}-\d{2}-\d{2}", words)
    return match[0] if match else words
