"""Lists of articles that searches of GDELT and MediaCloud export: addresses with titles, outlets and dates, no texts.

GDELT's ``seendate`` is when its crawler met the page, not when it was published: it is kept as a detail.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from placard.reading.decode import decode
from placard.reading.files import fault, read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Link
from placard.records import Detail, Problem

_JSON = re.compile(rb'\A\s*\{\s*"articles"\s*:\s*\[')
_TELLING = {"mobileurl", "seendate", "media_name", "media_url", "indexed_date", "sourcecountry"}
_TEXTS = {"text", "body", "content", "article_text", "full_text"}


def recognises(head: bytes) -> bool:
    """Whether ``head`` begins GDELT's JSON, or is the header of a table of addresses one of the two exports."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _JSON.match(head):
        return True
    header = re.split(rb"[,;\t]", head[:4096].split(b"\n", 1)[0].lower())
    names = {name.strip().strip(b'"').decode("utf-8", "replace") for name in header}
    return "url" in names and bool(names & _TELLING) and not names & _TEXTS


def read(found: Found, options: ReadOptions) -> Iterator[Link | Problem]:
    """The articles of a list. Raises ReadError (empty, too large, binary, no JSON, no CSV) or OSError."""
    data = read_within(found, options.max_file_bytes, "one list", "split it, or raise max_file_bytes")
    text = decode(data).text
    for where, row in _rows(found, text):
        given = {str(name).strip().casefold(): value for name, value in row.items() if isinstance(value, str) and value.strip()}
        url = given.get("url", "")
        if not url.lower().startswith(("http://", "https://")):
            yield Problem(where, "address", "has no http or https address", "leave the row out")
            continue
        seen = given.get("seendate") or (given.get("date") if "mobileurl" in {str(name).casefold() for name in row} else None)
        yield Link(
            where,
            url,
            title=given.get("title"),
            published=given.get("publish_date"),
            source=given.get("media_name") or given.get("domain"),
            source_country=given.get("sourcecountry"),
            language=given.get("language"),
            details=(Detail("seen", seen),) if seen else (),
        )


def _rows(found: Found, text: str) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    if text.lstrip().startswith("{"):
        try:
            listed = json.loads(text)["articles"]
        except (ValueError, RecursionError) as error:
            raise fault("json", f"is not JSON that can be read: {str(error)[:120]}", "export it again") from None
        for number, item in enumerate(listed if isinstance(listed, list) else (), start=1):
            if isinstance(item, dict):
                yield f"{found.shown} item {number}", item
        return
    header = text.split("\n", 1)[0]
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count)), start=2):
            yield f"{found.shown} row {number}", row
    except csv.Error as error:
        raise fault("csv", f"breaks off: {error}", "look for a quotation mark that is not closed") from None
