"""Fit the parameters of linking and write ``src/placard/linking/parameters.json``.

Each level's weight is a coefficient of a ridge-penalised logistic regression on the levels of ``placard.linking.compare``
(natural units, turned into bits), fitted to pairs of gold mentions: of the link stories, with their event keys, and pairs
within one report of the training corpus, which are different events by construction. ``u`` is the share of a level
among the different pairs of one story, ``m = u * 2**bits``, so that Splink and Placard score alike.

    .venv/bin/python training/linking_fit.py ../shared/corpus/link/dev.txt
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from gold import gold_keys, gold_mentions, info, read_marked
from placard.linking import words
from placard.linking.candidates import candidate_pairs
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import ACTORS, ACTS, CLAIM, NAMED, Facts, collect, worded
from placard.linking.judge import PLAINLY, group
from placard.linking.parameters import Level, Parameters
from placard.linking.score import bits_of
from placard.records import DocumentInfo, EventMention, Source
from placard.screening.copies import find_copies

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/placard/linking/parameters.json"
NAMES = [comparison.name for comparison in COMPARISONS]
# Levels from the one that speaks most against "same" to the one that speaks most for it; "|" stands for no evidence. Weights
# never fall along this order: with fourteen stories, freely fitted ones would.
ORDER = {
    "when": "weeks_apart apart week_apart days_apart next_day adjoining undated_apart"
    " | in_month undated_week undated_close within same_day same_start",
    "where": "abroad far area near elsewhere | namesake one_missing coarse named_nearby same",
    "form": "different related | same_demonstration same_middling same_rare",
    "status": "different | announced recalled called_off both_occurred same",
    "names": "0 | 1 2 3",
    "claim": "0 | 1 2 3 4",
    "actors": "0 | 1 2 3",
    "acts": "0 | 1 2 3 4",
    "size": "far several | double agree",
    "counts": "differ | same telling",
    "response": "none | common telling",
    "copy": "| copies same_words",
    "context": "0 | 1 2 3 4",
}
STRENGTH = 0.5
UNRELATED_WEIGHT = 0.05
WITHIN_WEIGHT = 0.3
SHIFTED_WEIGHT = 0.1
ELSEWHERE_WEIGHT = 0.2
THINNED = ("date", "place", "claim", "acts")
THINNED_WEIGHT = 0.1
LINK_AT, UNSURE, FLOOR, ABSENT = -1.5, 1.0, -5.0, -6.0
ADOPT_AT, LEAD = -4.5, 0.5


@dataclass(frozen=True)
class Stories:
    """The gold of link stories: records, the event key of each mention, and copies found (not gold)."""

    mentions: list[EventMention]
    documents: dict[str, DocumentInfo]
    sources: dict[str, Source]
    keys: dict[str, str]
    gold_copies: dict[str, str]
    found_copies: dict[str, str]
    texts: dict[str, str]

    def names(self) -> dict[str, frozenset[str]]:
        """Document id -> proper names of its text, as a run gives them to linking."""
        return {ident: words.proper_names(text) for ident, text in self.texts.items()}

    def story(self, mention: str) -> str:
        """Name of the story a mention belongs to."""
        return self.keys[mention].rpartition("-")[0]


def load_stories(paths: Iterable[Path]) -> Stories:
    """Read marked stories; copies are found from the texts, as in a run."""
    mentions, documents, sources, keys, gold, texts, ids = [], {}, {}, {}, {}, {}, {}
    for doc in read_marked(paths):
        document, source, found = gold_mentions(doc)
        ids[doc["id"]] = document.id
        documents[document.id], texts[document.id] = info(document), document.text
        mentions.extend(found)
        keys.update(gold_keys(doc))
        if source:
            sources[source.id] = source
            if doc["source"].get("copy_of"):
                gold[document.id] = doc["source"]["copy_of"]
    agencies = {ident for ident, source in sources.items() if source.kind == "agency"}
    found_copies = find_copies([(documents[ident], text) for ident, text in texts.items()], agencies=agencies).copy_of
    documents = {ident: replace(known, copy_of=found_copies.get(ident)) for ident, known in documents.items()}
    return Stories(mentions, documents, sources, keys, {a: ids[b] for a, b in gold.items()}, found_copies, texts)


def rarities(paths: Sequence[Path]) -> tuple[dict[str, int], int]:
    """Token -> rarity in eighths of a bit, from the mentions of the training corpus; and that of a token it lacks."""
    seen: Counter[str] = Counter()
    total = 0
    for doc in read_marked(paths):
        for mention in gold_mentions(doc)[2]:
            total += 1
            found = worded(words.names, mention, NAMED) | worded(words.content, mention, (*CLAIM, *ACTORS, *ACTS))
            seen.update(found)
    unseen = min(255, round(8 * math.log2(total / 1.5)))
    common = {word: min(unseen, round(8 * math.log2(total / (count + 0.5)))) for word, count in sorted(seen.items()) if count > 2}
    return common, unseen


def shifted(facts: Facts, days: int) -> Facts:
    """The same mention some days later: a likeness on another day is another event, and one elsewhere that day too."""

    def moved(day: int | None) -> int | None:
        return None if day is None else day + days

    return replace(facts, start=moved(facts.start), end=moved(facts.end), published=moved(facts.published))


def thinned(facts: Facts, what: str) -> Facts:
    """The same mention as a coder that misses things gives it."""
    none: frozenset[int] = frozenset()
    if what == "date":
        return replace(facts, start=None, end=None)
    if what == "place":
        return replace(facts, places=none, towns=none, countries=frozenset(), lat=None, lon=None)
    if what == "claim":
        return replace(facts, claim=none, actors=none)
    return replace(facts, acts=none, names=none, size=(0, 0), harm=none, telling=none, harmed=frozenset(), responses=frozenset())


def elsewhere(facts: Facts, country: str | None) -> Facts:
    """The same mention in another town: likeness on the same day in two towns is two events of one wave."""
    town = frozenset((words.code(f"another town of {country}"),))
    lat = None if facts.lat is None else facts.lat + (3.0 if facts.lat < 0 else -3.0)
    return replace(facts, places=town, towns=town, lat=lat, countries=frozenset((country,)) if country else facts.countries)


class Pairs:
    """Pairs with their levels, for fitting: story pairs (with both stories), and pairs within one report."""

    def __init__(self, stories: Stories, corpus: Sequence[Path]) -> None:
        facts = collect(stories.mentions, stories.documents, stories.names())
        self.rows: list[tuple[str | None, ...]] = []
        self.same: list[bool] = []
        self.weight: list[float] = []
        self.groups: list[frozenset[str]] = []
        for left, right in itertools.combinations(facts, 2):
            groups = frozenset((stories.story(left.id), stories.story(right.id)))
            same = stories.keys[left.id] == stories.keys[right.id]
            if left.document == right.document:
                self.put(left, right, False, 1.0, groups)
            else:
                self.put(left, right, same, 1.0 if len(groups) == 1 else UNRELATED_WEIGHT, groups)
            if len(groups) == 1 and left.document != right.document:
                for what in THINNED:
                    self.put(thinned(left, what), right, same, THINNED_WEIGHT, groups)
                    self.put(left, thinned(right, what), same, THINNED_WEIGHT, groups)
            if same and left.lat is not None and right.lat is not None:
                for country in (None, "XX"):
                    self.put(left, elsewhere(right, country), False, ELSEWHERE_WEIGHT, groups)
            if same and left.daily and right.daily and left.start is not None:
                for days in (1, 7):
                    copied = left.root == right.root
                    self.put(left, shifted(right, days), copied, SHIFTED_WEIGHT * (3 if copied else 1), groups)
            if (
                len(groups) == 2
                and (int(left.id[-4:], 16) + int(right.id[-4:], 16)) % 8 == 0
                and left.published
                and right.published
            ):
                self.put(left, shifted(right, left.published - right.published), False, UNRELATED_WEIGHT, groups)
        for doc in read_marked(corpus):
            document, _, found = gold_mentions(doc)
            for left, right in itertools.combinations(collect(found, {document.id: info(document)}), 2):
                self.put(left, right, False, WITHIN_WEIGHT, frozenset())

    def put(self, left: Facts, right: Facts, same: bool, weight: float, groups: frozenset[str]) -> None:
        """Take up one pair."""
        self.rows.append(levels_of(left, right))
        self.same.append(same)
        self.weight.append(weight)
        self.groups.append(groups)


def fit(pairs: Pairs, common: dict[str, int], unseen: int, without: str | None = None, strength: float = STRENGTH) -> Parameters:
    """Parameters from all pairs, or from those that touch no mention of the story ``without``."""
    use = [index for index, groups in enumerate(pairs.groups) if without not in groups]
    columns = [(comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels]
    place = {column: index for index, column in enumerate(columns)}
    matrix = np.zeros((len(use), len(columns)))
    for row, index in enumerate(use):
        for name, level in zip(NAMES, pairs.rows[index], strict=True):
            if level is not None:
                matrix[row, place[name, level]] = 1
    same = np.array([pairs.same[index] for index in use])
    weight = np.array([pairs.weight[index] for index in use])
    coefficients, intercept = _ascend(matrix, same, weight, place, strength)
    close = ~same & (weight > UNRELATED_WEIGHT)
    levels: dict[str, dict[str, Level]] = defaultdict(dict)
    for (name, level), coefficient, share in zip(columns, coefficients, matrix[close].mean(axis=0), strict=True):
        u = round(max(0.001, float(share)), 6)
        levels[name][level] = Level(u * 2 ** round(float(coefficient) / math.log(2), 2), u)
    prior = round(intercept / math.log(2), 3)
    return Parameters("placard-linking/2", prior, dict(levels), LINK_AT, UNSURE, FLOOR, ABSENT, common, unseen, ADOPT_AT, LEAD)


def _ascend(matrix: Any, same: Any, weight: Any, place: dict[tuple[str, str], int], strength: float) -> tuple[Any, float]:
    """Coefficients of the levels that keep :data:`ORDER`: sums of steps that are not negative, each penalised by its square."""
    from scipy.optimize import minimize

    steps: list[Any] = []
    for name, order in ORDER.items():
        against, _, favour = order.partition("|")
        for sign, levels in ((-1.0, list(reversed(against.split()))), (1.0, favour.split())):
            for number in range(len(levels)):
                step = np.zeros(len(place))
                step[[place[name, level] for level in levels[number:]]] = sign
                steps.append(step)
    basis = np.array(steps)
    assert (np.abs(basis).max(axis=0) == 1).all(), "every level stands in ORDER"
    design = matrix @ basis.T

    def loss(theta: Any) -> tuple[float, Any]:
        odds = design @ theta[:-1] + theta[-1]
        chance = 1 / (1 + np.exp(-odds))
        value = float((weight * (np.logaddexp(0, odds) - same * odds)).sum() + strength * (theta[:-1] ** 2).sum())
        slope = weight * (chance - same)
        return value, np.append(design.T @ slope + 2 * strength * theta[:-1], slope.sum())

    bounds = [(0.0, None)] * len(steps) + [(None, None)]
    best = minimize(
        loss, np.append(np.full(len(steps), 0.1), -2.0), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}
    )
    return basis.T @ best.x[:-1], float(best.x[-1])


def to_json(parameters: Parameters) -> bytes:
    """The parameter file, one line a comparison level, sorted words."""
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(parameters)
    return (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()


def fits_without(stories: Stories, pairs: Pairs, common: dict[str, int], unseen: int) -> dict[str, Parameters]:
    """Story -> parameters fitted without it."""
    return {name: fit(pairs, common, unseen, without=name) for name in sorted({stories.story(key) for key in stories.keys})}


def cross_validated(stories: Stories, mentions: Iterable[EventMention], fits: dict[str, Parameters]) -> dict[str, int]:
    """Mention id -> cluster, every score given by parameters fitted without the stories of its two mentions.

    A pair of one story is scored without that story, a pair of two by the mean of both fits. ``mentions`` are those of the stories
    or others (coded ones) of the same documents.
    """
    story_of = {mention.document_id: stories.story(mention.id) for mention in stories.mentions}
    known = [mention for mention in mentions if mention.document_id in story_of]
    facts = collect(sorted(known, key=lambda mention: mention.id), stories.documents, stories.names())
    home = [story_of[item.document] for item in facts]
    kept, opposed = {}, []
    for left, right in candidate_pairs(facts).tolist():
        levels = levels_of(facts[left], facts[right])
        both = fits[home[left]], fits[home[right]]
        bits = sum(bits_of(levels, one) for one in both) / 2
        if bits >= FLOOR and facts[left].document != facts[right].document:
            pair = facts[left].id, facts[right].id
            kept[pair] = bits
            if min(sum(one.bits(name, levels[NAMES.index(name)]) for one in both) / 2 for name in ("when", "where")) <= PLAINLY:
                opposed.append(pair)
    groups = group(facts, kept, (), next(iter(fits.values())), opposed)
    return {mention: number for number, members in enumerate(groups) for mention in members}


def main() -> None:
    corpus = sorted((ROOT / "training/corpus").glob("*.txt"))
    common, unseen = rarities(corpus)
    words.shipped = lambda: Parameters("", 0.0, {}, 0.0, 0.0, 0.0, 0.0, common, unseen)  # type: ignore[assignment]
    words.code.cache_clear()
    pairs = Pairs(load_stories([Path(path) for path in sys.argv[1:]]), corpus)
    TARGET.write_bytes(to_json(fit(pairs, common, unseen)))
    print(f"{TARGET}: {len(pairs.rows)} pairs, {sum(pairs.same)} of one event")


if __name__ == "__main__":
    main()
