"""Word documents (DOCX): the paragraphs of ``word/document.xml``; deleted words are left out, inserted ones read."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from placard.reading.budget import Budget, MemberLimit
from placard.reading.files import fault, read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.reading.xml import parse_xml
from placard.records import Detail, Problem

VERSION = "1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a Word document.

    Raises:
        ReadError: it is no whole DOCX file, encrypted, or passes a limit.
        OSError: it cannot be opened or read.
    """
    data = read_within(found, options.max_file_bytes, "one document", "save it as text")
    try:
        with zipfile.ZipFile(found.path) as package:
            body = _part(package, "word/document.xml", options)
            core = _part(package, "docProps/core.xml", options)
    except MemberLimit as limit:
        raise fault("archive_limit", limit.message, limit.fix) from None
    except _BROKEN as error:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise fault("encrypted", "is encrypted, or an old Word document", "save it as DOCX without a password") from None
        raise fault("docx", f"is no whole Word document ({str(error)[:100]})", "copy or save it again") from None
    if body is None:
        raise fault("docx", "is no Word document: it has no text part", "save it as DOCX")
    text = "\n".join(_paragraphs(parse_xml(body)))
    if not text.strip():
        raise fault("empty", "holds no text", "leave it out")
    properties = {} if core is None else {node.tag: (node.text or "").strip() for node in parse_xml(core)}
    author = properties.get(_DC + "creator")
    yield Report(
        where=found.shown,
        fallback_id=found.name,
        reader=f"docx {VERSION}",
        text=text,
        title=properties.get(_DC + "title") or None,
        details=(Detail("byline", author),) if author else (),
        raw=data,
    )


def _part(package: zipfile.ZipFile, name: str, options: ReadOptions) -> bytes | None:
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    with package.open(info) as stream:
        return b"".join(Budget(options).take(stream, info.compress_size))


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        words: list[str] = []
        for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p"):
            if node.tag == f"{_W}p":
                if node is not paragraph:
                    break  # a text box: its paragraphs come by themselves
            elif node.tag == f"{_W}t":
                if not any(parent.tag == f"{_W}del" for parent in node.iterancestors(f"{_W}del")):
                    words.append(node.text or "")
            else:
                words.append("\t" if node.tag == f"{_W}tab" else "\n")
        if line := "".join(words).rstrip():
            yield line
