"""Files within files: a member of an archive, an attachment or a fetched page, read by the reader of its own format."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Problem

_PLAIN_ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}\Z")


@contextmanager
def unpacked(chunks: Iterable[bytes], name: str, ending: str | None = None) -> Iterator[Path]:
    """A temporary file that holds ``chunks`` and has the ending of ``name``; it is gone after the ``with``.

    Nothing of ``name`` but a plain ending gets into the path, so that no name can lead out of the temporary folder. The file
    is complete or the ``with`` is not entered: what reading ``chunks`` raises goes on to the caller.
    """
    if ending is None:
        match = _PLAIN_ENDING.search(name.rsplit("/", 1)[-1])
        ending = match[0] if match else ""
    with tempfile.TemporaryDirectory(prefix="placard-") as folder:
        path = Path(folder) / f"file{ending.lower()}"
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        yield path


def read_inner(path: Path, outer: Found, name: str, options: ReadOptions) -> Iterator[Report | Problem]:
    """The reports of an unpacked file, named after the file it came from."""
    from placard.reading.read import read_file

    shown = f"{outer.shown}!{name}"
    yield from read_file(Found(path, f"{outer.name}!{name}", shown, path.parent), options)


def clean_name(name: str) -> str:
    """A member's name as it can be stored and shown: one line, no half characters, no control characters."""
    safe = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in safe)[:300]
