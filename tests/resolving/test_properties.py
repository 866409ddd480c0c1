"""What holds for any words at all: no error, the words kept, nothing finer than the words, nothing that hangs on order or state."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from placard.records import Count, DateRange, Unresolved
from placard.resolving.counts import resolve_count
from placard.resolving.dates import resolve_date
from placard.resolving.resolve import resolve

VOCABULARY = (
    "about at least up to between and or half of the 400 a few couple hundred thousand dozens lakh crore 2.5k 1,500 12 three "
    "no one more than twice that last next first week since May Friday 2020 31 February 29 Ramadan Farvardin Easter yesterday "
    "days ago later from until nights running in a row -odd ; ( ) ٣٤ ½ ² % 13/13/2020 the 19th morning at 10 am quarter century"
)
phrases = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=8).map(" ".join)
anything = st.one_of(st.text(max_size=60), phrases)
days = st.one_of(st.none(), st.dates().map(date.isoformat), st.text(max_size=12))
countries = st.sampled_from([None, "US", "GB", "ZA", "IR", "XX"])


@given(anything, st.text(max_size=80))
@example("\ud800", "")
@example("9" * 400, "")
@example("½ of ²", "½ of ²")
def test_counts_never_fail_and_keep_their_words(words: str, context: str) -> None:
    value = resolve_count(words, context)
    assert isinstance(value, Count | Unresolved)
    assert value.words == words
    assert value == resolve_count(words, context)


@given(anything, days, st.text(max_size=120), countries)
@example("0", "0001-01-01", "", None)
@example("next year", "9999-12-31", "", None)
@example("last century", "0001-01-01", "", None)
@example("\u0000", "x", "\u0000", "US")
@settings(deadline=None)
def test_dates_never_fail_and_keep_their_words(words: str, published: str | None, text: str, country: str | None) -> None:
    value = resolve_date(words, published=published, text=text + words, start=len(text), country=country)
    assert isinstance(value, DateRange | Unresolved)
    assert value.words == words
    if isinstance(value, DateRange):
        assert value.start <= value.end
        assert value.rule
        length = (date.fromisoformat(value.end) - date.fromisoformat(value.start)).days + 1
        if value.precision == "day":
            assert length == 1
        elif value.precision in ("week", "month") and value.rule not in ("since", "range", "duration") and "nth" not in value.rule:
            assert length >= (7 if value.precision == "week" else 28)


@given(st.integers(1600, 2099), st.integers(1, 12), st.dates(date(1700, 1, 1), date(2099, 12, 31)).map(date.isoformat))
def test_a_month_or_year_is_never_resolved_to_a_day(year: int, month: int, published: str) -> None:
    name = date(2000, month, 1).strftime("%B")
    for words, least in ((f"{name} {year}", 28), (f"in early {year}", 365), (f"{year}", 365), (f"in {name}", 28)):
        value = resolve_date(words, published=published)
        assert isinstance(value, DateRange)
        assert (date.fromisoformat(value.end) - date.fromisoformat(value.start)).days + 1 >= least


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)), st.one_of(st.none(), st.dates(date(1600, 1, 1)).map(date.isoformat)))
def test_a_full_date_means_itself_whenever_it_is_published(day: date, published: str | None) -> None:
    for words in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"on {day:%A}, {day.day} {day:%b} {day.year}",
    ):
        value = resolve_date(words, published=published)
        assert isinstance(value, DateRange), words
        assert (value.start, value.end) == (day.isoformat(), day.isoformat())


@given(st.integers(0, 10**9))
def test_a_plain_number_means_itself(number: int) -> None:
    for words in (str(number), f"{number:,}"):
        value = resolve_count(words)
        assert isinstance(value, Count)
        assert (value.low, value.high) == (number, number)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_ranges_and_bounds_hold_their_numbers(one: int, other: int) -> None:
    low, high = sorted((one, other))
    between = resolve_count(f"between {low} and {high}")
    assert isinstance(between, Count) and (between.low, between.high) == (low, high)
    assert resolve_count(f"at least {low}") == Count(low, None, f"at least {low}", "at least")
    assert resolve_count(f"up to {high}") == Count(None, high, f"up to {high}", "at most")


@given(st.lists(st.tuples(anything, st.sampled_from(["date", "count"])), min_size=1, max_size=5), st.randoms())
@settings(deadline=None, max_examples=50)
def test_the_order_of_spans_does_not_matter(parts: list[tuple[str, str]], random: object) -> None:
    text, spans = "", []
    for words, kind in parts:
        if not words:
            continue
        spans.append({"start": len(text), "end": len(text) + len(words), "kind": kind})
        text += words + " . "
    order = list(range(len(spans)))
    random.shuffle(order)  # type: ignore[attr-defined]
    lines = [
        json.dumps({"id": 1, "text": text or "x", "published": "2020-02-29", "spans": s})
        for s in (spans, [spans[i] for i in order])
    ]
    first, second = resolve(lines)
    if "values" in first:
        assert [first["values"][i] for i in order] == second["values"]
    else:
        assert "error" in second
