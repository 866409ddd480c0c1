"""What waits for review, in the order of a rule, from the attached project; see :mod:`placard.review.queue`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from placard.review.decide import Reviewed
from placard.review.queue import Rule, least_decided, sample_start


def candidates(connection: sqlite3.Connection, rule: Rule, variable: str, seed: str, reviewed: Reviewed) -> Iterator[str]:
    """Statements in the order of a rule, decided ones among them; read as far as needed."""
    only, values = ("AND variable = ?", [variable]) if variable else ("AND variable != 'trigger'", [])
    if rule.name == "doubt":
        query = f"SELECT id FROM project.statements WHERE 1 {only} ORDER BY confidence, id"
        yield from (row[0] for row in connection.execute(query, values))
    elif rule.name == "disagreement":
        query = (
            "SELECT st.id FROM project.conflicts c, json_each(c.sides) side, json_each(side.value) one"
            f" JOIN project.statements st ON st.id = one.value WHERE 1 {only.replace('variable', 'st.variable')}"
            " ORDER BY c.event_id, c.position, side.key, one.key"
        )
        yield from (row[0] for row in connection.execute(query, values))
    elif rule.name == "random":
        yield from _at_random(connection, only, values, seed)
    else:
        total = dict(
            connection.execute(
                f"SELECT variable, count(*) FROM project.statements WHERE 1 {only} GROUP BY variable", values
            ).fetchall()
        )
        for name in least_decided(decided(connection, reviewed), total):
            yield from _at_random(connection, "AND variable = ?", [name], seed)


def _at_random(connection: sqlite3.Connection, only: str, values: list[str], seed: str) -> Iterator[str]:
    start = sample_start(seed)
    for side in (">=", "<"):
        query = f"SELECT id FROM project.statements WHERE id {side} ? {only} ORDER BY id"
        yield from (row[0] for row in connection.execute(query, [start, *values]))


def decided(connection: sqlite3.Connection, reviewed: Reviewed) -> Counter[str]:
    """Variable -> statements of it that people have decided on."""
    counts: Counter[str] = Counter()
    targets = list(reviewed.standing)
    for start in range(0, len(targets), 500):
        chunk = targets[start : start + 500]
        query = f"SELECT variable, count(*) FROM project.statements WHERE id IN ({','.join('?' * len(chunk))}) GROUP BY variable"
        counts.update(dict(connection.execute(query, chunk).fetchall()))
    return counts


def left(connection: sqlite3.Connection, reviewed: Reviewed, variable: str) -> int:
    """How many statements, of a variable or of all, wait for a first decision."""
    only, values = ("variable = ?", [variable]) if variable else ("variable != 'trigger'", [])
    total = int(connection.execute(f"SELECT count(*) FROM project.statements WHERE {only}", values).fetchone()[0])
    done = decided(connection, reviewed)
    return total - (done[variable] if variable else sum(done.values()) - done["trigger"])


def is_statement(connection: sqlite3.Connection, target: str) -> bool:
    """Whether an id is that of a coder's statement."""
    return connection.execute("SELECT 1 FROM project.statements WHERE id = ?", (target,)).fetchone() is not None
