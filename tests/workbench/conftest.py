"""One project made once and copied for each test; clients for it, one a person."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placard.workbench.app import build_app
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from tests.workbench.client import Client
from tests.workbench.fixture import build


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "rasht"
    folder.mkdir()
    build(folder, extra=12)
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "rasht"))


@pytest.fixture
def person(project: Path) -> Iterator[Callable[[str], Client]]:
    """A client for a person of that name; each has a workbench of their own on the same project."""
    benches: list[Workbench] = []

    def open_as(name: str) -> Client:
        bench = Workbench(project, Identity(name))
        benches.append(bench)
        return Client(build_app(bench))

    yield open_as
    for bench in benches:
        bench.close()


@pytest.fixture
def ana(person: Callable[[str], Client]) -> Client:
    return person("ana")
