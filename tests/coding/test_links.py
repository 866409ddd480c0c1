import numpy as np
import pytest

from placard.coding import labels
from placard.coding.assemble import owners
from placard.coding.links import belongs, clusters, said_by, same_event


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


def _triggers(forms: list[str], statuses: list[str]) -> np.ndarray:
    """Mean outputs of triggers that the network finds alike, of these forms and statuses."""
    parts = labels.layout()
    means = np.zeros((len(forms), labels.WIDTH), dtype=np.float32)
    means[:, parts["trigger_same"]] = 0.5
    for row, (form, status) in enumerate(zip(forms, statuses, strict=True)):
        means[row, parts["form"].start + labels.FORMS.index(form)] = 5
        means[row, parts["status"].start + labels.STATUSES.index(status)] = 5
    return means


def test_a_march_and_the_riot_after_it_are_less_likely_one_event_than_two_marches() -> None:
    weights = {"same_own": 0.5, "same_agree": 1.0, "same_shift": 1.3}
    flat = {"link_bias": [0.0, 0.0, 0.0], "trigger_distance": [0.0] * 17} | weights
    means = _triggers(["demonstration", "demonstration", "riot", "demonstration"], ["occurred", "occurred", "occurred", "planned"])
    same = same_event(means, [0, 1, 1, 2], flat)
    assert same[0, 1] > 0.6 > same[0, 2] and same[0, 3] < 0.6
    assert np.allclose(same, same.T)
    assert clusters(same, 0.6) == [[0, 1], [2], [3]]


def test_links_of_several_networks_are_the_mean_of_their_products() -> None:
    rng = np.random.default_rng(3)
    one, two = (rng.normal(size=(4, labels.WIDTH)).astype(np.float32) for _ in range(2))
    two[:, : labels.SAID] = one[:, : labels.SAID]
    both = np.concatenate([one, two[:, labels.SAID :]], axis=1)
    table = {"link_bias": [0.1, 0.2, 0.3], "value_distance": [0.0] * 17, "speaker_distance": [0.0] * 17}

    def odds(means: np.ndarray) -> np.ndarray:
        chances = belongs(means[:2], means[2:], [0, 1], [0, 1], table)
        return np.log(chances / (1 - chances))

    assert np.allclose(odds(both), (odds(one) + odds(two)) / 2)
    said = [np.log(said_by(means[:2], means[2:], [0, 1], [0, 1], table)) for means in (both, one, two)]
    against_outlet = [one[:, 1:] - one[:, :1] for one in said]
    assert np.allclose(against_outlet[0], (against_outlet[1] + against_outlet[2]) / 2)
