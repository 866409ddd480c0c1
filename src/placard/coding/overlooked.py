"""The trigger decoding passed over in a report that tells of an event.

Decoding asks of every span that it be likelier than none, and in a report whose event has an unusual name ("saucepans rang out",
"the fleet slept") no span may be, or none may be credible. But the report was judged to tell of an event, so it names one: the
likeliest span is taken, with the confidence it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from placard.coding import labels
from placard.coding.decode import Tagged, decode_values
from placard.coding.features import Tokens
from placard.coding.tagger import Vectors, softmax

# Natural log-odds that triggers are given in advance, more and more of them until one is found; beyond the last there is none.
LEADS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
_TAGS = labels.layout()["tags"]
_TRIGGER = (labels.TAGS.index("B-trigger"), labels.TAGS.index("I-trigger"))


def overlooked(
    text: str, encoded: Tokens, vectors: Vectors, tagged: Sequence[Tagged], settings: Mapping[str, Any]
) -> Tagged | None:
    """The likeliest trigger of a report judged to tell of an event, beside the spans found; None if there is no likely one.

    Args:
        encoded: the text as word pieces.
        vectors: outputs of the networks, one row a word piece.
        tagged: what decoding found, no trigger among it.
        settings: those of decoding.
    """
    led = vectors.copy()
    for before, lead in zip((0.0, *LEADS), LEADS, strict=False):
        for tag in _TRIGGER:
            led[:, _TAGS.start + tag] += lead - before
        likely = [
            span
            for span in decode_values(text, encoded, led, settings)
            if span.label == "trigger" and not any(span.start < known.end and known.start < span.end for known in tagged)
        ]
        if likely:
            best = max(likely, key=lambda span: (span.probability, -span.start))
            return _unled(encoded, vectors, best)
    return None


def _unled(encoded: Tokens, vectors: Vectors, span: Tagged) -> Tagged:
    """The span with what the networks gave it: the lead finds a trigger, it makes none surer."""
    own = softmax(vectors[span.first : span.last, _TAGS])
    begin, inside = _TRIGGER
    chances = np.append(own[:1, begin], own[1:, inside])
    goes_on = span.last < len(vectors) and encoded.sentence[span.last] == span.sentence
    beyond = float(softmax(vectors[span.last, _TAGS])[inside]) if goes_on else 0.0
    probability = float(np.exp(np.log(chances + 1e-12).mean()))
    return replace(span, probability=probability, outside=float(own[:, 0].mean()), beyond=beyond)
