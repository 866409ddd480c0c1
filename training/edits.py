"""Edits of an annotated report's text that leave its marks on their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Edit = tuple[int, int, str]  # start, end, and the words to stand there instead


def edited(document: dict, edits: Iterable[Edit]) -> dict:
    """The report with words exchanged; marks, speakers and cues move along.

    An edit that begins before the last one ended, or would tear a mark at its edge, is left out.
    """
    text = document["text"]
    edges = sorted({edge for span in _spans(document) for edge in (span["start"], span["end"])})
    pieces, moves, at, shift = [], [(0, 0)], 0, 0
    for start, end, words in sorted(edits):
        if start < at or bisect_right(edges, start) != bisect_right(edges, end - 1):
            continue
        pieces += [text[at:start], words]
        shift += len(words) - (end - start)
        moves.append((end, shift))
        at = end
    pieces.append(text[at:])
    ends = [end for end, _ in moves]

    def moved(offset: int) -> int:
        return offset + moves[bisect_right(ends, offset) - 1][1]

    def copied(span: dict) -> dict:
        return span | {"start": moved(span["start"]), "end": moved(span["end"])}

    return (
        document
        | {
            "text": "".join(pieces),
            "marks": [copied(mark) for mark in document["marks"]],
            "speakers": [s | {"spans": [copied(span) for span in s["spans"]]} for s in document["speakers"]],
            "cues": [copied(cue) for cue in document["cues"]],
        }
        | {name: [copied(span) for span in document[name]] for name in ("sources", "unsure") if name in document}
    )


def _spans(document: dict) -> list[dict]:
    voices = [span for speaker in document["speakers"] for span in speaker["spans"]]
    return document["marks"] + document["cues"] + document.get("sources", []) + document.get("unsure", []) + voices
