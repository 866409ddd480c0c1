"""Many documents through ``placard run``: rate from the first tenth to the last, and the most memory it took.

    python benchmarks/load.py [--documents N] [--workers N] [--coder NAME] [--folder FOLDER]

The pile is ``load_pile.py``: one document in twenty reports a protest, the rest is ordinary news. Memory is that of all processes
together. Where other work shares the machine, processor time a document says more about flatness than the clock.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True)
class Mark:
    """A moment of a step: documents done, seconds by the clock, seconds of processor time of all processes so far."""

    done: int
    at: float
    processor: float


class Rates:
    """Progress that remembers when each tenth of each step was reached, and says so as it goes."""

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self.steps: dict[str, list[Mark]] = {}
        self.now = "between steps"

    @contextmanager
    def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Rates._Meter]:
        marks = self.steps.setdefault(name, [_mark(0)])
        self.now = name
        yield Rates._Meter(name, marks, max(1, (total or self.documents) // 10))
        marks.append(_mark(marks[-1].done))
        self.now = "between steps"

    class _Meter:
        def __init__(self, name: str, marks: list[Mark], every: int) -> None:
            self._name, self._marks, self._every, self._done = name, marks, every, 0

        def advance(self, count: int = 1) -> None:
            before, self._done = self._done, self._done + count
            if self._done // self._every > before // self._every:
                self._marks.append(_mark(self._done))
                print(f"  {self._name}: {self._done:,} after {self._marks[-1].at - self._marks[0].at:,.0f} s", file=sys.stderr)

    def show(self) -> None:
        """Print each step: how long it took, and its rate in the first and last tenth, by the clock and by processor time."""
        for name, marks in self.steps.items():
            took = marks[-1].at - marks[0].at
            line = f"{name:16} {took:8.1f} s"
            tenths = [(left, right) for left, right in pairwise(marks) if right.done > left.done]
            if len(tenths) >= 3:
                by_clock = [(right.done - left.done) / (right.at - left.at) for left, right in tenths]
                costs = [1000 * (right.processor - left.processor) / (right.done - left.done) for left, right in tenths]
                line += f", {by_clock[0]:9,.0f} a second in the first tenth, {by_clock[-1]:9,.0f} in the last;"
                line += (
                    f" processor time of each {costs[0]:5.1f} ms in the first, {costs[1]:5.1f} in the second, {costs[-1]:5.1f} last"
                )
            print(line)


def _mark(done: int) -> Mark:
    return Mark(done, time.monotonic(), sum(_processor(pid) for pid in below(os.getpid())))


def _processor(pid: int) -> float:
    """Seconds of processor time a process has had; 0 if it is gone or there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Memory(threading.Thread):
    """Samples the memory of this process and all below it: the most of each step, and of all.

    Proportional set size, so that pages two processes share (libraries, mapped weights) count once; resident sizes added up, which
    count them in each, are kept beside it. Nothing is sampled where there is no /proc.
    """

    def __init__(self, rates: Rates) -> None:
        super().__init__(daemon=True)
        self._rates, self._stopped = rates, threading.Event()
        self.most: dict[str, tuple[int, int, int]] = {}

    def run(self) -> None:
        """Sample until stopped."""
        while not self._stopped.wait(0.5):
            found = [sizes for pid in below(os.getpid()) if (sizes := _sizes(pid))]
            now = (sum(proportional for proportional, _ in found), sum(resident for _, resident in found), len(found))
            step = self._rates.now
            self.most[step] = max(self.most.get(step, (0, 0, 0)), now)

    def stop(self) -> None:
        """Take no more samples."""
        self._stopped.set()
        self.join()


def below(pid: int) -> list[int]:
    """A process and all its children and theirs."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in task.read_text().split() for each in below(int(child))]
        except OSError:
            continue
    return found


def _sizes(pid: int) -> tuple[int, int] | None:
    """Proportional and resident size in bytes, or None if the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:] if line.endswith("kB")}
    return sizes["Pss"], sizes["Rss"]


def measure(pile: Path, project: Path, documents: int, workers: int, coder: str | None) -> None:
    """Run and print."""
    import placard

    rates = Rates(documents)
    memory = Memory(rates)
    memory.start()
    began = time.monotonic()
    found = placard.run([pile], project, coder=coder, workers=workers, progress=rates)
    took = time.monotonic() - began
    memory.stop()
    rates.show()
    print(f"{found.documents:,} documents, {found.mentions:,} mentions, {found.events:,} events in {took:.0f} s")
    rate = found.documents / took
    most, resident, processes = max(memory.most.values())
    print(f"{rate:,.0f} documents a second with {workers} workers")
    for step, (own, _, count) in memory.most.items():
        print(f"{step:16} at most {own / 2**20:,.0f} MB in {count} processes")
    shared = f"{resident / 2**20:,.0f} MB with shared pages counted in each"
    print(f"most memory {most / 2**20:,.0f} MB in {processes} processes ({shared})")


def main() -> None:
    """Measure in a process of its own, so that writing the pile is not in the memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--coder", help="a coder's name; tests.project.rules:make is the keyword coder of the tests")
    parser.add_argument("--folder", type=Path, help="keep the pile and the project here; a run that broke off goes on")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.folder / "pile.jsonl", given.folder / "project", given.documents, given.workers, given.coder)
        return
    from benchmarks.load_pile import write_pile

    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "pile.jsonl").exists():
            write_pile(folder / "pile.jsonl", given.documents)
        options = ["--documents", str(given.documents), "--workers", str(given.workers), "--folder", str(folder)]
        options += ["--coder", given.coder] if given.coder else []
        subprocess.run([sys.executable, __file__, *options, "--measure"], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
