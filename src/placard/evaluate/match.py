"""Matching coded values with gold marks: one to one within a variable, by overlap of their code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from placard.evaluate.gold import GoldDocument, GoldMark
from placard.records import Coded, Statement

Left = TypeVar("Left")
Right = TypeVar("Right")

# Coders mark these at first mention or never; scores leave them out on both sides (corpus README).
GENERIC = frozenset(
    [
        "protesters",
        "protestors",
        "protester",
        "protestor",
        "demonstrators",
        "demonstrator",
        "people",
        "persons",
        "crowd",
        "crowds",
        "mob",
        "mobs",
        "marchers",
        "strikers",
        "participants",
        "rioters",
        "activists",
    ]
)


@dataclass(frozen=True, slots=True)
class Value:
    """One coded value as scored: several statements on the same words (one for each mention) are one value."""

    variable: str
    start: int
    end: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold mark and the coded value matched with it."""

    gold: GoldMark
    coded: Value
    exact: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """The result of matching one document."""

    pairs: tuple[Pair, ...]
    missed: tuple[GoldMark, ...]
    spurious: tuple[Value, ...]


def is_generic(variable: str, words: str) -> bool:
    """Whether a participants span is a bare generic noun that scores ignore."""
    kept = [word for word in words.lower().split() if word not in ("the", "a", "some", "these", "many", "angry", "other")]
    return variable == "participants" and len(kept) <= 1 and (not kept or kept[0] in GENERIC)


def values(coded: Coded) -> list[Value]:
    """The distinct coded values of a document: one for each variable and place in the text."""
    grouped: dict[tuple[str, int, int], list[Statement]] = {}
    for mention in coded.mentions:
        for statement in mention.statements:
            span = statement.evidence[0]
            grouped.setdefault((statement.variable, span.start, span.end), []).append(statement)
    return [
        Value(variable, start, end, tuple(found))
        for (variable, start, end), found in sorted(grouped.items(), key=lambda item: item[0][1:])
    ]


def marks(document: GoldDocument) -> list[GoldMark]:
    """The gold marks as scored: one for each variable and place in the text."""
    seen: dict[tuple[str, int, int], GoldMark] = {}
    for mark in document.marks:
        seen.setdefault((mark.variable, mark.start, mark.end), mark)
    return list(seen.values())


def match(document: GoldDocument, coded: Coded) -> Matching:
    """Match a document's coded values with its marks.

    Two spans of one variable match if they share at least half of the longer one; each is used once, best overlap first.
    """
    gold, found = marks(document), values(coded)
    taken = one_to_one(
        (share(mark.start, mark.end, value.start, value.end), g, v)
        for g, mark in enumerate(gold)
        for v, value in enumerate(found)
        if mark.variable == value.variable and share(mark.start, mark.end, value.start, value.end) >= 0.5
    )
    used_gold, used_found = {g for g, _ in taken}, {v for _, v in taken}
    pairs = [Pair(gold[g], found[v], (gold[g].start, gold[g].end) == (found[v].start, found[v].end)) for g, v in taken]
    text = document.text
    return Matching(
        tuple(pair for pair in pairs if not is_generic(pair.gold.variable, text[pair.gold.start : pair.gold.end])),
        tuple(m for g, m in enumerate(gold) if g not in used_gold and not is_generic(m.variable, text[m.start : m.end])),
        tuple(f for v, f in enumerate(found) if v not in used_found and not is_generic(f.variable, text[f.start : f.end])),
    )


def one_to_one(scored: Iterable[tuple[float, Left, Right]]) -> list[tuple[Left, Right]]:
    """Pairs in which each side stands once, taken best score first; of equal scores the one that sorts first."""
    lefts: set[Left] = set()
    rights: set[Right] = set()
    pairs = []
    ordered: list[Any] = sorted((-score, left, right) for score, left, right in scored)
    for _, left, right in ordered:
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            pairs.append((left, right))
    return pairs


def share(start: int, end: int, other_start: int, other_end: int) -> float:
    """The part of the longer of two ranges that they share, 0 to 1."""
    shared = min(end, other_end) - max(start, other_start)
    return max(shared, 0) / max(end - start, other_end - other_start)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the spans shares at least half of the longer one with start..end."""
    return any(share(begin, stop, start, end) >= 0.5 for begin, stop in spans)
