"""How well the spans of a report are assembled to its event mentions: for the fit of links, and for its benchmark.

"assembly" is B-cubed over matched values, as ``placard evaluate`` gives it; "events" is the F1 of mentions aligned one to one with
gold events by shared words (a trigger counts five times).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from placard.coding.assemble import assemble
from placard.coding.builtin import BuiltinCoder
from placard.coding.features import tokens
from placard.coding.speakers import Attribution
from placard.evaluate.facets import assembly
from placard.evaluate.gold import GoldDocument
from placard.evaluate.match import match, one_to_one
from placard.evaluate.run import as_document
from placard.records import OUTLET, Coded, EventMention

# Weights of likeness and shift that the fit tries (placard.coding.links.same_event).
GRID = tuple(
    {"same_own": own, "same_agree": 1.0, "same_shift": shift} for own in (0.3, 0.5, 1.0) for shift in (0.5, 0.9, 1.3, 1.7, 2.1)
)
NOISE = 1.0  # of the sum of both scores; resampling reports moves it more


class Assembler:
    """Reports read by the network once, to be assembled again and again; speakers play no part and are left out."""

    def __init__(self, golds: Sequence[GoldDocument], coder: BuiltinCoder) -> None:
        self.settings = dict(coder.parameters)
        self.ready = []
        for gold in golds:
            encoded = tokens(gold.text)
            vectors = coder.tagger.vectors(encoded)
            tagged = coder.values(gold.text, encoded, vectors)
            relevant = coder.relevance(vectors, tagged) >= self.settings["decode"].get("relevance_threshold", 0.5)
            self.ready.append((gold, as_document(gold), encoded, vectors, tagged if relevant else None))

    def scores(self, **links: float) -> dict[str, float]:
        """Scores in percent and counts, with these parameters of links in place of the coder's."""
        settings = self.settings | {"links": self.settings["links"] | links}
        sums, gold_count, coded_count, aligned = np.zeros(3), 0, 0, 0
        for gold, document, encoded, vectors, tagged in self.ready:
            mentions: tuple[EventMention, ...] = ()
            if tagged is not None:
                said = [Attribution(OUTLET, None)] * len(tagged)
                mentions = assemble(document, encoded, vectors, tagged, said, settings, "benchmark")
            sums += assembly(match(gold, Coded(document.id, 1.0, mentions)).pairs)
            gold_count, coded_count = gold_count + len(gold.events), coded_count + len(mentions)
            aligned += _aligned(gold, mentions)
        precision, recall = sums[0] / sums[2], sums[1] / sums[2]
        return {
            "precision": 100 * precision,
            "recall": 100 * recall,
            "assembly": 200 * precision * recall / (precision + recall),
            "events": 200 * aligned / (gold_count + coded_count),
            "told": gold_count,
            "coded": coded_count,
            "aligned": aligned,
        }


def _aligned(gold: GoldDocument, mentions: Sequence[EventMention]) -> int:
    """How many mentions and gold events of a report find each other."""
    scored = []
    for event, mention in itertools.product(gold.events, mentions):
        marks = [mark for mark in gold.marks if event.id in mark.events]
        shared = sum(
            5 if mark.variable == "trigger" else 1
            for mark, statement in itertools.product(marks, mention.statements)
            if mark.variable == statement.variable and any(s.start < mark.end and mark.start < s.end for s in statement.evidence)
        )
        if shared:
            scored.append((shared, event.id, mention.id))
    return len(one_to_one(scored))


def fit(golds: Sequence[GoldDocument], coder: BuiltinCoder) -> dict[str, float]:
    """The weights of links that :func:`chosen` takes of :data:`GRID`."""
    assembler = Assembler(golds, coder)
    tried = []
    for weights in GRID:
        scores = assembler.scores(**weights)
        print(
            f"{weights}: assembly {scores['assembly']:.1f}, events {scores['events']:.1f}, {scores['coded']} mentions", flush=True
        )
        tried.append((scores["assembly"] + scores["events"], scores["coded"]))
    return GRID[chosen(tried)]


def chosen(tried: Sequence[tuple[float, float]]) -> int:
    """Of (score, coded mentions) the place of the one with most mentions among those that score best within noise.

    Two events taken for one are lost to linking and to a reviewer; one event taken for two is offered as "maybe the same".
    """
    best = max(score for score, _ in tried)
    near = [(coded, score, -at) for at, (score, coded) in enumerate(tried) if score >= best - NOISE]
    return -max(near)[2]
