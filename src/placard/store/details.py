"""What stands beside documents: details an input gave of them, and the tombstones of those that were forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from placard.records import Detail, Problem
from placard.store import schema
from placard.store.reader import existing


def detail_rows(document_id: str, details: Sequence[Detail]) -> list[dict[str, Any]]:
    """The details of a document as rows of ``details``."""
    return [
        {"document_id": document_id, "position": place, "name": one.name, "value": one.value, "start": one.start, "end": one.end}
        for place, one in enumerate(details)
    ]


def forgotten(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Which of the hashes belong to texts that were forgotten: they are not read again."""
    return existing(connection, schema.tombstones.c.text_sha256, hashes)


def forgotten_problem(where: str) -> Problem:
    """What is said of a text that was forgotten and comes again."""
    return Problem(where, "forgotten", "was forgotten on request; it is not read again", "leave it out")
