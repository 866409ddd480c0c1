"""``placard forget``: a text is removed on request, and the dataset is made anew without it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from placard.errors import ProjectError
from placard.progress import Progress, Silent


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed: the document's id, and how many mentions, statements and decisions' words went with it."""

    document: str
    mentions: int
    statements: int
    decisions: int
    release: str | None


def forget(
    project: str | Path,
    document: str,
    *,
    reason: str,
    by: str | None = None,
    at: str | None = None,
    progress: Progress | None = None,
) -> Forgotten:
    """Remove a document, its mentions and statements, its raw page and every quote of it; link and release anew.

    Its hash stays, so that the same text is not read again, and so do the reason, the time and who did it. The words are
    overwritten in the database file, not only unlinked. Copies of the project elsewhere - backups, releases already given
    out - are not reached.

    Args:
        project: the project's folder.
        document: the document's id, or the id its input gave it.
        reason: why; kept. It should not repeat the words that are to be forgotten.
        by: who asked or did it; the user's login name by default.
        at: ISO date-time; now by default.
        progress: who is told how far it is.

    Raises:
        ProjectError: if there is no such document, no reason, or another process writes to the project.
    """
    from placard import steps
    from placard.config import read_config
    from placard.release.package import RELEASE
    from placard.store.forgetting import Tombstone
    from placard.store.store import Store

    if not reason.strip():
        raise ProjectError("a reason is needed", where=str(project), fix="give one with --reason")
    watch = progress or Silent()
    moment = at or datetime.now(UTC).replace(microsecond=0).isoformat()
    with Store.open(project, write=True) as store:
        document_id, text_sha256 = store.find_document(document)
        removed = store.forget(Tombstone(document_id, text_sha256, moment, by or f"person:{getpass.getuser()}", reason.strip()))
        folder = None
        counts = store.counts()
        if counts.documents == counts.coded + counts.failed:
            steps.link_step(store, watch)
            if (store.folder / RELEASE).exists():
                folder = str(steps.release_step(store, read_config(store.folder), None, None, watch))
        return Forgotten(document_id, removed.mentions, removed.statements, removed.decisions, folder)
