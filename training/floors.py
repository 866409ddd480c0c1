"""Quality floors that only rise: refuse weights or rules that score lower than what has been reached.

    python -m training.floors check    # compare with training/floors.json; exit status 1 if any score fell
    python -m training.floors raise    # write today's scores where they are higher
    python -m training.floors lower NAME VALUE "REASON"

Scores are taken on the reports in ``../shared/corpus/dev`` (where they are at hand) and on the tenth of our own corpus that is
held out of training, as their second coding has them. Corpus and weights are pinned by hash: scores are compared only for what the
file says it measured, and those on held-out reports begin anew with another corpus.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from placard.coding.builtin import BuiltinCoder
from placard.coding.tagger import networks, parameters, weights_folder
from placard.evaluate.gold import GoldDocument, read_gold
from placard.evaluate.run import Evaluation, score, summarise
from training import attribution, data, standoff

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "training" / "floors.json"
DEV = ROOT.parent / "shared" / "corpus" / "dev" / "real.jsonl"
FAST = ("spans all", "relevance f1", "assembly b-cubed f1")  # what the fast coder is held to
SLACK = 1.5  # int8 kernels differ between processors (with VNNI and without), and with them a borderline span or two


def corpus_hash() -> str:
    """SHA-256 over the names and bytes of our corpus files, their second coding and listed attributions among them."""
    digest = hashlib.sha256()
    for path in sorted((*data.CORPUS.rglob("*.txt"), *standoff.FOLDER.glob("*.jsonl"), *attribution.FOLDER.glob("*.txt"))):
        digest.update(path.relative_to(ROOT / "training").as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def weights_hash() -> str:
    """SHA-256 over the shipped weights and their parameters."""
    digest = hashlib.sha256()
    names = [network.file for network in networks(parameters(weights_folder()))]
    for name in (*names, "coder.json", "fast/coder.json", "screen.npz", "place_names.npy", "tokenizer.json"):
        digest.update((weights_folder() / name).read_bytes())
    return digest.hexdigest()


def flat(result: Evaluation) -> dict[str, float]:
    """The scores that have floors, by name."""
    scores = {f"spans {name}": float(row["f1"]) for name, row in result.spans.items()}
    scores |= {name: float(row["value"]) for name, row in result.facets.items() if row["of"] >= 20}
    scores["relevance f1"] = float(result.relevance["f1"])
    scores["assembly b-cubed f1"] = float(result.assembly["b_cubed_f1"])
    return scores


def held_out() -> list[GoldDocument]:
    """The held-out tenth of our own corpus."""
    return data.held_out_golds(data.own_documents())


def measure() -> dict[str, dict[str, float]]:
    """Today's scores by set; dev only where it is at hand."""
    coder, fast = BuiltinCoder(), BuiltinCoder(weights_folder() / "fast")
    ours = held_out()
    scores = {"held_out": flat(summarise(coder.name, list(score(ours, coder))))}
    quick = flat(summarise(fast.name, list(score(ours, fast))))
    scores["held_out, fast"] = {name: quick[name] for name in FAST}
    if DEV.exists():
        scores["dev"] = flat(summarise(coder.name, list(score(read_gold(DEV), coder))))
    return scores


def fallen(stored: dict, scores: dict[str, dict[str, float]]) -> list[str]:
    """One line for each score under its floor."""
    return [
        f"{name} on {group}: {scores[group].get(name, 0.0)} is under its floor {floor}"
        for group, floors in sorted(stored["floors"].items())
        if group in scores
        for name, floor in sorted(floors.items())
        if scores[group].get(name, 0.0) < floor - SLACK
    ]


def raised(stored: dict, scores: dict[str, dict[str, float]], corpus: str) -> None:
    """Take up today's scores where they are higher, in place.

    With another corpus the held-out reports are others: their scores begin anew, and each that is lower now is listed as lowered.
    """
    anew = stored.get("corpus_sha256") not in (None, corpus)
    for group, found in scores.items():
        floors = stored["floors"].setdefault(group, {})
        for name, value in found.items():
            before = floors.get(name, 0.0)
            if anew and group.startswith("held_out") and value < before:
                entry = {
                    "score": f"{group}/{name}",
                    "from": before,
                    "to": value,
                    "reason": "other held-out reports: the corpus changed",
                }
                stored["lowered"].append(entry)
                floors[name] = value
            else:
                floors[name] = max(value, before)
    stored["corpus_sha256"] = corpus


def main(arguments: list[str]) -> int:
    stored = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"floors": {}, "lowered": []}
    verb = arguments[0] if arguments else "check"
    if verb == "lower":
        name, value, reason = arguments[1:4]
        group, _, score_name = name.partition("/")
        before = stored["floors"][group][score_name]
        stored["floors"][group][score_name] = float(value)
        stored["lowered"].append({"score": name, "from": before, "to": float(value), "reason": reason})
    elif verb == "raise":
        raised(stored, measure(), corpus_hash())
        stored["weights_sha256"] = weights_hash()
    elif verb == "check":
        lines = fallen(stored, measure())
        print("\n".join(lines) or "every score is at its floor or above")
        return 1 if lines else 0
    FLOORS.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
