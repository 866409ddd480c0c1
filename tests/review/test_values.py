"""What people type, as values."""

from __future__ import annotations

import pytest

from placard.codebook import default_codebook
from placard.errors import InputError
from placard.records import Code, Count, DateRange, Text, Unresolved
from placard.review.values import find_words, guess_value, read_count, read_date, read_value

BOOK = default_codebook()


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ("600", "600", (600, 600)),
        ("2,000", "3 000", (2000, 3000)),
        ("2000-3000", "", (2000, 3000)),
        ("2 to 3", "", (2, 3)),
        ("50", "", (50, None)),
        ("", "20", (None, 20)),
        ("1.5 million", "2m", (1_500_000, 2_000_000)),
        ("10k", "10k", (10_000, 10_000)),
    ],
)
def test_counts(low: str, high: str, ends: tuple[int | None, int | None]) -> None:
    found = read_count(low, high, "words")
    assert (found.low, found.high, found.words, found.rule) == (*ends, "words", "person")


@pytest.mark.parametrize(("low", "high"), [("", ""), ("many", ""), ("3", "several")])
def test_no_counts(low: str, high: str) -> None:
    with pytest.raises(InputError):
        read_count(low, high, "words")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2016-10-18", "", ("2016-10-18", "2016-10-18", "day")),
        ("2016-10", "", ("2016-10-01", "2016-10-31", "month")),
        ("2016-02", "2016-02", ("2016-02-01", "2016-02-29", "month")),
        ("2016", "", ("2016-01-01", "2016-12-31", "year")),
        ("2016-10-18", "2016-10-20", ("2016-10-18", "2016-10-20", "interval")),
        ("2016-10", "2016-11", ("2016-10-01", "2016-11-30", "interval")),
    ],
)
def test_dates(start: str, end: str, days: tuple[str, str, str]) -> None:
    assert read_date(start, end, "then") == DateRange(*days, "then", "person")


@pytest.mark.parametrize("start", ["", "yesterday", "2016-13", "2016-02-30", "18.10.2016"])
def test_no_dates(start: str) -> None:
    with pytest.raises(InputError, match="is no day"):
        read_date(start, "", "then")


def test_values_by_type_of_variable() -> None:
    assert read_value(BOOK.variable("response"), {"code": "tear_gas"}, "w") == Code("tear_gas")
    slogan = read_value(BOOK.variable("slogan"), {"text": " Bread ", "stance": "for", "target": "", "translation": "x"}, "w")
    assert slogan == Text("Bread", "for", None, "x")
    for name, fields in (
        ("response", {"code": "nonsense"}),
        ("demand", {"text": " "}),
        ("place", {"place": "1|x"}),
        ("size", {"low": "9", "high": "3"}),
    ):
        with pytest.raises(InputError):
            read_value(BOOK.variable(name), fields, "w")


def test_speakers_words_are_the_nearest_ones() -> None:
    text = "Police came. Later the police left, said police."
    assert find_words(text, "police", 46).start == text.rindex("police")
    assert find_words(text, "Police", 46).start == 0, "the same letters come before others"
    assert find_words(text, "LATER THE", 0).quote == "Later the"
    with pytest.raises(InputError, match="does not have"):
        find_words(text, "army", 0)


def test_first_values_of_marked_words() -> None:
    assert guess_value(BOOK.variable("size"), "600", Count(600, 600, "600", "figure")) == Count(600, 600, "600", "figure")
    assert guess_value(BOOK.variable("response"), "gassed", None) == Unresolved("gassed", "no_code_chosen")
    assert guess_value(BOOK.variable("demand"), "bread", None) == Text("bread")
