"""Many documents through ``placard run``: rate from the first tenth to the last, and the most memory it took.

    python benchmarks/load.py [--documents N] [--workers N] [--coder NAME]

The reports are short and made up; by default they are coded by the keyword coder of the tests, so that what is measured is the
pipeline. ``--coder`` with a coder's own name measures that one too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


class Rates:
    """Progress that remembers when each tenth of each step was reached."""

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self.steps: dict[str, list[tuple[int, float]]] = {}

    @contextmanager
    def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Rates._Meter]:
        marks = self.steps.setdefault(name, [(0, time.monotonic())])
        yield Rates._Meter(marks, max(1, (total or self.documents) // 10))
        marks.append((marks[-1][0], time.monotonic()))

    class _Meter:
        def __init__(self, marks: list[tuple[int, float]], every: int) -> None:
            self._marks, self._every, self._done = marks, every, 0

        def advance(self, count: int = 1) -> None:
            before, self._done = self._done, self._done + count
            if self._done // self._every > before // self._every:
                self._marks.append((self._done, time.monotonic()))

    def show(self) -> None:
        """Print each step: how long it took, and its rate in the first and last tenth."""
        for name, marks in self.steps.items():
            took = marks[-1][1] - marks[0][1]
            tenths = [(done - last) / (at - then) for (last, then), (done, at) in pairwise(marks) if done > last]
            if len(tenths) >= 3:
                print(f"{name:16} {took:8.1f} s, {tenths[0]:9,.0f} a second in the first tenth, {tenths[-1]:9,.0f} in the last")
            else:
                print(f"{name:16} {took:8.1f} s")


def memory() -> int:
    """Resident memory of this process and its children now, in bytes; 0 where there is no /proc."""
    total, pids = 0, [os.getpid()]
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        pids += [int(pid) for pid in children.read_text().split()]
    for pid in pids:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        total += pages * resource.getpagesize()
    return total


def write(path: Path, documents: int) -> None:
    """The pile, and nothing of it in memory."""
    from tests.project.piles import report

    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            # Spread over the years, as an archive is: ten reports a day.
            day = date(1990, 1, 1) + timedelta(days=number // 10)
            file.write(json.dumps(report(number) | {"published": day.isoformat()}) + "\n")


def measure(pile: Path, project: Path, documents: int, workers: int, coder: str) -> None:
    """Run and print."""
    import placard

    peak, stop = 0, threading.Event()

    def sample() -> None:
        nonlocal peak
        while not stop.wait(0.2):
            peak = max(peak, memory())

    threading.Thread(target=sample, daemon=True).start()
    rates = Rates(documents)
    began = time.monotonic()
    found = placard.run([pile], project, coder=coder, workers=workers, progress=rates)
    took = time.monotonic() - began
    stop.set()
    rates.show()
    print(f"{found.documents:,} documents, {found.mentions:,} mentions, {found.events:,} events in {took:.0f} s")
    rate = found.documents / took
    print(f"{rate:,.0f} documents a second with {workers} workers; most memory {peak / 2**20:,.0f} MB, all processes")


def main() -> None:
    """Measure in a process of its own, so that writing the pile is not in the memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--coder", default="tests.project.rules:make")
    parser.add_argument("--measure", nargs=2, metavar=("PILE", "PROJECT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(Path(given.measure[0]), Path(given.measure[1]), given.documents, given.workers, given.coder)
        return
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        write(pile, given.documents)
        options = ["--documents", str(given.documents), "--workers", str(given.workers), "--coder", given.coder]
        command = [sys.executable, __file__, *options, "--measure", str(pile), str(Path(folder) / "p")]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
