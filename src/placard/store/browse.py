"""Listings for single pages that need the project's own tables beside the catalog's; every value is a bound parameter."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from placard.store.catalog_find import Filters, conditions

_JUDGED = """
SELECT j.seq, j."left", j."right", j.verdict, j.score, j.reasons, j."by" FROM project.judgements j
WHERE j.withdrawn_at IS NULL AND {} {}
"""
_BY_PERSON = """NOT EXISTS (SELECT 1 FROM project.judgements p WHERE p."left" = j."left" AND p."right" = j."right"
    AND p."by" LIKE 'person:%' AND p.withdrawn_at IS NULL)"""


def pairs_in_doubt(connection: sqlite3.Connection, start: int, limit: int) -> list[sqlite3.Row]:
    """Judgements of machines nearest to even odds, less the pairs that people judged."""
    where = f"""j."by" NOT LIKE 'person:%' AND j.score BETWEEN 0.02 AND 0.98 AND {_BY_PERSON}"""
    query = _JUDGED.format(where, "ORDER BY abs(j.score - 0.5), j.seq LIMIT ? OFFSET ?")
    return list(connection.execute(query, (limit, start)))


def pairs_of(connection: sqlite3.Connection, members: Sequence[str]) -> list[sqlite3.Row]:
    """Live judgements that touch some mentions (the first 400), the highest scores first."""
    chosen = members[:400]
    marks = ",".join("?" * len(chosen))
    query = _JUDGED.format(f'(j."left" IN ({marks}) OR j."right" IN ({marks}))', "ORDER BY j.score DESC, j.seq LIMIT 200")
    return list(connection.execute(query, [*chosen, *chosen]))


def conflicts(connection: sqlite3.Connection, filters: Filters, limit: int) -> list[sqlite3.Row]:
    """Conflicts of the events that filters leave, of those with most independent sources first, with the event's row."""
    where, values = conditions(filters)
    query = (
        "SELECT r.id, r.form, r.status, r.place, r.date_start, c.variable, c.kind, c.words FROM project.conflicts c"
        f" JOIN rows r ON r.id = c.event_id WHERE {where} ORDER BY r.sources DESC, r.id, c.position LIMIT ?"
    )
    return list(connection.execute(query, [*values, limit]))


_SLOGANS = """
SELECT st.id, st.mention_id, st.value, sp.quote, d.id AS document_id, coalesce(s.name, 'unknown outlet') AS outlet,
    substr(d.text, max(1, sp.start + 1 - :around), min(sp.start, :around)) AS before,
    substr(d.text, sp."end" + 1, :around) AS after, coalesce(em.event_id, '') AS event_id,
    coalesce(r.date_start, '') AS day, coalesce(r.place, '') AS place
FROM project.statements st
JOIN project.spans sp ON sp.statement_id = st.id AND sp.role = 'evidence' AND sp.position = 0
JOIN project.mentions m ON m.id = st.mention_id JOIN project.documents d ON d.id = m.document_id
LEFT JOIN project.sources s ON s.id = d.source_id
LEFT JOIN project.event_mentions em ON em.mention_id = m.id LEFT JOIN rows r ON r.id = em.event_id
WHERE st.variable = 'slogan' AND NOT EXISTS (SELECT 1 FROM project.copies c WHERE c.document_id = d.id)
ORDER BY r.date_start, st.id LIMIT :limit
"""


def slogans(connection: sqlite3.Connection, *, around: int, limit: int) -> list[sqlite3.Row]:
    """Slogans outside copies, by day, each with ``around`` characters of text on both sides."""
    return list(connection.execute(_SLOGANS, {"around": around, "limit": limit}))


def source_counts(connection: sqlite3.Connection) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """Source id -> documents; source id -> events; and the ids of all sources by name."""
    query = "SELECT source_id, count(*) FROM project.documents WHERE source_id IS NOT NULL GROUP BY source_id"
    documents = dict(connection.execute(query).fetchall())
    events = dict(connection.execute("SELECT code, count(*) FROM facets WHERE facet = 'source' GROUP BY code").fetchall())
    return documents, events, [row[0] for row in connection.execute("SELECT id FROM project.sources ORDER BY name, id")]


def variable_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Variable -> coders' statements of it."""
    return dict(connection.execute("SELECT variable, count(*) FROM project.statements GROUP BY variable").fetchall())


def documents(connection: sqlite3.Connection, after: int, *, source: str, words: str, limit: int) -> list[sqlite3.Row]:
    """Documents in the order of the input, after a number; of one source, or with words in their title or id, if given."""
    where = ["d.seq > ?"]
    values: list[str | int] = [after]
    if source:
        where.append("d.source_id = ?")
        values.append(source)
    if words:
        where.append("(instr(lower(coalesce(d.title, '')), lower(?)) > 0 OR instr(d.input_id, ?) > 0)")
        values += [words, words]
    query = (
        "SELECT d.seq, d.id, d.input_id, d.title, d.published, d.language, s.name AS source, c.copy_of, p.state, p.relevance,"
        " (SELECT count(*) FROM project.mentions m WHERE m.document_id = d.id) AS mentions FROM project.documents d"
        " LEFT JOIN project.sources s ON s.id = d.source_id LEFT JOIN project.copies c ON c.document_id = d.id"
        " LEFT JOIN project.progress p ON p.document_id = d.id AND p.step = 'code'"
        f" WHERE {' AND '.join(where)} ORDER BY d.seq LIMIT ?"
    )
    return list(connection.execute(query, [*values, limit]))
