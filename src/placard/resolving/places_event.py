"""The event's place, chosen among the places a report gives for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from placard.records import Place, Unresolved
from placard.resolving.places_words import NATIONWIDE

_FINENESS = {"venue": 4, "settlement": 3, "division": 2, "region": 1, "country": 0}
_DATELINE = re.compile(r"^.{2,60}?(?:\([^)]{2,40}\)|\s[-–—]{1,2})\s")


def event_place(
    text: str,
    places_with_spans: Sequence[tuple[Place | Unresolved, tuple[int, int]]],
    *,
    triggers: Sequence[tuple[int, int]] = (),
) -> Place | Unresolved:
    """Choose where an event was among a mention's place values.

    A place in the body wins over the dateline, which says where the report was filed; among those of the body, a town wins
    over a division and that over a country, then the one nearest to a trigger word; a venue gives way to nothing but
    lends its own town. "Nationwide" beside a trigger makes it the country, never a town named as an example.

    Args:
        text: the document's text.
        places_with_spans: the mention's values with their spans, in any order.
        triggers: spans of the words that tell the event, if known.

    Returns:
        One of the values given, or Unresolved where none is resolved. Never finer than the value chosen.
    """
    resolved = [(value, span) for value, span in places_with_spans if isinstance(value, Place)]
    if not resolved:
        words = "; ".join(value.words for value, _ in places_with_spans)
        return Unresolved(
            words,
            "none of the event's places could be resolved" if places_with_spans else "the report names no place for the event",
        )
    anchors = list(triggers) or [span for _, span in resolved]
    if any(_nationwide(text, start, end) for start, end in triggers):
        countries = [pair for pair in resolved if pair[0].precision == "country"]
        if countries:
            return min(countries, key=lambda pair: _distance(pair[1], anchors))[0]
    opening = _DATELINE.match(text)
    dateline_end = opening.end() if opening else 0
    body = [pair for pair in resolved if pair[1][0] >= dateline_end]
    body_fine = [pair for pair in body if _FINENESS.get(pair[0].precision, 0) >= 2]
    pool = body_fine or ([pair for pair in resolved if _agrees(pair[0], body)] if body else resolved) or body
    return min(pool, key=lambda pair: (-_FINENESS.get(pair[0].precision, 0), _distance(pair[1], anchors), pair[1]))[0]


def _agrees(dateline: Place, body: Sequence[tuple[Place, tuple[int, int]]]) -> bool:
    """Whether a dateline's town may be the event's: the body names no other country."""
    named = {place.country for place, _ in body if place.country}
    return not named or dateline.country in named


def _nationwide(text: str, start: int, end: int) -> bool:
    return NATIONWIDE.search(text, max(0, start - 60), min(len(text), end + 60)) is not None


def _distance(span: tuple[int, int], anchors: Sequence[tuple[int, int]]) -> int:
    return min(max(start - span[1], span[0] - end, 0) for start, end in anchors)
