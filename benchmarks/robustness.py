"""What the coder loses on texts that were scanned, are all in capitals, or have none.

    python benchmarks/robustness.py [--dev DEV] [--weights FOLDER]

The held-out tenth of our corpus (and the evaluation reports, where given) is coded as it stands and as ``training/noise.py``
changes it; the marks keep their words' places. Printed: F1 of all spans (overlap at half) and of relevance, in percent.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from placard.coding.builtin import BuiltinCoder  # noqa: E402
from placard.evaluate.gold import GoldDocument  # noqa: E402
from placard.evaluate.run import score, summarise  # noqa: E402
from training import data, noise  # noqa: E402

KINDS: dict[str, Callable[[dict], dict]] = {
    "as it stands": lambda document: document,
    "no capitals": lambda document: noise.recased(document, upper=False),
    "all capitals": lambda document: noise.recased(document, upper=True),
    "scanned, 1% of letters": lambda document: noise.scanned(document, random.Random(document["id"]), 0.01),
    "scanned, 3% of letters": lambda document: noise.scanned(document, random.Random(document["id"]), 0.03),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, help="evaluation reports (JSON lines with marks)")
    parser.add_argument("--weights", type=Path, help="a weights folder; the shipped one by default")
    options = parser.parse_args()
    coder = BuiltinCoder(options.weights)
    sets = {"held out": [one for one in data.own_documents() if data.held_out(one)]}
    if options.dev:
        sets["dev"] = data.json_documents(options.dev)
    for name, documents in sets.items():
        for kind, change in KINDS.items():
            golds = [msgspec.convert(data.shortest(change(one)), GoldDocument, strict=False) for one in documents]
            result = summarise(coder.name, list(score(golds, coder)))
            line = {"set": name, "text": kind, "spans": result.spans["all"]["f1"], "relevance": result.relevance["f1"]}
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
