"""Checkpoints averaged."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
from training import soup  # noqa: E402


def test_weights_are_averaged_by_their_shares_and_counters_are_the_last_ones() -> None:
    one = {"weight": torch.tensor([1.0, 3.0]), "seen": torch.tensor(5)}
    two = {"weight": torch.tensor([3.0, -1.0]), "seen": torch.tensor(9)}
    made = soup.averaged([one, two], [3.0, 1.0])
    assert made["weight"].tolist() == [1.5, 2.0]
    assert made["seen"].item() == 9


def test_different_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="different networks"):
        soup.averaged([{"a": torch.zeros(1)}, {"b": torch.zeros(1)}], [0.5, 0.5])
    with pytest.raises(ValueError, match="different networks"):
        soup.averaged([{"a": torch.zeros(1)}, {"a": torch.zeros(3)}], [0.5, 0.5])  # torch would broadcast them


def test_shares_are_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        soup.averaged([{"a": torch.zeros(1)}, {"a": torch.ones(1)}], [1.0, -1.0])
