"""The manifest: every file of a release with its SHA-256, what made it, and a hash of the manifest itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from placard.errors import VerifyError

MANIFEST = "manifest.json"
_FORMAT = "placard-release/1"


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """Write ``manifest.json`` for all files that lie in ``folder``; ``facts`` say what made them."""
    from placard.release.writers import sync

    files = {name: {"bytes": path.stat().st_size, "sha256": file_hash(path)} for name, path in listing(folder).items()}
    path = folder / MANIFEST
    path.write_text(_render({"format": _FORMAT} | facts | {"files": files}), encoding="utf-8", newline="\n")
    sync(path)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release.

    Raises:
        VerifyError: if there is none, or one byte of it is not as it was written.
    """
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise VerifyError(
            f"cannot be read: {error.strerror or error}", where=str(path), fix="name a project or a release folder"
        ) from None
    try:
        data = json.loads(raw)
        if not isinstance(data, dict) or data.get("format") != _FORMAT:
            raise ValueError
        files = data["files"]
        own = data.pop("sha256")
        sound = _render(data).encode() == raw and isinstance(own, str) and all("sha256" in entry for entry in files.values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise VerifyError("was changed after the release was built", where=str(path), fix="build it again with placard release")
    return dict(data)


def listing(folder: Path) -> dict[str, Path]:
    """Every file of a release but the manifest: path inside the folder, with ``/`` -> path."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found.pop(MANIFEST, None)
    return dict(sorted(found.items()))


def file_hash(path: Path) -> str:
    """SHA-256 of a file as 64 hex digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _render(data: dict[str, Any]) -> str:
    """The manifest's only form: ``sha256`` is of the same text without it, so any changed byte shows."""
    body = json.dumps(data, indent=2, ensure_ascii=False)
    own = hashlib.sha256(body.encode()).hexdigest()
    return json.dumps(data | {"sha256": own}, indent=2, ensure_ascii=False) + "\n"
