"""Pronouns stand for the voice named last."""

from __future__ import annotations

import pytest

from placard.coding.decode import Tagged
from placard.coding.speakers import _antecedent

TEXT = "The union leader said so. Rain fell. He added more. She left."


def voice(words: str, sentence: int) -> Tagged:
    start = TEXT.index(words)
    return Tagged("speaker", 0, 1, start, start + len(words), sentence, 0.9)


def test_a_pronoun_stands_for_the_last_named_voice() -> None:
    voices = [voice("The union leader", 0), voice("He", 2)]
    assert _antecedent(TEXT, voices, 1) == 0


def test_a_named_voice_stands_for_itself() -> None:
    voices = [voice("The union leader", 0), voice("Rain", 1)]
    assert _antecedent(TEXT, voices, 1) == 1


def test_a_pronoun_after_a_pronoun_goes_on_to_the_name() -> None:
    voices = [voice("The union leader", 0), voice("He", 2), voice("She", 3)]
    assert _antecedent(TEXT, voices, 2) == 0


@pytest.mark.parametrize("sentence", [4, 9])
def test_a_voice_too_far_back_is_not_taken(sentence: int) -> None:
    voices = [voice("The union leader", 0), voice("He", sentence)]
    assert _antecedent(TEXT, voices, 1) == 1
