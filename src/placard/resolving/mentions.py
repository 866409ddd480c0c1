"""Coded words of event mentions as values: counts, dates and places, with what the whole document says as their context.

Actors keep their words (``Text``): their codes are offered by ``actors.py`` where tables and screens ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placard.records import Document, EventMention, Statement, Text, Value
from placard.resolving.counts import resolve_count
from placard.resolving.mentions_dates import dates
from placard.resolving.resolve import sentence
from placard.spans import Span

COUNTS = ("size", "arrests", "injuries", "deaths")


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
