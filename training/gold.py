"""Turn marked reports (``training/marked.py convert``) into Placard's records, values resolved.

The marks give the code or interval of dates, counts and responses; places carry a country only, so their coordinates
come from ``placard.resolving`` where it is there, and stay a name within a country where it is not.
"""

from __future__ import annotations

import calendar
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from placard.records import (
    OUTLET,
    Code,
    Count,
    DateRange,
    Document,
    DocumentInfo,
    EventMention,
    Place,
    Source,
    Speaker,
    Statement,
    Text,
    Unresolved,
    Value,
    make_id,
    text_hash,
)
from placard.spans import Span

CODER = "person:gold"
SOURCE_KINDS = {
    "wire": "agency",
    "national": "national",
    "local": "local",
    "radio": "broadcaster",
    "state_media": "state",
    "police_statement": "authority",
    "opposition": "opposition",
    "party_statement": "party",
    "ngo": "ngo",
    "telegram": "social",
    "analysis": "national",
}
WHO = {"police": "security", "officers": "security", "soldiers": "security"}
COUNTS = ("size", "arrests", "injuries", "deaths")


def date_range(value: str, words: str) -> DateRange:
    """``2013-11-04``, ``2004-04``, ``2004`` or ``A/B`` as a DateRange."""
    first, _, last = value.partition("/")
    start, precision = _bound(first, last=False)
    end = _bound(last or first, last=True)[0]
    return DateRange(start, end, "interval" if last and last != first else precision, words, "gold")


def _bound(value: str, last: bool) -> tuple[str, str]:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return value, "day"
    if len(parts) == 2:
        day = calendar.monthrange(*parts)[1] if last else 1
        return f"{value}-{day:02d}", "month"
    return f"{value}-12-31" if last else f"{value}-01-01", "year"


def gold_mentions(doc: dict[str, Any]) -> tuple[Document, Source | None, tuple[EventMention, ...]]:
    """One marked document as records.

    Args:
        doc: an object of the JSON form described in ``training/corpus/README.md`` or ``../shared/corpus/README.md``.

    Returns:
        The document (``copy_of`` is left None: it is what linking has to find), its source if the file names one, and one
        mention an event, in the order of the file. ``mention.id`` is ``make_id("mention", document.id, event id)``.
    """
    text = doc["text"]
    source = _source(doc)
    document = Document(
        id=make_id("document", doc["id"], text),
        input_id=doc["id"],
        text=text,
        text_sha256=text_hash(text),
        reader="gold/1",
        source_id=source.id if source else None,
        title=doc.get("title"),
        published=doc.get("published"),
        language="en",
    )
    speakers, cues = _speakers(doc, text)
    places = _places(doc, document)
    mentions = []
    for event in doc["events"]:
        ident = make_id("mention", document.id, event["id"])
        statements = []
        for number, mark in enumerate(doc["marks"]):
            if event["id"] not in mark["events"]:
                continue
            span = Span.of(text, mark["start"], mark["end"])
            by = mark.get("speaker")
            statements.append(
                Statement(
                    id=make_id("statement", ident, number),
                    mention_id=ident,
                    variable=mark["variable"],
                    value=_value(mark, span.quote, places),
                    evidence=(span,),
                    speaker=speakers.get(by, OUTLET) if by else OUTLET,
                    cue=cues.get(by) if by in speakers else None,
                    coder=CODER,
                    certainty=mark.get("certainty") or "asserted",
                    who=_who(mark),
                )
            )
        mentions.append(EventMention(ident, document.id, event["status"], event["form"], tuple(statements), 1.0, CODER))
    return document, source, tuple(mentions)


def gold_keys(doc: dict[str, Any]) -> dict[str, str]:
    """Mention id -> event key, of a document whose events carry keys."""
    ident = make_id("document", doc["id"], doc["text"])
    return {make_id("mention", ident, event["id"]): event["key"] for event in doc["events"] if event.get("key")}


def info(document: Document) -> DocumentInfo:
    """What linking sees of a document."""
    return DocumentInfo(document.id, document.input_id, document.source_id, document.published, document.language)


def read_marked(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The documents of marked files in their JSON form (JSON lines are read as they are)."""
    sys.path.insert(0, str(Path(__file__).parent))
    import marked

    for path in paths:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())
        else:
            for parts in marked.documents(str(path)):
                yield marked.convert(*parts)


def _source(doc: dict[str, Any]) -> Source | None:
    given = doc.get("source")
    if not given or not given.get("outlet"):
        return None
    name = given["outlet"]
    return Source(make_id("source", name), name, SOURCE_KINDS.get(doc.get("kind", ""), "unknown"), given.get("owner"))


def _speakers(doc: dict[str, Any], text: str) -> tuple[dict[str, Speaker], dict[str, Span]]:
    speakers = {}
    for given in doc.get("speakers") or ():
        spans = [Span.of(text, span["start"], span["end"]) for span in given["spans"]]
        if spans:
            speakers[given["id"]] = Speaker(given.get("kind") or "other", spans[0])
    cues: dict[str, Span] = {}
    for cue in doc.get("cues") or ():
        cues.setdefault(cue["speaker"], Span.of(text, cue["start"], cue["end"]))
    return speakers, cues


def _who(mark: dict[str, Any]) -> str | None:
    value = mark.get("value")
    if mark["variable"] == "size" or not isinstance(value, dict) or not value.get("who"):
        return None
    who: str = value["who"]
    return WHO.get(who, who)


def _value(mark: dict[str, Any], words: str, places: dict[int, Value]) -> Value:
    variable, value = mark["variable"], mark.get("value")
    if variable in COUNTS and isinstance(value, dict):
        if value.get("low") is None and value.get("high") is None:
            return Unresolved(words, "no number")
        return Count(value.get("low"), value.get("high"), words, "gold")
    if variable == "date":
        return date_range(value, words) if value else Unresolved(words, "no date in the gold")
    if variable == "place":
        return places.get(mark["start"]) or Place(None, words, value, None, None, "region", words, "not looked up")
    if variable == "response":
        return Code(value) if value else Text(words)
    if variable == "slogan" and isinstance(value, dict):
        return Text(words, value.get("stance") or None, value.get("target") or None)
    return Text(words)


def _places(doc: dict[str, Any], document: Document) -> dict[int, Value]:
    """Start of a place mark -> its Place as a run resolves it, kept only where it lies in the country the gold gives."""
    from placard.resolving.places import resolve_places

    marks = [mark for mark in doc["marks"] if mark["variable"] == "place"]
    outlet = (doc.get("source") or {}).get("outlet")
    values = resolve_places(document.text, [(mark["start"], mark["end"]) for mark in marks], source=outlet)
    found: dict[int, Value] = {}
    for mark, value in zip(marks, values, strict=True):
        if isinstance(value, Place) and (mark.get("value") in (None, value.country) or value.country is None):
            found[mark["start"]] = value
    return found
