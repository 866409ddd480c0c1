"""Where names known of a report stand in its words: whole, by the surname alone, and not where they are other things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.release.known import Known, KnownName, surname_of

ABERNATHY = KnownName("Dana Lee Abernathy")


def masked(words: str, *names: KnownName, **how: bool) -> list[str]:
    return [words[start:end] for start, end in Known(names).ranges(words, **how)]


# What stands in [brackets] is masked where Dana Lee Abernathy is.
CASES = """
[Dana Lee Abernathy] was held
[Abernathy] was held
[Abernathy]'s lawyer
[ABERNATHY]
[Dana Abernathy]
[D. Abernathy]
[D. L. Abernathy]
free [Abernathy], free the others
anti-[Abernathy] slogans
Anti-[Abernathy] slogans
[Abernathy]-led talks
an [Abernathy]-Led party
free [Tladi-Abernathy]
free [Abernathy-Venter]
her sister [Ana Abernathy-Venter]
free [Musa Tladi-Abernathy]
free [Dana Lee Abernathy-Venter]'s son
[Ana-Dana Lee Abernathy]
her brother [Musa Abernathy]
Peru's [Abernathy]
the Abernathy Foundation
outside the Abernathy hospital
Abernathy Road
the Abernathys
an abernathy
Abernathyville
Lee
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_a_name_is_found_again_by_its_surname(line: str) -> None:
    words = line.replace("[", "").replace("]", "")
    assert masked(words, ABERNATHY) == [part.split("]")[0] for part in line.split("[")[1:]]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Dana Abernathy", "Abernathy"),
        ("Ana Tladi-Venter", "Tladi-Venter"),
        ("Samih al-Hajjar", "Hajjar"),
        ("Kofi Mensah Jr.", "Mensah"),
        ("Lena van den Berg", "Berg"),
        ("Luc O'Neill", "O'Neill"),
        ("...", ""),
    ],
)
def test_the_surname_is_what_stands_for_a_name(name: str, surname: str) -> None:
    parts = surname_of(name)
    assert (name[parts[0].start : parts[-1].end] if parts else "") == surname


def test_spelling_and_accents_do_not_hide_a_name() -> None:
    assert masked("Castaneda spoke", KnownName("Jos\u00e9 Casta\u00f1eda")) == ["Castaneda"]
    assert masked("RICARDO GARCIA resign", KnownName("Ricardo Garcia")) == ["RICARDO GARCIA"]
    assert masked("Ricardo\n  Garcia", KnownName("Ricardo Garcia")) == ["Ricardo\n  Garcia"]
    assert masked("free O\u2019Neill", KnownName("Luc O'Neill")) == ["O\u2019Neill"]
    assert masked("free O'Neill", KnownName("Luc O\u2019Neill")) == ["O'Neill"]


def test_a_surname_behind_a_small_particle_is_a_surname_all_the_same() -> None:
    for words in ("free d'Arbanne", "free d\u2019Arbanne", "free D'Arbanne"):
        assert masked(words, KnownName("Luc d'Arbanne")) == [words[5:]]
    assert masked("a d'arbanne", KnownName("Luc d'Arbanne")) == []


def test_what_says_other_things_is_masked_in_a_speaker_of_one_word_only() -> None:
    name = KnownName("Denise Washington", "speaker")
    assert masked("a march on Washington", name) == []
    assert masked("Washington", name) == []
    assert masked("Washington", name, speaker=True) == ["Washington"]
    assert masked("Washington's", name, speaker=True) == ["Washington"]
    assert masked("Washington officials", name, speaker=True) == []
    assert masked("Denise Washington", name) == ["Denise Washington"]


def test_a_surname_that_is_never_masked_alone_is_masked_in_the_whole_name() -> None:
    assert masked("Akshata Sunak and Sunak", KnownName("Akshata Sunak", "never")) == ["Akshata Sunak"]


def test_short_surnames_are_masked_alone_only_where_nothing_else_was_said() -> None:
    assert masked("Li said so", KnownName("Wei Li")) == []
    assert masked("Li said so", KnownName("Li")) == ["Li"]
    assert masked("A crowd", KnownName("A")) == []


def test_a_headline_tells_nothing_by_its_capitals() -> None:
    assert masked("Judge Frees Abernathy", ABERNATHY, headline=True) == ["Abernathy"]
    assert masked("Abernathy School Row", ABERNATHY, headline=True) == ["Abernathy"]


@given(st.text(), st.lists(st.text()))
def test_any_names_in_any_words(words: str, names: list[str]) -> None:
    for start, end in Known(map(KnownName, names)).ranges(words):
        assert 0 <= start < end <= len(words)
