"""Text exports of LexisNexis ("3 of 50 DOCUMENTS") and Nexis Uni ("End of Document")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placard.reading.options import Found, ReadOptions
from placard.reading.press import Article, day, export_text, first, reports
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_OLD = re.compile(r"^[ \t]*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*$", re.MULTILINE)
_NEW = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_MARKS = (
    re.compile(rb"^[ \t]*\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*\r?$", re.MULTILINE),
    re.compile(rb"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE),
)
_FIELD = re.compile(r"^[ \t]{0,80}([A-Z][A-Z-]{2,24}|Section|Length|Byline|Dateline|Highlight|Load-Date|Language):[ \t]*(.*)$")
_BODY = re.compile(r"^[ \t]*Body[ \t]*$")
_DATE = re.compile(r"^[ \t]*(?:[A-Z][a-z]+,? )?(?:[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\b.{0,80}$")
_BEFORE = ("SECTION", "LENGTH", "BYLINE", "DATELINE", "HEADLINE", "HIGHLIGHT", "SERIES", "SOURCE", "DATE", "COLUMN")
_COPYRIGHT = re.compile(r"^[ \t]*(?:Copyright |\u00a9|All Rights Reserved)", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Whether ``head`` has a line that only these exports have."""
    return any(mark.search(head) for mark in _MARKS) and re.search(rb"(?i)^[ \t]*length:", head, re.MULTILINE) is not None


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read an export. Raises ReadError (empty, too large, binary) or OSError."""
    text = export_text(found, options)
    pieces = _OLD.split(text)[1:] if _OLD.search(text) else _NEW.split(text)
    yield from reports(found, f"nexis {VERSION}", (_article(piece) for piece in pieces if piece.strip()))


def _article(piece: str) -> Article:
    """One article: outlet and date stand alone at the head, named fields above and below the text."""
    lines = piece.split("\n")
    fields: dict[str, str] = {}
    head: list[str] = []
    last, body_at = "", None
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if _BODY.match(line):
            body_at = number + 1
            break
        if match and match[1].upper() in _BEFORE:
            last = match[1].upper()
            fields[last] = match[2]
        elif not line.strip():
            if last and "LENGTH" in fields and (last == "HEADLINE" or "HEADLINE" in fields) and not _more(lines, number):
                body_at = number + 1
                break
            last = ""
        elif last:
            fields[last] += " " + line.strip()
        elif "LENGTH" in fields and "HEADLINE" in fields:
            body_at = number
            break
        elif not _COPYRIGHT.match(line):
            head.append(line.strip())
    if body_at is None:
        body_at = len(lines)
    body, below = _body(lines[body_at:])
    fields |= below
    dated = next((line for line in head if _DATE.match(line)), None)
    names = [line for line in head if line != dated]
    uni = "HEADLINE" not in fields
    title = names[0] if uni and names else first(fields, "HEADLINE")
    outlet = (names[1] if len(names) > 1 else None) if uni else (names[0] if names else None)
    kept = {"byline": "BYLINE", "section": "SECTION", "dateline": "DATELINE"}
    return Article(
        text=body,
        title=title,
        published=day(dated),
        source=outlet,
        language=(first(fields, "LANGUAGE") or "").split(";")[0].strip().capitalize() or None,
        details={name: value for name, key in kept.items() if (value := first(fields, key))},
    )


def _more(lines: list[str], number: int) -> bool:
    """Whether another named field follows the empty lines after ``number``: then the text has not begun."""
    following = next((line for line in lines[number + 1 : number + 6] if line.strip()), "")
    match = _FIELD.match(following)
    return (match is not None and match[1].upper() in _BEFORE) or _BODY.match(following) is not None


def _body(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text, and the fields below it (``LOAD-DATE``, ``LANGUAGE`` ...)."""
    below: dict[str, str] = {}
    end = len(lines)
    while end and len(lines) - end < 40:
        line = lines[end - 1]
        match = _FIELD.match(line)
        if match:
            below.setdefault(match[1].upper(), match[2])
            end -= 1
        elif not line.strip() or _COPYRIGHT.match(line):
            end -= 1
        else:
            break
    return "\n".join(lines[:end]), below
