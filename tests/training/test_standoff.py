"""Annotations beside their text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import second, standoff

ARTICLE = {
    "id": "a1",
    "date": "2012-05-16",
    "title": "Bloggers march",
    "text": "Bloggers marched in Dhaka.\n\n  The police said 200 marched, and marched again.\n",
}
LINES = [
    "@e1 occurred demonstration",
    "1 e1.trigger | marched",
    "1 e1.place | Dhaka | v=BD",
    "2 p1 | The police | kind=authority",
    "2 p1.cue | said",
    "2 e1.size | 200 | v=200..200 | by=p1 | cert=hedged",
    "2 e1.trigger | marched | #2",
]


def compiled(lines: list[str], article: dict = ARTICLE) -> dict:
    return standoff.compiled(list(enumerate(lines, 1)), article)


def words(made: dict, name: str) -> list[str]:
    return [ARTICLE["text"][one["start"] : one["end"]] for one in made[name]]


def test_a_sheet_numbers_the_paragraphs_that_lines_refer_to() -> None:
    assert standoff.sheet(ARTICLE).splitlines()[1:] == [
        "1 Bloggers marched in Dhaka.",
        "2 The police said 200 marched, and marched again.",
    ]


def test_lines_become_marks_with_the_offsets_of_their_words() -> None:
    made = compiled(LINES)
    assert words(made, "marks") == ["marched", "Dhaka", "200", "marched"]
    size = next(mark for mark in made["marks"] if mark["variable"] == "size")
    assert (size["value"], size["speaker"], size["certainty"]) == ({"low": 200, "high": 200}, "p1", "hedged")
    assert ARTICLE["text"][made["marks"][3]["start"] :].startswith("marched again")
    assert [(voice["id"], voice["kind"]) for voice in made["speakers"]] == [("p1", "authority")]
    assert words(made, "cues") == ["said"]
    assert "text" not in made and standoff.fits(made, ARTICLE["text"]) and not standoff.fits(made, ARTICLE["text"] + " ")


def test_sources_are_complete_only_where_somebody_listed_them() -> None:
    assert "sources" not in compiled(LINES)
    assert words(compiled([*LINES, "1 src | Bloggers"]), "sources") == ["Bloggers", "The police"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("@e2 happened demonstration", "@eN STATUS FORM"),
        ("marched", "PARAGRAPH TARGET"),
        ("3 e1.date | Monday", "no paragraph 3"),
        ("1 e1.date | Monday", "do not occur 1 time"),
        ("1 e1.trigger | march", "inside a word"),
        ("1 e1.march | marched", "no such variable"),
        ("1 e1.trigger | marched | sure", "neither name=value nor #N"),
        ("1 e1.trigger | marched | cert=maybe", "hedged or denied"),
        ("1 e2.trigger | marched", "e2 has no @ line"),
        ("1 e1.date | in Dhaka | by=p7", "p7 has no line"),
        ("1 p2 | Bloggers", "p2: kind"),
    ],
)
def test_a_faulty_line_is_named_with_what_is_wrong(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        compiled([*LINES, line])


def test_an_event_needs_a_trigger() -> None:
    with pytest.raises(ValueError, match="e1 has no trigger"):
        compiled(["@e1 planned strike"])


def test_articles_are_joined_to_their_annotations_or_refused(tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n")
    (tmp_path / "gv2012.jsonl").write_text(json.dumps(compiled(LINES)) + "\n")
    (joined,) = standoff.documents(articles, tmp_path)
    assert (joined["text"], joined["published"], joined["inline"]) == (ARTICLE["text"], "2012-05-16", False)
    articles.write_text(json.dumps(ARTICLE | {"text": "Another text."}) + "\n")
    with pytest.raises(ValueError, match="has not the text that is annotated as a1"):
        standoff.documents(articles, tmp_path)


WRITTEN = {
    "id": "a1",
    "text": ARTICLE["text"],
    "inline": True,
    "events": [{"id": "e1", "status": "occurred", "form": "demonstration"}],
    "marks": [
        {"variable": "trigger", "start": 9, "end": 16, "events": ["e1"]},
        {"variable": "participants", "start": 0, "end": 8, "events": ["e1"]},
    ],
    "speakers": [],
    "cues": [],
}


def test_training_reads_the_second_coding_and_leaves_out_what_only_the_writer_marked() -> None:
    read = second.coded(WRITTEN, compiled(LINES))
    assert (len(read["marks"]), read["inline"], read["id"]) == (4, False, "a1")
    assert read["unsure"] == [{"start": 0, "end": 8}]
    assert second.coded(WRITTEN, None) is WRITTEN


def test_codings_that_differ_on_relevance_say_nothing() -> None:
    assert second.coded(WRITTEN, compiled([])) is WRITTEN


def test_a_report_changed_since_its_second_coding_is_refused() -> None:
    with pytest.raises(ValueError, match="a1: its text is not the one"):
        second.coded(WRITTEN | {"text": "Changed."}, compiled(LINES))


def test_openly_licensed_reports_are_read_in_both_codings_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "real", lambda: {"a1": compiled(LINES)})
    other = WRITTEN | {"id": "a2"}
    read = second.by_turns([WRITTEN, other], 3)
    assert [one["id"] for one in read] == ["a1", "a2"] * 3
    assert [len(one["marks"]) for one in read if one["id"] == "a1"] == [2, 4, 2]
    assert [one["id"] for one in second.again([WRITTEN, other])] == ["a1"]
    with pytest.raises(ValueError, match=r"real\.jsonl"):
        second.again([WRITTEN | {"text": "Changed."}])


def test_the_second_codings_of_the_corpus_fit_its_texts() -> None:
    from training import data

    found = {document["id"]: document for document in data.own_documents()}
    assert set(second.codings()) <= set(found)
    assert sum(not found[name]["inline"] for name in second.codings()) > 0.9 * len(second.codings()) > 0


def test_a_report_written_without_marks_has_its_second_coding_or_is_refused() -> None:
    plain = WRITTEN | {"events": [], "marks": []}
    read = second.only(plain, compiled(LINES))
    assert (len(read["marks"]), read["inline"], "unsure" in read) == (4, False, False)
    assert second.only(plain, compiled([]))["events"] == [], "a coding may say that it tells of no event"
    with pytest.raises(ValueError, match="a1: written without marks"):
        second.only(plain, None)
    with pytest.raises(ValueError, match="a1: its text is not the one"):
        second.only(plain | {"text": "Changed."}, compiled(LINES))
