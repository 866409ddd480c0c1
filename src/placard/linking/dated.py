"""Which days linking takes an event mention to be of, where its dates say several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from placard.records import DOUBTFUL, DateRange, EventMention, Statement
from placard.resolving.dates_model import LOOSE

LONG = 10  # days; a longer interval says roughly when, not how long


def ordinal(day: str | None) -> int | None:
    """Day number of an ISO date or date-time, None if it is none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def days_of(mention: EventMention) -> tuple[int | None, int | None]:
    """First and last day of an event, or None and None: the date told nearest to a trigger, widened by intervals that meet it.

    A mention collects dates of its aftermath and of its neighbours; what stands by the words for the event dates it. "Since Monday"
    beside "on Tuesday" makes two days; a year, month or week gives way to the nearest finer date in it. Denied dates do not
    count, nor dates that are less likely right than not, nor do lengths and times of day where no day is told ("at noon"): when
    the report appeared says as much.
    """
    dated = [
        s
        for s in mention.of("date")
        if isinstance(s.value, DateRange) and s.certainty != "denied" and s.confidence >= DOUBTFUL
    ]
    if all(isinstance(s.value, DateRange) and s.value.rule in LOOSE for s in dated):
        return None, None
    triggers = mention.of("trigger")
    told = []
    for statement in dated:
        assert isinstance(statement.value, DateRange)
        first, last = ordinal(statement.value.start), ordinal(statement.value.end)
        if first is not None and last is not None:
            told.append((apart(statement, triggers), last - first, first, last, statement.value.precision))
    if not told:
        return None, None
    # Of dates told at one distance the finer.
    told.sort()
    _, length, first, last, precision = told[0]
    while length > LONG or precision == "week":
        finer = [row for row in told if first <= row[2] and row[3] <= last and row[1] < length]
        if not finer:
            break
        _, length, first, last, precision = finer[0]
    for _, length, begin, end, precision in told:
        if precision == "interval" and length <= LONG and begin <= last and first <= end:
            first, last = min(first, begin), max(last, end)
    return first, last


def apart(statement: Statement, triggers: Sequence[Statement]) -> int:
    """Code points between a statement's words and the nearest trigger's; 0 if there is no trigger."""
    span = statement.evidence[0]
    gaps = [max(0, t.evidence[0].start - span.end, span.start - t.evidence[0].end) for t in triggers]
    return min(gaps, default=0)
