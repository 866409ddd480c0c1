"""Decisions as ratings: who gave which value to which statement, in a form that can be compared. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from placard.codebook import Codebook
from placard.errors import CodebookError
from placard.records import Code, Count, DateRange, Decision, Place, Statement, Text, Unresolved, Value, value_from_json
from placard.review.agreement import Interval, alpha_interval, gwet_ac1, percent_agreement, span_f1
from placard.review.decide import Reviewed

MACHINE = "machine"
KEPT = "kept"  # the pseudo-variable "is this value right at all": kept or rejected


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's (or the machine's) value for one statement.

    Attributes:
        value: the value as it is shown; None if rejected.
        key: what is compared; None if rejected or not comparable.
        spans: the words they took as evidence; empty if rejected.
    """

    target: str
    variable: str
    by: str
    at: str
    codebook: str
    decision: str
    value: Value | None
    key: Hashable | None
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement on one variable among some raters."""

    variable: str
    level: str
    units: int
    disagreeing: int
    percent: float | None
    alpha: Interval
    ac1: float | None
    span_f1: float | None


def compare_key(value: Value, level: str) -> Hashable | None:
    """What of a value is compared: a number above the nominal level, a code, an id or folded words at it."""
    if isinstance(value, Count):
        ends = [end for end in (value.low, value.high) if end is not None]
        number = sum(ends) / len(ends) if ends else None
        return number if level != "nominal" else (value.low, value.high)
    if isinstance(value, DateRange):
        if level == "nominal":
            return (value.start, value.end)
        try:
            return float(date.fromisoformat(value.start).toordinal())
        except ValueError:
            return None
    if level != "nominal":
        return None
    if isinstance(value, Place):
        return value.geonameid or (value.name.casefold(), value.country)
    if isinstance(value, Code):
        return value.code
    words = value.text if isinstance(value, Text) else value.words
    return ("unresolved" if isinstance(value, Unresolved) else "text", " ".join(words.casefold().split()))


def ratings_of(statements: Mapping[str, Statement], reviewed: Reviewed, codebook: Codebook) -> list[Rating]:
    """All ratings of statements that people rated, and the machine's own value for each of them."""
    found: list[Rating] = []
    for target, by_person in reviewed.ratings.items():
        statement = statements.get(target)
        if statement is None:
            continue
        level = level_of(codebook, statement.variable)
        found.append(_rating(statement, None, MACHINE, level))
        found += [_rating(statement, decision, by, level) for by, decision in sorted(by_person.items())]
    return found


def level_of(codebook: Codebook, variable: str) -> str:
    """The level of measurement of a variable; nominal for one the codebook does not have."""
    try:
        return codebook.variable(variable).level
    except CodebookError:
        return "nominal"


def _rating(statement: Statement, decision: Decision | None, by: str, level: str) -> Rating:
    spans = tuple((span.start, span.end) for span in statement.evidence)
    if decision is None:
        key = compare_key(statement.value, level)
        return Rating(statement.id, statement.variable, by, "", "", "", statement.value, key, spans)
    after = decision.after or {}
    value: Value | None = value_from_json(after["value"]) if "value" in after else statement.value
    if decision.verb == "reject":
        value, spans = None, ()
    if value is not None and "evidence" in after:
        spans = tuple((part["start"], part["end"]) for part in after["evidence"])
    key = None if value is None else compare_key(value, level)
    version = str(after.get("codebook", ""))
    return Rating(statement.id, statement.variable, by, decision.at, version, decision.id, value, key, spans)


def figures(ratings: Sequence[Rating], raters: Iterable[str], codebook: Codebook, *, samples: int = 500) -> list[Figures]:
    """Agreement among raters: whether a value is right at all, then what it is, each variable by itself.

    Only units that two of them rated count, and for what a value is only ratings that keep it.
    """
    wanted = set(raters)
    by_target: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        if rating.by in wanted:
            by_target[rating.target].append(rating)
    paired = {target: found for target, found in by_target.items() if len(found) > 1}
    result = []
    if paired:
        kept: list[list[Hashable]] = [[rating.value is not None for rating in found] for found in paired.values()]
        result.append(_figures(KEPT, "nominal", kept, None, samples))
    variables = {found[0].variable for found in paired.values()}
    order = [one.name for one in codebook.variables]
    for variable in sorted(variables, key=lambda name: (order.index(name) if name in order else len(order), name)):
        groups = [[one for one in found if one.value is not None] for found in paired.values() if found[0].variable == variable]
        units: list[list[Hashable]] = [[rating.key for rating in found if rating.key is not None] for found in groups]
        if any(len(found) > 1 for found in groups):
            result.append(_figures(variable, level_of(codebook, variable), units, _overlap(groups), samples))
    return result


def _figures(variable: str, level: str, units: list[list[Hashable]], overlap: float | None, samples: int) -> Figures:
    paired = [unit for unit in units if len(unit) > 1]
    return Figures(
        variable,
        level,
        len(paired),
        sum(len(set(unit)) > 1 for unit in paired),
        percent_agreement(paired),
        alpha_interval(paired, level, samples=samples),
        gwet_ac1(paired),
        overlap,
    )


def _overlap(groups: Iterable[list[Rating]]) -> float | None:
    """Mean overlap of the words that pairs of raters took as evidence."""
    shares = [
        share for found in groups for one, other in combinations(found, 2) if (share := span_f1(one.spans, other.spans)) is not None
    ]
    return sum(shares) / len(shares) if shares else None


def week_of(at: str) -> str:
    """The ISO week of a date-time: 2026-W07; empty if it is none."""
    try:
        year, week, _ = date.fromisoformat(at[:10]).isocalendar()
    except ValueError:
        return ""
    return f"{year}-W{week:02}"


def agree(ratings: Sequence[Rating]) -> bool:
    """Whether ratings of one statement say the same: all reject it, or all give the same value."""
    return len({(rating.value is None, rating.key if rating.value is not None else None) for rating in ratings}) < 2
