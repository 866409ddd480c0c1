"""What is masked anywhere in a report is masked everywhere in it, and ``placard verify`` still checks what is left."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import placard
from placard.records import OUTLET, Code, Coded, Document, EventMention, Place, Problem, Speaker, Statement, Text, make_id
from placard.release.known import KnownName
from placard.release.privacy import Privacy, mark_public, mask
from placard.release.report import NOTHING, Facts, facts_of, knowing, together
from placard.spans import Span
from placard.store.store import Store

B = "\u2588"
TEXT = (
    "Kano, where Dana Abernathy teaches, saw a strike on Sunday. Abernathy said: free Abernathy now. "
    "Greenpeace said: clean water. The Abernathy Foundation was silent."
)


class Coder:
    """One mention a document: each "X said: Y." is a demand, and places, "strike" and "The X Foundation" are marked too."""

    name = "said/1"

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        for document in documents:
            text, mention = document.text, make_id("men", document.id)
            found = [("trigger", match.span(), OUTLET) for match in re.finditer("strike", text)]
            found += [("organizer", match.span(1), OUTLET) for match in re.finditer(r"The (\w+ Foundation)", text)]
            found += [("place", match.span(), OUTLET) for match in re.finditer("Kano|(?<=in )Washington", text)]
            for match in re.finditer(r"([A-Z]\w+) said: ([^.]+)", text):
                found.append(("demand", match.span(2), Speaker("participant", Span.of(text, *match.span(1)))))
            statements = tuple(
                Statement(
                    make_id("st", mention, number),
                    mention,
                    variable,
                    Text(text[slice(*span)]),
                    (Span.of(text, *span),),
                    speaker,
                    "said/1",
                )
                for number, (variable, span, speaker) in enumerate(found)
            )
            yield Coded(document.id, 1.0, (EventMention(mention, document.id, "occurred", "strike", statements, 0.9, "said/1"),))


def make() -> Coder:
    return Coder()


def project(folder: Path, text: str = TEXT, title: str = "Abernathy leads strike") -> Path:
    line = {"id": "a", "text": text, "title": title, "published": "2020-01-13"}
    (folder / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    placard.run([folder / "a.jsonl"], folder / "p", coder="tests.release.test_report:make")
    return folder / "p"


def released(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "release").rglob("*.*sv")))


def speakers(folder: Path) -> set[str]:
    return {row["quote"] for row in pq.read_table(folder / "release" / "attributions.parquet").to_pylist()}


def test_a_speaker_of_one_word_whose_full_name_is_in_the_text_is_masked_everywhere(tmp_path: Path) -> None:
    folder = project(tmp_path)
    everything = released(folder)
    assert everything.count("Abernathy") == everything.count("Abernathy Foundation") > 0
    assert f"free {B * 9} now" in everything and f"{B * 9} leads strike" in everything
    assert speakers(folder) == {B * 9, "Greenpeace"}
    (event,) = pq.read_table(folder / "release" / "events.parquet").to_pylist()
    assert f"free {B * 9} now" in event["demand"]
    found = placard.verify(folder)
    assert found.texts == "project" and found.checked["statements compared with the project"] > 0


def test_a_public_person_keeps_the_surname_in_that_report(tmp_path: Path) -> None:
    folder = project(tmp_path)
    with Store.open(folder, write=True) as store:
        store.add_decision(mark_public("Dana Abernathy", by="person:a", at="2020-01-14T00:00:00Z", reason="minister"))
    placard.release(folder)
    assert B not in released(folder)
    placard.verify(folder)


@pytest.mark.parametrize(("names", "masks"), [("kept", set()), ("speakers", {"attributions"})])
def test_less_is_masked_where_less_was_asked(tmp_path: Path, names: str, masks: set[str]) -> None:
    folder = project(tmp_path)
    placard.release(folder, names=names)
    paths = (folder / "release").rglob("*.csv")
    assert {path.stem for path in paths if B in path.read_text(encoding="utf-8")} == masks
    placard.verify(folder)


def test_places_of_the_report_are_left(tmp_path: Path) -> None:
    text = "Denise Washington led a strike in Washington. Washington said: march on Washington with Denise Washington."
    folder = project(tmp_path, text, "Strike reaches Washington")
    everything = released(folder)
    assert f"march on Washington with {B * 6} {B * 10}" in everything and "Strike reaches Washington" in everything
    assert speakers(folder) == {B * 10}
    placard.verify(folder)


def statement(variable: str, words: str, speaker: str | None = None) -> Statement:
    who = OUTLET if speaker is None else Speaker("other", Span(0, len(speaker), speaker))
    return Statement("st", "men", variable, Text(words), (Span(0, len(words), words),), who, "x/1")


def no_text() -> str:
    raise AssertionError("the text was read without need")


def test_a_text_is_read_only_where_it_is_needed() -> None:
    listed = [statement("deaths", "the teacher Dana Abernathy", "police")]
    assert facts_of(Privacy("persons"), "", listed, no_text).names == (KnownName("Dana Abernathy"),)
    assert facts_of(Privacy("kept"), "A Title", [statement("demand", "x", "Abernathy")], no_text) == NOTHING
    assert facts_of(Privacy("persons", frozenset({"musa bello"})), "", listed, no_text).kept == frozenset()


def test_two_persons_of_one_surname_one_of_them_public() -> None:
    text = "Rishi Sunak spoke. The teacher Akshata Sunak did not."
    listed = [statement("demand", "the teacher Akshata Sunak", "Minister Sunak"), statement("demand", "Sunak out", "Sunak")]
    facts = facts_of(Privacy("persons", frozenset({"rishi sunak"})), "", listed, lambda: text)
    assert facts == Facts((KnownName("Akshata Sunak", "never"),), frozenset({"sunak"}))
    privacy = knowing(Privacy("persons", frozenset({"rishi sunak"})), facts)
    assert [privacy.speaker(one.speaker.span) for one in listed if one.speaker.span] == ["Minister Sunak", "Sunak"]
    assert privacy.evidence(listed[0], listed[0].evidence[0]) == f"the teacher {B * 7} {B * 5}"


def test_a_public_name_of_another_report_keeps_nothing() -> None:
    listed = [statement("demand", "Sunak out", "Sunak")]
    facts = facts_of(Privacy("persons", frozenset({"rishi sunak"})), "", listed, lambda: "Akshata Sunak said so.")
    assert facts == Facts((KnownName("Akshata Sunak"), KnownName("Sunak")))


def test_ordinary_words_and_towns_are_no_names_by_themselves() -> None:
    listed = [
        statement("demand", "the teacher Alan Ward"),
        statement("demand", "the teacher Aminu Kano"),
        statement("place", "Kano"),
        statement("demand", "the driver Code Red", "Mr May"),
    ]
    facts = facts_of(Privacy("persons"), "", listed, lambda: "")
    alone = {name.words: name.alone for name in facts.names}
    assert (alone["Alan Ward"], alone["Aminu Kano"], alone["May"]) == ("speaker", "speaker", "speaker")
    privacy = knowing(Privacy("persons"), facts)
    for words in ("the people of Ward 5", "the road to Kano", "on May Day"):
        assert privacy.evidence(statement("demand", words), Span(0, len(words), words)) == words
    assert privacy.value("tactic", {"type": "code", "code": "march"}) == {"type": "code", "code": Code("march").code}


def test_what_one_report_of_an_event_masks_its_shown_values_mask() -> None:
    both = together([Facts((KnownName("Dana Abernathy", "speaker"),)), Facts((KnownName("Dana Abernathy"),), frozenset({"bello"}))])
    assert both == Facts((KnownName("Dana Abernathy", "anywhere"), KnownName("Dana Abernathy", "speaker")), frozenset({"bello"}))
    assert knowing(Privacy("persons"), both).value("demand", {"text": "Abernathy out"})["text"] == f"{B * 9} out"
    assert together([]) == NOTHING


def test_a_public_person_is_kept_in_an_event_of_which_another_report_masks_the_surname() -> None:
    both = together([Facts((KnownName("Musa Abernathy"),)), Facts((), frozenset({"abernathy"}))])
    privacy = knowing(Privacy("persons", frozenset({"dana abernathy"})), both)
    assert privacy.value("demand", {"text": "free Dana Abernathy"})["text"] == "free Dana Abernathy"
    for words in ("Musa Abernathy", "Abernathy"):
        assert privacy.value("demand", {"text": f"free {words}"})["text"] == f"free {mask('Musa ' + words)[-len(words) :]}"


def test_a_public_person_keeps_a_surname_with_either_apostrophe() -> None:
    listed = [statement("demand", "Minister O\u2019Neill must go", "Minister O\u2019Neill")]
    facts = facts_of(Privacy("persons", frozenset({"luc o'neill"})), "", listed, lambda: "Luc O\u2019Neill spoke.")
    assert facts == Facts((), frozenset({"o'neill"}))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Student Killed In Dhaka", "Dhaka rises"),
        ("Driver Shot In Kano Clash", "no more Clash"),
        ("Teacher Held At Rally", "the Rally goes on"),
    ],
)
def test_a_headline_in_capitals_makes_nothing_a_name(title: str, words: str) -> None:
    listed = [statement("slogan", words)]
    privacy = knowing(Privacy("persons"), facts_of(Privacy("persons"), title, listed, lambda: words))
    assert privacy.evidence(listed[0], listed[0].evidence[0]) == words


def test_a_headline_in_capitals_names_whom_its_text_tells() -> None:
    listed = [statement("slogan", "free Abernathy")]
    text = "The teacher Dana Abernathy was held. They cried: free Abernathy."
    for title in ("Teacher Dana Abernathy Held", "Teacher Dana Abernathy"):
        privacy = knowing(Privacy("persons"), facts_of(Privacy("persons"), title, listed, lambda: text))
        assert privacy.evidence(listed[0], listed[0].evidence[0]) == f"free {B * 9}"
        assert "Abernathy" not in privacy.title(title)


def test_a_name_that_a_headline_in_capitals_tells_by_age_or_honorific_is_masked_where_the_text_has_it() -> None:
    listed = [statement("slogan", "free Abernathy")]
    for title in ("Mrs Abernathy, Teacher, Held In Kano", "Teacher Dana Abernathy, 23, Held In Kano"):
        for text, words in (("Dana Abernathy was held.", f"free {B * 9}"), ("Nobody spoke.", "free Abernathy")):
            privacy = knowing(Privacy("persons"), facts_of(Privacy("persons"), title, listed, lambda said=text: said))
            assert privacy.evidence(listed[0], listed[0].evidence[0]) == words
            assert "Abernathy" not in privacy.title(title)


def released_as(variable: str, words: str, facts: Facts) -> str:
    return knowing(Privacy("persons"), facts).evidence(statement(variable, words), Span(0, len(words), words))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Extinction Rebellion", "Activists of Extinction Rebellion sat down.", "Extinction Rebellion"),
        ("Muslim Brotherhood", "The Muslim Brotherhood said so.", "the Brotherhood"),
        ("Golden Dawn", "a party called Golden Dawn, which marched", "Golden Dawn"),
        ("Boko Haram", "Groups, including Boko Haram, said so.", "Boko Haram"),
    ],
)
def test_a_speaker_who_only_looks_like_a_person_is_masked_where_persons_stand(name: str, text: str, words: str) -> None:
    facts = facts_of(Privacy("persons"), "", [statement("demand", "wages", name)], lambda: text)
    assert facts.names == (KnownName(name, "form"),)
    for variable in ("organizer", "target", "demand", "slogan", "responder", "tactic"):
        assert released_as(variable, words, facts) == words
    for variable in ("participants", "arrests", "injuries", "deaths"):
        assert released_as(variable, name, facts) == mask(name)
    assert knowing(Privacy("persons"), facts).speaker(Span(0, len(name), name)) == mask(name)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Dana Abernathy", "Dana Abernathy, a member of the council, was held."),
        ("Dana Abernathy", "Interior Minister Dana Abernathy was held."),
        ("Dana Abernathy", "Dana Abernathy was held. Mrs Abernathy wept."),
        ("Dana Abernathy", "a woman named Dana Abernathy was held"),
        ("spokesman Dana Abernathy", "nothing"),
    ],
)
def test_a_speaker_whom_statement_or_text_says_is_a_person_is_masked_everywhere(quote: str, text: str) -> None:
    facts = facts_of(Privacy("persons"), "", [statement("demand", "wages", quote)], lambda: text)
    assert KnownName("Dana Abernathy") in facts.names
    assert released_as("slogan", "free Abernathy", facts) == f"free {B * 9}"


def test_a_speaker_called_by_the_last_word_alone_is_a_person() -> None:
    listed = [statement("demand", "wages", "Dana Abernathy"), statement("demand", "wages", "Abernathy")]
    facts = facts_of(Privacy("persons"), "", listed, lambda: "Dana Abernathy said so. Abernathy said more.")
    assert facts.names == (KnownName("Abernathy"), KnownName("Dana Abernathy"))


def test_surnames_that_are_countries_or_resolved_places_are_towns() -> None:
    listed = [
        statement("demand", "the teacher Ali Jordan"),
        statement("demand", "the driver Ben Israel"),
        statement("demand", "the nurse Eva Lagos"),
        replace(statement("place", "the capital"), value=Place(1, "Lagos", "NG", 6.5, 3.4, "settlement", "the capital")),
    ]
    facts = facts_of(Privacy("persons"), "", listed, lambda: "")
    for words in ("the government of Jordan", "Israel", "the people of Lagos"):
        assert released_as("target", words, facts) == words
    assert released_as("target", "Ali Jordan", facts) == mask("Ali Jordan")
    assert knowing(Privacy("persons"), facts).speaker(Span(0, 6, "Jordan")) == B * 6


def test_surnames_in_evidence_are_looked_for_in_the_text() -> None:
    text = "Dana Abernathy, a teacher, was held. They cried: free Abernathy."
    facts = facts_of(Privacy("persons"), "Strike", [statement("slogan", "Free Abernathy")], lambda: text)
    assert released_as("slogan", "Free Abernathy", facts) == f"Free {B * 9}"
    assert facts_of(Privacy("persons"), "", [statement("slogan", "free her")], no_text) == NOTHING


def test_a_surname_that_another_person_bears_as_first_name_is_looked_for_all_the_same() -> None:
    text = "The teacher Kim Dong-su was held. The driver Musa Kim was held. They cried: free Kim."
    listed = [statement("demand", "the teacher Kim Dong-su"), statement("slogan", "Free Kim")]
    facts = facts_of(Privacy("persons"), "", listed, lambda: text)
    assert released_as("slogan", "Free Kim", facts) == f"Free {B * 3}"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("the home of Dana Abernathy", "Dana Abernathy must go"),
        ("Dana Abernathy's home", "Dana Abernathy must go"),
        ("near Dana Abernathy", "the teacher Dana Abernathy must go"),
        ("the square of Mrs Abernathy", "the teacher Dana Abernathy must go"),
    ],
)
def test_persons_in_the_words_of_a_place_are_no_town(place: str, words: str) -> None:
    text = f"Dana Abernathy, a teacher, spoke. {words}. Abernathy spoke at {place}."
    at = text.index(place)
    where = replace(statement("place", place), evidence=(Span(at, at + len(place), place),))
    listed = [where, statement("demand", words), statement("demand", "wages", "Dana Abernathy")]
    facts = facts_of(Privacy("persons"), "", listed, lambda: text)
    assert facts.names == (KnownName("Dana Abernathy"),)
    assert "Abernathy" not in released_as("demand", words, facts)
