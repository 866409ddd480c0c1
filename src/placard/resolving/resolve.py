"""The ``placard resolve`` contract: spans of a text given as JSON lines, their values given back, line by line.

A line is ``{"id", "text", "published", "source", "country", "spans": [{"start", "end", "kind": "place" | "date" | "count"}]}``; its
answer is ``{"id", "values": [...]}`` with one value a span, in order. A value that cannot be resolved is
``{"type": "unresolved", "words", "reason"}``. A line that cannot be used is answered by ``{"id", "error": {"kind", "message"}}``
and the rest go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from placard.errors import InputError
from placard.records import Unresolved, Value, value_to_json
from placard.resolving.counts import resolve_count
from placard.resolving.dates import resolve_date
from placard.resolving.dates_context import sentence_around

KINDS = ("place", "date", "count")


class SpanRow(msgspec.Struct):
    """One span of a line: code points ``start`` to ``end`` of its text, and which resolver reads it."""

    start: int
    end: int
    kind: str


class ResolveRow(msgspec.Struct):
    """One line of input."""

    text: str
    id: str | int | None = None
    published: str | None = None
    source: str | None = None
    country: str | None = None
    spans: list[SpanRow] = []


_DECODER = msgspec.json.Decoder(ResolveRow)


def learn(lines: Iterable[bytes | str]) -> dict[str, int]:
    """Where the outlets of these lines are at home, from the places they write of; lines that cannot be used teach nothing.

    Args:
        lines: the same lines :func:`resolve` is to be given.

    Returns:
        Source as given -> entry of the gazetteer, for the outlets that have a home.
    """
    # Imported here: lines of dates and counts alone must not pay for the gazetteer.
    from placard.resolving.places_learn import learn_homes

    reports = []
    for line in lines:
        try:
            row = _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeError):
            continue
        places = [(span.start, span.end) for span in row.spans if span.kind == "place"]
        if row.source and places and all(0 <= start < end <= len(row.text) for start, end in places):
            reports.append((row.source, row.text, places))
    return learn_homes(reports) if reports else {}


def resolve(lines: Iterable[bytes | str], *, homes: Mapping[str, int] | None = None) -> Iterator[dict[str, Any]]:
    """Resolve spans line by line; blank lines are skipped.

    Args:
        lines: JSON lines, as text or UTF-8 bytes.
        homes: where outlets are at home, from :func:`learn`.

    Yields:
        ``{"id", "values"}`` or ``{"id", "error": {"kind", "message"}}`` for every line, in order. Never raises on a line's content.
    """
    for line in lines:
        if not line.strip():
            continue
        try:
            row = _DECODER.decode(line)
            yield {"id": row.id, "values": [_to_json(value) for value in resolve_row(row, homes)]}
        except msgspec.MsgspecError as error:
            yield {"id": _id_of(line), "error": {"kind": "input", "message": str(error)}}
        except InputError as error:
            yield {"id": row.id, "error": {"kind": error.kind, "message": str(error)}}
        except UnicodeError as error:
            yield {"id": _id_of(line), "error": {"kind": "input", "message": f"the line is not UTF-8: {error.__class__.__name__}"}}


def resolve_row(row: ResolveRow, homes: Mapping[str, int] | None = None) -> list[Value]:
    """The values of one line's spans, in order.

    Raises:
        InputError: if a span does not lie on the text or its kind is unknown.
    """
    for place, span in enumerate(row.spans):
        if span.kind not in KINDS:
            raise InputError(f"span {place} has kind {span.kind!r}", fix="one of " + ", ".join(KINDS))
        if not 0 <= span.start < span.end <= len(row.text):
            raise InputError(f"span {place} ({span.start}..{span.end}) does not lie on the text of {len(row.text)} code points")
    country = country_code(row.country)
    home = homes.get(row.source) if homes and row.source else None
    places = iter(_places(row, country, home) if any(span.kind == "place" for span in row.spans) else ())
    values: list[Value] = []
    for span in row.spans:
        words = row.text[span.start : span.end]
        if span.kind == "place":
            values.append(next(places))
        elif span.kind == "date":
            values.append(resolve_date(words, published=row.published, text=row.text, start=span.start, country=country))
        else:
            values.append(resolve_count(words, sentence(row.text, span.start, span.end)))
    return values


def country_code(country: str | None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country given by its code or name; None if there is no such country."""
    if not country or len(country.strip()) == 2:
        return country.strip().upper() if country else None
    # Imported here: codes are the rule, names the exception, and the gazetteer takes time to load.
    from placard.resolving.gazetteer import load_gazetteer

    found = [entry.country for entry in load_gazetteer().lookup(country.strip()) if entry.kind == "country"]
    return found[0] if found else None


def sentence(text: str, start: int, end: int) -> str:
    """The sentence in which ``start..end`` stands."""
    before, after = sentence_around(text, start, end)
    return before + text[start:end] + after


def _places(row: ResolveRow, country: str | None, home: int | None) -> Sequence[Value]:
    # Imported here: dates and counts alone must not pay for the gazetteer.
    from placard.resolving.places import resolve_places

    spans = [(span.start, span.end) for span in row.spans if span.kind == "place"]
    return resolve_places(row.text, spans, country=country, source=row.source, home=home)


def _to_json(value: Value) -> dict[str, Any]:
    return {"words": value.words, "reason": value.reason} if isinstance(value, Unresolved) else value_to_json(value)


def _id_of(line: bytes | str) -> Any:
    try:
        data = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str | int) else None
