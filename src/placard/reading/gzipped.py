"""One file packed with gzip (``reports.jsonl.gz``), read as what its name without ``.gz`` says it is."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from placard.reading.budget import Budget, MemberLimit
from placard.reading.files import fault
from placard.reading.inner import read_inner, unpacked
from placard.reading.options import Found, ReadOptions
from placard.reading.registry import find_format, suffixes
from placard.reading.report import Report
from placard.records import Problem


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read a gzip file.

    Raises:
        ReadError: it is no whole gzip file, passes a limit, or holds what no reader knows.
        OSError: it cannot be opened or read.
    """
    name = Path(found.name.rsplit("!", 1)[-1]).name[: -len(".gz")]
    if find_format(Path(name)) is None:
        raise fault(
            "unknown_format",
            "no reader for what it holds",
            f"name it after it, as in reports.jsonl.gz; readers know {', '.join(suffixes())}",
        )
    if Path(name).suffix.lower() == ".gz":
        raise fault("archive_limit", "is packed more than once", "unpack it once")
    try:
        with gzip.open(found.path) as stream:
            chunks = Budget(options).take(stream, found.path.stat().st_size)  # type: ignore[arg-type]
            with unpacked(chunks, name) as path:
                yield from read_inner(path, found, name, options)
    except MemberLimit as limit:
        raise fault("archive_limit", limit.message, limit.fix) from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise fault("archive", f"is no whole gzip file ({str(error)[:120]})", "copy or pack it again") from None
