"""What looks like a person's name, and what does not; masks keep length and say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.records import OUTLET, Statement, Text
from placard.release.privacy import Privacy, agrees, mask, names_in
from placard.spans import Span

# Marked up: what stands in [brackets] is a name.
CASES = """
police spokesman [Abubakar Sadiq]
[Amina Yusuf], a teacher
Mrs [Okafor]
Dr. [Lena van den Berg]
[Jean-Luc O'Neill] of the union
the Nigeria Labour Congress
Amnesty International
police
Kano State Police Command
witnesses
Interior Ministry
Ministry of Education
THE POLICE
The Daily Herald
[Maria de la Cruz] and [Ivan Petrov]
residents of the village
Supreme Court
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_names_are_found_and_bodies_left(line: str) -> None:
    words = line.replace("[", "").replace("]", "")
    expected = [part.split("]")[0] for part in line.split("[")[1:]]
    assert [words[start:end] for start, end in names_in(words)] == expected


@given(st.text())
def test_a_mask_keeps_length_and_agrees_with_the_words(words: str) -> None:
    masked = mask(words)
    assert len(masked) == len(words) and agrees(masked, words)


def test_another_word_does_not_agree() -> None:
    assert not agrees("police \u2588\u2588", "army\u2588\u2588\u2588 xx")
    assert not agrees("\u2588\u2588", "abc")


def statement(variable: str, words: str) -> Statement:
    return Statement("st", "men", variable, Text(words), (Span(0, len(words), words),), OUTLET, "x/1")


@pytest.mark.parametrize(
    ("names", "variable", "released"),
    [
        ("kept", "organizer", "Amina Yusuf"),
        ("speakers", "organizer", "Amina Yusuf"),
        ("masked", "organizer", "\u2588\u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588\u2588"),
        ("masked", "target", "Amina Yusuf"),
    ],
)
def test_values_and_evidence_are_masked_alike(names: str, variable: str, released: str) -> None:
    one = statement(variable, "Amina Yusuf")
    privacy = Privacy(names)
    assert privacy.evidence(one, one.evidence[0]) == released
    assert privacy.value(variable, {"type": "text", "text": "Amina Yusuf", "stance": None})["text"] == released
