"""Filling the catalog: one row an event, its facets and its searchable words, from the project's own tables."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from placard.linking.independence import Independence, independent_sources
from placard.records import Decision, DocumentInfo, Source
from placard.review.decide import Reviewed, fold
from placard.review.fold import apply_sources
from placard.store.catalog_changes import chunks, decided_since, differing, digests, marks
from placard.store.rows import source_of

SEARCHED = ("demand", "slogan", "participants", "organizer", "target", "venue", "tactic", "place")
_CODED = ("response",)
_FEW = 0.5  # a larger share of events than this is made anew faster together than one by one
_OPEN_DOUBT = ((0.5, "much"), (0.2, "some"))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What of a project the catalog was made of: its last linking, and the number of its last decision."""

    linking: str
    decisions: int


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the catalog was made from the project as it is now."""
    return _stamped(connection) == _stamp_now(connection)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take up what linking changed and people decided since the catalog was made; all of it if it was never made."""
    _take_up(connection, (), acts=0)


def refresh(connection: sqlite3.Connection, event_ids: Iterable[str]) -> None:
    """Take up one act, whose events are given, and whatever else happened to the project since the catalog was made.

    Ids that are no live event lose their rows.
    """
    _take_up(connection, event_ids, acts=1)


def _take_up(connection: sqlite3.Connection, event_ids: Iterable[str], *, acts: int) -> None:
    """Bring the catalog to the project of this moment; ``acts`` is how many new decisions ``event_ids`` answers for."""
    with _transaction(connection):
        # Read once, in the transaction that writes it: what happens from here on is of the next time.
        held, now = _stamped(connection), _stamp_now(connection)
        if held is None:
            _build(connection)
        else:
            ids = {*event_ids, *decided_since(connection, held.decisions)}
            # Linking, and others' merges and splits, change events that no decision names: only comparing finds those.
            others = held.linking != now.linking or now.decisions - held.decisions > acts
            changed = differing(connection) if others else []
            if len(changed) > _FEW * connection.execute("SELECT count(*) FROM made").fetchone()[0]:
                _build(connection)
            else:
                _make_anew(connection, sorted(ids.union(changed)))
        _stamp(connection, now)


def _build(connection: sqlite3.Connection) -> None:
    for table in ("rows", "facets", "texts", "made"):
        connection.execute(f"DELETE FROM {table}")
    ids = [row[0] for row in connection.execute("SELECT id FROM project.events WHERE state = 'live' ORDER BY position, id")]
    _fill(connection, ids)
    connection.executemany("INSERT INTO made VALUES (?, ?)", digests(connection))


def _make_anew(connection: sqlite3.Connection, event_ids: Sequence[str]) -> None:
    live: list[str] = []
    for chunk in chunks(event_ids):
        numbers = [row[0] for row in connection.execute(f"SELECT n FROM rows WHERE id IN ({marks(chunk)})", chunk)]
        for table in ("rows", "facets", "texts"):
            connection.execute(f"DELETE FROM {table} WHERE n IN ({marks(numbers)})", numbers)
        connection.execute(f"DELETE FROM made WHERE id IN ({marks(chunk)})", chunk)
        query = f"SELECT id FROM project.events WHERE state = 'live' AND id IN ({marks(chunk)}) ORDER BY position, id"
        live += [row[0] for row in connection.execute(query, chunk)]
    _fill(connection, live)
    connection.executemany("INSERT INTO made VALUES (?, ?)", digests(connection, live))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def read_decisions(connection: sqlite3.Connection) -> list[Decision]:
    """All decisions of the attached project, oldest first."""

    def loaded(text: str | None) -> Any:
        return None if text is None else msgspec.json.decode(text)

    query = 'SELECT id, at, "by", verb, target, before, after, reason FROM project.decisions ORDER BY seq'
    return [
        Decision(
            id=row["id"],
            at=row["at"],
            by=row["by"],
            verb=row["verb"],
            target=row["target"],
            before=loaded(row["before"]),
            after=loaded(row["after"]),
            reason=row["reason"],
        )
        for row in connection.execute(query)
    ]


def _stamp_now(connection: sqlite3.Connection) -> Stamp:
    linking, seq = connection.execute(
        "SELECT coalesce((SELECT value FROM project.meta WHERE key = 'linkings'), '') || '|' ||"
        " coalesce((SELECT value FROM project.meta WHERE key = 'linked'), ''),"
        " (SELECT coalesce(max(seq), 0) FROM project.decisions)"
    ).fetchone()
    return Stamp(linking, seq)


def _stamped(connection: sqlite3.Connection) -> Stamp | None:
    notes = dict(connection.execute("SELECT key, value FROM notes WHERE key IN ('linking', 'decisions')").fetchall())
    return Stamp(notes["linking"], int(notes["decisions"])) if len(notes) == 2 else None


def _stamp(connection: sqlite3.Connection, now: Stamp) -> None:
    notes = [("linking", now.linking), ("decisions", str(now.decisions))]
    connection.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes)


def _fill(connection: sqlite3.Connection, event_ids: Sequence[str]) -> None:
    reviewed = fold(read_decisions(connection))
    stored = {row["id"]: source_of(dict(row)) for row in connection.execute("SELECT * FROM project.sources")}
    sources = apply_sources(stored, reviewed)
    for chunk in chunks(event_ids):
        parts = [_grouped(connection, query, chunk) for query in (_REPORTS, _SHOWN, _STATEMENTS, _CONFLICTS)]
        for event_id in chunk:
            _write(connection, _Row(event_id, *(found.get(event_id, []) for found in parts), reviewed=reviewed, sources=sources))


_REPORTS = """
SELECT em.event_id, em.mention_id, m.status, m.form, m.document_id, coalesce(c.copy_of, m.document_id) AS root,
    coalesce(o.source_id, d.source_id) AS root_source, d.source_id
FROM project.event_mentions em JOIN project.mentions m ON m.id = em.mention_id JOIN project.documents d ON d.id = m.document_id
LEFT JOIN project.copies c ON c.document_id = d.id LEFT JOIN project.documents o ON o.id = c.copy_of
WHERE em.event_id IN ({}) ORDER BY em.event_id, em.position
"""
_SHOWN = "SELECT event_id, variable, value FROM project.shown WHERE event_id IN ({}) ORDER BY event_id, place, position"
_STATEMENTS = """
SELECT em.event_id, st.id, st.confidence, st.coder FROM project.event_mentions em
JOIN project.statements st ON st.mention_id = em.mention_id
WHERE em.event_id IN ({}) AND st.variable != 'trigger'
"""
_CONFLICTS = "SELECT event_id, kind FROM project.conflicts WHERE event_id IN ({})"


def _grouped(connection: sqlite3.Connection, query: str, chunk: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(query.format(marks(chunk)), list(chunk)):
        found[row[0]].append(row)
    return found


class _Row:
    """One event on its way into the catalog."""

    def __init__(
        self,
        event_id: str,
        reports: list[sqlite3.Row],
        shown: list[sqlite3.Row],
        statements: list[sqlite3.Row],
        conflicts: list[sqlite3.Row],
        *,
        reviewed: Reviewed,
        sources: dict[str, Source],
    ) -> None:
        self.id = event_id
        self.reports = [row for row in reports if reviewed.of(row["mention_id"]).state != "rejected"]
        self.reviewed = reviewed
        self.conflicts = conflicts
        self.sources = sources
        self.values: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in shown:
            self.values[row["variable"]].append(msgspec.json.decode(row["value"]))
        self.open = [row for row in statements if reviewed.of(row["id"]).state == "open"]
        self.decided = len(statements) - len(self.open)
        self.doubt = round(1.0 - min((row["confidence"] for row in self.open), default=1.0), 4)
        persons = (reviewed.of(row["id"]).by for row in statements)
        self.coders = {row["coder"] for row in statements} | {f"person:{name}" for name in persons if name}

    def chosen(self, field: str) -> str:
        """Status or form: the shown one where linking chose it, else a person's or most mentions'."""
        shown = self.values.get(field)
        if shown and shown[0].get("code"):
            return str(shown[0]["code"])
        told = [str(self.reviewed.of(row["mention_id"]).changes.get(field, row[field])) for row in self.reports]
        return Counter(told).most_common(1)[0][0] if told else "other"

    def first(self, variable: str, kind: str) -> dict[str, Any]:
        """The first shown value of a variable that has a given type, or nothing."""
        return next((value for value in self.values.get(variable, ()) if value.get("type") == kind), {})

    def behind(self) -> Independence:
        """Reports, distinct texts and independent sources."""
        infos: dict[str, DocumentInfo] = {}
        for row in self.reports:
            copy_of = row["root"] if row["root"] != row["document_id"] else None
            infos[row["document_id"]] = DocumentInfo(row["document_id"], "", row["source_id"], copy_of=copy_of)
            infos.setdefault(row["root"], DocumentInfo(row["root"], "", row["root_source"]))
        return independent_sources((row["document_id"] for row in self.reports), infos, self.sources)

    def columns(self) -> dict[str, Any]:
        """The row of ``rows``."""
        day, place, size = self.first("date", "date"), self.first("place", "place"), self.first("size", "count")
        behind = self.behind()
        return {
            "id": self.id,
            "form": self.chosen("form"),
            "status": self.chosen("status"),
            "date_start": day.get("start"),
            "date_end": day.get("end"),
            "date_precision": day.get("precision"),
            "place": place.get("name"),
            "country": place.get("country"),
            "geonameid": place.get("geonameid"),
            "lat": place.get("lat"),
            "lon": place.get("lon"),
            "precision": place.get("precision"),
            "size_low": _small(size.get("low")),
            "size_high": _small(size.get("high")),
            "mentions": len(self.reports),
            "documents": behind.reports,
            "texts": behind.texts,
            "sources": len(behind.sources),
            "conflicts": len(self.conflicts),
            "open": len(self.open),
            "decided": self.decided,
            "doubt": self.doubt,
            "sort_date": day.get("start") or "",
        }

    def facets(self) -> Iterator[tuple[str, str]]:
        """(facet, code) pairs; a pair may come twice."""
        yield from (("form", self.chosen("form")), ("status", self.chosen("status")))
        country = self.first("place", "place").get("country")
        if country:
            yield "country", country
        for variable in _CODED:
            yield from ((variable, value["code"]) for value in self.values.get(variable, ()) if value.get("code"))
        for row in self.reports:
            if row["source_id"]:
                source = self.sources.get(row["source_id"])
                yield "source_kind", source.kind if source and source.kind else "unknown"
                yield "source", row["source_id"]
        yield from (("coder", name) for name in self.coders)
        yield from (("conflict", row["kind"]) for row in self.conflicts)
        yield "doubt", next((name for least, name in _OPEN_DOUBT if self.doubt >= least), "little")
        yield "review", "open" if not self.decided else ("done" if not self.open else "begun")

    def texts(self) -> Iterator[tuple[str, str]]:
        """(variable, words) to search in."""
        for variable in SEARCHED:
            for value in self.values.get(variable, ()):
                words = value.get("text") or value.get("words") or value.get("name")
                if words:
                    yield variable, " ".join(str(part) for part in (words, value.get("name"), value.get("translation")) if part)


def _small(number: Any) -> int | None:
    return number if isinstance(number, int) and number < 2**63 else None


def _write(connection: sqlite3.Connection, row: _Row) -> None:
    if not row.reports:
        return
    columns = row.columns()
    names = ", ".join(columns)
    cursor = connection.execute(f"INSERT INTO rows ({names}) VALUES ({marks(list(columns))})", list(columns.values()))
    number = cursor.lastrowid
    connection.executemany("INSERT OR IGNORE INTO facets VALUES (?, ?, ?)", _numbered(number, row.facets()))
    texts = ((number, variable, words, words.casefold()) for variable, words in row.texts())
    connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)


def _numbered(number: int | None, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int | None, str, str]]:
    return ((number, facet, code) for facet, code in pairs)
