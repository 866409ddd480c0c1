"""Whole files, read within their limit."""

from __future__ import annotations

from placard.errors import ReadError
from placard.reading.options import Found


def read_within(found: Found, limit: int, what: str, fix: str) -> bytes:
    """The bytes of a file of at most ``limit`` bytes.

    Never holds more than the limit, whatever the file's size says.

    Raises:
        ReadError: kind ``too_large``, or ``empty`` for a file of no bytes.
        OSError: if it cannot be opened or read.
    """
    with found.path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise fault("too_large", f"is larger than {megabytes(limit)}, the limit for {what}", fix)
    if not data:
        raise fault("empty", "is empty", "leave it out")
    return data


def fault(kind: str, message: str, fix: str) -> ReadError:
    """A ReadError whose ``kind`` is the kind of problem it becomes."""
    error = ReadError(message, fix=fix)
    error.kind = kind
    return error


def megabytes(size: int) -> str:
    """A size in bytes as a person reads it, in binary megabytes (or bytes where it is less than one)."""
    return f"{size / 2**20:.0f} MB" if size >= 2**20 else f"{size:,} bytes"
