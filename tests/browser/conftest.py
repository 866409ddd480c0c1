"""Chromium for the tests of the workbench: Debian's, headless, and unable to leave the machine.

Every test fails if its pages ask for anything off this machine, break the Content-Security-Policy, or throw.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.guard import Guarded
from tests.browser.project import make_project
from tests.browser.running import Server
from tests.workbench.builder import Made

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

NO_WEBGL = """{
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...rest);
  };
}"""

PATIENCE = 40_000  # milliseconds; a busy machine is slow, not wrong


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


@pytest.fixture
def webgl() -> None:
    """Asked for by tests of the map: the others go without, as drawing it without a graphics card takes seconds."""


@pytest.fixture(autouse=True)
def _guard_context(context: Any, guarded: Guarded, request: pytest.FixtureRequest) -> None:
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    guarded.watch(context)
    if "webgl" not in request.fixturenames:
        context.add_init_script(NO_WEBGL)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project of this test's own."""
    return make_project(tmp_path / "unrest")


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers in processes of their own, and stops those that still run."""
    started: list[Server] = []

    def start(made: Made, name: str = "ana", port: int = 0) -> Server:
        started.append(Server(made.folder, name, port))
        return started[-1]

    yield start
    for server in started:
        server.stop()
    told = b"\n".join(server.said for server in started).decode("utf-8", "replace")
    assert "Traceback" not in told, told


@pytest.fixture
def desk(made: Made, serve: Callable[..., Server]) -> Callable[[str], str]:
    """Opens the workbench of ``made`` for a person, by the real command on a free port; gives its address."""
    return lambda name: serve(made, name).url


@pytest.fixture
def url(desk: Callable[[str], str]) -> str:
    """The address of the workbench of ``made``, with ana at the keyboard."""
    return desk("ana")
