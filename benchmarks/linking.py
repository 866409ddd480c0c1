"""Accuracy and scale of linking; ``docs/linking.md`` holds the figures and the commands.

.venv/bin/python benchmarks/linking.py                 the link stories, gold mentions and raw text, cross-validated, with baselines
.venv/bin/python benchmarks/linking.py --stories       stories the weights were not fitted to (training/stories), with baselines
.venv/bin/python benchmarks/linking.py --ecb           ECB+ (evaluation only)
.venv/bin/python benchmarks/linking.py --scale 10000   synthetic mentions drawn from real marginals
.venv/bin/python benchmarks/linking.py --alone 1500    what adopting reports that stand alone costs on such mentions
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

from linking_coded import CodedStories, coded_stories  # noqa: E402
from linking_fit import Pairs, Stories, cross_validated, fits_without, load_stories  # noqa: E402
from placard.linking import link_mentions, measure  # noqa: E402
from placard.linking.candidates import candidate_pairs  # noqa: E402
from placard.linking.facts import Facts, collect  # noqa: E402
from placard.linking.parameters import shipped  # noqa: E402
from placard.records import EventMention  # noqa: E402

Grouping = Mapping[str, object]
Clusters = Callable[[list[EventMention]], Mapping[str, Grouping]]


def line(name: str, predicted: Grouping, gold: Mapping[str, str]) -> str:
    """One row of figures, in percent."""
    scores: list[tuple[str, float]] = []
    for label, function in (("pairs", measure.pairwise), ("B3", measure.b_cubed)):
        found = function(predicted, gold)  # type: ignore[arg-type]
        scores += [(f"{label} P", found.precision), (f"{label} R", found.recall), (f"{label} F1", found.f1)]
    scores += [("MUC", measure.muc(predicted, gold).f1), ("CEAFe", measure.ceaf_e(predicted, gold).f1)]  # type: ignore[arg-type]
    scores.append(("CoNLL", measure.conll(predicted, gold)))  # type: ignore[arg-type]
    return f"{name:<56}" + "  ".join(f"{label} {value * 100:5.1f}" for label, value in scores)


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


def on_stories(path: Path) -> None:
    """The link stories, which the shipped weights are fitted to: from gold mentions and from raw text, cross-validated too."""
    stories, known = load_stories([path]), shipped()
    pairs = Pairs(stories, sorted((ROOT / "training/corpus").glob("*.txt")))
    fits = fits_without(stories, pairs, dict(known.common), known.unseen)

    def clusters(mentions: list[EventMention]) -> dict[str, Grouping]:
        return {
            "cross-validated over stories": cross_validated(stories, mentions, fits),
            "shipped weights (fitted on these)": by_shipped(stories, mentions),
        }

    on_gold(stories, clusters)
    from_raw(stories, coded_stories([path]), clusters)


def on_unseen(paths: list[Path]) -> None:
    """Stories that no weight was fitted to, from gold mentions and from raw text."""
    stories = load_stories(paths)

    def clusters(mentions: list[EventMention]) -> dict[str, Grouping]:
        return {"shipped weights": by_shipped(stories, mentions)}

    on_gold(stories, clusters)
    from_raw(stories, coded_stories(paths), clusters)


def by_shipped(stories: Stories, mentions: list[EventMention]) -> dict[str, str]:
    """Mention id -> event id, as the shipped weights link mentions of the stories' reports."""
    linked = link_mentions(mentions, stories.documents, stories.sources, names=stories.names())
    return {mention: event.id for event in linked.events for mention in event.mentions}


def on_gold(stories: Stories, clusters: Clusters) -> None:
    """Gold mentions of link stories."""
    events = len(set(stories.keys.values()))
    print(f"{len(stories.documents)} reports, {len(stories.keys)} mentions of {events} events")
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
    for name, cluster in clusters(stories.mentions).items():
        print(line(f"this, {name}", cluster, stories.keys))


def from_raw(stories: Stories, coded: CodedStories, clusters: Clusters) -> None:
    """Link stories from raw text: the shipped coder's mentions, aligned to gold by overlapping evidence."""
    print(f"coded {len(coded.mentions)} mentions; {len(coded.met)} of {len(stories.keys)} gold mentions met by one of them")
    met = {ident: stories.keys[ident] for ident in coded.met}
    for name, cluster in clusters(coded.mentions).items():
        predicted = coded.predicted(cluster)
        print(line(f"raw, {name}, missed alone", predicted, stories.keys))
        print(line(f"raw, {name}, met ones", predicted, met))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--link", type=Path, default=SHARED / "corpus/link/dev.txt")
    parser.add_argument("--stories", action="store_true")
    parser.add_argument("--ecb", action="store_true")
    parser.add_argument("--scale", type=int)
    parser.add_argument("--alone", type=int)
    parser.add_argument("--copies", type=int)
    given = parser.parse_args()
    if given.alone:
        from linking_scale import alone

        alone(given.alone)
    elif given.scale:
        from linking_scale import scale

        scale(given.scale)
    elif given.copies:
        from linking_scale import scale_copies

        scale_copies(given.copies)
    elif given.stories:
        on_unseen(sorted((ROOT / "training/stories").glob("*.txt")))
    elif given.ecb:
        from linking_ecb import on_ecb

        on_ecb(SHARED / "data/coref", line)
    else:
        on_stories(given.link)


if __name__ == "__main__":
    main()
