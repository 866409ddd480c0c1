"""HTML pages: the article's text and metadata by trafilatura; the raw bytes are kept and hashed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

from placard.reading import pagemeta
from placard.reading.decode import declared_charset, decode
from placard.reading.files import fault, read_within
from placard.reading.freeze import count_words
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

VERSION = "1"
_SENTENCE = 6  # words; menu entries are shorter
# Dates are taken from what the page declares (metadata, JSON-LD, time elements, its address), never searched for in its prose:
# that search finds days the article tells of. The last day is fixed: the library's own default is today, which would make the
# same page read differently later.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2199-12-31"}


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a page.

    Raises:
        ReadError: the page is empty, too large, binary, undecodable, or has no article.
        OSError: it cannot be opened or read.
    """
    data = read_within(found, options.max_bytes, "one page", "save the article alone, or raise max_bytes")
    yield from read_page(data, found.shown, found.name, max_tags=options.max_tags)


def read_page(
    data: bytes, shown: str, name: str, *, declared: str | None = None, max_tags: int = 40_000
) -> Iterator[Report | Problem]:
    """The article of a page.

    Args:
        data: the page's bytes.
        shown: how messages name it.
        name: its id if nothing better is known.
        declared: the encoding the server named, which wins over the one the page names.
        max_tags: most tags; the extractor takes time for each.

    Raises:
        ReadError: the page is binary, undecodable, or has no article.
    """
    if data.count(b"<") > max_tags:
        raise fault("too_large", f"has more than {max_tags:,} tags", "save the article alone, or raise max_tags")
    decoded = decode(data, declared or declared_charset(data))
    if decoded.guessed:
        message = f"is not UTF-8 and names no encoding; read as {decoded.encoding}"
        yield Problem(shown, "guessed_encoding", message, "save it as UTF-8 if letters look wrong")
    page = _extract(decoded.text)
    text = page.text if page is not None else None
    tree = _tree(decoded.text) if text else None
    if not text or tree is None or not _is_running_text(tree, text):
        raise fault("no_article", "has no article: nothing on the page is running text", "save the article's own page")
    yield Report(
        where=shown,
        fallback_id=name,
        reader=_reader(),
        text=text,
        title=page.title,
        published=pagemeta.moment(tree, page.date),
        url=page.url or pagemeta.canonical(tree),
        source=page.sitename,
        language=page.language,
        raw=data,
        details=pagemeta.details(tree, page.author, text),
    )


def _extract(page: str) -> Any:
    trafilatura = _trafilatura()
    try:
        return trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_DATES
        )
    except (Exception, RecursionError) as error:  # a hostile page may break a parser anywhere; the batch goes on
        raise fault(
            "html", f"cannot be parsed as HTML ({type(error).__name__})", "save the page again, or save it as text"
        ) from None


def _tree(page: str) -> Any:
    """The page as a tree, or None where there is nothing in it."""
    try:
        return _trafilatura().load_html(page)
    except (Exception, RecursionError):  # see _extract
        return None


def _is_running_text(tree: Any, text: str) -> bool:
    """Whether ``text`` has a sentence of the page that is no link.

    Where a page has no article, the extractor's last resort is all words it can find: menus and lists of headlines.
    """
    found = " ".join(text.split())
    for node in tree.xpath("//body//text()[not(ancestor::a or ancestor::script or ancestor::style or ancestor::nav)]"):
        words = " ".join(node.split())
        if count_words(words) >= _SENTENCE and words in found:
            return True
    return False


@cache
def _trafilatura() -> Any:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their remarks are not for the user; ours are
    return trafilatura


@cache
def _reader() -> str:
    from importlib.metadata import version

    return f"html {VERSION} (trafilatura {version('trafilatura')})"
