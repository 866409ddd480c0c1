"""Who says a value: by the links, by the order of a sentence, by whom a pronoun stands for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placard.coding import labels
from placard.coding.decode import Tagged
from placard.coding.speakers import _antecedent, _counting, attribute

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


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("Police counted 1,200 and organizers claimed 10,000.", "1,200", "Police"),
        ("Police counted 1,200 and organizers claimed 10,000.", "10,000", "organizers"),
        ("Police and organizers claimed; 10,000 came.", "10,000", None),  # a clause ends between the two
        ("Police near organizers saw 10,000.", "10,000", None),  # no cue
        ("Police near organizers saw 10,000, they claimed.", "10,000", None),  # the cue comes after
        ("Police and organizers claimed victory but 10,000 came.", "10,000", None),
        ("Police and organizers claimed victory — 10,000 came.", "10,000", None),
        ("Police and organizers claimed it and 10,000 came.", "10,000", None),
        ("Police near organizers claimed to have seen with their own eyes at the very least 10,000.", "10,000", None),  # too far
    ],
)
def test_a_count_after_a_voice_and_its_cue_is_that_voice_s(text: str, count: str, expected: str | None) -> None:
    def tagged(words: str, label: str) -> Tagged:
        return Tagged(label, 0, 1, text.index(words), text.index(words) + len(words), 0, 0.9)

    voices = [tagged(words, "speaker") for words in ("Police", "organizers")]
    cues = [tagged(words, "cue") for words in ("counted", "claimed") if words in text]
    found = _counting(text, tagged(count, "size"), voices, cues)
    assert (None if found is None else text[voices[found[0]].start : voices[found[0]].end]) == expected
    assert found is None or voices[found[0]].end < found[1].start < text.index(count)
    assert _counting(text, tagged(count, "demand"), voices, cues) is None
    assert _counting(text, replace(tagged(count, "size"), sentence=1), voices, cues) is None


def test_the_order_of_the_sentence_goes_before_the_links() -> None:
    text = "Police counted 1,200."
    voice, cue, count = (
        Tagged(label, 0, 1, text.index(words), text.index(words) + len(words), 0, 0.9)
        for label, words in (("speaker", "Police"), ("cue", "counted"), ("size", "1,200"))
    )
    linked = {"link_bias": [0.0, 0.0, -9.0], "speaker_distance": [0.0] * 17}  # the links prefer the outlet
    vectors = np.zeros((6, labels.WIDTH), dtype=np.float32)
    (found,) = attribute(text, vectors, [count], [voice], [cue], linked)
    assert found.speaker.span and found.speaker.span.quote == "Police"
    assert found.cue and found.cue.quote == "counted"
    (outlet,) = attribute(text, vectors, [count], [voice], [], linked)
    assert outlet.speaker.span is None


@pytest.mark.parametrize(
    ("label", "biases", "told_by"),
    [
        ("demand", (0.0, 9.0), "The union leader"),  # what speakers are quoted with does not heed the bias of the rest
        ("demand", (9.0, 0.0), None),
        ("venue", (0.0, 9.0), None),
        ("venue", (9.0, 0.0), "The union leader"),
    ],
)
def test_what_speakers_are_quoted_with_and_what_frames_an_event_have_biases_of_their_own(
    label: str, biases: tuple[float, float], told_by: str | None
) -> None:
    vectors = np.zeros((6, labels.WIDTH), dtype=np.float32)
    linked = {"link_bias": [0.0, 0.0, 1.0], "speaker_distance": [0.0] * 17}  # odds of e to one for the only voice
    value = replace(voice("Rain", 0), label=label)
    (found,) = attribute(TEXT, vectors, [value], [voice("The union leader", 0)], [], linked, *biases)
    assert (found.speaker.span.quote if found.speaker.span else None) == told_by
