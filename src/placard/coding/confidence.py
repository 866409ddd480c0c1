"""How likely a span is right: one logistic curve a variable over what the networks gave it, fitted on held-out reports.

The probability of the tags alone (Platt 1999) mixes two doubts: whether there is a value at all, and where exactly it ends, of
which only the first decides whether it is worth keeping. So the curves see both apart (:func:`evidence`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from placard.coding.decode import Tagged


def evidence(span: Tagged) -> tuple[float, float, float, float]:
    """What a curve weighs: log odds of the tags, log odds of no value there, whether it goes on, log of its word pieces."""
    return _odds(span.probability), _odds(span.outside), span.beyond, math.log(span.last - span.first)


def calibrated(span: Tagged, parameters: Mapping[str, Any]) -> float:
    """The probability that a value is right; ``parameters["calibration"]`` maps variables to weights of the evidence and a bias."""
    curve = parameters.get("calibration", {}).get(span.label)
    if curve is None:
        return min(max(span.probability, 1e-6), 1 - 1e-6)
    score = curve[-1] + sum(weight * one for weight, one in zip(curve[:-1], evidence(span), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def credible(spans: Sequence[Tagged], parameters: Mapping[str, Any]) -> list[Tagged]:
    """The spans at least as likely right as the weights ask: below ``decode.credible`` values cost more F1 than they add."""
    floor: float = parameters["decode"].get("credible", 0.0)
    return [span for span in spans if calibrated(span, parameters) >= floor]


def _odds(probability: float) -> float:
    clipped = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(clipped / (1 - clipped))
