"""From an address to its reports: fetched politely, read by the reader of what came, completed by what a list said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from placard.errors import ReadError
from placard.reading.inner import clean_name, unpacked
from placard.reading.options import Found, ReadOptions
from placard.reading.registry import find_format
from placard.reading.report import Link, Report
from placard.records import Problem

_ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/xml": ".xml", "text/xml": ".xml",
    "application/pdf": ".pdf", "application/json": ".json", "text/csv": ".csv", "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


def with_fetcher(options: ReadOptions) -> ReadOptions:
    """The options with a fetcher; making one costs nothing, it opens no connection before the first address."""
    if options.fetcher is not None:
        return options
    from placard.reading.fetch import Fetcher

    return replace(
        options, fetcher=Fetcher(max_bytes=options.max_bytes, seconds=options.max_seconds, redirects=options.max_redirects)
    )


def follow(link: Link, options: ReadOptions) -> Iterator[Report | Problem]:
    """Fetch an address and read what comes; what goes wrong is one problem.

    The id of a page is its address as it was named, so that a page moved by a redirect keeps it. A sitemap or feed fetched so
    is followed in turn, at most ``max_depth`` deep.
    """
    from placard.reading.read import read_file

    shown = clean_name(link.url)
    where = shown if link.where == shown else f"{link.where} ({shown})"
    if options.max_depth < 1:
        yield Problem(where, "fetch", "lists lead to lists too many times", "name the list it leads to")
        return
    assert options.fetcher is not None
    try:
        page = options.fetcher.get(link.url)
    except ReadError as error:
        yield Problem(where, error.kind, error.message, error.fix or "")
        return
    if page is None:
        yield Problem(where, "unchanged", "has not changed since it was last read", "nothing to do")
        return
    ending = _ENDINGS.get(page.kind) or PurePosixPath(urlsplit(page.url).path).suffix.lower()
    with unpacked([page.body], "", ending if ending.isascii() and len(ending) < 12 and "/" not in ending else "") as path:
        if find_format(path) is None:
            yield Problem(where, "unknown_format", f"no reader for {page.kind or 'what came'}", "save it as text")
            return
        inner = Found(path, shown, where, path.parent, named=True, fetched=True)
        for item in read_file(inner, replace(options, max_depth=options.max_depth - 1)):
            if isinstance(item, Report):
                _complete(item, link, page.url, page.retrieved)
            yield item


def _complete(report: Report, link: Link, url: str, retrieved: str) -> None:
    """What the list and the answer say of a page, where the page itself does not."""
    report.title = report.title or link.title
    report.published = report.published or link.published
    if not report.source or (link.source and _is_host(report.source, url, report.url)):
        report.source = link.source or urlsplit(url).hostname
    report.source_country = report.source_country or link.source_country
    report.language = report.language or link.language
    report.url = report.url or url
    report.retrieved = report.retrieved or retrieved
    report.details = report.details + link.details


def _is_host(source: object, *urls: object) -> bool:
    """Whether a source's name is only the host of an address: where a page names no outlet, its reader falls back on that."""
    hosts = {urlsplit(url).hostname for url in urls if isinstance(url, str)}
    return isinstance(source, str) and source.lower().removeprefix("www.") in {str(host).removeprefix("www.") for host in hosts}
