"""How fast commands answer, and whether memory stays flat.

    python benchmarks/start.py [--documents 1000 20000]

Prints the wall-clock seconds of ``placard --help`` and of ``placard code`` on one report (median of five, a fresh process
each), and the peak memory of ``placard code`` over growing streams in which one document in twenty is a report of protest.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.coding import others, reports  # noqa: E402

PLACARD = str(Path(sys.executable).with_name("placard"))


def seconds(command: list[str], stdin: bytes = b"") -> float:
    """Median wall-clock seconds of five fresh processes."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, input=stdin, capture_output=True, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def peak(path: Path) -> tuple[float, float]:
    """Peak resident megabytes and seconds of ``placard code`` on a file."""
    begun = time.perf_counter()
    with Path(os.devnull).open("wb") as nothing:
        process = subprocess.Popen([PLACARD, "code", str(path)], stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"placard code failed on {path}")
    return usage.ru_maxrss / 1024, time.perf_counter() - begun


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 20000])
    options = parser.parse_args()
    one = json.dumps({"id": "one", "text": reports(1)[0].text, "published": "2020-01-13"}).encode()
    print(f"placard --help:               {seconds([PLACARD, '--help']):.2f} s")
    print(f"placard code, one document:   {seconds([PLACARD, 'code'], one):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.documents:
            path = Path(folder) / f"{count}.jsonl"
            few = reports(count // 20)
            many = others(count - len(few))
            with path.open("w") as lines:
                for n in range(count):
                    document = few[n // 20] if n % 20 == 0 and n // 20 < len(few) else many[n - min(n // 20 + 1, len(few))]
                    lines.write(json.dumps({"id": f"d{n}", "text": document.text}) + "\n")
            megabytes, taken = peak(path)
            print(f"placard code, {count:>6} documents: peak {megabytes:.0f} MB, {count / taken:.0f} documents/s, start included")


if __name__ == "__main__":
    main()
