"""What may come out of one archive, archives within it included: counted in one place, so that nesting cannot multiply it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from placard.reading.files import fault, megabytes
from placard.reading.options import ReadOptions

_CHUNK = 1 << 16
_FREE = 1 << 20  # small files may be packed as well as they like
_FIX = "unpack it and read what is needed, or raise {}"


class Budget:
    """Bytes, files and levels left to one archive."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._bytes = options.max_unpacked_bytes
        self._members = options.max_members

    def member(self) -> None:
        """Count one file; raises ReadError (``archive_limit``) if there are too many."""
        self._members -= 1
        if self._members < 0:
            words = f"holds more than {self._options.max_members:,} files"
            raise fault("archive_limit", words, _FIX.format("max_members"))

    def level(self, depth: int) -> None:
        """Raises ReadError (``archive_limit``) if archives lie too deep within each other."""
        if depth > self._options.max_depth:
            words = f"lies within more than {self._options.max_depth} archives"
            raise fault("archive_limit", words, _FIX.format("max_depth"))

    def take(self, stream: IO[bytes], packed: int | None) -> Iterator[bytes]:
        """The bytes of ``stream``, counted as they come; ``packed`` is its packed size where it is known.

        Raises:
            ReadError: ``archive_limit`` as soon as a limit is passed, whatever size the archive claims.
        """
        taken = 0
        while chunk := stream.read(_CHUNK):
            taken += len(chunk)
            self._bytes -= len(chunk)
            if self._bytes < 0:
                words = f"holds more than {megabytes(self._options.max_unpacked_bytes)} unpacked"
                raise fault("archive_limit", words, _FIX.format("max_unpacked_bytes"))
            if taken > self._options.max_file_bytes:
                words = f"is larger than {megabytes(self._options.max_file_bytes)} unpacked"
                raise MemberLimit(words, _FIX.format("max_file_bytes"))
            if packed is not None and taken > _FREE and taken > self._options.max_ratio * max(packed, 1):
                words = f"is more than {self._options.max_ratio} times its packed size: a zip bomb, or a very empty file"
                raise MemberLimit(words, _FIX.format("max_ratio"))
            yield chunk


class MemberLimit(Exception):
    """One file of an archive passes a limit of its own; the others can still be read."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
