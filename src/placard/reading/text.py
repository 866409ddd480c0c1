"""Plain text and Markdown: one file, one document; the text is exactly what the file holds, newlines included."""

from __future__ import annotations

from collections.abc import Iterator

from placard.reading.decode import decode
from placard.reading.files import read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a text file. Raises ReadError (empty, too large, binary, no encoding reads it) or OSError."""
    data = read_within(found, options.max_bytes, "one text", "split it into its reports, or raise max_bytes")
    decoded = decode(data)
    if decoded.guessed:
        message = f"is not UTF-8; read as {decoded.encoding}, the likeliest encoding"
        yield Problem(found.shown, "guessed_encoding", message, "save it as UTF-8 if letters look wrong")
    reader = f"text {VERSION}" if decoded.encoding == "utf-8" else f"text {VERSION} ({decoded.encoding})"
    yield Report(where=found.shown, fallback_id=found.name, reader=reader, text=decoded.text)
