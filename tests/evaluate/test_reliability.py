"""Reliability of confidences, by worked examples."""

from __future__ import annotations

import pytest

from placard.evaluate.reliability import table


def test_a_confidence_that_means_what_it_says_has_no_error() -> None:
    found = [(0.75, True)] * 3 + [(0.75, False)] + [(0.25, True)] + [(0.25, False)] * 3
    result = table(found)
    assert result["error"] == pytest.approx(0.0)
    assert [(b["values"], b["right"]) for b in result["bins"]] == [(4, 25.0), (4, 75.0)]


def test_overconfidence_is_counted_in_points_weighted_by_values() -> None:
    # Half the values claim 90 and get 50 (40 points off), half claim 50 and get 50.
    result = table([(0.9, True), (0.9, False), (0.5, True), (0.5, False)])
    assert result["error"] == pytest.approx(20.0)


def test_auc_is_the_share_of_pairs_sorted_rightly() -> None:
    assert table([(0.9, True), (0.6, True), (0.7, False)])["auc"] == pytest.approx(50.0)
    assert table([(0.5, True), (0.5, False)])["auc"] == pytest.approx(50.0)
    assert table([(0.5, True)])["auc"] is None


def test_the_edge_of_the_scale_lies_in_the_last_bin_and_nothing_gives_no_figure() -> None:
    assert [b["from"] for b in table([(1.0, True), (0.0, False)])["bins"]] == [0.0, 0.8]
    assert table([]) == {"bins": [], "error": None, "auc": None}
