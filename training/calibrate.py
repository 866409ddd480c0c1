"""Fit what decoding needs on held-out reports: thresholds, the relevance curve and the confidence curves.

    python -m training.calibrate src/placard/weights --open open.jsonl --articles global_voices_2012.jsonl

The held-out tenth of our corpus and of the openly licensed reports is used, never evaluation text. The weights folder's
``coder.json`` is rewritten in place.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from pathlib import Path

import numpy as np

from placard.coding import features, labels
from placard.coding.builtin import BuiltinCoder, first_look, relevance_features
from placard.coding.decode import decode_values, decode_voices
from placard.coding.tagger import Network, Tagger, parameters
from placard.evaluate import match as matching
from placard.evaluate.gold import GoldDocument
from placard.evaluate.run import as_document
from placard.records import OUTLET, Coded, EventMention, Statement, Text
from placard.screening.relevance import screen
from placard.spans import Span
from training import data, standoff
from training.assembly import fit

DEFAULTS = {
    "outside": 0.0,
    "gate": 0.0,
    "begin": 0.0,
    "speaker_outside": 0.0,
    "source_outside": 0.0,
    "cue_outside": 0.0,
    "outlet_bias": 0.0,
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


def flat(document, tagged) -> Coded:
    """Tagged spans as one mention, for span scores alone."""
    statements = tuple(
        Statement(
            f"s{i}",
            "m",
            t.label,
            Text(document.text[t.start : t.end]),
            (Span.of(document.text, t.start, t.end),),
            OUTLET,
            "c",
            confidence=t.probability,
        )
        for i, t in enumerate(tagged)
    )
    return Coded(document.id, 1.0, (EventMention("m", document.id, "occurred", "other", statements),))


def f1(right: int, missed: int, spurious: int) -> float:
    return 200 * right / max(2 * right + missed + spurious, 1)


def logistic(rows: np.ndarray, truth: np.ndarray, penalty: float = 1.0) -> np.ndarray:
    """Weights and bias of a logistic curve by Newton's method with a ridge penalty."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(design.shape[1])
    ridge = np.diag([penalty] * rows.shape[1] + [1e-6])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + ridge
        weights = weights + np.linalg.solve(hessian, design.T @ (truth - p) - ridge @ weights)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--open", type=Path)
    parser.add_argument("--articles", type=Path, help="the Global Voices articles that training/annotations/gv2012.jsonl annotates")
    options = parser.parse_args()
    path = options.folder / "coder.json"
    stored = json.loads(path.read_text()) | {"decode": dict(DEFAULTS)}
    save(path, stored)
    tagger = Remembering(options.folder)
    golds = held_out(options.open)
    ready, firsts = [], []
    for gold in golds:
        encoded = features.tokens(gold.text)
        firsts.append(tagger.first(encoded))
        ready.append((gold, as_document(gold), encoded, tagger.vectors(encoded, firsts[-1])))
    print(f"{len(ready)} held-out reports")
    stored["decode"] |= thresholds(ready) | attributions(tagger, options.articles)
    stored["calibration"] = curves(ready, stored["decode"])
    rows = [relevance_features(v, decode_values(g.text, e, v, stored["decode"])) for g, _, e, v in ready]
    fitted = logistic(np.asarray(rows), np.asarray([g.reports_event for g, *_ in ready], float))
    stored["relevance"] = {"weights": [round(float(w), 5) for w in fitted[:-1]], "bias": round(float(fitted[-1]), 5)}
    save(path, stored)
    stored["decode"] |= stops(BuiltinCoder(options.folder, screen_first=False, tagger=tagger), ready, firsts)
    save(path, stored)
    stored["links"] |= fit(golds, BuiltinCoder(options.folder, screen_first=False, tagger=tagger))
    save(path, stored)
    links(options.folder, tagger, golds, stored, path)


def save(path: Path, stored: dict) -> None:
    """Write the parameters, so that coders made from now on have them."""
    path.write_text(json.dumps(stored, indent=1) + "\n")
    parameters.cache_clear()


def stops(coder: BuiltinCoder, ready: list, firsts: list) -> dict[str, float]:
    """Below which first look, and which relevance by the first network, a text is not worth reading on.

    Half of the lowest that a held-out report has which is found; 5% and 20% at most.
    """
    settings = coder.parameters["decode"]
    looks, seconds, others = [], [], []
    for (gold, _, encoded, vectors), first in zip(ready, firsts, strict=True):
        alone = coder.relevance(first, decode_values(gold.text, encoded, first, settings))
        if not gold.reports_event:
            others.append(alone)
        elif coder.relevance(vectors, decode_values(gold.text, encoded, vectors, settings)) >= settings["relevance_threshold"]:
            seconds.append(alone)
            looks.append(first_look(coder.tagger.first(features.tokens(screen(gold.text).likeliest))))
    chosen = {"look_threshold": round(min(0.05, min(looks) / 2), 5), "second_threshold": round(min(0.2, min(seconds) / 2), 5)}
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


def thresholds(ready: list) -> dict:
    """The decoding with the best F1 over all spans: first the common thresholds, then what each variable adds.

    The F1 is the mean of that on our reports and that on real ones, which are few but are what the coder is for: written to be
    annotated, ours carry surer values, and thresholds fitted to them alone pass over values in real copy.
    """
    ours = {document["id"] for document in data.own_documents()}
    sets = [[one for one in ready if (one[0].id in ours) is own] for own in (True, False)]
    sets = [one for one in sets if one]

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


def attributions(tagger: Tagger, articles: Path | None) -> dict[str, float]:
    """The thresholds with the best F1 of sources and cues (any shared word), on held-out reports with every attribution listed."""
    listed = [d for d in data.own_documents() if "sources" in d] + (standoff.documents(articles) if articles else [])
    listed = [d for d in listed if data.held_out(d)]
    ready = [(d, encoded, tagger.vectors(encoded)) for d in listed for encoded in [features.tokens(d["text"])]]

    def reached(part: str, outside: float) -> float:
        right = golds = found = 0
        for document, encoded, vectors in ready:
            spans = document["sources" if part == "speaker" else "cues"]
            voices = decode_voices(document["text"], encoded, vectors, part, outside)
            gold = {(s["start"], s["end"]) for s in spans}
            right += sum(any(v.start < end and start < v.end for v in voices) for start, end in gold)
            golds, found = golds + len(gold), found + len(voices)
        return 200 * right / max(golds + found, 1)

    chosen = {}
    for part, name in (("speaker", "source_outside"), ("cue", "cue_outside")):
        score, chosen[name] = max((reached(part, outside), outside) for outside in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0))
        print(f"{name} {chosen[name]}: F1 {score:.1f} over {len(listed)} reports", flush=True)
    return chosen


def curves(ready: list, settings: dict) -> dict[str, list[float]]:
    """Platt's curve a variable: log odds of the raw span probability to the log odds of being right."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for gold, document, encoded, vectors in ready:
        m = matching.match(gold, flat(document, decode_values(gold.text, encoded, vectors, settings)))
        for value, right in [(p.coded, True) for p in m.pairs] + [(v, False) for v in m.spurious]:
            p = min(max(value.statements[0].confidence, 1e-6), 1 - 1e-6)
            found.setdefault(value.variable, []).append((math.log(p / (1 - p)), right))
    everything = [pair for pairs in found.values() for pair in pairs]
    result = {}
    for variable, pairs in sorted(found.items()):
        # Rare variables lean on the curve of all values.
        used = pairs * 3 + everything[:: max(1, len(everything) // 60)] if len(pairs) < 60 else pairs
        weights = logistic(np.asarray([[logit] for logit, _ in used]), np.asarray([right for _, right in used], float))
        result[variable] = [round(float(w), 4) for w in weights]
    return result


def links(folder: Path, tagger: Tagger, golds: list, stored: dict, path: Path) -> None:
    """Choose the thresholds of attribution one after another, by their own score."""
    from placard.evaluate.run import score, summarise

    def judged(key: str, choices, facet) -> None:
        values = {}
        for choice in choices:
            stored["decode"][key] = choice
            save(path, stored)
            coder = BuiltinCoder(folder, screen_first=False, tagger=tagger)
            values[choice] = facet(summarise("x", list(score(golds, coder))))
            print(f"{key} {choice}: {values[choice]}")
        # Of choices that differ within noise the one that changes least.
        near = [choice for choice, value in values.items() if value >= max(values.values()) - 0.5]
        stored["decode"][key] = min(near, key=abs)
        save(path, stored)

    # Most values are the outlet's own: quoted ones weigh as much, or the best coder would be one that never attributes.
    def told(r) -> float:
        return r.facets["speaker"]["value"] + r.facets["speaker, when quoted"]["value"]

    judged("speaker_outside", (-0.5, 0.0, 0.5, 1.0, 2.0), told)
    judged("outlet_bias", (-1.5, -1.0, -0.5, 0.0, 0.5), told)


if __name__ == "__main__":
    main()
