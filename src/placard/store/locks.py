"""Locks on items of the queue: two reviewers are not given the same one; a lock ends by itself.

They only spare people double work. What keeps decisions from being overwritten is that a form says what it has seen.
"""

from __future__ import annotations

import sqlite3

LONGEST = 3600.0  # seconds; a lock that seems to last longer was taken before the clock was set back


def take(connection: sqlite3.Connection, target: str, by: str, now: float, seconds: float) -> bool:
    """Lock an item for a person for at most :data:`LONGEST`, or renew their lock; False if somebody else holds it."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM locks WHERE until NOT BETWEEN ? AND ?", (now, now + LONGEST))
    held = connection.execute("SELECT by FROM locks WHERE target = ?", (target,)).fetchone()
    free = held is None or held["by"] == by
    if free:
        # One item a person: the one they look at now.
        connection.execute("DELETE FROM locks WHERE by = ?", (by,))
        connection.execute("INSERT OR REPLACE INTO locks VALUES (?, ?, ?)", (target, by, now + seconds))
    connection.execute("COMMIT")
    return free


def drop(connection: sqlite3.Connection, by: str) -> None:
    """Give back what a person has locked."""
    connection.execute("DELETE FROM locks WHERE by = ?", (by,))


def held_by_others(connection: sqlite3.Connection, by: str, now: float) -> set[str]:
    """Items that other people have locked."""
    query = "SELECT target FROM locks WHERE by != ? AND until BETWEEN ? AND ?"
    return {row["target"] for row in connection.execute(query, (by, now, now + LONGEST))}
