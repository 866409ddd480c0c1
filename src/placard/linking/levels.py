"""What a comparison of two mentions is: levels tried in order, each told once in Python and once in SQL.

In SQL, ``l`` and ``r`` are columns ``NAME_l`` and ``NAME_r``; a set is a list of integers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from placard.linking.facts import Facts

Test = Callable[[Facts, Facts], bool]


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: its name, the words a person reads, and the condition in SQL and in Python."""

    name: str
    words: str
    sql: str
    holds: Test


@dataclass(frozen=True, slots=True)
class Comparison:
    """One aspect in which mentions are compared: its levels are tried in order; ``missing`` comes first and weighs nothing."""

    name: str
    columns: tuple[str, ...]
    missing_sql: str
    missing: Test
    levels: tuple[Level, ...]

    def level(self, left: Facts, right: Facts) -> str | None:
        """Name of the first level that holds, None where there is nothing to compare."""
        if self.missing(left, right):
            return None
        return next((level.name for level in self.levels if level.holds(left, right)), None)
