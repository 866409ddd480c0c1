"""How good a grouping is against gold: pairwise, MUC, B-cubed, CEAF-e and their mean (CoNLL F1).

Groupings are mappings item -> group name. Items missing from the prediction count as alone; items without gold are ignored.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Groups = list[frozenset[str]]


def groups_of(grouping: Mapping[str, Hashable], items: Mapping[str, Hashable]) -> Groups:
    """The groups of ``grouping`` over exactly ``items``."""
    found: dict[Hashable, set[str]] = {}
    for item in items:
        found.setdefault(("group", grouping[item]) if item in grouping else ("alone", item), set()).add(item)
    return [frozenset(group) for group in found.values()]


def pairwise(predicted: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Of the pairs put together, how many belong together; of those that belong together, how many were."""
    ours, theirs = groups_of(predicted, gold), groups_of(gold, gold)
    both = sum(_pairs(len(a & b)) for a in ours for b in theirs)
    return Score(_ratio(both, sum(_pairs(len(group)) for group in ours)), _ratio(both, sum(_pairs(len(group)) for group in theirs)))


def b_cubed(predicted: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Mean over items of the share of its group that belongs with it (Bagga and Baldwin 1998)."""
    ours, theirs = groups_of(predicted, gold), groups_of(gold, gold)
    overlap = [(len(a & b), len(a), len(b)) for a in ours for b in theirs if a & b]
    return Score(_ratio(sum(n * n / a for n, a, _ in overlap), len(gold)), _ratio(sum(n * n / b for n, _, b in overlap), len(gold)))


def muc(predicted: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Links kept (Vilain et al. 1995)."""
    ours, theirs = groups_of(predicted, gold), groups_of(gold, gold)

    def kept(keys: Groups, others: Groups) -> float:
        total = sum(len(key) - sum(1 for other in others if key & other) for key in keys)
        return _ratio(total, sum(len(key) - 1 for key in keys))

    return Score(kept(ours, theirs), kept(theirs, ours))


def ceaf_e(predicted: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Score:
    """Best one-to-one alignment of groups by their Dice similarity (Luo 2005)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    ours, theirs = groups_of(predicted, gold), groups_of(gold, gold)
    similarity = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in theirs] for a in ours])
    rows, columns = linear_sum_assignment(-similarity)
    total = float(similarity[rows, columns].sum())
    return Score(_ratio(total, len(ours)), _ratio(total, len(theirs)))


def conll(predicted: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> float:
    """Mean F1 of MUC, B-cubed and CEAF-e."""
    return (muc(predicted, gold).f1 + b_cubed(predicted, gold).f1 + ceaf_e(predicted, gold).f1) / 3


def copies(predicted: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """Documents whose original was named rightly."""
    right = sum(1 for document, root in predicted.items() if gold.get(document) == root)
    return Score(_ratio(right, len(predicted)), _ratio(right, len(gold)))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
