"""A report under other names keeps its marks on their words."""

from __future__ import annotations

import random

from training import augment


def document() -> dict:
    text = "KANO (Nov 18) - About 3,000 teachers marched in Kano on Monday, the NUT said. Kano paid 40 of them in 2019."

    def span(words: str, at: int = 0) -> dict:
        start = text.index(words, at)
        return {"start": start, "end": start + len(words)}

    return {
        "text": text,
        "marks": [
            span("About 3,000") | {"variable": "size"},
            span("teachers") | {"variable": "participants"},
            span("marched") | {"variable": "trigger"},
            span("Kano") | {"variable": "place"},
            span("on Monday") | {"variable": "date"},
        ],
        "speakers": [{"id": "p1", "kind": "organizer", "spans": [span("the NUT")]}],
        "cues": [span("said") | {"speaker": "p1"}],
        "sources": [span("the NUT")],
    }


def words(made: dict, span: dict) -> str:
    return made["text"][span["start"] : span["end"]]


def test_marks_stay_on_their_words_whatever_is_exchanged() -> None:
    for seed in range(40):
        made = augment.changed(document(), random.Random(seed))
        size, participants, trigger, place, date = (words(made, mark) for mark in made["marks"])
        assert size.startswith("About ") and size[6].isdigit()
        assert (participants, trigger) == ("teachers", "marched")
        assert date.startswith("on ") and date[3:] in augment.DAYS
        assert place[0].isupper() and place == place.strip()
        assert words(made, made["cues"][0]) == "said"
        assert words(made, made["sources"][0]) == words(made, made["speakers"][0]["spans"][0])


def test_a_name_is_exchanged_everywhere_alike() -> None:
    made = next(m for m in (augment.changed(document(), random.Random(s)) for s in range(20)) if words(m, m["marks"][3]) != "Kano")
    town = words(made, made["marks"][3])
    assert made["text"].count(town) == 2
    assert "in Kano" not in made["text"]


def test_days_of_a_month_stay_possible_and_numbers_keep_their_roundness() -> None:
    for seed in range(60):
        made = augment.changed(document(), random.Random(seed))
        day = int(made["text"].split("(")[1].split(")")[0].split()[1])
        assert 1 <= day <= 28
        assert words(made, made["marks"][0]).endswith(",000")


def test_words_in_capitals_are_not_taken_for_initials() -> None:
    lead = {"text": "THE RALLY WAS HELD IN THE CITY BY THE NUT.", "marks": [], "speakers": [], "cues": []}
    assert augment.changed(lead, random.Random(3))["text"] == lead["text"]


def test_the_same_seed_gives_the_same_report() -> None:
    assert augment.changed(document(), random.Random(5)) == augment.changed(document(), random.Random(5))
