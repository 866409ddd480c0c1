"""Sources of attribution on PolNeAR dev (Newell, Margolin and Ruths 2018): who says, asks, believes; evaluation only.

    python benchmarks/attribution.py ../shared/data/attribution/polnear_dev.jsonl [--weights FOLDER] [--json]

Gold: the source spans of the first annotator of each document, each range once. A coded source is right if it shares a word with
a gold one ("overlap"), or at least half of the longer of the two ("half"); each gold source is found once. Human agreement on the
set is alpha 75.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from placard.coding import features
from placard.coding.decode import decode_voices
from placard.coding.tagger import Tagger
from placard.evaluate.match import one_to_one, share

Range = tuple[int, int]


def gold_spans(record: dict, role: str) -> list[Range]:
    """Ranges of a role ("Source" or "Cue") in a document's first annotation."""
    found = set()
    for attribution in record["annotations"][0]["attributions"]:
        for part in attribution.get(role) or []:
            spans = part["spans"]
            found.add((spans[0][0], spans[-1][1]))
    return sorted(found)


def matched(gold: list[Range], coded: list[Range], least: float) -> int:
    """How many coded ranges pair with a gold range of their own, best overlaps first."""
    shares = [(share(*g, *c), g, c) for g in gold for c in coded]
    return len(one_to_one(one for one in shares if one[0] > 0 and one[0] >= least))


def scores(records: list[dict], tagger: Tagger, role: str, part: str, outside: float) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in percent, by kind of match."""
    totals = {"overlap": 0, "half": 0}
    golds = codeds = 0
    for record in records:
        encoded = features.tokens(record["text"])
        found = decode_voices(record["text"], encoded, tagger.vectors(encoded), part, outside)
        gold, coded = gold_spans(record, role), [(voice.start, voice.end) for voice in found]
        golds, codeds = golds + len(gold), codeds + len(coded)
        totals["overlap"] += matched(gold, coded, 0.0)
        totals["half"] += matched(gold, coded, 0.5)
    return {
        name: {
            "precision": round(100 * right / max(codeds, 1), 1),
            "recall": round(100 * right / max(golds, 1), 1),
            "f1": round(200 * right / max(golds + codeds, 1), 1),
        }
        for name, right in totals.items()
    } | {"spans": {"gold": golds, "coded": codeds}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--weights", type=Path, help="weights folder; the shipped one by default")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.gold.exists():
        print(f"{options.gold}: not there; PolNeAR is distributed by its makers", file=sys.stderr)
        return 2
    records = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    tagger = Tagger(options.weights)
    decode = tagger.parameters["decode"]
    found = {
        "sources": scores(records, tagger, "Source", "speaker", decode.get("source_outside", decode.get("speaker_outside", 0.0))),
        "cues": scores(records, tagger, "Cue", "cue", decode.get("cue_outside", 0.0)),
    }
    if options.json:
        print(json.dumps(found))
        return 0
    for role, by_match in found.items():
        spans = by_match["spans"]
        print(f"{role}: {spans['gold']:.0f} marked, {spans['coded']:.0f} coded")
        for name in ("overlap", "half"):
            s = by_match[name]
            print(f"  {name:8} P {s['precision']:5.1f}  R {s['recall']:5.1f}  F1 {s['f1']:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
