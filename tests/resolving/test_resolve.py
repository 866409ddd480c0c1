"""The ``placard resolve`` contract: one answer a line, values in the order of the spans, bad lines answered and passed over."""

from __future__ import annotations

import json
from typing import Any

from placard.resolving.resolve import learn, resolve

TEXT = "LAGOS, Nov 18 - About 2.5k traders marched on Monday; police arrested a student. Scores fasted on Sunday."

WANTED = (("on Sunday", "date"), ("About 2.5k", "count"), ("on Monday", "date"), ("a student", "count"), ("traders", "count"))


def line(**fields: Any) -> str:
    return json.dumps({"id": "a", "text": TEXT, "published": "2019-11-18", "spans": spans()} | fields)


def spans() -> list[dict[str, Any]]:
    found = []
    for words, kind in WANTED:
        start = TEXT.index(words)
        found.append({"start": start, "end": start + len(words), "kind": kind})
    return found


def test_values_come_in_the_order_of_the_spans() -> None:
    (answer,) = resolve([line()])
    assert answer["id"] == "a"
    assert answer["values"] == [
        {
            "type": "date", "start": "2019-11-17", "end": "2019-11-17", "precision": "day", "words": "on Sunday",
            "rule": "weekday by tense",
        },
        {"type": "count", "low": 2500, "high": 2500, "words": "About 2.5k", "rule": "about"},
        {
            "type": "date", "start": "2019-11-18", "end": "2019-11-18", "precision": "day", "words": "on Monday",
            "rule": "weekday of the report",
        },
        {"type": "count", "low": 1, "high": 1, "words": "a student", "rule": "one person"},
        {"words": "traders", "reason": "the words give no number"},
    ]  # fmt: skip


def test_the_values_do_not_depend_on_the_order_of_the_spans() -> None:
    forward, backward = resolve([line(), line(spans=spans()[::-1])])
    assert forward["values"] == backward["values"][::-1]


def test_bytes_and_text_and_numbers_for_ids_are_taken_and_blank_lines_passed_over() -> None:
    answers = list(resolve([line().encode(), "", "  \n", line(id=7)]))
    assert [answer["id"] for answer in answers] == ["a", 7]
    assert answers[0]["values"] == answers[1]["values"]


def test_a_bad_line_is_answered_and_the_rest_go_on() -> None:
    bad = [
        "not json",
        "[1, 2]",
        json.dumps({"id": "no text"}),
        line(id="far", spans=[{"start": 0, "end": 9999, "kind": "date"}]),
        line(id="empty", spans=[{"start": 5, "end": 5, "kind": "date"}]),
        line(id="negative", spans=[{"start": -5, "end": 5, "kind": "date"}]),
        line(id="kind", spans=[{"start": 0, "end": 5, "kind": "colour"}]),
        line(id="type", text=5),
        b"\xff\xfe{}",
    ]
    answers = list(resolve([*bad, line(id="good")]))
    assert [answer["id"] for answer in answers] == [None, None, "no text", "far", "empty", "negative", "kind", "type", None, "good"]
    assert all(set(answer["error"]) == {"kind", "message"} for answer in answers[:-1])
    assert len(answers[-1]["values"]) == 5
    assert "one of place, date, count" in answers[6]["error"]["message"]


def test_offsets_are_code_points() -> None:
    text = "🔥🔥 hundreds there"
    (answer,) = resolve([json.dumps({"id": 1, "text": text, "spans": [{"start": 3, "end": 11, "kind": "count"}]})])
    assert answer["values"][0]["words"] == "hundreds"


def test_a_document_without_spans_has_no_values() -> None:
    assert list(resolve([json.dumps({"id": "x", "text": "t"})])) == [{"id": "x", "values": []}]


def test_places_of_a_line_are_resolved_together_and_in_order() -> None:
    text = "Thousands marched in Kano, Nigeria."
    found = [
        {"start": 27, "end": 34, "kind": "place"},
        {"start": 0, "end": 9, "kind": "count"},
        {"start": 21, "end": 25, "kind": "place"},
    ]
    (answer,) = resolve([json.dumps({"id": "p", "text": text, "spans": found})])
    nigeria, thousands, kano = answer["values"]
    assert (nigeria["words"], nigeria["country"]) == ("Nigeria", "NG")
    assert (kano["words"], kano["country"]) == ("Kano", "NG")
    assert thousands["low"] == 2000


def test_a_country_may_be_given_by_code_or_name() -> None:
    text = "They marched on Independence Day 2018."
    found = [{"start": 13, "end": 37, "kind": "date"}]
    lines = [json.dumps({"text": text, "country": name, "spans": found}) for name in ("NG", "ng", "NGA", "Nigeria")]
    assert {answer["values"][0]["start"] for answer in resolve(lines)} == {"2018-10-01"}
    (unknown,) = resolve([json.dumps({"text": text, "country": "Atlantis", "spans": found})])
    assert "differs by country" in unknown["values"][0]["reason"]


def test_an_outlet_is_at_home_where_it_writes_of() -> None:
    texts = [
        "The council of Marysville, Ohio, met; drivers from Dublin, Ohio, and Delaware, Ohio, came.",
        "Schools in Worthington, Ohio, and Hilliard, Ohio, stayed shut.",
        "A march went from Grove City, Ohio, to Westerville, Ohio.",
        "Teachers rallied in Columbus and in Dublin.",
    ]
    names = ["Marysville", "Dublin", "Delaware", "Worthington", "Hilliard", "Grove City", "Westerville", "Columbus"]
    lines = []
    for text in texts:
        found = [{"start": text.index(n), "end": text.index(n) + len(n), "kind": "place"} for n in names if n in text]
        lines.append(json.dumps({"id": text[:5], "text": text, "source": "heralddaily.example", "spans": found}))
    homes = learn(lines)
    assert list(homes) == ["heralddaily.example"]
    *_, last = resolve(lines, homes=homes)
    assert {value["country"] for value in last["values"]} == {"US"}
    assert learn([lines[0], "no json", json.dumps({"text": "t"})]) == {}
