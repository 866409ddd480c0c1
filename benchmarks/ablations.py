"""What each choice of the coder's training is worth: span scores of checkpoints trained alike but for one choice.

    python -m training.train --open OPEN --epochs 4 --out training/build/base.pt
    python -m training.train --open OPEN --epochs 4 --size 510 --out training/build/wide.pt
    python benchmarks/ablations.py --dev DEV training/build/base.pt training/build/wide.pt
    python benchmarks/ablations.py --dev DEV --together training/build/base.pt training/build/wide.pt

Checkpoints are scored as they would ship (int8), with one fixed decoding (no threshold is fitted here), on our held-out reports
and on the evaluation reports. ``--together`` scores what they say on average too, as the shipped coder does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from placard.coding import features  # noqa: E402
from placard.coding.tagger import Tagger  # noqa: E402
from placard.evaluate.gold import GoldDocument, read_gold  # noqa: E402
from placard.evaluate.run import as_document  # noqa: E402
from training import data, export  # noqa: E402
from training.calibrate import f1, span_counts  # noqa: E402

DECODE = {"outside": 0.3, "begin": 1.2}


def span_score(tagger: Tagger, golds: list[GoldDocument]) -> dict[str, float]:
    """Precision, recall and F1 of all spans (overlap at half) in percent."""
    encoded = [features.tokens(gold.text) for gold in golds]
    ready = [(g, as_document(g), e, tagger.vectors(e)) for g, e in zip(golds, encoded, strict=True)]
    right, missed, spurious = span_counts(ready, DECODE)
    return {
        "precision": round(100 * right / max(right + spurious, 1), 1),
        "recall": round(100 * right / max(right + missed, 1), 1),
        "f1": round(f1(right, missed, spurious), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--dev", type=Path, help="evaluation reports (JSON lines with marks)")
    parser.add_argument("--together", action="store_true", help="also score all checkpoints as one coder")
    options = parser.parse_args()
    golds = {"held out": data.held_out_golds(data.own_documents())}
    if options.dev:
        golds["dev"] = list(read_gold(options.dev))
    groups = [[path] for path in options.checkpoints] + ([options.checkpoints] if options.together else [])
    for paths in groups:
        epochs = [torch.load(path, weights_only=False)["options"]["epochs"] for path in paths]
        line = {"checkpoint": " + ".join(path.stem for path in paths), "epochs": sum(epochs)}
        with tempfile.TemporaryDirectory() as folder:
            with contextlib.redirect_stdout(sys.stderr):
                export.main(paths, Path(folder))
            tagger = Tagger(Path(folder))
            print(json.dumps(line | {name: span_score(tagger, documents) for name, documents in golds.items()}), flush=True)


if __name__ == "__main__":
    main()
