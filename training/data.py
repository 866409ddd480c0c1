"""Annotated reports to training examples: token tags, span labels and links for windows of one document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from placard.coding import edges, features, labels
from placard.evaluate.gold import GoldDocument
from training import attribution, marked, second

CORPUS = Path(__file__).parent / "corpus"
PLAIN = "plain"  # folder of reports that were written without marks; their annotation is their second coding
STORIES = "stories"  # folder of stories told by several outlets, copies among them
IGNORE = -100


def own_documents(folder: Path = CORPUS) -> list[dict]:
    """Our corpus in the JSON form, with its second coding where there is one.

    The writers' marks never overlap, so that a speaker span hides other roles there (``inline`` is set).

    Raises:
        ValueError: if a report written without marks has no second coding, or a coded one's text has changed.
    """
    result = []
    for path in sorted(folder.rglob("*.txt")):
        for document in marked.documents(str(path)):
            made = marked.convert(*document) | {"inline": True, "file": path.stem, "story": path.parent.name == STORIES}
            coding = second.codings().get(made["id"])
            made = second.only(made, coding) if path.parent.name == PLAIN else second.coded(made, coding)
            if made["id"] in attribution.listed():
                sources, cues = attribution.spans(made["text"], attribution.listed()[made["id"]])
                made["sources"] = [{"start": start, "end": end} for start, end in sources]
                told = [cue for cue in made["cues"] if not any(cue["start"] < end and start < cue["end"] for start, end in cues)]
                made["cues"] = told + [{"speaker": None, "start": start, "end": end} for start, end in cues]
            result.append(made)
    return result


def json_documents(path: Path) -> list[dict]:
    """Reports annotated in the JSON form (the openly licensed ones)."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) | {"inline": False} for line in lines if line.strip()]


def shortest(document: dict) -> dict:
    """A report whose marks begin as the codebook asks: in our corpus many carry an article (``placard.coding.edges``)."""
    text = document["text"]
    marks = [mark | {"start": edges.begin(mark["variable"], text, mark["start"], mark["end"])} for mark in document["marks"]]
    return document | {"marks": marks}


def held_out(document: dict) -> bool:
    """Whether a report is held out for tuning and calibration: one in ten, by the hash of its id, so that it never moves.

    Of a story none is, as its other reports tell the same.
    """
    return not document.get("story") and int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) % 10 == 0


def held_out_golds(documents: Iterable[dict]) -> list[GoldDocument]:
    """The held-out ones of some reports as what a coder is scored against, their marks as short as the codebook asks."""
    return [msgspec.convert(shortest(document), GoldDocument, strict=False) for document in documents if held_out(document)]


@dataclass
class Example:
    """One document, tokenised, with gold by token and by span (token ranges are half open)."""

    document: dict
    tokens: features.Tokens
    tags: np.ndarray
    speaker: np.ndarray
    cue: np.ndarray
    sentence_event: np.ndarray
    sentence_value: np.ndarray
    relevant: bool
    spans: list[dict] = field(default_factory=list)  # variable, first, last, events, speaker, and label ids
    voices: list[dict] = field(default_factory=list)  # speaker id, first, last, kind


def covered(encoded: features.Tokens, start: int, end: int) -> tuple[int, int]:
    """The token range that covers the characters start..end; empty if no token does."""
    first = int(np.searchsorted(encoded.ends, start, side="right"))
    last = int(np.searchsorted(encoded.starts, end, side="left"))
    return first, max(first, last)


def example(document: dict) -> Example:
    """Tokenise a document and lay its marks on the tokens, each as short as the codebook asks."""
    document = shortest(document)
    encoded = features.tokens(document["text"])
    count = len(encoded.ids)
    tags = np.zeros(count, np.int64)
    speaker = np.zeros(count, np.int64)
    cue = np.zeros(count, np.int64)
    made = Example(document, encoded, tags, speaker, cue, np.zeros(count), np.zeros(count), bool(document["events"]))
    events = {event["id"]: event for event in document["events"]}
    for voice in document["speakers"]:
        for span in voice["spans"]:
            first, last = covered(encoded, span["start"], span["end"])
            if last > first:
                _tag(speaker, first, last, 1)
                if document["inline"]:
                    tags[first:last] = IGNORE
                made.voices.append(
                    {"id": voice["id"], "first": first, "last": last, "kind": _index(labels.SPEAKER_KINDS, voice["kind"])}
                )
    _sources(made)
    for span in document["cues"]:
        first, last = covered(encoded, span["start"], span["end"])
        if last > first:
            _tag(cue, first, last, 1)
    laid = []
    for mark in document["marks"]:
        first, last = covered(encoded, mark["start"], mark["end"])
        if last <= first or mark["variable"] not in labels.VARIABLES:
            continue
        laid.append((first, last, 1 + 2 * labels.VARIABLES.index(mark["variable"])))
        made.spans.append(_span(mark, first, last, events))
    _lay(tags, laid)
    for span in document.get("unsure", ()):
        first, last = covered(encoded, span["start"], span["end"])
        tags[first:last] = np.where(tags[first:last] == 0, IGNORE, tags[first:last])
    for index in {int(s) for span in made.spans for s in encoded.sentence[span["first"] : span["last"]]}:
        made.sentence_value[encoded.sentence == index] = 1
    triggers = [span for span in made.spans if span["variable"] == "trigger"]
    for index in {int(s) for span in triggers for s in encoded.sentence[span["first"] : span["last"]]}:
        made.sentence_event[encoded.sentence == index] = 1
    return made


def _sources(made: Example) -> None:
    """Lay all sources of a fully listed report on its tokens; elsewhere leave out what reporting words may attribute unmarked."""
    document, encoded, speaker = made.document, made.tokens, made.speaker
    if "sources" in document:
        for span in document["sources"]:
            first, last = covered(encoded, span["start"], span["end"])
            if last > first and not speaker[first:last].any():
                _tag(speaker, first, last, 1)
                # No value names this voice, so it is a wrong answer to "who says it"; None would mean the outlet.
                made.voices.append({"id": "", "first": first, "last": last, "kind": IGNORE})
        return
    told = {int(s) for voice in made.voices for s in encoded.sentence[voice["first"] : voice["last"]]}
    for index, (start, end) in enumerate(encoded.spans):
        if index not in told and attribution.REPORTING.search(document["text"], start, end):
            speaker[encoded.sentence == index] = IGNORE
            made.cue[encoded.sentence == index] = IGNORE


def _tag(tags: np.ndarray, first: int, last: int, begin: int) -> None:
    tags[first] = begin
    tags[first + 1 : last] = begin + 1


def _lay(tags: np.ndarray, spans: list[tuple[int, int, int]]) -> None:
    """Tag spans (first, last, beginning tag) that may overlap, on pieces that bear one tag each.

    A span within another keeps its pieces; the other keeps the longest run of what is left ("dispersed the [march]" is a response
    of two words before a trigger), and the rest of it says nothing.
    """
    owner = np.full(len(tags), -1)
    for number, (first, last, _) in sorted(enumerate(spans), key=lambda item: item[1][0] - item[1][1]):
        owner[first:last] = number
    for number, (first, last, begin) in enumerate(spans):
        own = np.flatnonzero(owner[first:last] == number) + first
        if len(own) == 0:
            continue
        runs = np.split(own, np.flatnonzero(np.diff(own) > 1) + 1)
        longest = max(runs, key=len)
        tags[own] = IGNORE
        _tag(tags, int(longest[0]), int(longest[-1]) + 1, begin)


def _index(names: list[str], name: object) -> int:
    return names.index(name) if name in names else IGNORE


def _span(mark: dict, first: int, last: int, events: dict) -> dict:
    variable, value = mark["variable"], mark.get("value")
    made = {
        "variable": variable,
        "first": first,
        "last": last,
        "events": frozenset(mark["events"]),
        "by": mark.get("speaker"),
        "certainty": _index(labels.CERTAINTIES, mark.get("certainty", "asserted")),
        "status": IGNORE,
        "form": IGNORE,
        "response": IGNORE,
        "who": IGNORE,
        "stance": IGNORE,
    }
    own = events.get(mark["events"][0])
    if variable == "trigger" and own:
        made["status"] = _index(labels.STATUSES, own["status"])
        made["form"] = _index(labels.FORMS, own["form"])
    elif variable == "response":
        made["response"] = _index(labels.RESPONSES, value)
    elif variable in labels.COUNTS and isinstance(value, dict):
        made["who"] = _index(labels.WHO, value.get("who"))
    elif variable == "slogan" and isinstance(value, dict):
        made["stance"] = _index(labels.STANCES, value.get("stance"))
    return made
