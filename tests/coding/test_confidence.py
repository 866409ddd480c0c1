from dataclasses import replace

import pytest

from placard.coding.confidence import calibrated, credible, evidence
from placard.coding.decode import Tagged

SPAN = Tagged("place", 4, 6, 20, 25, 0, probability=0.5, outside=0.5, beyond=0.25)
PARAMETERS = {"calibration": {"place": [1.0, -1.0, -2.0, 0.0, 0.5]}, "decode": {"credible": 0.5}}


def test_evidence_is_the_odds_of_tags_and_of_no_value_what_follows_and_the_length() -> None:
    assert evidence(SPAN) == pytest.approx((0.0, 0.0, 0.25, 0.6931), abs=1e-4)
    assert evidence(replace(SPAN, probability=1.0, outside=0.0))[:2] == pytest.approx((13.8155, -13.8155), abs=1e-3)


def test_a_value_that_likely_goes_on_or_is_none_is_less_likely_right() -> None:
    assert calibrated(SPAN, PARAMETERS) == pytest.approx(0.5)
    assert calibrated(replace(SPAN, beyond=0.9), PARAMETERS) < 0.3
    assert calibrated(replace(SPAN, outside=0.9), PARAMETERS) < 0.15
    assert calibrated(replace(SPAN, probability=0.9, beyond=0.0), PARAMETERS) > 0.9


def test_without_a_curve_the_probability_of_the_tags_stands() -> None:
    assert calibrated(replace(SPAN, label="size"), PARAMETERS) == 0.5


def test_what_is_likelier_wrong_is_left_out() -> None:
    doubtful, sure = replace(SPAN, beyond=0.6), replace(SPAN, beyond=0.0)
    assert credible([doubtful, sure], PARAMETERS) == [sure]
    assert credible([doubtful, sure], PARAMETERS | {"decode": {}}) == [doubtful, sure]
