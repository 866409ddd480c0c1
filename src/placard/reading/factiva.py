"""Factiva's indexed text export: paragraphs behind two-letter codes (HD, BY, PD, SN, LP, TD), a document number at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placard.reading.options import Found, ReadOptions
from placard.reading.press import Article, day, export_text, first, reports
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_END = re.compile(r"^[ \t]*Document ([A-Za-z0-9]{8,40})[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    r"^(SE|HD|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|BY|CLM|ART|CT|RF|VOL)(?:[ \t]{1,20}(.*)|[ \t]*)$"
)
_MARK = re.compile(rb"^(?:SN|TD|LP)[ \t]*\r?(?:$|[ \t])", re.MULTILINE)


def recognises(head: bytes) -> bool:
    """Whether ``head`` has a headline, a word count and a text behind Factiva's codes."""
    codes = all(re.search(code, head, re.MULTILINE) for code in (rb"^HD(?:[ \t]|\r?$)", rb"^WC(?:[ \t]|\r?$)"))
    return codes and _MARK.search(head) is not None


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read an export. Raises ReadError (empty, too large, binary) or OSError."""
    pieces = _END.split(export_text(found, options))
    # split() gives text, number, text, number ...; what follows the last number is the export's own footer.
    numbered = zip(pieces[0::2], [*pieces[1::2], ""], strict=False)
    found_any = [(piece, number) for piece, number in numbered if re.search(r"^HD\b", piece, re.MULTILINE)]
    yield from reports(found, f"factiva {VERSION}", (_article(piece, number) for piece, number in found_any))


def _article(piece: str, number: str) -> Article:
    fields: dict[str, str] = {}
    last = ""
    for line in piece.split("\n"):
        match = _CODE.match(line)
        if match:
            last = match[1]
            line = match[2] or ""
            fields.setdefault(last, "")
        if last:
            fields[last] += line.rstrip() + "\n"
    kept = {"byline": "BY", "section": "SE", "agency": "CR"}
    moment = day(first(fields, "PD"))
    return Article(
        text="\n".join(part.strip("\n") for part in (fields.get("LP", ""), fields.get("TD", "")) if part.strip()),
        title=first(fields, "HD"),
        published=moment,
        source=first(fields, "SN"),
        language=first(fields, "LA"),
        id=f"factiva:{number or first(fields, 'AN')}" if number or first(fields, "AN") else None,
        details={name: value for name, key in kept.items() if (value := first(fields, key))},
    )
