"""Lists of addresses, one a line; ``#`` begins a remark. Each page is fetched if the user named the list itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placard.reading.decode import decode
from placard.reading.files import read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Link
from placard.records import Problem

_ADDRESS = re.compile(rb"https?://\S+\Z", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Whether all whole lines of ``head`` are addresses, remarks or empty, and one is an address."""
    lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").splitlines()]
    if len(lines) > 1 and len(head) >= 4096:
        lines.pop()
    told = [line for line in lines if line and not line.startswith(b"#")]
    return bool(told) and all(_ADDRESS.match(line) for line in told)


def read(found: Found, options: ReadOptions) -> Iterator[Link | Problem]:
    """The addresses of a list. Raises ReadError (empty, too large, binary) or OSError."""
    text = decode(read_within(found, options.max_bytes, "one list", "split it, or raise max_bytes")).text
    for number, line in enumerate(text.splitlines(), start=1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if address.lower().startswith(("http://", "https://")):
            yield Link(f"{found.shown}:{number}", address)
        else:
            yield Problem(f"{found.shown}:{number}", "address", "is no http or https address", "write one address a line")
