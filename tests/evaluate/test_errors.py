"""Classes of missed and spurious values, one of each by hand."""

from __future__ import annotations

from placard.evaluate.errors import classify
from placard.evaluate.gold import GoldDocument, GoldEvent, GoldMark
from placard.evaluate.match import match
from placard.records import OUTLET, Coded, EventMention, Statement, Text
from placard.spans import Span

TEXT = "About 300 angry nurses marched in Kano on Monday. Rain fell in the afternoon. Drivers struck in Jos."


def mark(variable: str, words: str) -> GoldMark:
    return GoldMark(("e1",), variable, TEXT.index(words), TEXT.index(words) + len(words))


def coded(*values: tuple[str, str]) -> Coded:
    statements = tuple(
        Statement(
            f"s{at}", "m", variable, Text(words), (Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words)),), OUTLET, "c"
        )
        for at, (variable, words) in enumerate(values)
    )
    return Coded("d", 0.9, (EventMention("m", "d", "occurred", "demonstration", statements),))


def classes(gold: tuple[GoldMark, ...], found: Coded) -> tuple[dict[str, int], dict[str, int]]:
    document = GoldDocument("G1", TEXT, events=(GoldEvent("e1", "occurred", "demonstration"),), marks=gold)
    missed, spurious = classify(document, match(document, found))
    return dict(missed), dict(spurious)


def test_each_class_once() -> None:
    missed, spurious = classes(
        (mark("trigger", "marched"), mark("place", "in Kano"), mark("size", "About 300"), mark("trigger", "struck")),
        coded(("trigger", "marched"), ("venue", "in Kano"), ("size", "300"), ("date", "on Monday"), ("date", "in the afternoon")),
    )
    assert missed == {"other label": 1, "other edges": 1, "empty sentence": 1}
    assert spurious == {"other label": 1, "other edges": 1, "beside other values": 1, "empty sentence": 1}


def test_a_value_beside_others_is_told_from_one_in_an_empty_sentence() -> None:
    missed, _ = classes((mark("trigger", "marched"), mark("date", "on Monday")), coded(("trigger", "marched")))
    assert missed == {"beside other values": 1}


def test_a_document_without_values_on_the_other_side_is_a_class_of_its_own() -> None:
    _, spurious = classes((), coded(("trigger", "marched"), ("date", "on Monday")))
    assert spurious == {"irrelevant document": 2}
