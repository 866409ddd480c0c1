"""Values begin where the codebook's shortest complete phrase does."""

from __future__ import annotations

import pytest

from placard.coding.edges import begin


@pytest.mark.parametrize(
    ("variable", "text", "words", "left"),
    [
        ("responder", "Then the police came.", "the police", "police"),
        ("target", "They hate a law.", "a law", "law"),
        ("organizer", "It rained. The union called it.", "The union", "union"),
        ("organizer", "\u201cThe union called it.\u201d", "The union", "union"),
        ("place", "They met in The Hague.", "The Hague", "The Hague"),
        ("venue", "They sat at the gate.", "at the gate", "gate"),
        ("venue", "They sat outside the gate.", "outside the gate", "outside the gate"),
        ("venue", "They sat on Main Street.", "on Main Street", "Main Street"),
        ("date", "They sat the day before.", "the day before", "the day before"),
        ("size", "There were a hundred.", "a hundred", "a hundred"),
        ("slogan", "They sang: the people want bread.", "the people want", "the people want"),
        ("demand", "They ask for the", "the", "the"),
        ("participants", "the theatre workers", "theatre workers", "theatre workers"),
    ],
)
def test_articles_and_leading_prepositions_are_no_part_of_a_value(variable: str, text: str, words: str, left: str) -> None:
    start = text.index(words)
    end = start + len(words)
    assert text[begin(variable, text, start, end) : end] == left
