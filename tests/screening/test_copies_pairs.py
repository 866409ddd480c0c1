from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.screening.copies_pairs import BLOCK, KeyTable


def table(documents: list[list[int]]) -> KeyTable:
    made = KeyTable()
    for keys in documents:
        made.add(np.array(keys, np.uint64) << np.uint64(32))
    return made


@given(st.integers(2, 30), st.integers(0, 10**6), st.sampled_from([3, 17, 10**6]))
def test_pairs_are_those_that_share_two_keys_however_many_keys_are_sorted_at_a_time(count, seed, together):
    draw = random.Random(seed)
    documents = [sorted(draw.sample(range(40), draw.randrange(0, 9))) for _ in range(count)]
    order = draw.sample(range(count), count)
    expected = [
        (order[one], order[two])
        for one, two in itertools.combinations(range(count), 2)
        if len(set(documents[order[one]]) & set(documents[order[two]])) >= 2
    ]
    assert list(table(documents).pairs(np.array(order), together)) == expected


@pytest.mark.parametrize("together", [10, 10**6])
def test_a_large_block_pairs_its_documents_with_the_first_and_their_neighbours(together):
    count = BLOCK + 5
    found = list(table([[1, 2]] * count).pairs(np.arange(count), together))
    assert found == sorted({(0, other) for other in range(1, count)} | {(one, one + 1) for one in range(count - 1)})


def test_no_documents_have_no_pairs():
    assert list(table([]).pairs(np.empty(0, np.int64))) == []
    assert list(table([[], []]).pairs(np.arange(2))) == []
