"""How well triggers and values are assembled to the event mentions of a report, and the fit of ``placard.coding.links``.

.venv/bin/python benchmarks/linking_assembly.py          with the rule as it is, and with the network's own likeness alone
.venv/bin/python benchmarks/linking_assembly.py --fit    over weights of the rule, on the held-out tenth alone

"assembly" is B-cubed over matched values, as ``placard evaluate`` gives it; "events" is the F1 of mentions aligned one to one with
gold events by shared words (a trigger counts five times). Reports in ../shared/corpus/dev are for evaluation only, never for --fit.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared/corpus"
sys.path[:0] = [str(ROOT)]

from placard.coding import links  # noqa: E402
from placard.coding.assemble import assemble  # noqa: E402
from placard.coding.builtin import BuiltinCoder  # noqa: E402
from placard.coding.decode import decode_values  # noqa: E402
from placard.coding.features import tokens  # noqa: E402
from placard.coding.speakers import Attribution  # noqa: E402
from placard.evaluate.facets import assembly  # noqa: E402
from placard.evaluate.gold import GoldDocument, read_gold  # noqa: E402
from placard.evaluate.match import match  # noqa: E402
from placard.evaluate.run import as_document  # noqa: E402
from placard.records import OUTLET, Coded, EventMention  # noqa: E402
from training import data, marked  # noqa: E402

Ready = list[tuple[GoldDocument, object]]


def gold_sets(evaluation: bool) -> dict[str, list[GoldDocument]]:
    """Name -> annotated reports: held out of training, the link stories and, for evaluation, the real reports."""
    own = [document for document in data.own_documents() if data.held_out(document)]
    sets = {"held-out tenth": own}
    if (SHARED / "open/open.jsonl").exists():
        sets["held-out, real"] = [d for d in data.json_documents(SHARED / "open/open.jsonl") if data.held_out(d)]
    if evaluation:
        sets["link/dev"] = [marked.convert(*document) for document in marked.documents(str(SHARED / "link/dev.txt"))]
    found = {name: [msgspec.convert(d, GoldDocument, strict=False) for d in documents] for name, documents in sets.items()}
    return found | ({"dev (evaluation only)": list(read_gold(SHARED / "dev/real.jsonl"))} if evaluation else {})


class Assembler:
    """Reports read by the network once, to be assembled again and again; speakers play no part and are left out."""

    def __init__(self, golds: Sequence[GoldDocument], coder: BuiltinCoder) -> None:
        self.settings = coder.parameters
        self.ready = []
        for gold in golds:
            encoded = tokens(gold.text)
            vectors = coder.tagger.vectors(encoded)
            tagged = decode_values(gold.text, encoded, vectors, self.settings["decode"])
            if coder.relevance(vectors, tagged) >= self.settings["decode"].get("relevance_threshold", 0.5):
                self.ready.append((gold, as_document(gold), vectors, tagged))
            else:
                self.ready.append((gold, as_document(gold), vectors, None))

    def scores(self) -> str:
        """Assembly and events, in percent."""
        sums, gold_count, coded_count, aligned = np.zeros(3), 0, 0, 0
        for gold, document, vectors, tagged in self.ready:
            mentions: tuple[EventMention, ...] = ()
            if tagged is not None:
                said = [Attribution(OUTLET, None, 1.0)] * len(tagged)
                mentions = assemble(document, vectors, tagged, said, self.settings, "benchmark")
            sums += assembly(match(gold, Coded(document.id, 1.0, mentions)).pairs)
            gold_count, coded_count = gold_count + len(gold.events), coded_count + len(mentions)
            aligned += _aligned(gold, mentions)
        precision, recall = sums[0] / sums[2], sums[1] / sums[2]
        f1, events = 2 * precision * recall / (precision + recall), 2 * aligned / (gold_count + coded_count)
        return (
            f"assembly P {precision:.1%} R {recall:.1%} F {f1:.1%}; events F {events:.1%}"
            f" ({gold_count} told, {coded_count} coded, {aligned} aligned)"
        )


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
            scored.append((-shared, event.id, mention.id))
    events, taken = set(), set()
    for _, event_id, mention_id in sorted(scored):
        if event_id not in events and mention_id not in taken:
            events.add(event_id)
            taken.add(mention_id)
    return len(events)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    coder = BuiltinCoder(screen_first=False)
    print(coder.name)
    for name, golds in gold_sets(evaluation=not given.fit).items():
        assembler = Assembler(golds, coder)
        if given.fit:
            for links.OWN, links.SHIFT in itertools.product((0.3, 0.5, 1.0), (0.5, 0.9, 1.3, 1.7)):
                print(f"{name:<22} OWN {links.OWN} SHIFT {links.SHIFT}: {assembler.scores()}")
            continue
        print(f"{name:<22} {assembler.scores()}")
        agree, own, shift = links._agree, links.OWN, links.SHIFT
        links._agree, links.OWN, links.SHIFT = (lambda means, part: np.ones((len(means), len(means)))), 1.0, 0.0
        print(f"{'':<22} without agreement: {assembler.scores()}")
        links._agree, links.OWN, links.SHIFT = agree, own, shift


if __name__ == "__main__":
    main()
