"""What is fuzzed: each target takes bytes and raises if something that must hold does not.

``tests/fuzz/test_targets.py`` runs them with hypothesis, ``benchmarks/campaign_fuzz.py`` with atheris, by the million.
"""

from __future__ import annotations

import atexit
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from placard.cli_code import code_stream, read_documents
from placard.errors import ReadError, SpanError
from placard.reading import Reading, ReadOptions, read_inputs
from placard.reading.addresspolicy import Policy, is_public
from placard.reading.dates import parse_published
from placard.reading.decode import decode
from placard.reading.markdown import split_front, strip_marks
from placard.reading.plain import plain_text
from placard.records import text_hash, value_from_json
from placard.release.privacy import agrees, mask
from placard.release.writers import escape_cell, unescape_cell
from placard.resolving.resolve import resolve
from placard.spans import Span, from_utf16, to_utf16

SAMPLES = Path(__file__).resolve().parents[1] / "reading" / "samples"
_LIMITS = ReadOptions(max_file_bytes=1 << 20, max_unpacked_bytes=1 << 22, max_members=200, max_pages=20, max_seconds=5)


@cache
def _folder() -> Path:
    """A folder in memory where there is one: a million files would wear out a disk."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = tempfile.mkdtemp(prefix="placard-fuzz-", dir=place)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _reader(name: str) -> Callable[[bytes], None]:
    """A target that reads the bytes as a file of that name; addresses in it are not followed, for the file lies in a folder."""

    def target(data: bytes) -> None:
        folder = _folder() / name.replace(".", "-")
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        for item in read_inputs([folder], _LIMITS):
            if isinstance(item, Reading):
                document = item.document
                assert document.text.strip() and text_hash(document.text) == document.text_sha256
                for one in item.details:
                    assert one.value.encode("utf-8") and (one.start is None or 0 <= one.start < one.end <= len(document.text))  # type: ignore[operator]
            else:
                assert item.line().encode("utf-8") and "\n" not in item.where and item.kind

    return target


def spans(data: bytes) -> None:
    """Offsets go to UTF-16 and back unharmed; spans lie on their text or are refused."""
    text = data[8:].decode("utf-8", "replace")
    offsets = [byte % (len(text) + 1) for byte in data[:8]]
    units = to_utf16(text, offsets)
    assert from_utf16(text, units) == offsets
    for offset, unit in zip(offsets, units, strict=True):
        assert unit == len(text[:offset].encode("utf-16-le")) // 2
    for start, end in pairwise(offsets):
        try:
            span = Span.of(text, start, end)
        except SpanError:
            assert end <= start
        else:
            span.check(text)
    with suppress(SpanError):
        from_utf16(text, [data[0] if data else 0])


def dates(data: bytes) -> None:
    """A publication date is an ISO date or a reason, and an ISO date is read as itself."""
    text = data.decode("utf-8", "replace")
    for given in (text, len(data) * 7**9, text[:40]):
        found = parse_published(given)
        assert found.value is None or parse_published(found.value).value == found.value


def encodings(data: bytes) -> None:
    """Bytes are decoded without loss, or refused."""
    try:
        found = decode(data)
    except ReadError:
        return
    assert found.text.encode(found.encoding) in data or found.guessed


def fragments(data: bytes) -> None:
    """Marked-up fragments, Markdown, cells and masks never raise, and what has an inverse comes back."""
    text = data.decode("utf-8", "replace")
    assert isinstance(plain_text(text), str)
    assert isinstance(strip_marks(split_front(text)[1]), str)
    assert unescape_cell(escape_cell(text)) == text
    assert agrees(mask(text), text)


def addresses(data: bytes) -> None:
    """No address leads to a private host, whatever it looks like."""
    text = data.decode("utf-8", "replace")
    is_public(text)
    try:
        target = Policy(lambda host, port: [host]).check(text)
    except ReadError:
        pass
    else:
        assert is_public(target.address) and target.scheme in ("http", "https")
        assert target.path.isascii() and target.path.isprintable() and " " not in target.path
    try:
        Policy(lambda host, port: ["127.0.0.1"]).check("http://" + text)
    except ReadError:
        return
    raise AssertionError(f"spoke to this machine for {text!r}")


def resolvers(data: bytes) -> None:
    """Any words as a count, date and place give values, one a span, in order."""
    text = data.decode("utf-8", "replace")
    if not text.strip():
        return
    half = max(1, len(text) // 2)
    ranges = [(0, len(text)), (0, half), (half - 1, len(text))]
    kinds = ("count", "date", "place")
    asked = [{"start": start, "end": end, "kind": kind} for start, end in ranges for kind in kinds]
    line = json.dumps({"id": "a", "text": text, "published": "2020-01-13", "country": "NG", "spans": asked})
    (answer,) = resolve([line])
    assert len(answer["values"]) == len(asked), answer
    for value in answer["values"]:
        assert "reason" in value or value_from_json(value) is not None


def code(data: bytes) -> None:
    """``placard code`` answers every line that is not blank, in order, and nothing it says lies off its text."""
    wanted = [line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    documents = read_documents([], io.BytesIO(data), ReadOptions())
    answers = list(code_stream(documents, coder="tests.project.rules:make"))
    assert len(answers) == len(wanted)
    for line, answer in zip(wanted, answers, strict=True):
        assert json.dumps(answer)
        if "mentions" in answer:
            text: Any = json.loads(line)
            text = next(
                value
                for key, value in text.items()
                if key.strip().casefold() in ("text", "body", "content", "article_text", "full_text")
            )
            for mention in answer["mentions"]:
                for statement in mention["statements"]:
                    for span in statement["evidence"]:
                        assert text[span["start"] : span["end"]] == span["quote"]


_FILES = {
    "telegram.json": "telegram.json", "gdelt.json": "gdelt.json", "mediacloud.csv": "mediacloud.csv", "feed.rss": "feed.rss",
    "feed.atom": "feed.atom", "sitemap.xml": "sitemap.xml", "report.md": "report.md", "message.eml": "message.eml",
    "folder.mbox": "folder.mbox", "nexis-old.txt": "nexis-old.txt", "nexis-uni.txt": "nexis-uni.txt", "factiva.txt": "factiva.txt",
    "proquest.txt": "proquest.txt", "pages.urls": "pages.urls", "release.docx": "release.docx", "page.html": "page.html",
    "capture.warc.gz": "capture.warc.gz", "pile.zip": "pile.zip", "pile.tar.gz": "pile.tar.gz", "notes.txt.gz": "notes.txt.gz",
    "bulletin.pdf": "bulletin.pdf",
}  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    "spans": spans,
    "dates": dates,
    "encodings": encodings,
    "fragments": fragments,
    "addresses": addresses,
    "resolvers": resolvers,
    "code": code,
} | {f"read {name}": _reader(name) for name in _FILES}


def seeds(name: str) -> list[bytes]:
    """Inputs to begin from."""
    if name.startswith("read "):
        return [(SAMPLES / _FILES[name.removeprefix("read ")]).read_bytes()]
    return {
        "code": [b'{"id": "a", "text": "About 300 teachers marched in Kano on Friday over pay.", "published": "2020-01-13"}\n'],
        "resolvers": [
            b"some 2,500 people",
            b"hundreds on Friday, 10 January",
            "Tehr\u0101n, \u0627\u06cc\u0631\u0627\u0646".encode(),
        ],
        "dates": [b"2020-01-31T10:00:00+01:00", b"Tue, 02 Mar 2021 23:30:00 +0100", b"January 10, 2020", b"13/01/2020"],
        "addresses": [b"http://[::ffff:127.0.0.1]:80/a?b=c", b"8.8.8.8", b"https://user@host.example/\xc3\xa9"],
        "fragments": [b"<p>a &amp; <b>b</b></p>", b"---\ntitle: x\n---\n# A\n**b** [c](d) `e`", b"=1+1", b"Mrs Amina Yusuf said"],
    }.get(name, [b"words \xf0\x9f\x98\x80 \xd9\x86\xd8\xa7\xd9\x86 and more"])


__all__ = ["TARGETS", "seeds"]
