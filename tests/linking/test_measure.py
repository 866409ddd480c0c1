from __future__ import annotations

import pytest

from placard.linking.measure import b_cubed, ceaf_e, conll, copies, muc, pairwise

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}


def test_perfect_and_useless():
    assert conll(GOLD, GOLD) == pytest.approx(1.0)
    alone = {item: item for item in GOLD}
    assert b_cubed(alone, GOLD).precision == 1.0 and b_cubed(alone, GOLD).recall == pytest.approx(2 / 5)
    assert muc(alone, GOLD).recall == 0.0


def test_known_values():
    merged = dict.fromkeys(GOLD, "x")
    assert pairwise(merged, GOLD).precision == pytest.approx(4 / 10) and pairwise(merged, GOLD).recall == 1.0
    assert b_cubed(merged, GOLD).precision == pytest.approx((9 / 5 + 4 / 5) / 5)
    assert muc(merged, GOLD).precision == pytest.approx(3 / 4)
    assert ceaf_e(merged, GOLD).precision == pytest.approx(6 / 8)


def test_missing_items_count_as_alone():
    assert b_cubed({"a": "x", "b": "x"}, GOLD) == b_cubed({"a": "x", "b": "x", "c": "c", "d": "d", "e": "e"}, GOLD)


def test_copies_need_the_right_original():
    assert copies({"b": "a", "c": "b"}, {"b": "a", "c": "a"}).f1 == 0.5
