"""Kills a run at random instants - reading, coding, linking, reviewing, releasing - and compares what it becomes in the end.

    python benchmarks/campaign_kill.py [--kills N] [--per-project K] [--documents D] [--seed S] [--coder NAME] [--acts A]

Each kill draws the phase it is to fall in, and an instant within it; a phase that is over sooner than it was in the unkilled run
lets a kill fall in the next. Reviewing goes through the door the workbench uses. After every SIGKILL the project must open, break
no law (``placard doctor``), and hold all that was acknowledged before the kill; finished, its database and its release must be
those of a run that was never killed, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RULES = "tests.project.rules:make"
PHASES = ("begin", "reading", "coding", "finding-copies", "linking", "releasing", "reviewing", "relinking")


def child(project: Path, pile: Path, log: Path, coder: str, acts: int) -> None:
    """Do everything that is not done yet, and write down each thing once the store has acknowledged it."""
    import placard
    from benchmarks.campaign_review import review
    from placard import steps
    from placard.store.store import Store

    steps.BATCH_DOCUMENTS = 2
    out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def acknowledge(*words: str) -> None:
        os.write(out, "".join(f"{word}\n" for word in words).encode())

    def watched(name: str, told: object) -> None:
        whole = getattr(Store, name)

        def method(self: Store, *given: object, **named: object) -> object:
            result = whole(self, *given, **named)
            acknowledge(*told(*given, **named))  # type: ignore[operator]
            return result

        setattr(Store, name, method)

    class Phases:
        """Progress that writes down which step is under way."""

        def __init__(self, reviewed: bool) -> None:
            self.reviewed = reviewed

        @contextmanager
        def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Phases]:
            acknowledge("phase:relinking" if self.reviewed else f"phase:{name.replace(' ', '-')}")
            yield self

        def advance(self, count: int = 1) -> None:
            """Say nothing."""

    watched("add_readings", lambda readings, *_: [f"document {one.document.input_id}" for one in readings])
    watched("add_coded", lambda results, *_: [f"coded {key}" for key, _ in results])
    acknowledge("phase:begin")
    decided = False
    if (project / "placard.db").exists():
        with Store.open(project, write=True, create=True) as store:
            decided = bool(store.decisions())
    # Without the inputs an undecided project would be reviewed half read; with them a decided one reads nothing new.
    if not decided:
        placard.run([pile], project, coder=coder, workers=1, progress=Phases(reviewed=False))
    acknowledge("phase:reviewing")
    for decision_id in review(project, acts):
        acknowledge(f"decision {decision_id}")
    placard.run([], project, coder=coder, workers=1, progress=Phases(reviewed=True))
    acknowledge("phase:end")


@dataclass(frozen=True)
class Plan:
    """What every child of a campaign is given."""

    pile: Path
    coder: str
    acts: int

    def start(self, project: Path, log: Path) -> subprocess.Popen[bytes]:
        """A child as a process of its own."""
        command = [sys.executable, __file__, "--child", str(project), str(self.pile), str(log), self.coder, str(self.acts)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def phase(log: Path, since: int = 0) -> str:
    """The phase a child is in, by what it wrote after the first ``since`` bytes of its log; empty before it wrote anything."""
    if not log.exists():
        return ""
    told = [line for line in log.read_bytes()[since:].decode().splitlines() if line.startswith("phase:")]
    return told[-1].removeprefix("phase:") if told else ""


def durations(process: subprocess.Popen[bytes], log: Path) -> dict[str, float]:
    """How long each phase of an undisturbed child takes, in seconds."""
    took: dict[str, float] = {}
    began, last = time.monotonic(), ""
    while process.poll() is None:
        now = phase(log)
        if now != last:
            took[last] = took.get(last, 0.0) + time.monotonic() - began
            began, last = time.monotonic(), now
        time.sleep(0.002)
    return took


def kill(process: subprocess.Popen[bytes], log: Path, since: int, wanted: str, wait: float) -> None:
    """Kill a child ``wait`` seconds after it has come to a phase, or past it; one that ends before is left."""
    order = {name: place for place, name in enumerate((*PHASES, "end"))}
    while process.poll() is None and order.get(phase(log, since), -1) < order[wanted]:
        time.sleep(0.001)
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)


def check(project: Path, log: Path) -> str:
    """What is wrong with a project after a kill; empty if nothing is."""
    from placard.doctor import doctor
    from placard.errors import ProjectError
    from placard.store.store import Store

    said = {line for line in log.read_text().splitlines() if " " in line}
    try:
        with Store.open(project) as store:
            held = {f"document {document.input_id}" for document in store.documents()}
            held |= {f"decision {decision.id}" for decision in store.decisions()}
            held |= {f"coded {row['id']}" for row in store.document_rows() if row["relevance"] is not None}
    except ProjectError as error:
        early = "no placard.db" in str(error) or "is empty" in str(error)
        return "" if early and not said else str(error)
    if lost := sorted(said - held):
        return f"acknowledged and lost: {', '.join(lost[:5])}"
    faults = [finding for finding in doctor(project) if finding.faults and finding.check != "release"]
    return "; ".join(f"{finding.check}: {', '.join(finding.first)}" for finding in faults)


def differing(expected: tuple[dict[str, Any], ...], found: tuple[dict[str, Any], ...]) -> list[str]:
    """Names of the tables and released files in which two projects differ."""
    pairs = zip(expected, found, strict=True)
    return sorted(name for old, new in pairs for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def campaign(kills: int, per_project: int, documents: int, seed: int, coder: str, acts: int, kept: Path | None) -> int:
    """Run the campaign; returns how many things went wrong."""
    from tests.project.piles import write_pile
    from tests.project.state import content, release_bytes

    dice = random.Random(seed)
    wrong: list[str] = []
    fallen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        plan = Plan(write_pile(top / "pile.jsonl", documents), coder, acts)
        whole = plan.start(top / "whole", top / "whole.log")
        began = time.monotonic()
        took = durations(whole, top / "whole.log")
        assert whole.wait() == 0, whole.stderr and whole.stderr.read().decode()
        seconds = time.monotonic() - began
        expected = content(top / "whole"), release_bytes(top / "whole")
        done = projects = 0
        while done < kills:
            projects += 1
            project, log = top / "killed", top / "killed.log"
            shutil.rmtree(project, ignore_errors=True)
            log.unlink(missing_ok=True)
            # Phases in their order, so that a late one drawn first does not end the project at once.
            for wanted in sorted(dice.choices(PHASES, k=per_project), key=PHASES.index):
                since = log.stat().st_size if log.exists() else 0
                process = plan.start(project, log)
                kill(process, log, since, wanted, dice.uniform(0, took.get(wanted, 0.05)))
                _, said = process.communicate()
                if process.returncode == -signal.SIGKILL:
                    done += 1
                    fallen[phase(log, since) or "begin"] += 1
                elif process.returncode != 0:
                    wrong.append(f"kill {done}: left with {process.returncode}: {said.decode()[-300:]}")
                if log.exists() and (fault := check(project, log)):
                    wrong.append(f"kill {done}: {fault}")
                if process.returncode == 0 or done >= kills:
                    break
            process = plan.start(project, log)
            _, said = process.communicate()
            if process.returncode != 0:
                wrong.append(f"project {projects}: not finished: {said.decode()[-300:]}")
            elif parts := differing(expected, (content(project), release_bytes(project))):
                wrong.append(f"project {projects}: not what an unkilled run gives in {', '.join(parts)}")
                if kept:
                    shutil.copytree(project, kept / f"project-{projects}")
                    shutil.copytree(top / "whole", kept / "whole", dirs_exist_ok=True)
            print(f"\r{done} kills, {projects} projects, {len(wrong)} wrong", end="", file=sys.stderr, flush=True)
    told = ", ".join(f"{name} {fallen[name]}" for name in PHASES)
    print(f"\n{done} kills by phase: {told}")
    print(f"{projects} projects finished and compared, one unkilled run takes {seconds:.1f} s: {len(wrong)} wrong")
    for line in wrong[:20]:
        print(line)
    return len(wrong)


def main() -> None:
    """Run the campaign, or be its child."""
    if sys.argv[1:2] == ["--child"]:
        project, pile, log = map(Path, sys.argv[2:5])
        child(project, pile, log, sys.argv[5], int(sys.argv[6]))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--per-project", type=int, default=10)
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coder", default=RULES, help="a coder's name; the keyword coder of the tests by default")
    parser.add_argument("--acts", type=int, default=24, help="decisions of the reviewer")
    parser.add_argument("--keep", type=Path, help="a folder for projects that came out wrong")
    given = parser.parse_args()
    found = campaign(given.kills, given.per_project, given.documents, given.seed, given.coder, given.acts, given.keep)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
