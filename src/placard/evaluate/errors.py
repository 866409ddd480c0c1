"""Where values are lost and made up, by class: what to mend next."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from placard.coding.sentences import sentences
from placard.evaluate.gold import GoldDocument
from placard.evaluate.match import Matching

CLASSES = ("beside other values", "empty sentence", "other label", "other edges", "irrelevant document")


def classify(document: GoldDocument, matching: Matching) -> tuple[Counter[str], Counter[str]]:
    """Classes of a document's missed and spurious values.

    A value is of the first class that fits: *irrelevant document* (the other side has no value in the document), *other edges*
    (the other side has a value of its variable on overlapping words that does not match it), *other label* (a value of another
    variable overlaps it), *beside other values* (its sentence has values of the other side) and *empty sentence* (it has none).
    """
    gold = [(m.variable, m.start, m.end) for m in matching.missed] + [
        (p.gold.variable, p.gold.start, p.gold.end) for p in matching.pairs
    ]
    coded = [(v.variable, v.start, v.end) for v in matching.spurious] + [
        (p.coded.variable, p.coded.start, p.coded.end) for p in matching.pairs
    ]
    starts = [start for start, _ in sentences(document.text)] or [0]
    missed = Counter(_class((m.variable, m.start, m.end), coded, starts) for m in matching.missed)
    spurious = Counter(_class((v.variable, v.start, v.end), gold, starts) for v in matching.spurious)
    return missed, spurious


def _class(value: tuple[str, int, int], others: list[tuple[str, int, int]], starts: list[int]) -> str:
    variable, start, end = value
    if not others:
        return "irrelevant document"
    across = [other for other in others if other[1] < end and start < other[2]]
    if any(other[0] == variable for other in across):
        return "other edges"
    if across:
        return "other label"
    sentence = bisect_right(starts, start)
    return "beside other values" if any(bisect_right(starts, other[1]) == sentence for other in others) else "empty sentence"
