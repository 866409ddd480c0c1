"""The islands' own tests (TypeScript, vitest), run from pytest so that one command runs everything."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

MODULES = Path(__file__).resolve().parents[2] / "frontend" / "node_modules"


@pytest.mark.slow
def test_types_and_vitest(build: ModuleType) -> None:
    if not (MODULES / "vitest").is_dir():
        pytest.skip("the packages of the tests are not installed: python frontend/build.py --dev")
    build.test()
