"""The laws of a project, checked on what is stored: every check gives the records that break it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Engine, text

from placard.records import make_id, text_hash
from placard.store.reader import StoreReader

_AGAIN = "restore placard.db from a backup, or read the inputs into a new project"
_LINK = "placard link PROJECT, then placard release PROJECT"


@dataclass(frozen=True, slots=True)
class Check:
    """One law as it is checked: its name, what it says, how to mend what breaks it, and the check itself."""

    name: str
    says: str
    mend: str
    broken: Callable[[StoreReader], Iterator[str]]


def _sql(query: str) -> Callable[[StoreReader], Iterator[str]]:
    """A check by one query whose first column names what breaks the law."""

    def broken(store: StoreReader) -> Iterator[str]:
        with _connection(store) as connection:
            for row in connection.execute(text(query)):
                yield str(row[0])

    return broken


def _connection(store: StoreReader) -> Connection:
    engine: Engine = store._engine
    return engine.connect()


def _file(store: StoreReader) -> Iterator[str]:
    with _connection(store) as connection:
        for row in connection.execute(text("PRAGMA integrity_check(20)")):
            if row[0] != "ok":
                yield str(row[0])


def _texts(store: StoreReader) -> Iterator[str]:
    query = "SELECT id, input_id, text, text_sha256 FROM documents ORDER BY seq"
    with _connection(store) as connection:
        for row in connection.execution_options(stream_results=True).execute(text(query)):
            if text_hash(row.text) != row.text_sha256 or make_id("doc", row.input_id, row.text_sha256) != row.id:
                yield str(row.id)


def _quotes(store: StoreReader) -> Iterator[str]:
    # substr counts characters from 1 and ends at a NUL, which no stored text holds; what it calls different is looked at again.
    query = (
        'SELECT s.statement_id, s.start, s."end", s.quote, d.text FROM spans s JOIN statements t ON t.id = s.statement_id '
        "JOIN mentions m ON m.id = t.mention_id JOIN documents d ON d.id = m.document_id "
        'WHERE substr(d.text, s.start + 1, s."end" - s.start) <> s.quote'
    )
    with _connection(store) as connection:
        for row in connection.execute(text(query)):
            if row.text[row.start : row.end] != row.quote or row.start >= row.end:
                yield f"{row.statement_id} at {row.start}..{row.end}"


def _captures(store: StoreReader) -> Iterator[str]:
    import hashlib
    import zlib

    with _connection(store) as connection:
        for row in connection.execution_options(stream_results=True).execute(text("SELECT sha256, compressed FROM captures")):
            try:
                found = hashlib.sha256(zlib.decompress(row.compressed)).hexdigest()
            except zlib.error:
                found = ""
            if found != row.sha256:
                yield str(row.sha256)


def _redirects(store: StoreReader) -> Iterator[str]:
    with _connection(store) as connection:
        state = {
            row.id: (row.state, row.redirect_to) for row in connection.execute(text("SELECT id, state, redirect_to FROM events"))
        }
    for event_id, (kind, target) in state.items():
        if kind != "merged":
            continue
        seen = {event_id}
        while target in state and target not in seen and state[target][0] == "merged":
            seen.add(target)
            target = state[target][1]
        if target not in state or target in seen:
            yield str(event_id)


def _shown(store: StoreReader) -> Iterator[str]:
    known = _event_of_statement(store)
    with _connection(store) as connection:
        for row in connection.execute(text("SELECT event_id, variable, rule, statement_ids FROM shown")):
            listed = msgspec.json.decode(row.statement_ids)
            if not row.rule or not listed or any(known.get(key) != row.event_id for key in listed):
                yield f"{row.event_id} {row.variable}"
        for row in connection.execute(text("SELECT event_id, variable, sides FROM conflicts")):
            if any(known.get(key) != row.event_id for side in msgspec.json.decode(row.sides) for key in side):
                yield f"{row.event_id} {row.variable} (conflict)"


def _event_of_statement(store: StoreReader) -> Mapping[str, str]:
    """Statement -> event, what people added included."""
    query = "SELECT t.id, e.event_id FROM statements t JOIN event_mentions e ON e.mention_id = t.mention_id"
    with _connection(store) as connection:
        known: dict[str, str] = {row[0]: row[1] for row in connection.execute(text(query))}
    events = store.event_of_mention()
    for decision in store.decisions():
        added = (decision.after or {}).get("statement")
        if isinstance(added, dict) and decision.target in events:
            known[str(added.get("id"))] = events[decision.target]
    return known


CHECKS: tuple[Check, ...] = (
    Check("file", "the database file is whole", _AGAIN, _file),
    Check("texts", "every text has the hash and the id recorded for it (law 3)", _AGAIN, _texts),
    Check("captures", "every raw page has its hash", _AGAIN, _captures),
    Check("quotes", "every quote stands at its place in its text (law 1)", _AGAIN, _quotes),
    Check(
        "evidence",
        "every statement has evidence, and a speaker's words exactly when it is not the outlet's own voice (law 2)",
        _AGAIN,
        _sql(
            "SELECT t.id FROM statements t WHERE NOT EXISTS "
            "(SELECT 1 FROM spans s WHERE s.statement_id = t.id AND s.role = 'evidence') "
            "OR (t.speaker_kind <> 'outlet') <> EXISTS (SELECT 1 FROM spans s WHERE s.statement_id = t.id AND s.role = 'speaker')"
        ),
    ),
    Check(
        "belonging",
        "every span has its statement, every statement its mention, every mention and detail its document (law 2)",
        _AGAIN,
        _sql(
            "SELECT statement_id FROM spans WHERE statement_id NOT IN (SELECT id FROM statements) "
            "UNION ALL SELECT id FROM statements WHERE mention_id NOT IN (SELECT id FROM mentions) "
            "UNION ALL SELECT id FROM mentions WHERE document_id NOT IN (SELECT id FROM documents) "
            "UNION ALL SELECT document_id FROM details WHERE document_id NOT IN (SELECT id FROM documents) "
            "UNION ALL SELECT document_id FROM progress WHERE document_id NOT IN (SELECT id FROM documents)"
        ),
    ),
    Check(
        "history",
        "no decision and no judgement has been taken out (law 3)",
        _AGAIN,
        _sql(
            "SELECT 'decisions' WHERE (SELECT count(*) FROM decisions) <> (SELECT coalesce(max(seq), 0) FROM decisions) "
            "UNION ALL SELECT 'judgements' WHERE "
            "(SELECT count(*) FROM judgements) <> (SELECT coalesce(max(seq), 0) FROM judgements)"
        ),
    ),
    Check("redirects", "every merged event leads to another that is there (law 3)", _LINK, _redirects),
    Check(
        "forgotten",
        "no forgotten text is there again (law 3)",
        "placard forget it again",
        _sql("SELECT d.id FROM documents d JOIN tombstones t ON t.document_id = d.id OR t.text_sha256 = d.text_sha256"),
    ),
    Check(
        "coders",
        "every value says which coder made it (law 4)",
        _AGAIN,
        _sql("SELECT id FROM statements WHERE coder = '' UNION ALL SELECT document_id FROM progress WHERE \"by\" = ''"),
    ),
    Check("shown", "every shown value names its rule, and stands on statements of its own event (law 5)", _LINK, _shown),
    Check(
        "copies",
        "every copy leads to an original that is there and is no copy itself (law 6)",
        _LINK,
        _sql(
            "SELECT document_id FROM copies WHERE document_id NOT IN (SELECT id FROM documents) "
            "OR copy_of NOT IN (SELECT id FROM documents) OR copy_of IN (SELECT document_id FROM copies)"
        ),
    ),
    Check(
        "members",
        "every member of an event is a mention that is there, every event with members is live",
        _LINK,
        _sql(
            "SELECT mention_id FROM event_mentions WHERE mention_id NOT IN (SELECT id FROM mentions) UNION ALL "
            "SELECT e.event_id FROM event_mentions e LEFT JOIN events v ON v.id = e.event_id "
            "WHERE v.state IS NULL OR v.state = 'merged'"
        ),
    ),
)
