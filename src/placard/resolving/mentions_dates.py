"""The dates of one mention read together: what is planned lies ahead, and a length or a time of day is of the days told beside it.

Each date is read on its own first (:mod:`placard.resolving.dates`). Words that name no day by themselves - "for four days", "at
3 pm" - are then read again by the mention's other dates: on their own they are taken to end with the report, which is right for
what is still going on and for little else (on our corpus: of lengths in background events with another date 3 of 21 meet the days
meant, the other date 21 of 21). The words around a day beside a length say whether something begins or ends on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from placard.records import DateRange, Document, EventMention, Statement, Text, Unresolved, Value
from placard.resolving.dates import resolve_date
from placard.resolving.dates_context import sentence_around
from placard.resolving.dates_model import LENGTH, LOOSE, TIMES

_TOGETHER = 40  # days that dates of one event may span to say together when it was
_EDGES = re.compile(
    r"\b(?:(?P<begin>from|since|start\w*|beg[aiu]n\w*|launch\w*|opened|commenc\w+|kicked off)"
    r"|(?P<end>end(?:s|ed|ing)?|until|till|lifted|called off|suspended|concluded|(?:is|are|was|were) over))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:after|before|following|ahead of|since)\s*$", re.IGNORECASE)
_COUNTS = re.compile(r"\s+(?:after|before|following|ahead of)\b", re.IGNORECASE)
_ELSEWHERE = "counted from something else, whose day these words do not tell"
_UNTOLD = "a length of time; its days are not told"


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
    firm = [
        (statement, value)
        for statement, value in told
        if statement.certainty != "denied" and isinstance(value, DateRange) and not _loose(value)
    ]
    days = _days([value for _, value in firm])
    edge = _edge(document.text, [statement for statement, _ in firm]) if days and days[0] == days[1] else None
    return {
        statement.id: Unresolved(value.words, _ELSEWHERE)
        if isinstance(value, DateRange) and _counted(document.text, statement, value)
        else _beside(value, [value for _, value in firm], days, edge, mention.status)
        for statement, value in told
        if statement.id in read
    }


def _loose(value: Value) -> bool:
    return isinstance(value, DateRange) and value.rule in LOOSE


def _counted(text: str, statement: Statement, value: DateRange) -> bool:
    """Whether a length is counted from something else: "a day after" the police broke up a march."""
    ends = _COUNTED.search(value.words) or _COUNTS.match(text, statement.evidence[0].end)
    return value.rule == LENGTH and ends is not None


def _days(firm: Sequence[DateRange]) -> tuple[date, date] | None:
    """First and last day of the dates that name their days themselves, if they lie together."""
    if not firm:
        return None
    first, last = date.fromisoformat(min(v.start for v in firm)), date.fromisoformat(max(v.end for v in firm))
    return (first, last) if (last - first).days <= _TOGETHER else None


def _edge(text: str, statements: Sequence[Statement]) -> str | None:
    """Whether the words around a day say that something begins or ends on it: the nearest before it, else the first after."""
    for statement in statements:
        span = statement.evidence[0]
        before, after = sentence_around(text, span.start, span.end)
        told = list(_EDGES.finditer(before + span.quote))
        cue = told[-1] if told else _EDGES.search(after)
        if cue:
            return cue.lastgroup
    return None


def _beside(value: Value, firm: Sequence[DateRange], days: tuple[date, date] | None, edge: str | None, status: str) -> Value:
    """A date that names no day by itself, read by the others (``firm``, and ``days`` if they lie together); any other as it is."""
    if not isinstance(value, DateRange) or not _loose(value):
        return value
    meets = any(value.start <= other.end and other.start <= value.end for other in firm)
    if days is None:
        if value.rule == LENGTH and (status in ("planned", "background") or (firm and not meets)):
            return Unresolved(value.words, _UNTOLD)
        return value
    first, last = days
    if value.rule in TIMES:
        # On several days: the words do not say on which.
        return replace(value, start=str(first), end=str(first), rule="time of a day told beside it") if first == last else value
    if first == last:
        count = (date.fromisoformat(value.end) - date.fromisoformat(value.start)).days
        try:
            if edge == "end":
                first = last - timedelta(days=count)
            elif edge == "begin" or status == "planned":
                last = first + timedelta(days=count)
            elif meets:  # "on strike for 25 days, they marched on Tuesday"
                return value
        except OverflowError:
            return Unresolved(value.words, _UNTOLD)
    return replace(
        value, start=str(first), end=str(last), precision="interval" if first < last else "day", rule="length of days told"
    )
