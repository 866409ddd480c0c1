"""ProQuest's text export: articles between lines of underscores, ``Full text:`` first or last among named fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placard.reading.options import Found, ReadOptions
from placard.reading.press import Article, day, export_text, first, reports
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_RULE = re.compile(r"^_{20,}[ \t]*$", re.MULTILINE)
_FIELD = re.compile(
    r"^(Title|Author|Publication title|Publication date|Publication year|Publication info|Publication subject|Full text|Section|"
    r"Abstract|Links|Subject|Location|People|Company / organization|Pages|Number of pages|Publisher|Place of publication|"
    r"Country of publication|ISSN|Source type|Language of publication|Document type|ProQuest document ID|Document URL|Copyright|"
    r"Last updated|Database|Dateline|Column|Issue|Volume|First page|Identifier / keyword|Classification|Credit):[ \t]*(.*)$"
)


def recognises(head: bytes) -> bool:
    """Whether ``head`` has ProQuest's fields between its rules."""
    return all(
        re.search(mark, head, re.MULTILINE) for mark in (rb"^_{20,}[ \t]*\r?$", rb"^Full text:", rb"^(?:Title|Publication title):")
    )


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read an export. Raises ReadError (empty, too large, binary) or OSError."""
    pieces = _RULE.split(export_text(found, options))
    articles = [piece for piece in pieces if re.search(r"^Full text:", piece, re.MULTILINE)]
    yield from reports(found, f"proquest {VERSION}", map(_article, articles))


def _article(piece: str) -> Article:
    fields: dict[str, str] = {}
    last, ended = "", False
    for line in piece.split("\n"):
        match = _FIELD.match(line)
        # A word and a colon may begin a line of the article too: after its text only an empty line lets fields go on.
        if match and (last != "Full text" or ended):
            last = match[1]
            fields.setdefault(last, match[2])
        elif last:
            fields[last] += "\n" + line
        ended = not line.strip()
    number = first(fields, "ProQuest document ID")
    kept = {"byline": "Author", "section": "Section", "dateline": "Dateline"}
    return Article(
        text=fields.get("Full text", "").strip(),
        title=first(fields, "Title"),
        published=day(first(fields, "Publication date")),
        source=(first(fields, "Publication title") or "").split(";")[0] or None,
        language=first(fields, "Language of publication"),
        url=first(fields, "Document URL"),
        id=f"proquest:{number}" if number else None,
        details={name: value for name, key in kept.items() if (value := first(fields, key))},
    )
