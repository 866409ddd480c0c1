"""The dates of one mention read together: what is planned lies ahead, and a length or a time of day is of the days told beside it.

Each date is read on its own first (:mod:`placard.resolving.dates`). Words that name no day by themselves - "for four days", "at
3 pm" - are then read again by the mention's other dates: on their own they are taken to end with the report, which is right for
what is still going on and for little else (on our corpus: of lengths in background events with another date 3 of 21 meet the days
meant, the other date 21 of 21).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from placard.records import DateRange, Document, EventMention, Statement, Text, Unresolved, Value
from placard.resolving.dates import resolve_date
from placard.resolving.dates_context import sentence_around

LENGTH = "duration"
TIMES = ("time of day", "hours of the day spoken of")
_TOGETHER = 40  # days that dates of one event may span to say together when it was
_BEGIN = re.compile(r"\b(?:from|since|start\w*|beg[aiu]n\w*|launch\w*|opened|commenc\w+|kicked off)\b", re.IGNORECASE)
_END = re.compile(r"\b(?:end(?:s|ed|ing)?|after|until|lifted|called off|over|final|last|concluded|closed)\b", re.IGNORECASE)


def dates(document: Document, mention: EventMention, country: str | None) -> dict[str, Value]:
    """Statement id -> value of the mention's dates that are still words.

    Args:
        document: its text and day of publication are the context.
        mention: its status says whether its dates lie ahead.
        country: the outlet's country (ISO 3166-1 alpha-2), if known.
    """
    tense = "future" if mention.status == "planned" else None
    read = {
        statement.id: resolve_date(
            statement.value.text,
            published=document.published,
            text=document.text,
            start=statement.evidence[0].start,
            country=country,
            tense=tense,
        )
        for statement in mention.of("date")
        if isinstance(statement.value, Text)
    }
    told = [(statement, read.get(statement.id, statement.value)) for statement in mention.of("date")]
    days = _days([value for statement, value in told if statement.certainty != "denied"])
    return {
        statement.id: _beside(document.text, statement, value, days, mention.status)
        for statement, value in told
        if statement.id in read
    }


def _loose(value: Value) -> bool:
    return isinstance(value, DateRange) and (value.rule == LENGTH or value.rule in TIMES)


def _days(values: Sequence[Value]) -> tuple[date, date] | None:
    """First and last day of the dates that name their days themselves, if they lie together."""
    firm = [value for value in values if isinstance(value, DateRange) and not _loose(value)]
    if not firm:
        return None
    first, last = date.fromisoformat(min(v.start for v in firm)), date.fromisoformat(max(v.end for v in firm))
    return (first, last) if (last - first).days <= _TOGETHER else None


def _beside(text: str, statement: Statement, value: Value, days: tuple[date, date] | None, status: str) -> Value:
    """A date that names no day by itself, read by the others; any other as it is."""
    if not isinstance(value, DateRange) or not _loose(value):
        return value
    if days is None:
        if value.rule == LENGTH and status in ("planned", "background"):
            return Unresolved(value.words, "a length of time; its days are not told")
        return value
    first, last = days
    if value.rule in TIMES:
        # On several days: the words do not say on which.
        return replace(value, start=str(first), end=str(first), rule="time of a day told beside it") if first == last else value
    count = (date.fromisoformat(value.end) - date.fromisoformat(value.start)).days
    if first == last:
        span = statement.evidence[0]
        around = "".join(sentence_around(text, span.start, span.end))
        if status == "planned" or _BEGIN.search(around):
            last = first + timedelta(days=count)
        elif _END.search(around):
            first = last - timedelta(days=count)
    return replace(
        value, start=str(first), end=str(last), precision="interval" if first < last else "day", rule="length of days told"
    )
