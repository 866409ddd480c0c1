"""RSS and Atom feeds, and sitemaps: an entry with its text is a report; an entry that only leads to a page is a link."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from placard.reading.files import fault, read_within
from placard.reading.freeze import count_words
from placard.reading.options import Found, ReadOptions
from placard.reading.plain import plain_text
from placard.reading.report import Link, Report
from placard.reading.xml import parse_xml, refuse_deep, refuse_entities
from placard.records import Detail, Problem

VERSION = "1"
_WHOLE = 120  # words; a shorter entry is a teaser that leads to its page
_SITEMAP = re.compile(rb"<(?:[\w.-]{1,20}:)?(urlset|sitemapindex)[\s>]")
_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(rss|feed|RDF)[\s>]")
_HEAD = 16 * 1024


def read(found: Found, options: ReadOptions) -> Iterator[Report | Link | Problem]:
    """Read a feed or sitemap.

    Raises:
        ReadError: it is empty, too large, declares entities, or is neither.
        OSError: it cannot be opened or read.
    """
    data = read_within(found, options.max_file_bytes, "one feed", "save fewer entries, or raise max_file_bytes")
    yield from read_feed(data, found.shown, found.name, teasers=not found.fetched)


def read_feed(data: bytes, shown: str, name: str, *, teasers: bool = True) -> Iterator[Report | Link | Problem]:
    """The entries of a feed or sitemap.

    Args:
        data: its bytes.
        shown: how messages name it.
        name: how ids name it.
        teasers: whether a short entry with an address is taken as it is, rather than as a link to its page.
    """
    if _SITEMAP.search(data, 0, _HEAD):
        yield from _sitemap(data, shown)
    elif _FEED.search(data, 0, _HEAD):
        yield from _feed(data, shown, name, teasers=teasers)
    else:
        raise fault("xml", "is neither a feed nor a sitemap", "readers for other XML do not exist; save it as text")


def _feed(data: bytes, shown: str, name: str, *, teasers: bool) -> Iterator[Report | Link | Problem]:
    import feedparser

    refuse_entities(data)
    refuse_deep(data)
    # A stream, never a string: feedparser would take a string for an address and fetch it.
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the parser of last resort breaks in many ways on hostile marks; the batch goes on
        raise fault("xml", f"is not a feed that can be read ({type(error).__name__})", "save it again") from None
    outlet = _clean(parsed.feed.get("title"))
    language = _clean(parsed.feed.get("language"))
    number = 0
    for number, entry in enumerate(parsed.entries, start=1):
        where = f"{shown} entry {number}"
        text = _text(entry)
        link = _clean(entry.get("link"))
        details = tuple(_details(entry))
        if link and link.lower().startswith(("http://", "https://")) and not teasers and count_words(text) < _WHOLE:
            yield Link(where, link, _clean(entry.get("title")), _published(entry), outlet, None, language, details)
            continue
        yield Report(
            where=where,
            fallback_id=f"{name}:{number}",
            reader=_reader(),
            id=_clean(entry.get("id")) or link,
            text=text,
            title=_clean(entry.get("title")),
            published=_published(entry),
            url=link,
            source=outlet,
            language=_clean(entry.get("language")) or language,
            details=details,
        )
    if number == 0:
        raise fault("empty", "is a feed without entries", "leave it out")


def _sitemap(data: bytes, shown: str) -> Iterator[Link | Problem]:
    root = parse_xml(data)
    number = 0
    for number, entry in enumerate(root, start=1):
        fields: dict[str, str] = {}
        for node in entry.iter():
            if isinstance(node.tag, str) and node.text and node.text.strip():
                fields.setdefault(node.tag.rpartition("}")[2], node.text.strip())
        url = fields.get("loc", "")
        where = f"{shown} entry {number}"
        if not url.lower().startswith(("http://", "https://")):
            yield Problem(where, "address", "has no http or https address", "leave it out")
            continue
        published = fields.get("publication_date")
        yield Link(where, url, fields.get("title"), published, fields.get("name"), None, fields.get("language"))
    if number == 0:
        raise fault("empty", "is a sitemap without entries", "leave it out")


def _text(entry: Any) -> str:
    """The longest thing the entry holds: its content if there is any, else its summary."""
    values = [part.get("value") or "" for part in entry.get("content") or () if isinstance(part, dict)]
    values.append(entry.get("summary") or "")
    return max((plain_text(value) for value in values if isinstance(value, str)), key=len, default="")


def _published(entry: Any) -> str | None:
    """The date as the feed writes it, with its zone, where that can be read; else as the parser reads it, in UTC."""
    from placard.reading.dates import parse_published

    written = _clean(entry.get("published"))
    if written and (read := parse_published(written).value):
        return read
    parsed = entry.get("published_parsed")
    if isinstance(parsed, time.struct_time):
        try:
            return datetime(*parsed[:6], tzinfo=UTC).isoformat()
        except ValueError:
            return written
    return written


def _details(entry: Any) -> Iterator[Detail]:
    if author := _clean(entry.get("author")):
        yield Detail("byline", author)
    for tag in entry.get("tags") or ():
        if term := _clean(tag.get("term")):
            yield Detail("section", term)


def _clean(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _reader() -> str:
    import feedparser

    return f"feed {VERSION} (feedparser {feedparser.__version__})"
