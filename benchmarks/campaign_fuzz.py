"""Fuzzes every target of ``tests/fuzz/targets.py`` with atheris, guided by coverage, each in a process of its own.

    python benchmarks/campaign_fuzz.py [--runs N] [--target NAME ...] [--seconds S]

A target fails by an exception, by one execution of over ``--patience`` seconds, or by more than 1.5 GB of memory; libFuzzer then writes the
input down beside the target's name. ``--runs`` is for the cheap targets; those that unpack, parse pages or speak to
another process run a twentieth.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
# How many of --runs a target gets: what it costs to run, measured once.
SHARE = {"spans": 1.0, "dates": 0.5, "addresses": 0.5, "fragments": 0.25, "encodings": 0.25}


def child(name: str, arguments: list[str]) -> None:
    """Fuzz one target; libFuzzer ends the process."""
    import atheris

    # Coverage of Placard's own modules guides the fuzzer; the libraries below it are not instrumented, they would cost the most.
    with atheris.instrument_imports(include=["placard"]):
        from tests.fuzz.targets import TARGETS, seeds

    for seed in seeds(name):  # what is loaded at the first call is not the fuzzer's to time
        TARGETS[name](seed)
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def fuzz(name: str, runs: int, seconds: int, patience: int) -> tuple[int, str]:
    """Executions of a target, and what went wrong (empty if nothing did)."""
    from tests.fuzz.targets import seeds

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(name)):
            (Path(folder) / f"seed{number}").write_bytes(seed)
        limits = [
            f"-runs={runs}",
            f"-timeout={patience}",
            "-rss_limit_mb=1500",
            f"-max_total_time={seconds}",
            "-print_final_stats=1",
            "-seed=1",
        ]
        command = [sys.executable, __file__, "--child", name, *limits, f"-artifact_prefix={folder}/", folder]
        result = subprocess.run(command, capture_output=True, cwd=ROOT)
        said = result.stderr.decode("utf-8", "replace")
        counts = re.findall(r"number_of_executed_units:\s*(\d+)", said) or re.findall(r"#(\d+)\s", said)[-1:]
        executed = int(counts[-1]) if counts else 0
        if result.returncode == 0:
            return executed, ""
        inputs = [path.read_bytes() for path in Path(folder).iterdir() if path.name.startswith(("crash-", "timeout-", "oom-"))]
        return executed, f"{said[-1500:]}\n{inputs[:1]!r}"


def main() -> None:
    """Run the campaign, or be its child."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3:])
        return
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("fuzzing: not done, atheris is not here (Linux on x86-64 has it)")
        return
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=600, help="most for one target")
    parser.add_argument("--patience", type=int, default=5, help="seconds after which one execution is a hang")
    parser.add_argument("--target", nargs="*", default=sorted(TARGETS))
    given = parser.parse_args()
    total = wrong = 0
    for name in given.target:
        began = time.monotonic()
        executed, fault = fuzz(name, max(20, int(given.runs * SHARE.get(name, 0.05))), given.seconds, given.patience)
        total += executed
        wrong += bool(fault)
        print(f"{name:22} {executed:9,} executions {time.monotonic() - began:7.0f} s  {'FAILED' if fault else 'held'}", flush=True)
        if fault:
            print(fault, flush=True)
    print(f"{total:,} executions of {len(given.target)} targets, {wrong} failed")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
