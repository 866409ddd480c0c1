"""Persons that rules for bodies once let out, bodies that stay, and how both stand among the speakers of the corpus."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from placard.release.name_words import COMMON, GIVEN, HEADS, SURNAMES, TITLES
from placard.release.names import names_in, persons_in

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

# Marked up: what stands in [brackets] is a name.
CASES = """
lawyers for [Ahmed Khan]
doctors of [Maria Lopez]
parents of [Maria Lopez]
officials of [Ahmed Khan]
Campaign for [Maria Lopez]
League for [Maria Lopez]
[Ahmed Khan]'s lawyers
[Maria Lopez]'s party
[Andy Williams]' office
the [Ahmed Khan] family
The [Ahmed Khan] family
the [Ahmed Khan] lawyers
the [Maria Lopez] movement
[Marie Clément]
[Clément Dupont]
[Luc Froment]
[Salvation Moyo]
[Gordon Banks]
[Alan Ward]
[Sunday Okafor]
[John Constable]
[Kim In Sook]
[Maria West-Lopez]
Reporter [Maria Lopez]
Judge [Oliver Stainthorpe]
Vice-Minister [Plácido Choquehuayta]
Deputy Interior Minister [Hugh Bell]
Director-General of Police [Om Narayan Singh]
President [Noh]'s spokesman
Doctor [Maseko]
INTERIOR MINISTER [RICARDO GARCIA]
ministry spokesman [Adel al-Buhaisi]
[Mossa ag Ehya]
Mr [Khan]'s son
Mrs [van den Berg] said
Mr. [de la Cruz], an activist
Sheikh [Omar bin Salem bin Khaled Al Nouri] said
Mr [Omar Salem Khaled Yusuf Nouri Haddad]
Dr [d'Arbanne]
[Luc d'Arbanne] said
[Samir ul-Karim Nouri] said
[Ana Tladi\u2011Venter] said
[Ana Tladi\u2010Venter]\u2019s son
a welder of 22 called [Marek]
her sister [Wendy]
[Galsandorj], 54
[Hayk], a first-year chemistry student
a sister named [Maria Lopez]
Monday, 24 May
the mother Church
One, a teacher
the Charter Amendment
Social Protection
a Bangladesh Reporter
the Luis Vernaza hospital
Indian Banks' Forum
Inshore Harvesters' Union
Federation of Campus Unions
Commission for the Green Vote
West Yorkshire police
Red Cross
Chief Justice
Justice Minister
Police Scotland
the Special Branch
General Staff
INTERIOR MINISTRY OFFICIALS
A Port spokesman
A Palestinian security chief, Colonel [Samih al-Hajjar]
[A Kumar] of the union
the embassy of Saudi Arabia
Sri Lanka
New Zealand's unions
Hong Kong
Burkina Faso
Judge [Jordan]
[Ali Jordan]
"""


def unmarked(line: str) -> tuple[str, list[str]]:
    return line.replace("[", "").replace("]", ""), [part.split("]")[0] for part in line.split("[")[1:]]


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_persons_are_found_behind_and_beside_words_of_bodies(line: str) -> None:
    words, expected = unmarked(line)
    assert [words[start:end] for start, end in names_in(words)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "activist [Marie Clément]",
        "activist [Gordon Banks]",
        "the witness Judge [Hugh Bell]",
        "the lawyer [Alan Ward], 41",
        "the activist [Omar Salem Khaled Yusuf Nouri Haddad]",
        "[Omar Salem Khaled Yusuf Nouri], 23, was held",
        "[Omar Salem Khaled Yusuf Nouri], a teacher, was held",
        "[Ana Tladi\u2011Venter], 23, was held",
        "Mrs [van den Berg] was held",
        "On Friday [Dana Abernathy], 23, was held",
        "On Friday [Sunday Okafor], a student, was held",
        "In Kano City [Alan Ward], 41, was held",
        "the Lagos City Marathon Group, 23 of them",
        "the leader Chief Minister",
    ],
)
def test_what_is_told_to_be_a_person_is_one_with_any_surname(line: str) -> None:
    words, expected = unmarked(line)
    assert [words[start:end] for start, end in persons_in(words)] == expected


def test_the_lists_of_words_fit_each_other() -> None:
    assert (GIVEN | SURNAMES) <= COMMON
    assert all(word == word.casefold() and word.isascii() for word in COMMON | HEADS | TITLES)


@pytest.fixture(scope="module")
def benchmark_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_names", BENCHMARKS / "names.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_speakers_of_the_corpus_are_masked_and_few_bodies_are(benchmark_module: ModuleType) -> None:
    """The figures of docs/masking.md, which may only become better."""
    found = benchmark_module.measure((BENCHMARKS / "names.txt").read_text(encoding="utf-8").splitlines())
    assert len(found["masked"]) >= 1263
    assert len(found["let out"]) <= 1
    assert len(found["body masked"]) <= 34


def test_names_of_one_word_are_masked_once_the_report_is_known(benchmark_module: ModuleType) -> None:
    """The figures over whole reports of docs/masking.md, on the reports they may only become better in."""
    lines = (BENCHMARKS / "names.txt").read_text(encoding="utf-8").splitlines()
    found = benchmark_module.reported(lines)
    assert len(found["masked in its report"]) >= 77
    assert len(found["no person, masked in its report"]) <= 2
    assert len(found["evidence masked in its report"]) <= 65
