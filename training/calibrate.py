"""Fit what decoding needs on held-out reports: thresholds, curves of relevance and confidence, when to stop, links, attribution.

    python -m training.calibrate src/placard/weights --open open.jsonl --articles global_voices_2012.jsonl

The held-out tenth of our corpus and of the openly licensed reports is used, never evaluation text. The weights folder's
``coder.json`` is rewritten in place.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

import numpy as np

from placard.coding import features, labels
from placard.coding.builtin import BuiltinCoder, first_look, relevance_features
from placard.coding.confidence import calibrated, credible, evidence
from placard.coding.decode import Tagged, decode_values
from placard.coding.tagger import Network, Tagger, parameters
from placard.evaluate import match as matching
from placard.evaluate.gold import GoldDocument
from placard.evaluate.run import as_document
from placard.screening.relevance import screen
from training import data
from training.assembly import fit
from training.flat import flat
from training.voices import quoted, sources

LOSE = 200  # of so many reports that are found a threshold for reading on may lose one
DRAWN = 8.0  # how strongly a variable's curve is drawn to the common one
DEFAULTS = {
    "outside": 0.0,
    "gate": 0.0,
    "begin": 0.0,
    "credible": 0.0,
    "speaker_outside": 0.0,
    "source_outside": 0.0,
    "cue_outside": 0.0,
    "outlet_bias": 0.0,
    "framing_bias": 0.0,
    "same_threshold": 0.5,
    "share_threshold": 0.6,
    "relevance_threshold": 0.5,
    "sure_score": 1.0,
    "look_threshold": 0.0,
    "second_threshold": 0.0,
}


class Remembering(Tagger):
    """The networks, asked once a text: calibrating decodes the same reports again and again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[tuple[str, bytes], np.ndarray] = {}

    def _outputs(self, encoded: features.Tokens, network: Network) -> np.ndarray:
        key = (network.file, encoded.ids.tobytes() + encoded.features.tobytes() + encoded.sentence.tobytes())
        if key not in self._known:
            self._known[key] = super()._outputs(encoded, network)
        return self._known[key]


def held_out(open_path: Path | None) -> list[GoldDocument]:
    documents = data.own_documents() + (data.json_documents(open_path) if open_path else [])
    return data.held_out_golds(documents)


def f1(right: int, missed: int, spurious: int) -> float:
    return 200 * right / max(2 * right + missed + spurious, 1)


def logistic(rows: np.ndarray, truth: np.ndarray, penalty: float = 1.0, towards: np.ndarray | None = None) -> np.ndarray:
    """Weights and bias of a logistic curve by Newton's method with a ridge penalty.

    Args:
        rows: (n, k) evidence; ``truth`` (n,) 0 or 1.
        towards: weights and bias the penalty draws to, the bias too; by default the weights to 0 and the bias nowhere.
    """
    design = np.hstack([rows, np.ones((len(rows), 1))])
    middle = np.zeros(design.shape[1]) if towards is None else towards
    weights = middle.copy()
    ridge = np.diag([penalty] * rows.shape[1] + [1e-6 if towards is None else penalty])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + ridge
        weights = weights + np.linalg.solve(hessian, design.T @ (truth - p) - ridge @ (weights - middle))
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--open", type=Path)
    parser.add_argument("--articles", type=Path, help="the Global Voices articles that training/annotations/gv2012.jsonl annotates")
    parser.add_argument("--stops", action="store_true", help="fit only when a text is not worth reading on; all else stays")
    options = parser.parse_args()
    path = options.folder / "coder.json"
    stored = json.loads(path.read_text())
    if not options.stops:
        stored |= {"decode": dict(DEFAULTS)}
        save(path, stored)
    tagger = Remembering(options.folder)
    golds = held_out(options.open)
    ready, firsts = [], []
    for gold in golds:
        encoded = features.tokens(gold.text)
        firsts.append(tagger.first(encoded))
        ready.append((gold, as_document(gold), encoded, tagger.vectors(encoded, firsts[-1])))
    print(f"{len(ready)} held-out reports")
    if options.stops:
        stored["decode"] |= stops(BuiltinCoder(options.folder, screen_first=False, tagger=tagger), ready, firsts)
        save(path, stored)
        return
    stored["decode"] |= thresholds(ready) | sources(tagger, options.articles)
    stored["calibration"] = curves(ready, stored["decode"])
    stored["decode"]["credible"] = floor(ready, stored)
    rows = [relevance_features(v, credible(decode_values(g.text, e, v, stored["decode"]), stored)) for g, _, e, v in ready]
    fitted = logistic(np.asarray(rows), np.asarray([g.reports_event for g, *_ in ready], float))
    stored["relevance"] = {"weights": [round(float(w), 5) for w in fitted[:-1]], "bias": round(float(fitted[-1]), 5)}
    save(path, stored)
    stored["decode"] |= stops(BuiltinCoder(options.folder, screen_first=False, tagger=tagger), ready, firsts)
    save(path, stored)
    stored["links"] |= fit(golds, BuiltinCoder(options.folder, screen_first=False, tagger=tagger))
    save(path, stored)
    stored["decode"] |= quoted(BuiltinCoder(options.folder, screen_first=False, tagger=tagger), ready)
    save(path, stored)


def save(path: Path, stored: dict) -> None:
    """Write the parameters, so that coders made from now on have them."""
    path.write_text(json.dumps(stored, indent=1) + "\n")
    parameters.cache_clear()


def stops(coder: BuiltinCoder, ready: list, firsts: list) -> dict[str, float]:
    """Below which first look, and which relevance by the first network, a text is not worth reading on.

    Half of the lowest that a held-out report has which is found, one in :data:`LOSE` left aside; half, because reports written for
    us are surer of themselves than real copy.
    """
    settings = coder.parameters["decode"]
    looks, seconds, others = [], [], []
    for (gold, _, encoded, vectors), first in zip(ready, firsts, strict=True):
        alone = coder.relevance(first, coder.values(gold.text, encoded, first))
        if not gold.reports_event:
            others.append(alone)
        elif coder.relevance(vectors, coder.values(gold.text, encoded, vectors)) >= settings["relevance_threshold"]:
            seconds.append(alone)
            looks.append(first_look(coder.tagger.first(features.tokens(screen(gold.text).likeliest))))
    chosen = {
        "look_threshold": round(sorted(looks)[len(looks) // LOSE] / 2, 5),
        "second_threshold": round(sorted(seconds)[len(seconds) // LOSE] / 2, 5),
    }
    stopped = sum(one < chosen["second_threshold"] for one in others)
    print("lowest first looks", [round(one, 4) for one in sorted(looks)[:6]])
    print("lowest relevance by the first network", [round(one, 4) for one in sorted(seconds)[:6]])
    print(f"{chosen}: the second stops {stopped} of {len(others)} reports without an event")
    return chosen


def span_counts(ready: list, settings: dict) -> tuple[int, int, int]:
    """Right, missed and spurious spans, decoded with these settings."""
    right = missed = spurious = 0
    for gold, document, encoded, vectors in ready:
        m = matching.match(gold, flat(document, decode_values(gold.text, encoded, vectors, settings)))
        right, missed, spurious = right + len(m.pairs), missed + len(m.missed), spurious + len(m.spurious)
    return right, missed, spurious


def ours_and_real(ready: list) -> list[list]:
    """Our held-out reports and the real ones apart, whichever there are.

    Scores are the mean over both: real ones are few but are what the coder is for; written to be annotated, ours carry surer
    values, and thresholds fitted to them alone pass over values in real copy.
    """
    ours = {document["id"] for document in data.own_documents()}
    sets = [[one for one in ready if (one[0].id in ours) is own] for own in (True, False)]
    return [one for one in sets if one]


def thresholds(ready: list) -> dict:
    """The decoding with the best F1 of spans (:func:`ours_and_real`): first common thresholds, then what each variable adds."""
    sets = ours_and_real(ready)

    def reached(settings: dict) -> float:
        return sum(f1(*span_counts(one, settings)) for one in sets) / len(sets)

    best = (-1.0, 0.0, 0.0)
    for outside, begin in itertools.product((0.0, 0.3, 0.6, 0.9, 1.2), (0.4, 0.8, 1.2, 1.6)):
        score = reached({"outside": outside, "begin": begin})
        print(f"outside {outside} begin {begin}: F1 {score:.2f}", flush=True)
        best = max(best, (score, outside, begin))
    score, outside, begin = best
    favour: dict[str, float] = {}
    for variable in labels.VARIABLES:
        for bias in (-0.4, 0.4):
            found = reached({"outside": outside, "begin": begin, "favour": favour | {variable: bias}})
            # A gain within noise is no reason to treat a variable unlike the others.
            if found > score + 0.05:
                score, favour = found, favour | {variable: bias}
    print(f"favour {favour}: F1 {score:.2f}", flush=True)
    return {"outside": outside, "begin": begin, "favour": favour}


def decoded(ready: list, settings: dict) -> tuple[list[tuple[Tagged, bool]], int]:
    """Every decoded span that scores count with whether it is right, and how many gold values there are to find."""
    found, golds = [], 0
    for gold, document, encoded, vectors in ready:
        tagged = decode_values(gold.text, encoded, vectors, settings)
        m = matching.match(gold, flat(document, tagged))
        right = {(p.coded.variable, p.coded.start, p.coded.end) for p in m.pairs}
        counted = right | {(v.variable, v.start, v.end) for v in m.spurious}
        found += [(t, key in right) for t in tagged for key in [(t.label, t.start, t.end)] if key in counted]
        golds += len(m.pairs) + len(m.missed)
    return found, golds


def curves(ready: list, settings: dict) -> dict[str, list[float]]:
    """A logistic curve a variable over ``confidence.evidence``, drawn to the one over all variables as far as it has few values."""
    found, _ = decoded(ready, settings)
    rows = np.asarray([evidence(span) for span, _ in found])
    truth = np.asarray([right for _, right in found], float)
    names = np.asarray([span.label for span, _ in found])
    common = logistic(rows, truth)
    result = {}
    for variable in sorted(set(names)):
        own = names == variable
        weights = logistic(rows[own], truth[own], towards=common, penalty=DRAWN)
        result[variable] = [round(float(w), 4) for w in weights]
    return result


def floor(ready: list, stored: dict) -> float:
    """The confidence below which values cost more F1 than they add (:func:`ours_and_real`)."""
    sets = [decoded(one, stored["decode"]) for one in ours_and_real(ready)]

    def reached(least: float) -> float:
        kept = [[right for span, right in found if calibrated(span, stored) >= least] for found, _ in sets]
        return sum(200 * sum(one) / max(len(one) + golds, 1) for one, (_, golds) in zip(kept, sets, strict=True)) / len(sets)

    choices = {round(float(least), 2): reached(least) for least in np.arange(0.0, 0.52, 0.04)}
    best = max(choices, key=lambda least: choices[least])
    print(f"credible {best}: F1 {choices[0.0]:.2f} -> {choices[best]:.2f}", flush=True)
    return best


if __name__ == "__main__":
    main()
