"""What pages show: sides in order of size, and all that is known of a text."""

from __future__ import annotations

import html

import pytest

from placard.records import Code, Count, DateRange, Text
from placard.workbench.views import in_size
from tests.workbench import look
from tests.workbench.client import Client
from tests.workbench.fixture import EVIL


def count(low: int | None, high: int | None) -> Count:
    return Count(low, high, "words", "figure")


def test_counts_are_in_order_of_size_not_of_their_words() -> None:
    given = [count(20000, 20000), count(600, 600), count(2000, None), count(2000, 9999), count(None, 50), count(9, 9)]
    assert sorted(given, key=in_size) == [
        count(None, 50),
        count(9, 9),
        count(600, 600),
        count(2000, 9999),
        count(2000, None),
        count(20000, 20000),
    ]


def test_days_are_in_order_of_the_calendar_and_words_of_the_alphabet() -> None:
    late, early = (DateRange(day, day, "day", "words", "weekday") for day in ("2016-10-09", "2016-09-30"))
    assert sorted([late, early], key=in_size) == [early, late]
    assert sorted([Text("b"), Code("a")], key=in_size) == [Code("a"), Text("b")]


def test_the_sides_of_a_disagreement_go_from_small_to_large(ana: Client) -> None:
    found = next(one for one in look.event(ana)["conflicts"] if one["title"] == "Size")
    values = [value["value"] for side in found["sides"] for value in side]
    assert len(values) > 2
    lows = [value["data"]["low"] for value in values]
    assert lows == sorted(lows)
    assert [value["words"] for value in values] != sorted(value["words"] for value in values), "600 comes before 20,000"
    for side in found["sides"]:
        for value in side:
            assert {one["statement"]["value"]["words"] for one in value["told"]} == {value["value"]["words"]}


def test_a_document_shows_all_that_was_read_of_it(ana: Client) -> None:
    page = look.document(ana, "gazette-1")
    assert [(one["name"], one["value"]) for one in page["details"]] == [
        ("byline", f"A. Reporter {EVIL}"),
        ("agency", "Northern Wire"),
        ("page", "1"),
    ]
    text = ana.get(f"/documents/{page['document']['id']}").text
    about = text.partition("About this text")[2].partition("</details>")[0]
    for words in (f"A. Reporter {EVIL}", "Northern Wire", page["text_sha256"], "2016-10-19", "Port Gazette", page["text"][:6]):
        assert html.escape(words, quote=False).replace("'", "&#39;") in about
    assert EVIL not in text


@pytest.mark.parametrize("words", ["by", "credits"])
def test_an_event_shows_who_wrote_and_whom_they_credit(ana: Client, words: str) -> None:
    page = ana.get(f"/events/{look.event(ana)['id']}").text
    assert "A. Reporter" in page and EVIL not in page
    assert f"{words} <span" in page
