"""How far the marks of those who wrote our reports agree with a second coding by coders who had not seen them.

    python benchmarks/agreement.py

The second coding (``training/annotations/own.jsonl``) is taken as the truth: recall is the share of its values that the writers
marked too, precision the share of the writers' marks that it has. Overlap of at least half of the longer span, as in
``placard evaluate``.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from placard.coding.decode import Tagged  # noqa: E402
from placard.evaluate import match as matching  # noqa: E402
from placard.evaluate.gold import GoldDocument  # noqa: E402
from placard.evaluate.run import as_document  # noqa: E402
from training import marked, second  # noqa: E402
from training.data import CORPUS  # noqa: E402
from training.flat import flat  # noqa: E402


def main() -> None:
    both, missed, spurious = Counter[str](), Counter[str](), Counter[str]()
    reports = relevant = 0
    for path in sorted(CORPUS.glob("*.txt")):
        for parts in marked.documents(str(path)):
            document = marked.convert(*parts)
            coding = second.codings().get(document["id"])
            if coding is None:
                continue
            reports += 1
            relevant += bool(document["events"]) == bool(coding["events"])
            again = document | {name: coding[name] for name in ("events", "marks", "speakers", "cues")}
            gold = msgspec.convert(again, GoldDocument, strict=False)
            written = [Tagged(mark["variable"], 0, 0, mark["start"], mark["end"], 0, 1.0) for mark in document["marks"]]
            found = matching.match(gold, flat(as_document(gold), written))
            both.update(pair.coded.variable for pair in found.pairs)
            missed.update(value.variable for value in found.missed)
            spurious.update(value.variable for value in found.spurious)
    print(f"{reports} reports; {relevant} agree on whether there is an event")
    print(f"{'variable':<18}{'second':>8}{'writers':>8}{'both':>8}{'P':>7}{'R':>7}{'F1':>7}")
    for name in ("all", *sorted(both)):
        right, gone, more = (sum(one.values()) if name == "all" else one[name] for one in (both, missed, spurious))
        p, r, f = right / (right + more), right / (right + gone), 2 * right / (2 * right + gone + more)
        print(f"{name:<18}{right + gone:>8}{right + more:>8}{right:>8}{100 * p:>7.1f}{100 * r:>7.1f}{100 * f:>7.1f}")


if __name__ == "__main__":
    main()
