"""From what a reader found to a frozen, hashed document: every check a text must pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from placard.reading.dates import parse_published
from placard.reading.options import Reading, ReadOptions
from placard.reading.report import Report
from placard.reading.sources import language_code, make_source
from placard.records import Detail, Document, Problem, make_id, text_hash
from placard.source_kinds import source_kind

# Scripts written without spaces between words: there one "word" may be a whole sentence.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_DETAIL = 2000
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def freeze(report: Report, options: ReadOptions) -> Iterator[Reading | Problem]:
    """Check a report and freeze it.

    Yields:
        Warnings (see ``WARNING_KINDS``), then the reading; or one problem that says why it cannot be used.
    """
    refusal = _refuse(report, options)
    if refusal is not None:
        yield refusal
        return
    text: str = report.text
    published = parse_published(report.published)
    if published.reason:
        yield Problem(
            report.where,
            "date",
            f"the publication date {_short(report.published)} {published.reason}; the document is kept without a date",
            "write dates as 2020-01-31",
        )
    kind = source_kind(_kind_of(report))
    if kind is None:
        message = f"{_short(_kind_of(report))} is no kind of source; it is read as unknown"
        yield Problem(report.where, "source_kind", message, "the kinds are listed in docs/words.md")
    source = make_source(
        report.source or options.outlet, kind=report.source_kind, owner=report.source_owner, country=report.source_country
    )
    input_id = _input_id(report)
    digest = text_hash(text)
    # A date that was given but is none stays missing: the default speaks for documents that give none at all.
    default_date = None if published.reason else parse_published(options.published).value
    document = Document(
        id=make_id("doc", input_id, digest),
        input_id=input_id,
        text=text,
        text_sha256=digest,
        reader=report.reader,
        source_id=source.id if source else None,
        url=_words(report.url),
        title=_words(report.title),
        published=published.value or default_date,
        retrieved=report.retrieved,
        language=language_code(report.language) or language_code(options.language),
        raw_sha256=_bytes_hash(report.raw),
    )
    yield Reading(document, source, report.raw, _details(report, len(text)))


def count_words(text: str) -> int:
    """Words of a text: runs without white space, and in scripts written without spaces two characters a word."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def _refuse(report: Report, options: ReadOptions) -> Problem | None:
    text = report.text
    if text is None or (isinstance(text, str) and not text.strip()):
        return Problem(report.where, "empty", "holds no text", "leave it out, or give it its text")
    if not isinstance(text, str):
        return Problem(report.where, "text", f"its text is a {_type_name(text)}, not text", "give the text as a string")
    for name in ("id", "text", "title", "url"):
        value = getattr(report, name)
        if isinstance(value, str) and (bad := _SURROGATE.search(value)):
            message = f"its {name} holds half a character (U+{ord(bad[0]):04X}) at {bad.start()}"
            return Problem(report.where, "text", message, "export it again as UTF-8")
    if (at := text.find("\0")) >= 0:
        return Problem(report.where, "binary", f"its text holds a NUL character at {at}", "take it out; it is no part of a text")
    words = count_words(text)
    if words < options.min_words:
        return Problem(report.where, "too_short", "is one word long; that reports nothing", "leave it out")
    if words > options.max_words:
        message = f"has {words:,} words, over the limit of {options.max_words:,}"
        return Problem(report.where, "too_long", message, "split it into its reports, or raise max_words")
    return None


def _input_id(report: Report) -> str:
    given = report.id
    if isinstance(given, float) and given.is_integer():
        given = int(given)  # a column of whole numbers with one gap comes out of many programs as floats
    if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip():
        return str(given)
    return report.fallback_id


def _kind_of(report: Report) -> Any:
    if isinstance(report.source, dict) and report.source.get("kind"):
        return report.source["kind"]
    return report.source_kind


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _details(report: Report, length: int) -> tuple[Detail, ...]:
    """The details that say something and lie on the text; half characters, which nothing can store, are replaced."""
    kept = []
    for one in report.details:
        value = one.value.strip().replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        inside = one.start is None or one.end is None or 0 <= one.start < one.end <= length
        if value and inside:
            kept.append(Detail(one.name, value[:_LONGEST_DETAIL], one.start, one.end))
    return tuple(kept)


def _bytes_hash(raw: bytes | None) -> str | None:
    import hashlib

    return None if raw is None else hashlib.sha256(raw).hexdigest()


def _type_name(value: Any) -> str:
    if isinstance(value, bool):
        return "truth value"
    if isinstance(value, int | float):
        return "number"
    names = {"dict": "JSON object", "bytes": "byte string"}
    return names.get(type(value).__name__, type(value).__name__)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
