"""Web archives (WARC): the article of every successful HTML response; the record's id, address and time are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from placard.errors import ReadError
from placard.reading.files import fault
from placard.reading.html import read_page
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Detail, Problem

VERSION = "1"
_FIX = "capture it again, or keep the records before"
# What says of a response only that it is no report: counted, one line an archive.
_NO_ARTICLE = {"no_article", "empty", "binary"}


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a web archive.

    Raises:
        ReadError: it is no WARC file, or breaks off; records before the break are read.
        OSError: it cannot be opened or read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    passed: Counter[str] = Counter()
    with found.path.open("rb") as file:
        try:
            # No checksum is demanded: many archives have wrong ones, and the text is hashed by us.
            records = ArchiveIterator(file, record_types=WarcRecordType.response | WarcRecordType.resource, auto_decode="all")
            for number, record in enumerate(records, start=1):
                yield from _record(found, record, number, options, passed)
        except ReadError:
            raise
        except Exception as error:  # the C++ parser raises several kinds of its own
            words = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise fault(
                "warc", f"breaks off after record {number}: {words}" if number else f"is no WARC file: {words}", _FIX
            ) from None
    if number == 0:
        raise fault("warc", "is no WARC file, or holds no response", "name a .warc or .warc.gz file")
    if passed:
        told = ", ".join(f"{count:,} {why}" for why, count in sorted(passed.items()))
        yield Problem(
            found.shown, "passed_over", f"{passed.total():,} of its {number:,} responses passed over: {told}", "nothing to do"
        )


def _record(found: Found, record: Any, number: int, options: ReadOptions, passed: Counter[str]) -> Iterator[Report | Problem]:
    headers = record.headers
    status, kind, declared = 200, str(headers.get("Content-Type") or ""), None
    if record.is_http and record.http_headers is not None:
        try:
            status = int(record.http_headers.status_code or 0)
        except (TypeError, ValueError):
            status = 0
        kind = str(record.http_content_type or "")
        declared = record.http_charset
    if status != 200:
        passed["not successful"] += 1
        return
    if kind.partition(";")[0].strip().lower() not in ("text/html", "application/xhtml+xml"):
        passed["no page"] += 1
        return
    data = record.reader.read(options.max_bytes + 1)
    key = str(record.record_id or "")
    where = f"{found.shown} record {number}"
    if len(data) > options.max_bytes:
        yield Problem(where, "too_large", "is larger than the limit for one page", "raise max_bytes")
        return
    details = (Detail("record_id", key),) if key else ()
    try:
        for item in read_page(data, where, f"{found.name}:{number}", declared=declared, max_tags=options.max_tags):
            if isinstance(item, Report):
                item.id = key or None
                item.url = str(headers.get("WARC-Target-URI") or "").strip("<>") or item.url
                item.retrieved = str(headers.get("WARC-Date") or "") or None
                item.reader = f"warc {VERSION}, {item.reader}"
                item.details = details + item.details
            yield item
    except ReadError as error:
        if error.kind in _NO_ARTICLE:
            passed["without an article"] += 1
        else:
            yield Problem(where, error.kind, error.message, error.fix or "")
