"""From what the user names - files, folders, globs - to files, in one order on every machine."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from placard.reading.options import Found, ReadOptions
from placard.reading.registry import find_format, suffixes
from placard.reading.report import Link
from placard.reading.sidecar import is_sidecar
from placard.records import Problem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def find_files(inputs: Sequence[str | Path], options: ReadOptions) -> Iterator[Found | Link | Problem]:
    """The files (and addresses) the inputs name, each once, in the order named; folders are walked in the order of their names.

    In a walked folder these are passed over: hidden names (unless asked for), README and licence files, side files, Placard
    projects, symbolic links, and files no reader knows; the last two are reported, the unknown ones as one line an ending.
    """
    seen: set[tuple[int, int]] = set()
    for given in inputs:
        for path in _expand(str(given)):
            if isinstance(path, Problem | Link):
                yield path
                continue
            for found in _one(path, options):
                if isinstance(found, Found):
                    try:
                        status = found.path.stat()
                    except OSError:
                        pass  # gone since it was listed: the reader says so
                    else:
                        if (status.st_dev, status.st_ino) in seen:
                            continue
                        seen.add((status.st_dev, status.st_ino))
                yield found


def _expand(given: str) -> Iterator[Path | Link | Problem]:
    if given.lower().startswith(("http://", "https://")):
        yield Link(_readable(given), given)
    elif _ADDRESS.match(given) and not os.path.lexists(given):
        yield Problem(_readable(given), "input", "is an address of a kind that is not read", "http and https are")
    elif os.path.lexists(given):
        yield Path(given)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield Problem(given, "not_found", "matches no file", "check the pattern and the folder it starts from")
        yield from (Path(match) for match in matches)
    else:
        yield Problem(given, "not_found", "no such file or folder", "check the path")


def _one(path: Path, options: ReadOptions) -> Iterator[Found | Problem]:
    if path.is_dir():
        passed_over: Counter[str] = Counter()
        yield from _walk(path, path, options, passed_over)
        for ending, number in sorted(passed_over.items()):
            files = f"{number} file{'s' if number > 1 else ''} {f'ending in {ending}' if ending else 'without an ending'}"
            fix = f"readers know {', '.join(suffixes())}"
            yield Problem(_readable(str(path)), "unknown_format", f"{files} passed over, no reader for them", fix)
    elif find_format(path) is None:
        ending = path.suffix or "no ending"
        fix = f"use one of {', '.join(suffixes())}"
        yield Problem(_readable(str(path)), "unknown_format", f"no reader for {ending}", fix)
    else:
        yield Found(path, _readable(path.name), _readable(str(path)), path.parent, named=True)


def _walk(folder: Path, top: Path, options: ReadOptions, passed_over: Counter[str]) -> Iterator[Found | Problem]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(
            _readable(str(folder)), "unreadable", f"the folder cannot be listed: {_reason(error)}", "check its permissions"
        )
        return
    if folder != top and any(entry.name == "placard.db" for entry in entries):
        return  # a project: reading it would feed Placard its own output
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") and not options.include_hidden:
            continue
        if entry.is_symlink():
            yield Problem(
                _readable(str(path)),
                "link",
                "is a symbolic link; links inside folders are not followed",
                "name it itself to read it",
            )
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, top, options, passed_over)
        elif path.stem.casefold() in {"readme", "license", "licence", "notice"} or is_sidecar(path):
            continue
        elif find_format(path) is None:
            passed_over[path.suffix.lower()] += 1
        else:
            yield Found(path, _readable(path.relative_to(top).as_posix()), _readable(str(path)), top)


def check_regular(path: Path) -> str | None:
    """Why ``path`` is not a file that can be read, or None; a pipe or device would block or never end."""
    mode = path.stat().st_mode
    return None if stat.S_ISREG(mode) else "is not a regular file"


def _readable(name: str) -> str:
    """A path as text that can be stored: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
