"""A counter-protest is another event than the protest."""

from __future__ import annotations

import numpy as np
import pytest

from placard.coding.sides import told_apart


@pytest.mark.parametrize(
    "counter",
    [
        "counter-demonstration",
        "Counter-rally",
        "counterprotest",
        "counter demonstrators",
        "a counter-march",
        "counter\u2011protest",
        "counterdemo",
    ],
)
def test_a_counter_protest_is_told_apart(counter: str) -> None:
    same = np.full((3, 3), 0.9)
    found = told_apart(["marched", counter, "march"], same)
    assert found[0, 1] == found[1, 0] == found[2, 1] == pytest.approx(0.18)
    assert found[0, 2] == found[1, 1] == 0.9


@pytest.mark.parametrize(
    "plain",
    [
        "counted",
        "encounter",
        "countered the march",
        "counters were shut",
        "over-the-counter drug protest",
        "stormed the counter in",
        "counter-terrorism raid",
    ],
)
def test_other_words_are_no_other_side(plain: str) -> None:
    assert (told_apart(["marched", plain], np.full((2, 2), 0.9)) == 0.9).all()
