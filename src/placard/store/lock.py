"""One writer a project: an advisory lock on ``placard.lock``, which names its holder.

The lock is the operating system's, so it ends with its process: a killed writer never leaves a project locked.
The file's content is only there to tell a second writer whom to wait for.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from pathlib import Path
from typing import IO

from placard.errors import ProjectError

LOCK_NAME = "placard.lock"


class WriterLock:
    """The right to write to a project folder, from :meth:`acquire` to :meth:`release`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            ProjectError: naming the process and host that hold it, or if the folder cannot be written to.
        """
        try:
            handle = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise ProjectError(
                f"cannot be written to: {error.strerror or error}", where=str(self._path.parent), fix="check who owns the folder"
            ) from None
        try:
            _lock(handle)
        except OSError:
            handle.seek(0)
            holder = _holder(handle.read())
            handle.close()
            raise ProjectError(
                f"another process is writing to the project: {holder}", where=str(self._path.parent), fix="wait for it, or end it"
            ) from None
        self._file = handle
        try:
            handle.seek(0)
            handle.truncate()
            handle.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}) + "\n")
            handle.flush()
        except OSError:
            # A full disk must not keep a project from being opened: the lock holds without its label.
            pass

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


def _holder(content: str) -> str:
    try:
        holder = json.loads(content)
        return f"process {holder['pid']} on {holder['host']}"
    except (ValueError, KeyError, TypeError):
        return "a process that has not written its name yet"


try:
    import fcntl

    def _lock(handle: IO[str]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:  # Windows has no fcntl; one locked byte far past the label does the same
    import msvcrt

    def _lock(handle: IO[str]) -> None:
        handle.seek(1 << 20)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
