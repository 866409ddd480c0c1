"""The logistic curves that calibrating fits."""

from __future__ import annotations

import numpy as np
import pytest

calibrate = pytest.importorskip("training.calibrate")


def test_a_curve_finds_the_odds_it_was_drawn_from() -> None:
    rng = np.random.default_rng(3)
    rows = rng.normal(0, 1, (20_000, 2))
    truth = (rng.random(20_000) < 1 / (1 + np.exp(-(0.8 * rows[:, 0] - 1.5 * rows[:, 1] + 0.4)))).astype(float)
    assert calibrate.logistic(rows, truth) == pytest.approx((0.8, -1.5, 0.4), abs=0.08)


def test_a_curve_of_few_values_stays_by_the_common_one_and_of_many_goes_its_own_way() -> None:
    rng = np.random.default_rng(4)
    common = np.asarray([1.0, 0.0])
    rows = rng.normal(0, 1, (4_000, 1))
    truth = (rng.random(4_000) < 1 / (1 + np.exp(-(1.0 * rows[:, 0] + 2.0)))).astype(float)
    few = calibrate.logistic(rows[:6], truth[:6], penalty=8.0, towards=common)
    many = calibrate.logistic(rows, truth, penalty=8.0, towards=common)
    assert abs(few[1]) < 0.6 < 1.7 < many[1]
