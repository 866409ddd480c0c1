"""A few kills by dice, two writers, a disk that fills under a release: clear words, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import placard
from placard.errors import ProjectError
from placard.store.store import Store
from tests.project.piles import write_pile
from tests.project.state import content

ROOT = Path(__file__).resolve().parents[2]
CODER = "tests.project.rules:make"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
def test_a_few_kills_of_the_campaign() -> None:
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "campaign_kill.py"),
        "--kills",
        "3",
        "--documents",
        "8",
        "--per-project",
        "3",
        "--acts",
        "8",
    ]
    found = subprocess.run(command, capture_output=True, cwd=ROOT, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 wrong" in found.stdout


def test_two_processes_on_one_project(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 3)
    placard.run([pile], tmp_path / "p", coder=CODER)
    with Store.open(tmp_path / "p", write=True):
        for act in (
            lambda: placard.run([pile], tmp_path / "p", coder=CODER),
            lambda: placard.forget(tmp_path / "p", "r1", reason="x"),
        ):
            with pytest.raises(ProjectError, match=f"process {os.getpid()} on "):
                act()
        assert placard.verify(tmp_path / "p").texts == "project", "readers do not wait"
        assert not any(finding.faults for finding in placard.doctor(tmp_path / "p"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_under_the_release_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from placard.release import package

    pile = write_pile(tmp_path / "pile.jsonl", 3)
    placard.run([pile], tmp_path / "p", coder=CODER)
    before = content(tmp_path / "p")

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(package, "sync", full)
    with pytest.raises(ProjectError, match="No space left on device"):
        placard.release(tmp_path / "p")
    assert content(tmp_path / "p") == before
    assert placard.verify(tmp_path / "p").texts == "project"
