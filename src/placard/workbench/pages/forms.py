"""Forms of value cards: what a person may change of a statement, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from placard.codebook import Codebook, Variable
from placard.errors import CodebookError, InputError
from placard.records import Document, Place, Speaker, Statement, Value, value_from_json, value_to_json
from placard.review.fold import changed
from placard.review.values import RULE, find_words, guess_value, read_value
from placard.workbench.bench import Workbench


def variable_of(codebook: Codebook, name: str) -> Variable:
    """The variable of a statement; one the codebook does not know takes text."""
    try:
        return codebook.variable(name)
    except CodebookError:
        return Variable(name="unknown", title=name, type="text", help="", example="")


def corrections(
    bench: Workbench, statement: Statement, document: Document, fields: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a correction changes: (before, after), only the fields that differ from how the statement stands.

    Raises:
        InputError: if a field means nothing, or nothing was changed.
    """
    standing = bench.reviewed().of(statement.id)
    now = changed(statement, standing) or statement
    variable = variable_of(bench.codebook, statement.variable)
    words = " ".join(span.quote for span in now.evidence)
    after: dict[str, Any] = {}
    if _asks_value(variable, fields):
        places = chosen_place(fields.get("place", ""), words) if variable.type == "place" else {}
        after["value"] = value_to_json(_same_rule(read_value(variable, fields, words, places), now.value))
    if "speaker" in fields:
        after["speaker"] = msgspec.to_builtins(_speaker(bench, now, document, fields))
    if fields.get("certainty"):
        after["certainty"] = fields["certainty"]
    if variable.who and "who" in fields:
        after["who"] = fields["who"] or None
    before = {
        "value": value_to_json(now.value),
        "speaker": msgspec.to_builtins(now.speaker),
        "certainty": now.certainty,
        "who": now.who,
    }
    after = {name: value for name, value in after.items() if before[name] != value}
    if fields.get("certainty", "asserted") not in bench.codebook.certainty:
        raise InputError(f"there is no certainty {fields['certainty']!r}", fix="choose one of the list")
    if not after:
        raise InputError("nothing was changed", where=variable.title, fix="change a field, or accept the value as it is")
    return {name: before[name] for name in after}, after


def _asks_value(variable: Variable, fields: Mapping[str, str]) -> bool:
    if variable.type == "place":
        return bool(fields.get("place") or fields.get("place_q", "").strip())
    names = {"count": ("low", "high"), "date": ("start", "end"), "code": ("code",)}.get(variable.type, ("text",))
    return any(name in fields for name in names)


def _same_rule(new: Value, old: Value) -> Value:
    """The old value where only the rule would differ: nobody corrected what reads the same."""
    one, other = value_to_json(new), value_to_json(old)
    if one.get("type") != other.get("type"):
        return new
    same = all(one[name] == other[name] for name in one if name not in ("rule", "reason", "words", "precision"))
    return value_from_json(other) if same else new


def _speaker(bench: Workbench, now: Statement, document: Document, fields: Mapping[str, str]) -> Speaker:
    kind, words = fields["speaker"], fields.get("speaker_words", "").strip()
    if kind not in bench.codebook.speaker_kinds:
        raise InputError(f"there is no kind of speaker {kind!r}", fix="choose one of the list")
    if kind == "outlet":
        return Speaker()
    if not words:
        raise InputError("a speaker other than the outlet needs words", fix="copy the words that name the speaker from the text")
    if now.speaker.span is not None and now.speaker.span.quote == words:
        return Speaker(kind, now.speaker.span)
    return Speaker(kind, find_words(document.text, words, now.evidence[0].start))


@cache
def search_places(words: str) -> tuple[Place, ...]:
    """Places that words may name, the best known first; at most twelve. Each keeps the words it is to stand for empty."""
    from placard.resolving.gazetteer import load_gazetteer

    found = load_gazetteer().lookup(words.strip())[:12] if words.strip() else []
    return tuple(
        Place(one.geonameid, one.name, one.country, one.lat, one.lon, one.kind, "", one.division or "", RULE) for one in found
    )


def chosen_from(words: str) -> dict[str, Any]:
    """The places a name may mean, and their map, as the form of a place wants them."""
    found = search_places(words) if words else ()
    return {"places": found, "map_data": map_of(found)}


def map_of(places: Sequence[Place]) -> dict[str, Any]:
    """Places to choose from as the map island draws them; each leads to its line in the list."""
    points = [
        {
            "id": f"g{number}",
            "title": f"{number + 1}. {one.name}, {one.country or ''}",
            "name": str(number + 1),
            "lat": one.lat,
            "lon": one.lon,
            "precision": one.precision,
            "n": 1,
            "url": f"#place-{number}",
        }
        for number, one in enumerate(places)
        if one.lat is not None
    ]
    return {"points": points, "countries": []}


def chosen_place(key: str, words: str) -> dict[str, Place]:
    """The place a form's choice means, under its key: ``NUMBER|NAME``, the place of that GeoNames id among those of the name."""
    number, _, name = key.partition("|")
    for place in search_places(name):
        if str(place.geonameid or place.name) == number:
            return {key: Place(place.geonameid, place.name, place.country, place.lat, place.lon, place.precision, words, "", RULE)}
    return {}


def resolve_words(document: Document, variable: Variable, start: int, end: int, source: str | None, country: str | None) -> Value:
    """What resolving makes of words a person marked, in their context."""
    words = document.text[start:end]
    resolved: Value | None = None
    if variable.type in ("count", "date", "place"):
        from placard.resolving.resolve import ResolveRow, SpanRow, resolve_row

        row = ResolveRow(
            id=document.id,
            text=document.text,
            published=document.published,
            source=source,
            country=country,
            spans=[SpanRow(start=start, end=end, kind=variable.type)],
        )
        resolved = resolve_row(row)[0]
    return guess_value(variable, words, resolved)
