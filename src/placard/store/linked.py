"""Storing what linking found: judgements that hold or are withdrawn, events whose ids are never lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, delete, select, update

from placard.records import Event, EventRelation, Judgement
from placard.store import rows, schema
from placard.store.writing import insert_rows, next_number, replace_rows

_SAID = ("left", "right", "verdict", "score", "reasons", "by", "at")


class LinkedLike(Protocol):
    """What linking gives; see ``placard.linking.Linked``."""

    @property
    def judgements(self) -> Sequence[Judgement]:
        """Every judgement that holds, the machine's and the persons'."""

    @property
    def events(self) -> Sequence[Event]:
        """The events, in their order."""

    @property
    def redirects(self) -> Mapping[str, str]:
        """Merged event id -> surviving event id."""

    @property
    def relations(self) -> Sequence[EventRelation]:
        """Relations between events."""


def save_judgements(connection: Connection, judgements: Sequence[Judgement], stamp: str) -> None:
    """Keep those that still hold, withdraw the machine's that do not, append the new."""
    table = schema.judgements
    # Of a large project there are millions, so they are compared by digest, a row at a time.
    columns = (table.c.seq, *(table.c[name] for name in _SAID))
    query = select(*columns).where(table.c.withdrawn_at.is_(None)).execution_options(yield_per=5_000)
    found = map(dict, connection.execute(query).mappings())
    held = {_digest(row): (row["seq"], row["by"].startswith("person:")) for row in found}
    wanted = {_digest(rows.judgement_row(judgement, 0)): judgement for judgement in judgements}
    gone = [seq for digest, (seq, person) in held.items() if digest not in wanted and not person]
    for start in range(0, len(gone), 500):
        connection.execute(update(table).where(table.c.seq.in_(gone[start : start + 500])).values(withdrawn_at=stamp))
    seq = next_number(connection, table)
    new = (judgement for digest, judgement in wanted.items() if digest not in held and judgement.withdrawn_at is None)
    insert_rows(connection, table, (rows.judgement_row(judgement, seq + place) for place, judgement in enumerate(new)))


def _digest(row: Mapping[str, Any]) -> bytes:
    return hashlib.blake2b("\n".join(str(row[name]) for name in _SAID).encode(), digest_size=16).digest()


def save_events(connection: Connection, events: Sequence[Event], redirects: Mapping[str, str]) -> None:
    """Rewrite what hangs on events; ids that were ever given stay, as merged or gone."""
    table = schema.events
    live = {event.id for event in events}
    known = {row["id"]: row["redirect_to"] for row in connection.execute(select(table)).mappings()}
    for key in redirects:
        known.setdefault(key, None)
    connection.execute(delete(table))
    state = [{"id": event.id, "state": "live", "redirect_to": None, "position": place} for place, event in enumerate(events)]
    for key, earlier in sorted(known.items()):
        if key not in live:
            target = redirects.get(key, earlier)
            state.append({"id": key, "state": "merged" if target else "gone", "redirect_to": target, "position": None})
    insert_rows(connection, table, state)
    replace_rows(
        connection,
        schema.event_mentions,
        [
            {"mention_id": mention_id, "event_id": event.id, "position": place}
            for event in events
            for place, mention_id in enumerate(event.mentions)
        ],
    )
    replace_rows(connection, schema.shown, [row for event in events for row in rows.shown_rows(event.id, event.shown)])
    replace_rows(connection, schema.conflicts, [row for event in events for row in rows.conflict_rows(event.id, event.conflicts)])
