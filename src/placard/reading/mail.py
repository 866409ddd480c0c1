"""Mail: EML files and MBOX folders; a message's text is the document, attachments are read by their own readers.

The source is the domain the message came from: the name beside an address is as a rule a person's.
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import IO

from placard.reading.files import fault, megabytes, read_within
from placard.reading.inner import clean_name, read_inner, unpacked
from placard.reading.options import Found, ReadOptions
from placard.reading.plain import plain_text
from placard.reading.registry import find_format
from placard.reading.report import Report
from placard.records import Detail, Problem

VERSION = "1"
_MOST_PARTS, _MOST_NESTED = 500, 200
# email/message.py and the codecs below it raise these on damaged headers, encodings and boundaries.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, AssertionError, IndexError, RecursionError)


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read one message or a folder of them.

    Raises:
        ReadError: it is empty, too large, or no mail.
        OSError: it cannot be opened or read.
    """
    if found.path.suffix.lower() != ".mbox":
        data = read_within(found, options.max_file_bytes, "one message", "save its text, or raise max_file_bytes")
        yield from _message(data, found, found.shown, found.name, options)
        return
    number = 0
    with found.path.open("rb") as file:
        for number, message in enumerate(_split(file, options.max_file_bytes), start=1):
            shown, name = f"{found.shown} message {number}", f"{found.name}:{number}"
            if message is None:
                fix = "save its text, or raise max_file_bytes"
                yield Problem(shown, "too_large", f"is larger than {megabytes(options.max_file_bytes)}", fix)
            else:
                yield from _message(message, found, shown, name, options)
    if number == 0:
        raise fault("mail", "is no mail folder: no line begins with From", "save it as MBOX or EML")


def _split(file: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """The messages of an MBOX file, or None for one over the limit; a ``From `` line after an empty line begins the next."""
    lines: list[bytes] | None = None
    size, before = 0, b"\n"
    while line := file.readline(1 << 20):
        if line.startswith(b"From ") and not before.strip():
            if lines is not None:
                yield b"".join(lines) if size <= limit else None
            lines, size = [], 0
        elif lines is not None:
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
        before = line
    if lines is not None:
        yield b"".join(lines) if size <= limit else None


def _message(data: bytes, found: Found, shown: str, name: str, options: ReadOptions) -> Iterator[Report | Problem]:
    if data.count(b"boundary=") > _MOST_NESTED:
        yield Problem(shown, "mail", f"has more than {_MOST_NESTED} parts within parts", "save its text")
        return
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(data)
        parts = list(_parts(message))
        report = _report(message, parts, shown, name, data)
    except _BROKEN as error:
        yield Problem(shown, "mail", f"is no mail that can be read ({type(error).__name__})", "save the message again")
        return
    if report is None:
        yield Problem(shown, "mail", "is no mail: it has neither sender, subject nor date", "save the message as EML")
        return
    attached = [part for part in parts if part.get_filename() and _known(part)]
    if isinstance(report.text, str) and (report.text.strip() or not attached):
        yield report
    for part in attached:
        yield from _attachment(part, Found(found.path, name, shown, found.top), options)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for count, part in enumerate(message.walk()):
        if count >= _MOST_PARTS:
            return
        if not part.is_multipart():
            assert isinstance(part, EmailMessage)
            yield part


def _report(message: EmailMessage, parts: list[EmailMessage], shown: str, name: str, data: bytes) -> Report | None:
    sender, subject, date = (_header(message, key) for key in ("From", "Subject", "Date"))
    if not (sender or subject or date):
        return None
    domain = parseaddr(sender)[1].rpartition("@")[2].lower() if sender else ""
    details = [Detail("message_id", found) for found in (_header(message, "Message-ID"),) if found]
    if reply := _header(message, "In-Reply-To"):
        details.append(Detail("reply_to", reply))
    return Report(
        where=shown,
        fallback_id=name,
        reader=f"mail {VERSION}",
        id=_header(message, "Message-ID"),
        text=_body(parts),
        title=subject,
        published=_date(date),
        source=_header(message, "List-Id") or domain or None,
        raw=data,
        details=tuple(details),
    )


def _body(parts: list[EmailMessage]) -> str:
    """The plain texts of the message, or if there is none its HTML as text."""
    for kind in ("text/plain", "text/html"):
        texts = [_content(part) for part in parts if part.get_content_type() == kind and not part.get_filename()]
        if words := [text for text in texts if text.strip()]:
            return "\n\n".join(plain_text(text) if kind == "text/html" else text for text in words).replace("\r\n", "\n").strip()
    return ""


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return payload.decode("utf-8", "replace") if _mostly_utf8(payload) else payload.decode("cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    return data.decode("utf-8", "replace").count("\ufffd") * 20 <= len(data)


def _attachment(part: EmailMessage, outer: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    payload = part.get_payload(decode=True)
    name = clean_name(part.get_filename() or "")
    if options.max_depth < 1:
        yield Problem(f"{outer.shown}!{name}", "archive_limit", "lies too deep within other files", "unpack it, or raise max_depth")
    elif isinstance(payload, bytes) and payload:
        from dataclasses import replace

        with unpacked([payload], name) as path:
            yield from read_inner(path, outer, name, replace(options, max_depth=options.max_depth - 1))


def _known(part: EmailMessage) -> bool:
    return find_format(Path(clean_name(part.get_filename() or "").rsplit("/", 1)[-1])) is not None


def _date(date: str | None) -> str | None:
    if date is None:
        return None
    try:
        return parsedate_to_datetime(date).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except _BROKEN:
        return None
    return " ".join(str(value).split()) or None if value is not None else None
