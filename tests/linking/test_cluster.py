from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from placard.linking.candidates import pair_codes
from placard.linking.cluster import cluster
from placard.linking.stream import components


def test_strong_pairs_join_and_weak_ones_do_not():
    assert cluster(["a", "b", "c"], {("a", "b"): 4.0, ("b", "c"): -2.0}) == [("a", "b"), ("c",)]


def test_no_chain_through_a_weak_middle():
    assert cluster(["a", "b", "c"], {("a", "b"): 2.0, ("b", "c"): 1.5, ("a", "c"): -5.0}) == [("a", "b"), ("c",)]


def test_pairs_never_compared_count_against():
    assert cluster(["a", "b", "c"], {("a", "b"): 2.0, ("b", "c"): 1.5}, absent=-6.0) == [("a", "b"), ("c",)]


def test_a_negative_blocks_whole_clusters():
    scores = {("a", "b"): 9.0, ("b", "c"): 8.0, ("a", "c"): 8.0}
    assert cluster(["a", "b", "c"], scores, different=[("a", "c")]) == [("a", "b"), ("c",)]


def test_people_join_what_scores_do_not_unless_told_apart():
    assert cluster(["a", "b"], {}, same=[("b", "a")]) == [("a", "b")]
    assert cluster(["a", "b"], {("a", "b"): 9.0}, same=[("a", "b")], different=[("a", "b")]) == [("a",), ("b",)]


@given(st.integers(2, 12), st.integers(0, 10**6))
def test_order_free_and_constraints_hold(count, seed):
    draw = random.Random(seed)
    items = [f"i{number:02d}" for number in range(count)]
    pairs = [(a, b) for number, a in enumerate(items) for b in items[number + 1 :]]
    scores = {pair: float(draw.randrange(-5, 6)) for pair in pairs if draw.random() < 0.7}
    foes = [pair for pair in pairs if draw.random() < 0.1]
    found = cluster(items, scores, different=foes)
    shuffled = dict(draw.sample(list(scores.items()), len(scores)))
    assert cluster(draw.sample(items, count), shuffled, different=foes[::-1]) == found
    assert sorted(item for group in found for item in group) == items
    assert not any(a in group and b in group for group in found for a, b in foes)


def test_components_are_the_smallest_positions():
    pairs = np.array([[1, 2], [2, 5], [3, 4], [6, 7], [5, 7]])
    assert components(9, pairs).tolist() == [0, 1, 1, 3, 3, 1, 1, 1, 8]


def pairs_under(keys: list[int], owners: list[int], roles: list[int], together: int = 100) -> list[list[int]]:
    count = max(owners) + 1
    columns = np.array(keys, np.int64), np.array(owners, np.int64), np.array(roles, np.int8), np.zeros(count, np.int64)
    return [list(divmod(code, count)) for code in pair_codes(*columns, together=together).tolist()]


def test_blocks_give_each_pair_once_and_respect_roles():
    assert pairs_under([1, 1, 2, 2, 1], [0, 1, 0, 1, 2], [0] * 5) == [[0, 1], [0, 2], [1, 2]]
    assert pairs_under([1, 1, 1], [0, 1, 2], [2, 2, 0]) == [[0, 2], [1, 2]]
    assert pairs_under([1, 1], [0, 1], [2, 2]) == []


@given(st.integers(1, 80), st.integers(0, 10**6))
def test_keys_taken_in_shares_give_the_same_pairs(count, seed):
    draw = random.Random(seed)
    keys = [draw.randrange(12) * 0x9E3779B97F4A7C1 for _ in range(count)]
    owners = [draw.randrange(20) for _ in range(count)]
    roles = [draw.choice([0, 2]) for _ in range(count)]
    assert pairs_under(keys, owners, roles, together=7) == pairs_under(keys, owners, roles)
