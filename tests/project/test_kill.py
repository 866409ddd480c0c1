"""SIGKILL at any instant, then the same command again: the end is that of a run that was never killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import placard
from placard.store.store import Store
from tests.project.piles import write_pile
from tests.project.state import content, release_bytes

ROOT = Path(__file__).resolve().parents[2]
# Small batches and a slow coder spread the kills over all steps.
PROGRAM = """
import sys
from placard import project, steps
steps.BATCH_DOCUMENTS = 3
sys.argv = ["placard", *sys.argv[1:]]
from placard.cli import main
main()
"""


def command(pile: Path, project: Path, *more: str) -> list[str]:
    arguments = ["run", str(pile), "-o", str(project), "--coder", "tests.project.slow:make", "--quiet", *more]
    return [sys.executable, "-c", PROGRAM, *arguments]


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
@pytest.mark.parametrize("seed", [1])
def test_killed_runs_end_like_one_never_killed(tmp_path: Path, seed: int) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 20)
    began = time.monotonic()
    assert start(command(pile, tmp_path / "whole")).wait(300) == 0
    took = time.monotonic() - began
    dice = random.Random(seed)
    kills = 0
    for _ in range(6):
        process = start(command(pile, tmp_path / "killed"))
        try:
            # From half way through loading to the end: the whole range of steps, later ones as earlier ones are done.
            process.wait(dice.uniform(0.25, 1.0) * took)
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
        _, said = process.communicate(timeout=60)
        assert process.returncode in (0, -signal.SIGKILL), said.decode()
    assert kills > 0
    process = start(command(pile, tmp_path / "killed"))
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said.decode()
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
    assert release_bytes(tmp_path / "killed") == release_bytes(tmp_path / "whole")
    assert {path.name for path in (tmp_path / "killed").iterdir()} == {path.name for path in (tmp_path / "whole").iterdir()}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see processes")
def test_workers_do_not_outlive_a_killed_run(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 400)
    process = start(command(pile, tmp_path / "p", "--workers", "2"))
    deadline = time.monotonic() + 60
    while len(_children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    children = _children(process.pid)
    assert children, "no workers were started"
    time.sleep(1.0)  # until they watch their parent
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while any(_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_alive(child) for child in children)


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command_line = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == pid and b"spawn_main" in command_line:
            found.append(int(path.parent.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_kill_between_the_two_renames_of_a_release_is_mended(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 4)
    project = tmp_path / "p"
    placard.run([pile], project, coder="tests.project.rules:make")
    before = release_bytes(project)
    (project / "release").rename(project / ".release-old")
    (project / ".release-new").mkdir()
    placard.release(project)
    assert release_bytes(project) == before
    assert not (project / ".release-old").exists() and not (project / ".release-new").exists()


def test_a_kill_before_the_first_migration_leaves_a_folder_that_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "placard.lock").write_text("")
    (tmp_path / "p" / "placard.db").write_bytes(b"")
    with Store.open(tmp_path / "p", write=True, create=True) as store:
        assert store.counts().documents == 0
