"""What looks like a person's name, and what does not; masks keep length and say so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import placard
from placard.errors import VerifyError
from placard.records import OUTLET, Decision, Detail, Speaker, Statement, Text
from placard.release.known import KnownName
from placard.release.names import names_in, persons_in
from placard.release.privacy import Privacy, agrees, mark_public, mask, public_names
from placard.spans import Span
from placard.store.store import Store

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
the Charter Amendment
Charter Amendment
Structured Consultation
a Bangladesh Reporter
Federation of Dock Labourers
Coalition for Honest Elections
Indian Banks' Forum
Minister of [Finance Hugh Bell]
the family of [Musa Bello]
[Tom Clement]
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
        ("persons", "organizer", "Amina Yusuf"),
    ],
)
def test_values_and_evidence_are_masked_alike(names: str, variable: str, released: str) -> None:
    one = statement(variable, "Amina Yusuf")
    privacy = Privacy(names)
    assert privacy.evidence(one, one.evidence[0]) == released
    assert privacy.value(variable, {"type": "text", "text": "Amina Yusuf", "stance": None})["text"] == released


# What stands in [brackets] is surely a person by the words beside it.
PERSONS = """
the activist [Amina Yusuf]
[Amina Yusuf], 23, and [Musa Bello], a student
[Amina Yusuf] (aged 41)
Mrs [Okafor]
killed a teacher named [Lena van den Berg]
Amina Yusuf
Nigeria Labour Congress
students of Bayero University
Green Land Movement
the leader of Free Coast
200 residents of New Town
down with the minister
"""


@pytest.mark.parametrize("line", PERSONS.strip().splitlines())
def test_only_what_is_surely_a_person_is_one(line: str) -> None:
    words = line.replace("[", "").replace("]", "")
    expected = [part.split("]")[0] for part in line.split("[")[1:]]
    assert [words[start:end] for start, end in persons_in(words)] == expected


@given(st.text())
def test_masking_persons_keeps_length_too(words: str) -> None:
    assert agrees(mask(words, persons=True), words)


def test_a_name_marked_public_is_kept_until_that_is_undone() -> None:
    marked = mark_public("Amina  Yusuf", by="person:a", at="2020-01-01T00:00:00Z", reason="governor")
    public = public_names([marked])
    words = "the activist Amina Yusuf and Mrs Okafor"
    assert Privacy("persons", public).evidence(statement("organizer", words), Span(0, len(words), words)) == (
        "the activist Amina Yusuf and Mrs \u2588\u2588\u2588\u2588\u2588\u2588"
    )
    assert Privacy("speakers", public).speaker(Span(0, 11, "Amina Yusuf")) == "Amina Yusuf"
    assert mask("the activist Amina Yusuf.", public, persons=True) == "the activist Amina Yusuf."
    for name in ("Luc O'Neill", "Luc O\u2019Neill"):
        spelled = public_names([mark_public(name, by="person:a", at="2020-01-01T00:00:00Z", reason="governor")])
        for words in ("the activist Luc O'Neill", "the activist Luc O\u2019Neill"):
            assert mask(words, spelled, persons=True) == words
            assert Privacy("persons", spelled).detail(Detail("byline", words[13:])) == words[13:]
    undone = Decision("u", "2020-01-02T00:00:00Z", "person:a", "undo", marked.target, None, {"undoes": marked.id})
    assert public_names([marked, undone]) == frozenset()


def test_names_of_places_are_left_whatever_stands_beside_them() -> None:
    words = "Mr Bello Street"
    assert Privacy("masked").evidence(statement("venue", words), Span(0, len(words), words)) == words


B = "\u2588"


@pytest.mark.parametrize(
    ("title", "text", "known", "released"),
    [
        ("Activist Amina Yusuf held", "", (), f"Activist {B * 5} {B * 5} held"),
        ("Amina Yusuf held", "The teacher Amina Yusuf was held.", (), f"{B * 5} {B * 5} held"),
        ("Yusuf's lawyer protests", "The teacher Amina Yusuf was held.", (), f"{B * 5}'s lawyer protests"),
        ("Yusuf: we will march", "Yusuf said so.", ("Amina Yusuf",), f"{B * 5}: we will march"),
        ("Teachers March In Kano", "The teacher Amina Yusuf marched in Kano.", (), "Teachers March In Kano"),
        ("Charter Amendment Splits Port Town", "", (), "Charter Amendment Splits Port Town"),
        ("Leader Calls For Strike", "", (), "Leader Calls For Strike"),
        ("Teacher Amina Yusuf, 23, Held At Rally", "", (), f"Teacher {B * 5} {B * 5}, 23, Held At Rally"),
        ("Mrs Yusuf, Teacher, Held In Kano", "", (), f"Mrs {B * 5}, Teacher, Held In Kano"),
        ("Yusufs march", "The teacher Amina Yusuf was held.", (), "Yusufs march"),
    ],
)
def test_titles_name_nobody_the_report_is_sure_is_a_person(title: str, text: str, known: tuple[str, ...], released: str) -> None:
    assert titled(Privacy("persons"), title, text, known) == released
    assert titled(Privacy("masked"), title, text, known) == released
    assert titled(Privacy("kept"), title, text, known) == title
    assert titled(Privacy("persons", frozenset({"amina yusuf", "yusuf"})), title, text, known) == title


def titled(privacy: Privacy, title: str, text: str = "", known: Iterable[str] = ()) -> str:
    """A title as it is released where ``known`` are masked elsewhere in the report."""
    names = {*filter(privacy.is_private, known), *privacy.title_names(title, text)}
    return privacy.knowing(map(KnownName, names)).title(title)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Maria Lopez, Ana Diaz", ["Maria Lopez", "Ana Diaz"]),
        ("Maria Lopez (Ana Diaz)", ["Maria Lopez", "Ana Diaz"]),
        ("Maria Lopez's lawyers", ["Maria Lopez"]),
        ("Mr Bello - Mrs Okafor", ["Bello", "Okafor"]),
    ],
)
def test_each_name_masked_in_a_speaker_is_masked_in_the_title(words: str, names: list[str]) -> None:
    one = replace(statement("demand", "wages"), speaker=Speaker("organizer", Span(0, len(words), words)))
    privacy = Privacy("persons")
    known = [name.words for name in privacy.masked_names(one)]
    assert known == names
    for name in names:
        assert name.split()[-1] not in titled(privacy, f"{name} arrested at rally", "", known)
    public = Privacy("persons", frozenset({names[0].casefold()}))
    assert [name.words for name in public.masked_names(one)] == names[1:]


@given(st.text(), st.text(), st.lists(st.text()))
def test_a_masked_title_agrees_with_the_title(title: str, text: str, known: list[str]) -> None:
    assert agrees(titled(Privacy("persons"), title, text, known), title)


@pytest.mark.parametrize(
    ("byline", "released"),
    [
        ("By Amina Yusuf, staff reporter", f"By {B * 5} {B * 5}, staff reporter"),
        ("AMINA YUSUF", f"{B * 5} {B * 5}"),
        ("Reuters", "Reuters"),
        ("amina.yusuf@example.org", f"{B * 5}.{B * 5}@{B * 7}.{B * 3}"),
    ],
)
def test_bylines_keep_only_what_is_no_name(byline: str, released: str) -> None:
    assert Privacy("persons").detail(Detail("byline", byline)) == released
    assert Privacy("kept").detail(Detail("byline", byline)) == byline
    assert Privacy("persons").detail(Detail("section", "Yusuf")) == "Yusuf"


def test_a_release_carries_details_and_masked_titles(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Teacher Amina Yusuf leads march</title><meta name='author' content='Musa Bello'>"
        "<meta property='article:section' content='Metro'><meta property='article:published_time' "
        "content='2021-03-04T21:15:00+01:00'><link rel='canonical' href='https://example.org/a'></head><body><article>"
        "<p>KANO (Reuters) - About 200 teachers marched in Kano on Friday over unpaid wages, the union said in a statement.</p>"
        "<p>They walked from the market to the ministry, where they sat down and sang for an hour before going home.</p>"
        "</article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    placard.run([tmp_path / "a.html"], tmp_path / "p", coder="tests.project.rules:make")
    (document,) = pq.read_table(tmp_path / "p" / "release" / "documents.parquet").to_pylist()
    assert document["title"] == f"Teacher {B * 5} {B * 5} leads march" and document["title_masked"]
    assert document["url"] == "https://example.org/a" and document["published"] == "2021-03-04T21:15:00+01:00"
    details = pq.read_table(tmp_path / "p" / "release" / "details.parquet").to_pylist()
    assert [(row["name"], row["value"], row["masked"]) for row in details] == [
        ("byline", f"{B * 4} {B * 5}", True),
        ("section", "Metro", False),
        ("agency", "Reuters", False),
    ]
    assert placard.verify(tmp_path / "p").checked["titles compared with the project"] == 1
    with sqlite3.connect(tmp_path / "p" / "placard.db") as connection:
        connection.execute("UPDATE documents SET title = 'Teacher Amina Yusuf heads march'")
    with pytest.raises(VerifyError, match="its title is not the project's"):
        placard.verify(tmp_path / "p")


def test_a_release_masks_persons_by_default_and_keeps_public_ones(tmp_path: Path) -> None:
    text = "About 200 teachers marched in Kano on Friday. Police Amina Yusuf said 90 people marched in Kano."
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": text, "published": "2020-01-13"}), encoding="utf-8")
    placard.run([tmp_path / "a.jsonl"], tmp_path / "p", coder="tests.project.rules:make")

    def released() -> str:
        return "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "p" / "release").glob("*.csv")))

    assert json.loads((tmp_path / "p" / "release" / "manifest.json").read_text(encoding="utf-8"))["names"] == "persons"
    assert "Amina" not in released()
    with Store.open(tmp_path / "p", write=True) as store:
        store.add_decision(mark_public("Amina Yusuf", by="person:a", at="2020-01-14T00:00:00Z", reason="spokesperson"))
    placard.release(tmp_path / "p")
    assert placard.verify(tmp_path / "p").texts == "project"


def test_a_conflict_in_words_names_nobody_who_is_masked() -> None:
    words = "arrests: Abernathy and two others by authority (Ward Herald); none by Mrs Okafor"
    privacy = Privacy("persons").knowing([KnownName("Dana Abernathy")])
    assert privacy.conflict("arrests", words) == f"arrests: {B * 9} and two others by authority (Ward Herald); none by Mrs {B * 6}"
    assert privacy.conflict("place", words) == words
    assert Privacy("speakers").knowing([KnownName("Dana Abernathy")]).conflict("arrests", words) == words
