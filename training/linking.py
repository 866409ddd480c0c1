"""Fit the parameters of linking and write ``src/placard/linking/parameters.json``.

Each level's weight is a coefficient of a ridge-penalised logistic regression on the levels of ``placard.linking.compare``
(natural units, turned into bits), fitted to pairs of gold mentions: of the link stories, with their event keys, and pairs
within one report of the training corpus, which are different events by construction. ``u`` is the share of a level
among the different pairs of one story, ``m = u * 2**bits``, so that Splink and Placard score alike.

    .venv/bin/python training/linking.py ../shared/corpus/link/dev.txt
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
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import ACTORS, ACTS, CLAIM, NAMED, Facts, collect, worded
from placard.linking.parameters import Level, Parameters
from placard.records import DocumentInfo, EventMention, Source
from placard.screening.copies import find_copies

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/placard/linking/parameters.json"
NAMES = [comparison.name for comparison in COMPARISONS]
STRENGTH = 2.0
UNRELATED_WEIGHT = 0.05
WITHIN_WEIGHT = 0.3
LINK_AT, UNSURE, FLOOR, ABSENT = -0.7, 1.0, -6.0, -6.0


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


class Pairs:
    """Pairs with their levels, for fitting: story pairs (with both stories), and pairs within one report."""

    def __init__(self, stories: Stories, corpus: Sequence[Path]) -> None:
        facts = collect(stories.mentions, stories.documents)
        self.rows: list[tuple[str | None, ...]] = []
        self.same: list[bool] = []
        self.weight: list[float] = []
        self.groups: list[frozenset[str]] = []
        for left, right in itertools.combinations(facts, 2):
            groups = frozenset((stories.story(left.id), stories.story(right.id)))
            same = stories.keys[left.id] == stories.keys[right.id]
            if left.document == right.document:
                self._add(left, right, False, 1.0, groups)
            else:
                self._add(left, right, same, 1.0 if len(groups) == 1 else UNRELATED_WEIGHT, groups)
        for doc in read_marked(corpus):
            document, _, found = gold_mentions(doc)
            for left, right in itertools.combinations(collect(found, {document.id: info(document)}), 2):
                self._add(left, right, False, WITHIN_WEIGHT, frozenset())

    def _add(self, left: Facts, right: Facts, same: bool, weight: float, groups: frozenset[str]) -> None:
        self.rows.append(levels_of(left, right))
        self.same.append(same)
        self.weight.append(weight)
        self.groups.append(groups)


def fit(pairs: Pairs, common: dict[str, int], unseen: int, without: str | None = None, strength: float = STRENGTH) -> Parameters:
    """Parameters from all pairs, or from those that touch no mention of the story ``without``."""
    from sklearn.linear_model import LogisticRegression

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
    model = LogisticRegression(C=strength, max_iter=3000).fit(matrix, same, sample_weight=weight)
    close = ~same & (weight > UNRELATED_WEIGHT)
    levels: dict[str, dict[str, Level]] = defaultdict(dict)
    for (name, level), coefficient, share in zip(columns, model.coef_[0], matrix[close].mean(axis=0), strict=True):
        u = round(max(0.001, float(share)), 6)
        levels[name][level] = Level(round(u * 2 ** (float(coefficient) / math.log(2)), 9), u)
    prior = round(float(model.intercept_[0]) / math.log(2), 4)
    return Parameters("placard-linking/1", prior, dict(levels), LINK_AT, UNSURE, FLOOR, ABSENT, common, unseen)


def to_json(parameters: Parameters) -> bytes:
    """The parameter file, one line a comparison level, sorted words."""
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(parameters)
    return (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()


def main() -> None:
    corpus = sorted((ROOT / "training/corpus").glob("*.txt"))
    import placard.linking.parameters as module

    common, unseen = rarities(corpus)
    empty = Parameters("placard-linking/1", 0.0, {}, LINK_AT, UNSURE, FLOOR, ABSENT, common, unseen)
    module.shipped.cache_clear()
    TARGET.write_bytes(to_json(empty))
    words.code.cache_clear()
    pairs = Pairs(load_stories([Path(path) for path in sys.argv[1:]]), corpus)
    TARGET.write_bytes(to_json(fit(pairs, common, unseen)))
    module.shipped.cache_clear()
    print(f"{TARGET}: {len(pairs.rows)} pairs, {sum(pairs.same)} of one event")


if __name__ == "__main__":
    main()
