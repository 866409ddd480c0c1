"""Speakers of one word, and names in running text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.release.running import borne_in, lone_word, told_in


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("Abernathy", "Abernathy"),
        ("Abernathy's", "Abernathy"),
        ("Tladi-Venter", "Tladi-Venter"),
        ("O'Neill", "O'Neill"),
        ("police", None),
        ("Dana Abernathy", None),
        ("Abernathy family", None),
        ("A", None),
        ("", None),
    ],
)
def test_a_speaker_of_one_word(quote: str, word: str | None) -> None:
    assert lone_word(quote) == word


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Dana Abernathy led the march. Abernathy said so.", "Abernathy", ["Dana Abernathy"]),
        ("Mrs Abernathy led the march. Abernathy said so.", "Abernathy", ["Abernathy"]),
        ("They met Kim Dong-su. Kim said so.", "Kim", ["Kim Dong-su"]),
        ("Luc O'Neill led the march. O\u2019Neill said so.", "O\u2019Neill", ["Luc O'Neill"]),
        ("Samih al-Hajjar led the march. Hajjar said so.", "Hajjar", ["Samih al-Hajjar"]),
        ("Students marched. Residents of Kano. Greenpeace said so.", "Greenpeace", []),
        ("But Greenpeace said so.", "Greenpeace", []),
        ("Marching Greenpeace crews, marching on.", "Greenpeace", []),
        ("the Coal Miners Union. Miners said so.", "Miners", []),
        ("We met Prof. Dana Abernathy.", "Abernathy", ["Dana Abernathy"]),
        ("\u041c\u0412\u0414 \u043f\u0438\u0448\u0435\u0442", "\u041c\u0412\u0414", []),
    ],
)
def test_a_word_is_a_persons_where_the_text_has_the_rest_of_the_name(text: str, word: str, names: list[str]) -> None:
    assert borne_in(text, word) == names


def test_a_place_of_the_report_is_no_person() -> None:
    text = "They marched through San Salvador. Salvador is quiet."
    start = text.index("San")
    assert borne_in(text, "Salvador", [(start, start + 12)]) == []
    assert borne_in(text, "Salvador") == ["San Salvador"]


def test_names_end_with_their_sentence_and_do_not_begin_with_its_first_word() -> None:
    assert told_in("They named the driver Simon Kahuthu.\nNyeri is quiet.") == {"Simon Kahuthu"}
    assert told_in("In Oaxaca, a teacher was shot. The activist Dana Abernathy fled.") == {"Dana Abernathy"}
    assert told_in("Then Mrs Okafor wept.") == {"Okafor"}
    assert told_in("They held the teacher Dana Abernathy.") == {"Dana Abernathy"}
    assert told_in("They met at Kano.\nDana Abernathy, president of the club, spoke.") == {"Dana Abernathy"}
    assert told_in("the architect of the Constitution.\nA 28-year-old fled.") == set()


def test_a_group_that_is_called_something_is_no_person() -> None:
    assert told_in("a group called Golden Dawn; parties, including Free Coast; a man named Musa Bello") == {"Musa Bello"}


@pytest.mark.parametrize("sentence", ["Dana Abernathy led. ", "Xx Abernathy. "])
def test_a_name_that_stands_in_thousands_of_sentences_takes_no_longer_for_each(sentence: str) -> None:
    before = time.process_time()
    assert len(borne_in(sentence * 4000, "Abernathy")) == 4000
    assert time.process_time() - before < 5


@given(st.text(), st.text(min_size=1))
def test_any_text(text: str, word: str) -> None:
    told_in(text)
    assert all(name in text for name in borne_in(text, word))
