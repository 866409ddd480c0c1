"""Agreement against worked examples that were published with their results."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.review.agreement import alpha_interval, gwet_ac1, krippendorff_alpha, percent_agreement, span_f1

# Krippendorff (2011), section C: four observers, twelve units, five values, missing data.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[row[unit] for row in OBSERVERS if row[unit] is not None] for unit in range(12)]
# Gwet (2001), the table with the paradox of kappa: two raters, 125 subjects.
GWET = [["+", "+"]] * 118 + [["+", "-"]] * 5 + [["-", "+"]] * 2


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_is_that_of_krippendorffs_example(level: str, alpha: float) -> None:
    assert krippendorff_alpha(UNITS, level) == pytest.approx(alpha, abs=0.0005)


def test_alpha_of_the_binary_example_with_two_observers() -> None:
    # Krippendorff (2011), section A: alpha = 0.095.
    one = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    other = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert krippendorff_alpha([list(pair) for pair in zip(one, other, strict=True)]) == pytest.approx(0.095, abs=0.0005)


def test_ac1_is_that_of_gwets_examples() -> None:
    assert percent_agreement(GWET) == pytest.approx(0.944)
    assert gwet_ac1(GWET) == pytest.approx(0.9408, abs=0.0001)
    # The four observers again, as in the documentation of Gwet's own package irrCAC.
    assert percent_agreement(UNITS) == pytest.approx(0.8182, abs=0.0001)
    assert gwet_ac1(UNITS) == pytest.approx(0.77544, abs=0.00001)


def test_what_cannot_be_said_is_none() -> None:
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([[1], [2]]) is None
    assert krippendorff_alpha([[1, 1], [1, 1]], "interval") is None
    assert percent_agreement([[1]]) is None
    assert gwet_ac1([[1]]) is None
    assert gwet_ac1([["a", "a"]]) == 1.0
    with pytest.raises(ValueError, match="unknown level"):
        krippendorff_alpha([[1, 1]], "cardinal")


def test_the_interval_holds_the_value_is_repeatable_and_narrows_with_more_units() -> None:
    few, again, many = alpha_interval(UNITS), alpha_interval(UNITS), alpha_interval(UNITS * 10)
    assert few == again
    assert few.low is not None and few.high is not None and few.value is not None
    assert few.low <= few.value <= few.high <= 1.0
    assert many.low is not None and many.high is not None
    assert many.high - many.low < few.high - few.low


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=2, max_size=12))
def test_the_order_of_raters_and_units_does_not_matter(units: list[list[int]]) -> None:
    for level in ("nominal", "ordinal", "interval", "ratio"):
        one = krippendorff_alpha(units, level)
        other = krippendorff_alpha([unit[::-1] for unit in reversed(units)], level)
        assert (one is None) == (other is None)
        assert one is None or other is None or math.isclose(one, other, abs_tol=1e-9)


@settings(deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=10, unique=True))
def test_perfect_agreement_is_one_at_every_level(values: list[int]) -> None:
    units = [[value, value, value] for value in values]
    assert [krippendorff_alpha(units, level) for level in ("nominal", "ordinal", "interval", "ratio")] == pytest.approx([1.0] * 4)
    assert gwet_ac1(units) == pytest.approx(1.0)


def test_span_overlap() -> None:
    assert span_f1([(0, 10)], [(0, 10)]) == 1.0
    assert span_f1([(0, 10)], [(10, 20)]) == 0.0
    assert span_f1([(0, 10)], [(5, 15)]) == pytest.approx(0.5)
    assert span_f1([(0, 4), (2, 6)], [(0, 6)]) == 1.0
    assert span_f1([], [(0, 1)]) == 0.0
    assert span_f1([], []) is None
