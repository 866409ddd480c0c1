"""A project nobody may write to, and a disk that fills up at any point: one clear line, readers go on, nothing stored is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import placard
from placard.errors import ProjectError
from tests.project.piles import write_pile
from tests.project.state import content, release_bytes

ROOT = Path(__file__).resolve().parents[2]
CODER = "tests.project.rules:make"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no POSIX permissions and limits here")

# Everything is loaded, and done once, before the rights go: the interpreter itself may lie where nobody can read it.
AS_NOBODY = """
import os, shutil, sys
from pathlib import Path
import placard
from placard.errors import PlacardError
from placard.store.store import Store
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity

top, coder = Path(sys.argv[1]), sys.argv[2]
def everything(project):
    placard.run([top / "pile.jsonl"], project, coder=coder)
    placard.verify(project), placard.doctor(project)
everything(top / "p")
Workbench(top / "p", Identity("ana")).close()
store = Store.open(top / "p", write=True)
store.set_meta("note", "kept")
shutil.copytree(top / "p", top / "killed")
store.close()
for folder, _, files in os.walk(top):
    os.chmod(folder, 0o555)
    for name in files:
        os.chmod(os.path.join(folder, name), 0o444)
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)  # nobody
acts = {
    "run": lambda: placard.run([top / "pile.jsonl"], top / "p", coder=coder),
    "link": lambda: placard.link(top / "p"),
    "release": lambda: placard.release(top / "p"),
    "forget": lambda: placard.forget(top / "p", "r1", reason="x"),
    "backup": lambda: placard.backup(top / "p", top / "p" / "copy"),
    "new": lambda: placard.run([top / "pile.jsonl"], top / "new", coder=coder),
    "killed": lambda: placard.run([top / "pile.jsonl"], top / "killed", coder=coder),
}
for name, act in acts.items():
    try:
        act()
    except PlacardError as error:
        print(name, "refused:", error)
    else:
        print(name, "WROTE")
for project in ("p", "killed"):
    print(project, "verified", placard.verify(top / project).texts)
    print(project, "faults", sum(finding.faults for finding in placard.doctor(top / project)))
with Store.open(top / "killed") as store:
    print("note", store.meta("note"))
"""


@pytest.fixture
def top() -> Iterator[Path]:
    """A folder that a stranger may enter: pytest's own are closed to everybody else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)


def test_a_project_one_may_only_read(top: Path) -> None:
    write_pile(top / "pile.jsonl", 3)
    command = [sys.executable, "-c", AS_NOBODY, str(top), CODER]
    found = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert found.returncode == 0, found.stderr
    lines = dict(line.split(" ", 1) for line in found.stdout.splitlines() if "refused" in line or "WROTE" in line)
    assert set(lines) == {"run", "link", "release", "forget", "backup", "new", "killed"}
    for name, line in lines.items():
        assert line.startswith("refused: "), f"{name} wrote"
        assert "ermission denied" in line and "who owns" in line, line
    for project in ("p", "killed"):
        assert f"{project} verified project" in found.stdout, "readers go on"
        assert f"{project} faults 0" in found.stdout
    assert "note kept" in found.stdout, "what the killed writer had stored is read from its log"


LIMITED = """
import resource, signal, sys
import placard
from placard.errors import PlacardError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from placard.screening.language import identify
identify("Hundreds of nurses marched through the town.")  # its model is unpacked into a temporary file, which is a test of its own
limit = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    placard.run([sys.argv[1]], sys.argv[2], coder=sys.argv[3], workers=1)
except PlacardError as error:
    print(error)
    sys.exit(9)
"""


@pytest.mark.parametrize("kilobytes", [0, 1, 5, 20, 60, 110, 160, 220, 300, 400])
def test_files_that_may_not_grow_further(tmp_path: Path, kilobytes: int) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 40)
    placard.run([pile], tmp_path / "whole", coder=CODER, workers=1)
    largest = max(path.stat().st_size for path in (tmp_path / "whole").rglob("*"))
    command = [sys.executable, "-c", LIMITED, str(pile), str(tmp_path / "p"), CODER, str(kilobytes << 10)]
    found = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert kilobytes << 10 < largest, "the limit is above all that is written: nothing is tested"
    assert found.returncode == 9, found.stdout + found.stderr
    assert len(found.stdout.splitlines()) == 1
    assert any(words in found.stdout for words in ("full or cannot be written", "cannot be written", "cannot be made")), (
        found.stdout
    )
    placard.run([pile], tmp_path / "p", coder=CODER, workers=1)
    assert content(tmp_path / "p") == content(tmp_path / "whole")
    assert release_bytes(tmp_path / "p") == release_bytes(tmp_path / "whole")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where one may mount."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True)
    except OSError:
        pytest.skip("there is no mount here")
    if made.returncode:
        pytest.skip("one may not mount here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full(tmp_path: Path, small_disk: Path) -> None:
    few, many = write_pile(tmp_path / "few.jsonl", 4), write_pile(tmp_path / "many.jsonl", 150)
    before = placard.run([few], small_disk / "p", coder=CODER, workers=1)
    with pytest.raises(ProjectError, match=r"disk is full.*what was stored before is safe; free some space"):
        placard.run([many], small_disk / "p", coder=CODER, workers=1)
    assert not any(finding.faults for finding in placard.doctor(small_disk / "p"))
    from placard.store.store import Store

    with Store.open(small_disk / "p") as store:
        held = store.counts().documents
    assert held >= before.documents
    assert placard.verify(small_disk / "p").texts == "project", "the last release stands"
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    after = placard.run([many], small_disk / "p", coder=CODER, workers=1)
    assert after.documents == 150
