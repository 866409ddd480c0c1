import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.coding.sentences import sentences

CASES = [
    ("Nurses marched. Police watched.", ["Nurses marched.", "Police watched."]),
    ("Dr. Okoro spoke. He left.", ["Dr. Okoro spoke.", "He left."]),
    ("The march was led by R. K. Lahiri in Kolkata.", ["The march was led by R. K. Lahiri in Kolkata."]),
    ("Some 2.5 million walked.", ["Some 2.5 million walked."]),
    ('"We will not go." They stayed.', ['"We will not go."', "They stayed."]),
    ("first line\nsecond line", ["first line", "second line"]),
    ("the workers struck. the army came.", ["the workers struck.", "the army came."]),
    ("He came at 3 p.m. on Friday. Nobody spoke.", ["He came at 3 p.m. on Friday.", "Nobody spoke."]),
    ("معترضان آمدند. پلیس شلیک کرد.", ["معترضان آمدند.", "پلیس شلیک کرد."]),
    ("Is it over? No!", ["Is it over?", "No!"]),
    ("", []),
    ("   \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=300))
def test_sentences_are_ordered_trimmed_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(text[start:end] == text[start:end].strip() and end > start for start, end in found)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
