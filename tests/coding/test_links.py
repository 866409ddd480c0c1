import numpy as np
import pytest

from placard.coding.assemble import owners
from placard.coding.links import clusters


def test_triggers_that_agree_make_one_event() -> None:
    same = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    assert clusters(same, 0.5) == [[0, 1], [2]]


def test_a_weak_chain_does_not_join_its_ends() -> None:
    same = np.array([[1, 0.6, 0.0], [0.6, 1, 0.55], [0.0, 0.55, 1]])
    assert clusters(same, 0.5) == [[0, 1], [2]]


def test_no_triggers_no_clusters() -> None:
    assert clusters(np.zeros((0, 0)), 0.5) == []


@pytest.mark.parametrize(
    ("fits", "expected"),
    [([0.2, 0.9], [1]), ([0.7, 0.72], [0, 1]), ([0.1, 0.05], [0]), ([0.65, 0.95], [1]), ([0.5], [0])],
)
def test_a_value_joins_its_best_event_and_those_that_fit_as_well(fits: list[float], expected: list[int]) -> None:
    assert owners(fits, 0.6) == expected
