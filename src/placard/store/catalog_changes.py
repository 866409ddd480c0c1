"""Which events the catalog must take up again: those that linking changed, and those that people decided on since.

What an event's row stands on is of two kinds. Members, copies, shown values and conflicts may be changed by linking, which
writes them all anew: a digest for each event tells which differ. Decisions are numbered, and lead to their events by what
they are about. Everything else (mentions, statements, documents) never changes once it is stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter

_CHUNK = 400
# (event, words) in the order of events, and within an event in that of a key: the same facts give the same words.
_PARTS = (
    """
    SELECT em.event_id, em.mention_id || coalesce(c.copy_of, '') FROM project.event_mentions em
    JOIN project.mentions m ON m.id = em.mention_id LEFT JOIN project.copies c ON c.document_id = m.document_id
    {} ORDER BY em.event_id, em.position, em.mention_id
    """,
    "SELECT em.event_id, em.variable || em.value FROM project.shown em {} ORDER BY em.event_id, em.variable, em.position",
    "SELECT em.event_id, em.kind FROM project.conflicts em {} ORDER BY em.event_id, em.position",
)
_ABOUT = (
    "SELECT id, id FROM project.events WHERE id IN ({})",
    "SELECT mention_id, event_id FROM project.event_mentions WHERE mention_id IN ({})",
    "SELECT st.id, em.event_id FROM project.statements st JOIN project.event_mentions em USING (mention_id) WHERE st.id IN ({})",
)
_ELSEWHERE = (
    # Values that people added are in decisions alone.
    """
    SELECT em.event_id FROM project.decisions d JOIN project.event_mentions em ON em.mention_id = d.target
    WHERE d.verb = 'add' AND json_extract(d.after, '$.statement.id') IN ({})
    """,
    "SELECT em.event_id FROM project.mentions m JOIN project.event_mentions em ON em.mention_id = m.id WHERE m.document_id IN ({})",
    """
    SELECT em.event_id FROM project.documents d JOIN project.mentions m ON m.document_id = d.id
    JOIN project.event_mentions em ON em.mention_id = m.id WHERE d.source_id IN ({})
    """,
    """
    SELECT em.event_id FROM project.documents d JOIN project.copies c ON c.copy_of = d.id
    JOIN project.mentions m ON m.document_id = c.document_id JOIN project.event_mentions em ON em.mention_id = m.id
    WHERE d.source_id IN ({})
    """,
)


def digests(connection: sqlite3.Connection, event_ids: Sequence[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """(event id, digest of what linking gave it) of live events in the order of their ids; of all, unless some are named."""
    if event_ids is None:
        yield from _digests(connection, "", "", ())
        return
    for chunk in chunks(sorted(event_ids)):
        yield from _digests(connection, f"AND id IN ({marks(chunk)})", f"WHERE em.event_id IN ({marks(chunk)})", chunk)


def _digests(connection: sqlite3.Connection, among: str, only: str, values: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    parts = [_Part(connection.execute(query.format(only), values)) for query in _PARTS]
    for row in connection.execute(f"SELECT id FROM project.events WHERE state = 'live' {among} ORDER BY id", values):
        words = "\x1e".join(part.of(row[0]) for part in parts)
        yield row[0], blake2b(words.encode(), digest_size=12).digest()


class _Part:
    """The rows of one query, read along with the events."""

    def __init__(self, rows: Iterator[sqlite3.Row]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._event, self._words = "", ""

    def of(self, event_id: str) -> str:
        while self._event < event_id:
            self._event, rows = next(self._groups, ("\U0010ffff", iter(())))
            self._words = "\x1f".join(str(row[1]) for row in rows)
        return self._words if self._event == event_id else ""


def differing(connection: sqlite3.Connection) -> list[str]:
    """Ids of events whose digest is not the one the catalog was made of, those that came or went among them."""
    held = dict(connection.execute("SELECT id, digest FROM made").fetchall())
    changed = [event_id for event_id, digest in digests(connection) if held.pop(event_id, None) != digest]
    return [*changed, *held]


def decided_since(connection: sqlite3.Connection, seq: int) -> set[str]:
    """Ids of the events that decisions with a higher number than ``seq`` are about."""
    query = "SELECT DISTINCT target FROM project.decisions WHERE seq > ?"
    targets = [str(row[0]) for row in connection.execute(query, (seq,))]
    found: set[str] = set()
    for chunk in chunks(targets):
        known: set[str] = set()
        for about in _ABOUT:
            for target, event_id in connection.execute(about.format(marks(chunk)), chunk):
                known.add(target)
                found.add(event_id)
        rest = [target for target in chunk if target not in known]
        for about in _ELSEWHERE if rest else ():
            found.update(row[0] for row in connection.execute(about.format(marks(rest)), rest))
    return found


def marks(values: Sequence[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))


def chunks(values: Iterable[str]) -> list[list[str]]:
    """The values in parts small enough for one statement of SQL."""
    listed = list(values)
    return [listed[start : start + _CHUNK] for start in range(0, len(listed), _CHUNK)]
