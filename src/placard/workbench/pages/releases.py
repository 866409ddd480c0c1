"""Releases: build, verify, download, and how to cite."""

from __future__ import annotations

import tempfile
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request

from placard.errors import PlacardError
from placard.release.manifest import MANIFEST, listing, read_manifest
from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.pages.acts import Form, field
from placard.workbench.render import Page

PATIENCE = 2.0  # seconds a small project is waited for before the page comes back
NAMES = {
    "persons": "masked where they are surely persons'",
    "speakers": "masked where they name speakers",
    "masked": "masked throughout",
    "kept": "kept",
}


@dataclass(slots=True)
class Job:
    """A release being built or verified, or what came of the last one."""

    kind: str
    since: str
    running: bool = True
    error: str = ""
    words: str = ""


_jobs: dict[str, Job] = {}
_starting = threading.Lock()


def show(bench: Workbench, request: Request) -> Page:
    """The release as it stands, what is done with it, and how to cite it."""
    folder = bench.folder / "release"
    manifest: dict[str, Any] | None = None
    error = ""
    if folder.is_dir():
        try:
            manifest = read_manifest(folder)
        except PlacardError as problem:
            error = str(problem)
    files = [
        {"name": name, "bytes": path.stat().st_size, "sha256": (manifest or {}).get("files", {}).get(name, {}).get("sha256", "")}
        for name, path in (listing(folder).items() if folder.is_dir() else ())
    ]
    made = int((manifest or {}).get("decisions") or 0)
    data = {
        "manifest": {name: value for name, value in manifest.items() if name != "files"} if manifest else None,
        "error": error,
        "files": files,
        "decisions": len(bench.decisions()),
        "since": len(bench.decisions()) - made if manifest else 0,
        "job": _jobs.get(str(bench.folder)),
        "cite": _cite(bench, manifest, folder) if manifest else "",
    }
    return Page("releases.html", "Releases", data, {"names": NAMES})


def _cite(bench: Workbench, manifest: dict[str, Any], folder: Path) -> str:
    """A citation that names the very bytes: the hash of the manifest, which holds the hashes of all files."""
    from placard.release.manifest import file_hash

    rows = manifest.get("rows", {})
    return (
        f"{bench.name}: {rows.get('events', 0):,} protest events from {rows.get('documents', 0):,} documents. Dataset, coded with"
        f" Placard {manifest.get('placard')}, codebook {manifest.get('codebook', {}).get('version')}."
        f" Release {file_hash(folder / MANIFEST)[:16]}."
    )


def do(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Build or verify the release; a long one goes on behind the page."""
    if not bench.identity.may("release"):
        raise Refused(403, f"{bench.identity.name} may not release here", "Ask who keeps this project.")
    kind = field(form, "do")
    if kind not in ("build", "verify"):
        raise Refused(400, "The form does not say what to do", "Use the buttons of the page.")
    key = str(bench.folder)
    with _starting:
        if key in _jobs and _jobs[key].running:
            raise Refused(409, "A release is being worked on already", "Wait for it: the page of releases says when it is done.")
        job = _jobs[key] = Job(kind, bench.clock())
    names = field(form, "names") if field(form, "names") in NAMES else "persons"
    worker = threading.Thread(target=_work, args=(bench, job, bool(field(form, "with_text")), names), daemon=True)
    worker.start()
    worker.join(PATIENCE)
    return "/releases"


def _work(bench: Workbench, job: Job, with_text: bool, names: str) -> None:
    from placard import project
    from placard.release.verify import verify

    try:
        if job.kind == "build":
            made = project.release(bench.folder, with_text=with_text, names=names)
            job.words = f"{made.events:,} events released."
        else:
            checked = verify(bench.folder)
            job.words = "It proves itself: " + ", ".join(f"{n:,} {what}" for what, n in checked.checked.items()) + "."
    except PlacardError as error:
        job.error = str(error)
    except Exception as error:
        job.error = f"{type(error).__name__}: {error}"
        raise
    finally:
        job.running = False


def file_of(bench: Workbench, name: str) -> Path:
    """A file of the release by its name in the manifest; raises Refused for anything else."""
    folder = bench.folder / "release"
    found = listing(folder) | {MANIFEST: folder / MANIFEST} if folder.is_dir() else {}
    if name not in found or not found[name].is_file():
        raise Refused(404, "The release has no such file", "Choose one of the list of releases.")
    return found[name]


def zipped(bench: Workbench) -> Path:
    """The release as a new temporary zip file; the caller removes it. Raises Refused if there is no release."""
    folder = bench.folder / "release"
    if not (folder / MANIFEST).is_file():
        raise Refused(404, "Nothing has been released yet", "Build a release on the page of releases.")
    with tempfile.NamedTemporaryFile(prefix="placard-", suffix=".zip", delete=False) as made:
        path = Path(made.name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in (listing(folder) | {MANIFEST: folder / MANIFEST}).items():
            # A fixed time: the same release is the same zip.
            entry = zipfile.ZipInfo(f"{bench.name}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return path
