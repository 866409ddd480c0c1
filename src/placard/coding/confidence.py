"""Raw span probabilities to calibrated confidence, by one logistic curve a variable (Platt 1999), fitted on held-out reports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def calibrated(variable: str, probability: float, parameters: Mapping[str, Any]) -> float:
    """The probability that a value of this variable is right, given the tagger's raw span probability."""
    curve = parameters.get("calibration", {}).get(variable)
    clipped = min(max(probability, 1e-6), 1 - 1e-6)
    if curve is None:
        return clipped
    logit = math.log(clipped / (1 - clipped))
    return 1.0 / (1.0 + math.exp(-(curve[0] * logit + curve[1])))
