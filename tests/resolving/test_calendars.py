"""Conversions against days that are on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.resolving.calendars import (
    easter,
    ethiopian_to_date,
    hijri_to_date,
    hijri_year_of,
    orthodox_easter,
    persian_new_year,
    persian_to_date,
)


@pytest.mark.parametrize(
    ("persian", "day"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1388, 3, 22), date(2009, 6, 12)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1401, 6, 25), date(2022, 9, 16)),
        ((1403, 1, 1), date(2024, 3, 20)),
    ],
)
def test_persian_dates(persian: tuple[int, int, int], day: date) -> None:
    assert persian_to_date(*persian) == day


@pytest.mark.parametrize(
    ("ethiopian", "day"),
    [((2000, 1, 1), date(2007, 9, 12)), ((2013, 1, 1), date(2020, 9, 11)), ((2014, 13, 5), date(2022, 9, 10))],
)
def test_ethiopian_dates(ethiopian: tuple[int, int, int], day: date) -> None:
    assert ethiopian_to_date(*ethiopian) == day


@pytest.mark.parametrize(
    ("hijri", "day"),
    [((1443, 1, 10), date(2021, 8, 19)), ((1445, 10, 1), date(2024, 4, 10)), ((1400, 1, 1), date(1979, 11, 21))],
)
def test_hijri_dates_are_within_a_day_of_the_record(hijri: tuple[int, int, int], day: date) -> None:
    assert abs(hijri_to_date(*hijri) - day) <= timedelta(days=1)


@pytest.mark.parametrize("year", [(2023, 4, 9, 4, 16), (2024, 3, 31, 5, 5), (2025, 4, 20, 4, 20)])
def test_easter_of_both_churches(year: tuple[int, int, int, int, int]) -> None:
    assert easter(year[0]) == date(*year[:3])
    assert orthodox_easter(year[0]) == date(year[0], *year[3:])


@pytest.mark.parametrize(
    "call",
    [
        lambda: persian_to_date(1398, 12, 30),
        lambda: persian_to_date(1400, 13, 1),
        lambda: persian_new_year(9999),
        lambda: ethiopian_to_date(2013, 13, 6),
        lambda: hijri_to_date(1443, 2, 30),
        lambda: hijri_to_date(0, 1, 1),
    ],
)
def test_days_that_do_not_exist_are_refused(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]


@given(st.integers(1200, 1600))
def test_persian_years_follow_each_other(year: int) -> None:
    length = (persian_new_year(year + 1) - persian_new_year(year)).days
    assert length in (365, 366)
    assert persian_to_date(year, 12, 29) + timedelta(days=length - 364) == persian_new_year(year + 1)


@given(st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_every_day_lies_in_its_hijri_year(day: date) -> None:
    year = hijri_year_of(day)
    assert hijri_to_date(year, 1, 1) <= day < hijri_to_date(year + 1, 1, 1)


@given(st.integers(1, 2200), st.integers(1, 12), st.integers(1, 30))
def test_ethiopian_days_follow_each_other(year: int, month: int, day: int) -> None:
    following = (year, month, day + 1) if day < 30 else (year, month + 1, 1)
    assert ethiopian_to_date(*following) - ethiopian_to_date(year, month, day) == timedelta(days=1)
