"""PDF: the text layer page by page, in a process of its own that can be ended; pages without text are said, not skipped.

A PDF is a program for drawing: one can loop for ever or ask for all memory. The library that reads it therefore runs beside
Placard (:mod:`placard.reading.aside`), with a limit of time and memory, and is started again after one that hurt it.
"""

from __future__ import annotations

from collections.abc import Iterator

from placard.reading.aside import Aside, AsideError
from placard.reading.files import fault, read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Detail, Problem

_ASIDE = Aside("placard.reading.pdf_aside")
_FIX = "print it to a new PDF, or save its text"


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a PDF.

    Raises:
        ReadError: it is empty, too large, encrypted, damaged, has no text layer, or takes too long.
        OSError: it cannot be opened or read.
    """
    data = read_within(found, options.max_file_bytes, "one PDF", "split it, or raise max_file_bytes")
    if b"%PDF-" not in data[:1024]:
        raise fault("pdf", "is no PDF file", _FIX)
    try:
        answer = _ASIDE.ask({"path": str(found.path.resolve()), "max_pages": options.max_pages}, options.max_seconds)
    except AsideError as error:
        raise fault("pdf", f"cannot be read: {error}", _FIX) from None
    if "error" in answer:
        raise fault(str(answer["kind"]), str(answer["error"]), str(answer["fix"]))
    pages = [str(page) for page in answer["pages"]]
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    if len(empty) == len(pages):
        words = f"has no text layer: its {len(pages)} page{'s are pictures' if len(pages) > 1 else ' is a picture'}"
        raise fault("no_text_layer", words, "run text recognition (OCR) on it first")
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" ..." if len(empty) > 10 else "")
        words = f"{len(empty)} of its {len(pages)} pages have no text layer ({shown})"
        yield Problem(found.shown, "scanned_pages", words, "run text recognition (OCR) on it to have them read")
    parts: list[str] = []
    details: list[Detail] = []
    length = 0
    for number, page in enumerate(pages, start=1):
        words = page.strip()
        if words:
            if parts:
                parts.append("\n\n")
                length += 2
            details.append(Detail("page", str(number), length, length + len(words)))
            parts.append(words)
            length += len(words)
    if author := answer.get("author"):
        details.append(Detail("byline", str(author)))
    yield Report(
        where=found.shown,
        fallback_id=found.name,
        reader=str(answer["reader"]),
        text="".join(parts),
        title=answer.get("title"),
        raw=data,
        details=tuple(details),
    )
