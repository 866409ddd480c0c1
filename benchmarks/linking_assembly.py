"""How well triggers and values are assembled to the event mentions of a report.

.venv/bin/python benchmarks/linking_assembly.py

With the weights of links as they are (fitted by ``training/calibrate.py`` on the held-out tenth), and with the network's own
likeness alone. What is scored is told in ``training/assembly.py``. Reports in ../shared/corpus/dev are for evaluation only.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared/corpus"
sys.path[:0] = [str(ROOT)]

from placard.coding.builtin import BuiltinCoder  # noqa: E402
from placard.evaluate.gold import GoldDocument, read_gold  # noqa: E402
from training import data, marked  # noqa: E402
from training.assembly import Assembler  # noqa: E402


def gold_sets() -> dict[str, list[GoldDocument]]:
    """Name -> annotated reports: held out of training, the link stories and the real reports."""
    sets = {"held-out tenth": data.held_out_golds(data.own_documents())}
    if SHARED.exists():
        sets["held-out, real"] = data.held_out_golds(data.json_documents(SHARED / "open/open.jsonl"))
        stories = (marked.convert(*document) for document in marked.documents(str(SHARED / "link/dev.txt")))
        sets["link/dev"] = [msgspec.convert(story, GoldDocument, strict=False) for story in stories]
        sets["dev (evaluation only)"] = list(read_gold(SHARED / "dev/real.jsonl"))
    return sets


def line(scores: dict[str, float]) -> str:
    """Scores as text."""
    return (
        f"assembly P {scores['precision']:.1f} R {scores['recall']:.1f} F {scores['assembly']:.1f}; events F {scores['events']:.1f}"
        f" ({scores['told']:.0f} told, {scores['coded']:.0f} coded, {scores['aligned']:.0f} aligned)"
    )


def main() -> None:
    coder = BuiltinCoder(screen_first=False)
    print(coder.name)
    for name, golds in gold_sets().items():
        assembler = Assembler(golds, coder)
        print(f"{name:<22} {line(assembler.scores())}")
        print(f"{'':<22} without agreement: {line(assembler.scores(same_own=1.0, same_agree=0.0, same_shift=0.0))}")


if __name__ == "__main__":
    main()
