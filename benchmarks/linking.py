"""Accuracy and scale of linking; ``docs/linking.md`` holds the figures and the commands.

.venv/bin/python benchmarks/linking.py                 gold mentions of the link stories, cross-validated, with baselines
.venv/bin/python benchmarks/linking.py --raw           the same stories from raw text
.venv/bin/python benchmarks/linking.py --ecb           ECB+ (evaluation only)
.venv/bin/python benchmarks/linking.py --scale 10000   synthetic mentions drawn from real marginals
.venv/bin/python benchmarks/linking.py --copies 10000  synthetic copies
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "benchmarks")]

from gold import gold_mentions, read_marked  # noqa: E402
from linking_fit import Pairs, Stories, cross_validated, load_stories  # noqa: E402
from placard.linking import link_mentions, measure  # noqa: E402
from placard.linking.candidates import candidate_pairs  # noqa: E402
from placard.linking.facts import Facts, collect  # noqa: E402
from placard.linking.parameters import shipped  # noqa: E402
from placard.records import EventMention  # noqa: E402

Grouping = Mapping[str, object]


def line(name: str, predicted: Grouping, gold: Mapping[str, str]) -> str:
    """One row of figures, in percent."""
    scores: list[tuple[str, float]] = []
    for label, function in (("pairs", measure.pairwise), ("B3", measure.b_cubed)):
        found = function(predicted, gold)  # type: ignore[arg-type]
        scores += [(f"{label} P", found.precision), (f"{label} R", found.recall), (f"{label} F1", found.f1)]
    scores += [("MUC", measure.muc(predicted, gold).f1), ("CEAFe", measure.ceaf_e(predicted, gold).f1)]  # type: ignore[arg-type]
    scores.append(("CoNLL", measure.conll(predicted, gold)))  # type: ignore[arg-type]
    return f"{name:<44}" + "  ".join(f"{label} {value * 100:5.1f}" for label, value in scores)


def joined(facts: list[Facts], alike: Callable[[Facts, Facts], bool]) -> dict[str, str]:
    """Single linkage over a rule; mentions of one document stay apart only by the rule."""
    home = {item.id: item.id for item in facts}
    for one, two in itertools.combinations(facts, 2):
        if one.document != two.document and alike(one, two):
            old, new = home[two.id], home[one.id]
            home = {ident: new if group == old else group for ident, group in home.items()}
    return home


def same_day_place_form(one: Facts, two: Facts) -> bool:
    """The first baseline."""
    return one.start is not None and one.start == two.start and one.form == two.form and not one.places.isdisjoint(two.places)


def first_rule(one: Facts, two: Facts) -> bool:
    """The first version's rule: days that meet, one place (or one the other report names), form, and actors if told."""
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return False
    days = max(one.start, two.start) <= min(one.end, two.end)
    if one.places and two.places:
        place = not one.places.isdisjoint(two.places)
    else:
        place = not (one.towns.isdisjoint(two.context) and two.towns.isdisjoint(one.context))
    told = one.actors | one.claim, two.actors | two.claim
    actors = not told[0] or not told[1] or not told[0].isdisjoint(told[1]) or one.form not in ("demonstration", "strike")
    return days and place and one.form == two.form and actors


def on_gold(stories: Stories) -> None:
    """Gold mentions of the link stories."""
    found = measure.copies(stories.found_copies, stories.gold_copies)
    print(f"copies: P {found.precision:.1%} R {found.recall:.1%} F1 {found.f1:.1%} ({len(stories.gold_copies)} copies)")
    facts = collect(stories.mentions, stories.documents, stories.names())
    pairs = candidate_pairs(facts)
    keys = [stories.keys[item.id] for item in facts]
    right = sum(keys[left] == keys[right] for left, right in pairs.tolist())
    gold = sum(one == two for one, two in itertools.combinations(keys, 2))
    print(f"blocking: {len(pairs)} pairs of {len(facts) * (len(facts) - 1) // 2}, recall {right / gold:.1%} ({right} of {gold})")
    print(line("same day, place and form", joined(facts, same_day_place_form), stories.keys))
    print(line("first version's rule", joined(facts, first_rule), stories.keys))
    corpus = sorted((ROOT / "training/corpus").glob("*.txt"))
    known = shipped()
    validated = cross_validated(stories, Pairs(stories, corpus), dict(known.common), known.unseen)
    print(line("this, cross-validated over stories", validated, stories.keys))
    linked = link_mentions(stories.mentions, stories.documents, stories.sources, names=stories.names())
    predicted = {mention: event.id for event in linked.events for mention in event.mentions}
    print(line("this, shipped parameters (fitted on these)", predicted, stories.keys))


def from_raw(stories: Stories, path: Path) -> None:
    """The link stories from raw text: the shipped coder's mentions, aligned to gold by overlapping evidence."""
    from placard.coding import load_coder  # type: ignore[attr-defined]
    from placard.records import Coded
    from placard.resolving.mentions import resolve_mentions

    coder = load_coder()
    documents, gold_by_document = {}, {}
    for doc in read_marked([path]):
        document, _, mentions = gold_mentions(doc)
        documents[document.id], gold_by_document[document.id] = document, mentions
    coded: list[EventMention] = []
    for result in coder.code(documents.values()):
        if isinstance(result, Coded):
            coded.extend(resolve_mentions(documents[result.document_id], result.mentions))
    linked = link_mentions(coded, stories.documents, stories.sources, names=stories.names())
    cluster = {mention: event.id for event in linked.events for mention in event.mentions}
    by_document: dict[str, list[EventMention]] = {}
    for mention in coded:
        by_document.setdefault(mention.document_id, []).append(mention)
    predicted: dict[str, str] = {}
    matched = 0
    for ident, mentions in gold_by_document.items():
        for gold, ours in align(mentions, by_document.get(ident, [])):
            predicted[gold.id] = cluster[ours.id] if ours else f"missed {gold.id}"
            matched += ours is not None
    print(f"coded {len(coded)} mentions; {matched} of {len(stories.keys)} gold mentions met by one of them")
    print(line("this, from raw text (missed ones alone)", predicted, stories.keys))
    met = {ident: key for ident, key in stories.keys.items() if not predicted[ident].startswith("missed")}
    print(line("this, from raw text (met ones only)", predicted, met))


def align(gold: tuple[EventMention, ...], ours: list[EventMention]) -> list[tuple[EventMention, EventMention | None]]:
    """Best one-to-one match of a document's gold mentions to coded ones, by shared evidence; triggers count five times."""

    def overlap(one: EventMention, two: EventMention) -> int:
        total = 0
        for a in one.statements:
            for b in two.statements:
                if a.variable == b.variable and any(x.overlaps(y) for x in a.evidence for y in b.evidence):
                    total += 5 if a.variable == "trigger" else 1
        return total

    scored = sorted(((overlap(g, o), g.id, o.id) for g in gold for o in ours), key=lambda item: (-item[0], item[1], item[2]))
    taken: dict[str, str] = {}
    for score, one, two in scored:
        if score and one not in taken and two not in taken.values():
            taken[one] = two
    known = {mention.id: mention for mention in ours}
    return [(mention, known.get(taken.get(mention.id, ""))) for mention in gold]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--link", type=Path, default=SHARED / "corpus/link/dev.txt")
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--ecb", action="store_true")
    parser.add_argument("--scale", type=int)
    parser.add_argument("--copies", type=int)
    given = parser.parse_args()
    if given.scale:
        from linking_scale import scale

        scale(given.scale)
    elif given.copies:
        from linking_scale import scale_copies

        scale_copies(given.copies)
    elif given.ecb:
        from linking_ecb import on_ecb

        on_ecb(SHARED / "data/coref", line)
    elif given.raw:
        from_raw(load_stories([given.link]), given.link)
    else:
        on_gold(load_stories([given.link]))


if __name__ == "__main__":
    main()
