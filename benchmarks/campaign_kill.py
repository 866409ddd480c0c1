"""Kills a run at random instants - reading, coding, linking, reviewing, releasing - and compares what it becomes in the end.

    python benchmarks/campaign_kill.py [--kills N] [--per-project K] [--documents D] [--seed S]

After every SIGKILL the project must open, break no law (``placard doctor``), and hold all that was acknowledged before the kill;
finished, its database and its release must be those of a run that was never killed, byte for byte.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
CODER = "tests.project.rules:make"
DECISIONS = 8


def child(project: Path, pile: Path, log: Path) -> None:
    """Do everything that is not done yet, and write down each thing once the store has acknowledged it."""
    import placard
    from placard import project as steps
    from placard.records import Decision
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

    watched("add_readings", lambda readings, *_: [f"document {one.document.input_id}" for one in readings])
    watched("add_coded", lambda results, *_: [f"coded {key}" for key, _ in results])
    watched("save_linked", lambda *_, **__: ["linked"])
    watched("add_decision", lambda decision: [f"decision {decision.id}"])
    acknowledge("begin")
    decided = False
    if (project / "placard.db").exists():
        with Store.open(project, write=True, create=True) as store:
            decided = bool(store.decisions())
    if not decided:
        placard.run([pile], project, coder=CODER)
    with Store.open(project, write=True) as store:
        have = {decision.id for decision in store.decisions()}
        statements = [statement for mention in store.mentions() for statement in mention.statements]
        for number, statement in enumerate(statements[: 3 * DECISIONS : 3]):
            verb = ("accept", "reject", "note")[number % 3]
            if f"dec-{number}" not in have:
                moment = f"2020-01-01T00:00:{number:02}Z"
                store.add_decision(Decision(f"dec-{number}", moment, "person:a", verb, statement.id, reason="campaign"))
    placard.run([], project, coder=CODER)
    acknowledge("released")


def start(project: Path, pile: Path, log: Path) -> subprocess.Popen[bytes]:
    """The child as a process of its own; returns when it has begun to work."""
    command = [sys.executable, __file__, "--child", str(project), str(pile), str(log)]
    before = log.read_bytes().count(b"begin\n") if log.exists() else 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and (not log.exists() or log.read_bytes().count(b"begin\n") == before):
        time.sleep(0.002)
    return process


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


def campaign(kills: int, per_project: int, documents: int, seed: int) -> int:
    """Run the campaign; returns how many things went wrong."""
    from tests.project.piles import write_pile
    from tests.project.state import content, release_bytes

    dice = random.Random(seed)
    wrong: list[str] = []
    phases: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        pile = write_pile(top / "pile.jsonl", documents)
        whole = start(top / "whole", pile, top / "whole.log")
        began = time.monotonic()
        assert whole.wait() == 0, whole.stderr and whole.stderr.read().decode()
        took = time.monotonic() - began
        expected = content(top / "whole"), release_bytes(top / "whole")
        done = projects = 0
        while done < kills:
            projects += 1
            project, log = top / "killed", top / "killed.log"
            shutil.rmtree(project, ignore_errors=True)
            log.unlink(missing_ok=True)
            left = took
            for _ in range(per_project):
                process = start(project, pile, log)
                # What is done is not done again: the range of the dice shrinks with it, so that the late steps are hit too.
                wait = dice.uniform(0, left)
                left = max(left - wait, 0.1 * took)
                try:
                    process.wait(wait)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                _, said = process.communicate()
                if process.returncode == -signal.SIGKILL:
                    done += 1
                    lines = log.read_text().splitlines() if log.exists() else []
                    phases[lines[-1].split()[0] if lines else "begin"] += 1
                elif process.returncode != 0:
                    wrong.append(f"kill {done}: left with {process.returncode}: {said.decode()[-300:]}")
                if log.exists() and (fault := check(project, log)):
                    wrong.append(f"kill {done}: {fault}")
                if process.returncode == 0 or done >= kills:
                    break
            process = start(project, pile, log)
            _, said = process.communicate()
            if process.returncode != 0:
                wrong.append(f"project {projects}: not finished: {said.decode()[-300:]}")
            elif (content(project), release_bytes(project)) != expected:
                wrong.append(f"project {projects}: not what an unkilled run gives")
            print(f"\r{done} kills, {projects} projects, {len(wrong)} wrong", end="", file=sys.stderr, flush=True)
    told = ", ".join(f"{count} after {phase!r}" for phase, count in phases.most_common())
    print(f"\n{done} kills ({told}), {projects} projects finished, one unkilled run takes {took:.1f} s: {len(wrong)} wrong")
    for line in wrong[:20]:
        print(line)
    return len(wrong)


def main() -> None:
    """Run the campaign, or be its child."""
    if sys.argv[1:2] == ["--child"]:
        child(*map(Path, sys.argv[2:5]))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--per-project", type=int, default=10)
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    raise SystemExit(1 if campaign(given.kills, given.per_project, given.documents, given.seed) else 0)


if __name__ == "__main__":
    main()
