"""Whether a confidence means what it says: how often values of a confidence are right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

BINS = 5


def table(found: Iterable[tuple[float, bool]]) -> dict[str, Any]:
    """Reliability of confidences (0..1) of values that were right or wrong.

    Returns:
        ``bins``: for each fifth of the scale that has values, their number, mean confidence and share right (percent);
        ``error``: expected calibration error in points (Naeini, Cooper and Hauskrecht 2015); ``auc``: how well confidence sorts
        right from wrong (percent; None without both).
    """
    pairs = list(found)
    if not pairs:
        return {"bins": [], "error": None, "auc": None}
    confidence = np.asarray([c for c, _ in pairs])
    right = np.asarray([r for _, r in pairs], dtype=bool)
    index = np.minimum((confidence * BINS).astype(int), BINS - 1)
    bins, error = [], 0.0
    for at in range(BINS):
        inside = index == at
        count = int(inside.sum())
        if count:
            mean, share = 100.0 * float(confidence[inside].mean()), 100.0 * float(right[inside].mean())
            bins.append({"from": at / BINS, "values": count, "confidence": round(mean, 1), "right": round(share, 1)})
            error += count / len(pairs) * abs(mean - share)
    return {"bins": bins, "error": round(float(error), 1), "auc": auc(confidence[right], confidence[~right])}


def auc(positive: Any, negative: Any) -> float | None:
    """Share of pairs of a positive and a negative score in which the positive is higher, in percent; ties count half.

    None if either has no score.
    """
    if not len(positive) or not len(negative):
        return None
    order = np.sort(negative)
    below = np.searchsorted(order, positive, side="left") + np.searchsorted(order, positive, side="right")
    return round(100.0 * float(below.mean()) / (2 * len(negative)), 1)
