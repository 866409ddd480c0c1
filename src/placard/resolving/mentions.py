"""Coded words of event mentions as values: counts, dates and places, with what the whole document says as their context.

Actors keep their words (``Text``): their codes are offered by ``actors.py`` where tables and screens ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from placard.records import DateRange, Document, EventMention, Statement, Text, Value
from placard.resolving.counts import resolve_count
from placard.resolving.dates_context import sentence_around
from placard.resolving.mentions_dates import dates
from placard.resolving.resolve import sentence
from placard.spans import Span

COUNTS = ("size", "arrests", "injuries", "deaths")
_AFTERMATH = re.compile(
    r"\b(?:court|trial|tried|magistrates?|judge|verdict|sentenced?|charged|indicted|arraigned|remanded|convicted|bail|hearing"
    r"|prosecut\w+|funerals?"
    r"|buried|arrested|detained|released|died in hospital|inquest|appeal(?:ed)?|told reporters|said in a statement"
    r"|in a statement|press conference)\b",
    re.IGNORECASE,
)
_PRECISION = {"day": 0, "interval": 1, "week": 2, "month": 3, "season": 4, "year": 5}


def resolve_mentions(
    document: Document,
    mentions: Sequence[EventMention],
    *,
    country: str | None = None,
    source_name: str | None = None,
    home: int | None = None,
) -> tuple[EventMention, ...]:
    """The mentions with the words of their sizes, arrests, injuries, deaths, dates and places resolved.

    Args:
        document: the document the mentions were coded from; its text and publication date are the context.
        mentions: mentions whose statements carry :class:`~placard.records.Text`.
        country: the outlet's country (ISO 3166-1 alpha-2), if known.
        source_name: the outlet's name, if known; it can tell where a local paper is at home.
        home: GeoNames id of the town where the outlet is at home, if that was learned; counts more than its name.

    Returns:
        The same mentions in the same order; evidence, speakers and ids are untouched, values that are already resolved stay as they
        are, and words that cannot be resolved become :class:`~placard.records.Unresolved` with the reason. Resolving twice changes
        nothing.
    """
    places = _places(document, mentions, country, source_name, home)

    def resolved(mention: EventMention) -> EventMention:
        days = dates(document, mention, country)
        values = [days.get(statement.id) or _value(document, statement, places) for statement in mention.statements]
        told = zip(mention.statements, values, strict=True)
        return replace(mention, statements=tuple(s if value is s.value else replace(s, value=value) for s, value in told))

    return tuple(resolved(mention) for mention in mentions)


def _value(document: Document, statement: Statement, places: dict[Span, Value]) -> Value:
    value, span = statement.value, statement.evidence[0]
    if not isinstance(value, Text):
        return value
    if statement.variable in COUNTS:
        return resolve_count(value.text, sentence(document.text, span.start, span.end))
    if statement.variable == "place":
        return places[span]
    return value


def _places(
    document: Document, mentions: Sequence[EventMention], country: str | None, source_name: str | None, home: int | None
) -> dict[Span, Value]:
    """Every place of the document resolved together, so that each can tell about the others."""
    spans = sorted(
        {
            statement.evidence[0]
            for mention in mentions
            for statement in mention.statements
            if statement.variable == "place" and isinstance(statement.value, Text)
        }
    )
    if not spans:
        return {}
    # Imported here: documents without places must not pay for the gazetteer.
    from placard.resolving.places import resolve_places
    from placard.resolving.places_learn import town_entry

    ranges = [(span.start, span.end) for span in spans]
    entry = None if home is None else town_entry(home)
    return dict(zip(spans, resolve_places(document.text, ranges, country=country, source=source_name, home=entry), strict=True))


def event_date(document: Document, mention: EventMention) -> DateRange | None:
    """When the event took place, reconciled from the mention's own dates; None if they do not say.

    A date in the sentence of a trigger counts before one elsewhere, a date of an arrest, trial, funeral or press statement after
    all others, a date that agrees with the status (planned events lie ahead, others do not) before one that does not, a denied
    one not at all; then the finer date, then the earlier in the text. The publication date is never taken for the event's.
    """
    dated = [
        (statement, statement.value)
        for statement in mention.of("date")
        if isinstance(statement.value, DateRange) and statement.certainty != "denied"
    ]
    if not dated:
        return None
    triggers = [statement.evidence[0] for statement in mention.of("trigger")]

    def rank(item: tuple[Statement, DateRange]) -> tuple[int, int, int, int, int]:
        statement, value = item
        span = statement.evidence[0]
        return (
            _aftermath(document.text, span, triggers),
            _against_status(document, mention, value),
            0 if any(_same_sentence(document.text, span, trigger) for trigger in triggers) else 1,
            _PRECISION.get(value.precision, 9),
            span.start,
        )

    return min(dated, key=rank)[1]


def _same_sentence(text: str, span: Span, trigger: Span) -> bool:
    before, after = sentence_around(text, span.start, span.end)
    return span.start - len(before) <= trigger.start < span.end + len(after)


def _aftermath(text: str, span: Span, triggers: Sequence[Span]) -> int:
    """1 if the words beside a date tell of an arrest, trial or statement and no trigger stands nearer to it."""
    before, after = sentence_around(text, span.start, span.end)
    start = span.start - len(before)
    cues = [start + match.start() for match in _AFTERMATH.finditer(before + text[span.start : span.end] + after)]
    if not cues:
        return 0
    nearest_cue = min(abs(cue - span.start) for cue in cues)
    nearest_trigger = min((abs(trigger.start - span.start) for trigger in triggers), default=10**9)
    return 1 if nearest_cue < nearest_trigger else 0


def _against_status(document: Document, mention: EventMention, value: DateRange) -> int:
    """1 if a planned event would lie before the report, or one that occurred after it."""
    if document.published is None:
        return 0
    published = document.published[:10]
    if mention.status == "planned":
        return 1 if value.end < published else 0
    return 1 if value.start > published and mention.status in ("occurred", "background") else 0
