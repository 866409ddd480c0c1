"""Publication dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.reading.dates import parse_published


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2020-01-10", "2020-01-10"),
        (" 2020-01-10T08:05:00Z ", "2020-01-10T08:05:00+00:00"),
        ("2020-01-10 08:05", "2020-01-10T08:05:00"),
        ("2020-01-10T08:05:00.123+03:30", "2020-01-10T08:05:00+03:30"),
        ("20200110", "2020-01-10"),
        (20200110, "2020-01-10"),
        ("10 January 2020", "2020-01-10"),
        ("10th of Jan. 2020", "2020-01-10"),
        ("Friday, January 10, 2020", "2020-01-10"),
        ("Jan 10, 2020, 8:05 am", "2020-01-10"),
        ("Fri, 10 Jan 2020 08:05:00 GMT", "2020-01-10T08:05:00+00:00"),
        ("2020/1/10", "2020-01-10"),
        ("13.01.2020", "2020-01-13"),
        ("01/13/2020", "2020-01-13"),
        ("05/05/2020", "2020-05-05"),
        (1578643500, "2020-01-10T08:05:00+00:00"),
        (1578643500000.0, "2020-01-10T08:05:00+00:00"),
        (dt.date(2020, 1, 10), "2020-01-10"),
        (dt.datetime(2020, 1, 10, 8, 5, tzinfo=dt.UTC), "2020-01-10T08:05:00+00:00"),
    ],
)
def test_a_date_becomes_iso(given: object, iso: str) -> None:
    assert parse_published(given).value == iso


@pytest.mark.parametrize("given", [None, "", "  ", "null", "NaN", float("nan")])
def test_nothing_given_is_missing_without_a_complaint(given: object) -> None:
    assert parse_published(given) == parse_published(None)
    assert parse_published(given).reason == ""


@pytest.mark.parametrize(
    "given",
    [
        "03/04/2020",
        "2020-02-30",
        "2020-01",
        "2020",
        "soon",
        "yesterday",
        "99999-01-01",
        "9999-01-01",
        "01.02.20",
        7,
        True,
        ["2020"],
        "10 Foo 2020",
        10**30,
    ],
)
def test_what_names_no_one_day_is_refused_with_a_reason(given: object) -> None:
    published = parse_published(given)
    assert published.value is None
    assert published.reason


@given(st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%Y%m%d"):
        assert parse_published(day.strftime(form)).value == day.isoformat()


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary()))
def test_nothing_breaks_it(given: object) -> None:
    published = parse_published(given)
    assert published.value is None or dt.datetime.fromisoformat(published.value)
