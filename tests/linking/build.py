"""Mentions for the tests of linking, made from a few words."""

from __future__ import annotations

from typing import Any

from placard.records import (
    OUTLET,
    Code,
    Count,
    DateRange,
    DocumentInfo,
    EventMention,
    Place,
    Source,
    Speaker,
    Statement,
    Text,
    Value,
)
from placard.spans import Span

TOWNS = {
    "Kano": Place(2335204, "Kano", "NG", 12.0, 8.5167, "settlement", "Kano"),
    "Lagos": Place(2332459, "Lagos", "NG", 6.4541, 3.3947, "settlement", "Lagos"),
    "Basra": Place(99532, "Basra", "IQ", 30.5085, 47.7804, "settlement", "Basra"),
    "Zubayr": Place(90150, "Zubayr", "IQ", 30.3892, 47.7080, "settlement", "Zubayr"),
    "Nigeria": Place(2328926, "Nigeria", "NG", 10.0, 8.0, "country", "Nigeria"),
}


def statement(mention: str, number: int, variable: str, value: Value, **more: Any) -> Statement:
    words = getattr(value, "text", None) or getattr(value, "words", None) or getattr(value, "code", "x")
    start = more.pop("start", 100 * number)
    return Statement(
        f"{mention}/{number}",
        mention,
        variable,
        value,
        (Span(start, start + len(words), words),),
        more.pop("speaker", OUTLET),
        "test/1",
        **more,
    )


def mention(
    ident: str,
    document: str,
    *,
    day: str | None = "2020-03-02",
    end: str | None = None,
    town: str | None = "Kano",
    form: str = "demonstration",
    status: str = "occurred",
    sure: float = 1.0,
    **values: Any,
) -> EventMention:
    """A mention whose trigger is so ``sure``.

    ``values`` are texts (or lists of texts, counts as (low, high), response codes) by variable.
    """
    found: list[tuple[str, Value]] = [("trigger", Text(values.pop("trigger", "marched")))]
    if day:
        found.append(("date", DateRange(day, end or day, "interval" if end else "day", day)))
    if town:
        found.append(("place", TOWNS[town]))
    for variable, given in values.items():
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, tuple):
                found.append((variable, Count(value[0], value[1], f"{value[0]}", "test")))
            elif variable == "response":
                found.append((variable, Code(value)))
            else:
                found.append((variable, Text(value)))
    statements = tuple(
        statement(ident, number, variable, value, confidence=sure if variable == "trigger" else 1.0)
        for number, (variable, value) in enumerate(found)
    )
    return EventMention(ident, document, status, form, statements, sure)


def info(ident: str, published: str | None = "2020-03-03", source: str | None = None, copy_of: str | None = None) -> DocumentInfo:
    return DocumentInfo(ident, ident, source, published, "en", copy_of)


def infos(*items: DocumentInfo) -> dict[str, DocumentInfo]:
    return {item.id: item for item in items}


def source(ident: str, kind: str = "national", owner: str | None = None) -> Source:
    return Source(ident, ident.title(), kind, owner)


def spoken(kind: str, words: str = "police") -> Speaker:
    return Speaker(kind, Span(0, len(words), words))
