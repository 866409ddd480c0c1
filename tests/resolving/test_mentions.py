"""Coded words of mentions become values; evidence stays."""

from __future__ import annotations

from placard.records import OUTLET as OWN_VOICE
from placard.records import Count, DateRange, Document, EventMention, Place, Statement, Text, Unresolved, make_id, text_hash
from placard.resolving.mentions import resolve_mentions
from placard.spans import Span

TEXT = (
    "KANO, Nigeria (Nov 18) - About 3,000 teachers marched to the state assembly in Kano on Friday. "
    "Police arrested a student and dozens were hurt, officials said. "
    "Two men charged over the march appeared in court on Monday. Another march is planned for Saturday."
)


def document() -> Document:
    return Document(id="d", input_id="1", text=TEXT, text_sha256=text_hash(TEXT), reader="test", published="2019-11-18")


def statement(variable: str, words: str) -> Statement:
    start = TEXT.index(words)
    span = Span.of(TEXT, start, start + len(words))
    return Statement(make_id("s", variable, words), "m", variable, Text(words), (span,), OWN_VOICE, "test")


def mention(*statements: Statement) -> EventMention:
    return EventMention("m", "d", "occurred", "demonstration", statements)


FULL = mention(
    statement("trigger", "marched"),
    statement("size", "About 3,000"),
    statement("arrests", "a student"),
    statement("injuries", "dozens"),
    statement("date", "on Friday"),
    statement("participants", "teachers"),
    statement("venue", "the state assembly"),
)


def test_counts_and_dates_are_resolved_and_everything_else_is_left() -> None:
    (resolved,) = resolve_mentions(document(), [FULL])
    values = {statement.variable: statement.value for statement in resolved.statements}
    assert values["size"] == Count(3000, 3000, "About 3,000", "about")
    assert values["arrests"] == Count(1, 1, "a student", "one person")
    assert values["injuries"] == Count(24, 99, "dozens", "vague")
    assert values["date"] == DateRange("2019-11-15", "2019-11-15", "day", "on Friday", "weekday by tense")
    assert values["participants"] == Text("teachers")
    assert values["venue"] == Text("the state assembly")
    assert [s.evidence for s in resolved.statements] == [s.evidence for s in FULL.statements]
    assert [s.id for s in resolved.statements] == [s.id for s in FULL.statements]


def test_resolving_twice_changes_nothing() -> None:
    once = resolve_mentions(document(), [FULL])
    assert resolve_mentions(document(), once) == once


def test_what_cannot_be_resolved_says_why() -> None:
    (resolved,) = resolve_mentions(document(), [mention(statement("size", "officials"))])
    assert resolved.statements[0].value == Unresolved("officials", "the words give no number")


def test_places_are_resolved() -> None:
    (resolved,) = resolve_mentions(document(), [mention(statement("place", "Kano"), statement("place", "Nigeria"))])
    kano, nigeria = (found.value for found in resolved.statements)
    assert isinstance(kano, Place) and kano.country == "NG"
    assert isinstance(nigeria, Place) and (nigeria.country, nigeria.precision) == ("NG", "country")
