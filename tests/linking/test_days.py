from __future__ import annotations

import pytest

from placard.linking.days import WHEN
from placard.linking.facts import facts_of
from tests.linking.build import info, mention


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ({}, {}, "same_day"),
        ({}, {"day": "2020-03-03"}, "next_day"),
        ({}, {"day": "2020-03-12"}, "weeks_apart"),
        ({"end": "2020-03-04"}, {"end": "2020-03-06"}, "same_start"),
        ({"day": "2020-03-01", "end": "2020-03-04"}, {}, "within"),
        ({}, {"day": None}, "undated_close"),
    ],
)
def test_levels_of_days(left, right, level):
    one, two = facts_of(mention("a", "d1", **left), info("d1")), facts_of(mention("b", "d2", **right), info("d2"))
    assert WHEN.level(one, two) == level
    assert WHEN.level(two, one) == level
