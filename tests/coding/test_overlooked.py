"""The trigger decoding passed over, with made-up outputs of the network."""

from __future__ import annotations

import numpy as np
import pytest

from placard.coding import features, labels
from placard.coding.decode import Tagged
from placard.coding.overlooked import LEADS, overlooked

TEXT = "Saucepans rang out from every balcony of the town. Nobody slept before midnight."
_TAGS = labels.layout()["tags"]
_BEGIN = labels.TAGS.index("B-trigger")


def outputs(odds: dict[str, float]) -> np.ndarray:
    """Outputs in which no value is likely anywhere and some words begin a trigger at some log-odds."""
    encoded = features.tokens(TEXT)
    vectors = np.zeros((len(encoded.ids), labels.WIDTH), dtype=np.float32)
    vectors[:, _TAGS] = -12.0
    vectors[:, _TAGS.start] = 0.0
    for word, value in odds.items():
        inside = (encoded.starts >= TEXT.index(word)) & (encoded.ends <= TEXT.index(word) + len(word))
        vectors[np.flatnonzero(inside), _TAGS.start + _BEGIN + 1] = value
        vectors[np.flatnonzero(inside)[0], _TAGS.start + _BEGIN] = value
    return vectors


def words(odds: dict[str, float], tagged: list[Tagged]) -> str | None:
    found = overlooked(TEXT, features.tokens(TEXT), outputs(odds), tagged, {"outside": 0.0, "begin": 0.5})
    return None if found is None else TEXT[found.start : found.end]


def test_the_likeliest_span_is_taken_although_none_is_likelier_than_not() -> None:
    assert words({"rang": -1.0, "slept": -2.5}, []) == "rang"
    assert words({"rang": -2.5, "slept": -1.0}, []) == "slept"


@pytest.mark.parametrize(("odds", "expected"), [(-LEADS[-1] + 1.5, "rang"), (-LEADS[-1] - 1.5, None)])
def test_what_is_all_too_unlikely_is_no_trigger(odds: float, expected: str | None) -> None:
    assert words({"rang": odds}, []) == expected


def test_words_that_are_a_value_already_are_left_to_it() -> None:
    start = TEXT.index("rang")
    tactic = Tagged("tactic", 1, 3, start, start + len("rang out"), 0, 0.9)
    assert words({"rang": -1.0, "slept": -2.5}, [tactic]) == "slept"


def test_the_lead_makes_a_trigger_no_surer() -> None:
    likely, unlikely = (
        overlooked(TEXT, features.tokens(TEXT), outputs({"rang": odds}), [], {"outside": 0.0, "begin": 0.5})
        for odds in (-1.0, -3.5)
    )
    assert likely is not None and unlikely is not None
    # e**-1 and e**-3.5, to begin a trigger and to go on with one, against one for no value.
    assert likely.probability == pytest.approx(np.exp(-1) / (1 + 2 * np.exp(-1)), abs=0.02)
    assert unlikely.probability == pytest.approx(np.exp(-3.5) / (1 + 2 * np.exp(-3.5)), abs=0.01)
    assert likely.outside == pytest.approx(1 / (1 + 2 * np.exp(-1)), abs=0.03)


def test_the_lead_makes_what_follows_no_surer() -> None:
    found = overlooked(TEXT, features.tokens(TEXT), outputs({"rang": -4.0, "out": -6.0}), [], {"outside": 0.0, "begin": 0.5})
    assert found is not None and TEXT[found.start : found.end] == "rang"
    assert found.beyond == pytest.approx(np.exp(-6), abs=0.001)
