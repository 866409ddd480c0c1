"""The order in which a reader asks: what, when, where, who, why, in which words, how many, what came of it."""

from __future__ import annotations

from collections.abc import Iterable

ORDER = (
    "status", "form", "date", "place", "venue", "participants", "organizer", "target", "demand", "slogan", "size", "tactic",
    "property_damage", "responder", "response", "arrests", "injuries", "deaths",
)  # fmt: skip
HIDDEN = frozenset({"trigger"})


def in_order(names: Iterable[str]) -> list[str]:
    """Variables in the reader's order; those it does not know come last, by name."""
    return sorted(
        (name for name in set(names) if name not in HIDDEN),
        key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name),
    )
