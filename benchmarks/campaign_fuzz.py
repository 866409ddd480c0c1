"""Fuzzes every target of ``tests/fuzz/targets.py``, each in a process of its own.

    python benchmarks/campaign_fuzz.py [--engine atheris|dice] [--runs N] [--target NAME ...] [--seconds S] [--patience S]
                                       [--seed N]

``atheris`` is guided by coverage; ``dice`` damages the seeds at random from a fixed beginning, runs everywhere, and makes many
times as many executions in the same time. A target fails by an exception, by one execution of over ``--patience`` seconds,
or by more than 1.5 GB of memory; the input is then printed. ``--runs`` is for the cheap targets; those that unpack, parse
pages or speak to another process run a twentieth.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
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


def roll(name: str, runs: int, seconds: int, patience: int, seed: int) -> None:
    """Damage the seeds of one target at random, and run them; time is the processor's, so that a busy machine is no hang."""
    import random
    import resource

    from tests.fuzz.targets import TARGETS, seeds

    target, known, dice = TARGETS[name], seeds(name), random.Random(f"{name} {seed}")
    pieces = (
        b"\0",
        b"\xff",
        b"<",
        b">",
        b"&",
        b"[" * 50,
        b"{",
        b'"',
        b"\n",
        b"99999",
        b"-1",
        "\u202e\u0301\u200b\U0001f600".encode(),
        b"\xed\xa0\x80",
    )
    for data in known:
        target(data)
    began, done = time.monotonic(), 0
    while done < runs and time.monotonic() - began < seconds:
        data = bytearray(dice.choice(known))
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(data) + 1)
            piece = dice.choice(
                (dice.choice(pieces), dice.randbytes(dice.randint(1, 8)), bytes(data[at : at + dice.randint(0, 60)]))
            )
            data[at : at + dice.choice((0, 0, len(piece), dice.randint(0, 40)))] = piece
        before = time.process_time()
        try:
            target(bytes(data))
        except BaseException:
            print(f"input {bytes(data)!r}", file=sys.stderr)
            raise
        done += 1
        if time.process_time() - before > patience:
            raise SystemExit(f"took {time.process_time() - before:.1f} s for {bytes(data)!r}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"number_of_executed_units: {done}", file=sys.stderr)
    if most > 1_500_000:
        raise SystemExit(f"took {most / 1000:.0f} MB")


def fuzz(name: str, runs: int, seconds: int, patience: int, engine: str, seed: int) -> tuple[int, str]:
    """Executions of a target, and what went wrong (empty if nothing did)."""
    from tests.fuzz.targets import seeds

    with tempfile.TemporaryDirectory() as folder:
        for number, begin in enumerate(seeds(name)):
            (Path(folder) / f"seed{number}").write_bytes(begin)
        limits = [
            f"-runs={runs}",
            f"-timeout={patience}",
            "-rss_limit_mb=1500",
            f"-max_total_time={seconds}",
            "-print_final_stats=1",
            f"-seed={seed}",
        ]
        command = [sys.executable, __file__, "--child", name, *limits, f"-artifact_prefix={folder}/", folder]
        if engine == "dice":
            command = [sys.executable, __file__, "--roll", name, str(runs), str(seconds), str(patience), str(seed)]
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
    if sys.argv[1:2] == ["--roll"]:
        roll(sys.argv[2], *map(int, sys.argv[3:7]))
        return
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=600, help="most for one target")
    parser.add_argument("--patience", type=int, default=5, help="seconds after which one execution is a hang")
    parser.add_argument("--target", nargs="*", default=sorted(TARGETS))
    parser.add_argument("--engine", choices=["atheris", "dice"], help="atheris where it is installed, else dice")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same inputs")
    given = parser.parse_args()
    engine = given.engine or ("atheris" if find_spec("atheris") else "dice")
    total = wrong = 0
    for name in given.target:
        began = time.monotonic()
        runs = max(20, int(given.runs * SHARE.get(name, 0.05)))
        executed, fault = fuzz(name, runs, given.seconds, given.patience, engine, given.seed)
        total += executed
        wrong += bool(fault)
        print(f"{name:22} {executed:9,} executions {time.monotonic() - began:7.0f} s  {'FAILED' if fault else 'held'}", flush=True)
        if fault:
            print(fault, flush=True)
    print(f"{total:,} executions of {len(given.target)} targets by {engine}, {wrong} failed")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
