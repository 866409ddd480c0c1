"""Markdown: front matter to metadata, marks taken off, the words left as they are; the bytes are kept as for a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from placard.reading.decode import decode
from placard.reading.fields import USUAL_NAMES
from placard.reading.files import read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z_-]{1,40})[ \t]*:[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,10000}?-->", re.DOTALL), ""),
    (re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^(?:[ ]{0,3}>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^([ \t]{0,8})[*+-][ \t]+(?=\S)", re.MULTILINE), r"\1"),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^\[[^\[\]\n]{1,200}\]:[ \t]*\S+[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,2000}?\S|\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^\n*]{1,2000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^\n_]{1,2000}?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a Markdown file. Raises ReadError (empty, too large, binary, no encoding reads it) or OSError."""
    data = read_within(found, options.max_bytes, "one text", "split it into its reports, or raise max_bytes")
    decoded = decode(data)
    if decoded.guessed:
        message = f"is not UTF-8; read as {decoded.encoding}, the likeliest encoding"
        yield Problem(found.shown, "guessed_encoding", message, "save it as UTF-8 if letters look wrong")
    front, body = split_front(decoded.text)
    text = strip_marks(body)
    report = Report(where=found.shown, fallback_id=found.name, reader=f"markdown {VERSION}", text=text)
    for field, names in USUAL_NAMES.items():
        if field not in ("id", "text"):
            setattr(report, field, next((front[name] for name in names if name in front), None))
    if report.title is None:
        heading = re.search(r"^[ ]{0,3}#[ \t]+(\S[^\n]{0,300})", body, re.MULTILINE)
        report.title = heading[1].strip().rstrip("#").strip() if heading else None
    report.raw = data if text != decoded.text else None
    yield report


def split_front(text: str) -> tuple[dict[str, Any], str]:
    """The front matter's plain ``name: value`` lines (names in lower case, quotes taken off) and the text after it."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    pairs = {name.lower().replace("-", "_"): value.strip("\"'") for name, value in _PAIR.findall(match[1])}
    return pairs, text[match.end() :]


def strip_marks(text: str) -> str:
    """``text`` without the marks of Markdown; a text without any is returned as it is."""
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return text
