"""ZIP, WACZ and tar archives: every file in them by its own reader, one at a time; nothing is unpacked beside the input.

No name in an archive becomes a path, so none can lead out of a folder; links, devices and encrypted files are passed over
with a line each. Files of a ZIP are read in the order of their names, those of a tar in the order they lie in.
"""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from placard.errors import ReadError
from placard.reading.budget import Budget, MemberLimit
from placard.reading.files import fault
from placard.reading.inner import clean_name, read_inner, unpacked
from placard.reading.options import Found, ReadOptions
from placard.reading.registry import find_format, suffixes
from placard.reading.report import Report
from placard.records import Problem

_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
)
_PASSED = {"readme", "license", "licence", "notice"}


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read an archive.

    Raises:
        ReadError: it is no whole archive, or passes a limit; what was read before stands.
        OSError: it cannot be opened or read.
    """
    yield from _read(found, options, Budget(options), 1)


def _read(found: Found, options: ReadOptions, budget: Budget, depth: int) -> Iterator[Report | Problem]:
    budget.level(depth)
    unknown: Counter[str] = Counter()
    try:
        yield from (_zip if zipfile.is_zipfile(found.path) else _tar)(found, options, budget, depth, unknown)
    except _BROKEN as error:
        words = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise fault("archive", f"is no whole archive ({words})", "copy or pack it again") from None
    for ending, number in sorted(unknown.items()):
        files = f"{number} file{'s' if number > 1 else ''} in it {f'ending in {ending}' if ending else 'without an ending'}"
        yield Problem(
            found.shown, "unknown_format", f"{files} passed over, no reader for them", f"readers know {', '.join(suffixes())}"
        )


def _zip(found: Found, options: ReadOptions, budget: Budget, depth: int, unknown: Counter[str]) -> Iterator[Report | Problem]:
    with zipfile.ZipFile(found.path) as archive:
        listed = archive.infolist()
        # A web archive's own pages and indexes describe its WARC files; only those are read.
        wacz = found.path.suffix.lower() == ".wacz" or (
            any(info.filename == "datapackage.json" for info in listed)
            and any(info.filename.startswith("archive/") and ".warc" in info.filename for info in listed)
        )
        for info in sorted(listed, key=lambda info: info.filename):
            name = clean_name(info.filename)
            if not info.filename or info.is_dir() or (wacz and not info.filename.startswith("archive/")):
                continue
            budget.member()
            if info.flag_bits & 1:
                yield Problem(f"{found.shown}!{name}", "encrypted", "is encrypted", "unpack it with its password first")
            elif (info.external_attr >> 16) & 0o170000 == 0o120000:
                yield _link(found, name)
            elif _wanted(name, unknown):
                try:
                    with archive.open(info) as stream:
                        yield from _member(found, name, budget.take(stream, info.compress_size), options, budget, depth)
                except _BROKEN as error:
                    words = str(error)[:120] or type(error).__name__
                    yield Problem(f"{found.shown}!{name}", "archive", f"cannot be unpacked ({words})", "copy or pack it again")


def _tar(found: Found, options: ReadOptions, budget: Budget, depth: int, unknown: Counter[str]) -> Iterator[Report | Problem]:
    # Two passes: the first lists names (bounded in number), the second reads them; tar has no index to sort by otherwise.
    with tarfile.open(found.path, "r:*", errors="surrogateescape") as archive:
        packed = found.path.stat().st_size
        for info in archive:
            name = clean_name(info.name)
            if info.isdir():
                continue
            budget.member()
            if info.issym() or info.islnk():
                yield _link(found, name)
            elif not info.isreg():
                yield Problem(f"{found.shown}!{name}", "unreadable", "is not a regular file", "leave it out of the archive")
            elif _wanted(name, unknown):
                stream = archive.extractfile(info)
                if stream is not None:
                    # The members of a tar are packed together: each may claim the whole packed size.
                    yield from _member(found, name, budget.take(stream, packed), options, budget, depth)


def _member(
    found: Found, name: str, chunks: Iterator[bytes], options: ReadOptions, budget: Budget, depth: int
) -> Iterator[Report | Problem]:
    shown = f"{found.shown}!{name}"
    try:
        with unpacked(chunks, name) as path:
            format_ = find_format(path)
            if format_ is not None and format_.module == __name__:
                inner = Found(path, f"{found.name}!{name}", shown, path.parent)
                try:
                    yield from _read(inner, options, budget, depth + 1)
                except ReadError as error:
                    if error.kind == "archive_limit" and depth > 1:
                        raise
                    yield Problem(shown, error.kind, error.message, error.fix or "")
            else:
                yield from read_inner(path, found, name, options)
    except MemberLimit as limit:
        yield Problem(shown, "archive_limit", limit.message, limit.fix)


def _wanted(name: str, unknown: Counter[str]) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    if any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in path.parts):
        return False
    if path.stem.casefold() in _PASSED:
        return False
    if find_format(Path(path.name)) is None:
        unknown[path.suffix.lower()] += 1
        return False
    return True


def _link(found: Found, name: str) -> Problem:
    return Problem(f"{found.shown}!{name}", "link", "is a link; links in archives are not followed", "pack the file itself")
