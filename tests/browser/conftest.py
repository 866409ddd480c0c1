"""Chromium for the tests of the workbench: Debian's, headless, and unable to leave the machine.

Every test fails if its pages ask for anything off this machine, break the Content-Security-Policy, or throw.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.guard import Guarded

pytest.importorskip("playwright", reason="the browser tests need pytest-playwright: pip install -e '.[test]'")

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip them all where there is no Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How Chromium starts: a fresh profile, no background traffic, WebGL in software."""
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
        " --disable-sync --enable-unsafe-swiftshader"
    )
    return {"executable_path": CHROMIUM, "headless": True, "args": flags.split()}


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    """A screen of 1280 by 900, light, in English."""
    return {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "color_scheme": "light"}


@pytest.fixture
def guarded() -> Iterator[Guarded]:
    """Watches contexts; on leaving the test, nothing may have left the machine or broken."""
    watcher = Guarded()
    yield watcher
    watcher.check()


@pytest.fixture(autouse=True)
def _guard_context(context: Any, guarded: Guarded) -> None:
    context.set_default_timeout(10_000)
    guarded.watch(context)
