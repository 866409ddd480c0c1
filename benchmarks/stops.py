"""How many documents the second network reads, by the two thresholds that stop a text before it.

    python benchmarks/stops.py ../shared/corpus/dev/real.jsonl ../shared/data/geoparsing/lgl.jsonl [--documents N]

The made-up ordinary news of ``load_pile.py`` is measured besides the files (JSON lines with ``text``; of those with ``events``
only the reports that tell some). Thresholds are fitted by ``training.calibrate`` on held-out reports, not on what is shown here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from load_pile import ONE_IN, Pile  # noqa: E402
from placard.coding import features  # noqa: E402
from placard.coding.builtin import BuiltinCoder, first_look  # noqa: E402
from placard.screening.relevance import screen  # noqa: E402

CHOICES = ((0.013, 0.2), (0.013, 0.4), (0.03, 0.3), (0.06, 0.4), (0.06, 0.6))
CLEAR = 0.5
Stop = tuple[float, float, float]  # first look, surest trigger, relevance by the first network


def stop(coder: BuiltinCoder, text: str) -> Stop | None:
    """What the thresholds are compared with, None if the first screen stops the text."""
    screened = screen(text)
    if not screened.passes:
        return None
    likeliest, encoded = features.tokens(screened.likeliest), features.tokens(text)
    look = 1.0 if len(likeliest.ids) > features.WINDOW else first_look(coder.tagger.first(likeliest))
    first = coder.tagger.first(encoded)
    return look, first_look(first), coder.relevance(first, coder.values(text, encoded, first))


def share(found: list[Stop | None], look: float, second: float) -> float:
    """Share of the documents that the second network reads."""
    return sum(one is not None and one[0] >= look and (one[1] >= CLEAR or one[2] >= second) for one in found) / len(found)


def texts(path: Path, most: int) -> list[str]:
    """The first ``most`` texts of a file; of annotated ones those that tell of an event."""
    with path.open(encoding="utf-8") as lines:
        found: Iterable[dict] = (json.loads(line) for line in lines)
        return [one["text"] for one in found if one.get("events", True)][:most]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--documents", type=int, default=250, help="at most so many of each")
    options = parser.parse_args()
    coder, pile = BuiltinCoder(), Pile()
    settings = coder.parameters["decode"]
    sets = {"ordinary news": [pile.text(n) for n in range(options.documents) if n % ONE_IN != ONE_IN - 1]}
    sets |= {path.stem: texts(path, options.documents) for path in options.files}
    for name, documents in sets.items():
        found = [stop(coder, text) for text in documents]
        for look, second in (*CHOICES, (settings["look_threshold"], settings["second_threshold"])):
            print(f"{name}, {len(found)} documents, look {look}, second {second}: {share(found, look, second):.1%}")


if __name__ == "__main__":
    main()
