"""Fixtures every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the repository; tests that need it skip where it is absent."""
    folder = ROOT / ".." / "shared"
    if not folder.is_dir():
        pytest.skip("the evaluation data lies in ../shared, which is not here")
    return folder.resolve()
