"""Two sides of one street: a counter-protest is not the protest it counters, however much alike both are told."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from placard.coding.links import Scores

_COUNTER = re.compile(
    r"(?<![\w-])counter[\s\-\u2010\u2011\u2013]?"
    r"(?=protest|demo|march|rall|mobili[sz]|gather|vigil|picket|action|assembl|parade|procession)",
    re.IGNORECASE,
)
# Of 50 pairs of such a trigger and a plain one on the marks of our reports 45 are two events (of 20 pairs of such ones none).
_LEFT = 0.2


def told_apart(words: Sequence[str], same: Scores) -> Scores:
    """(t, t) probabilities that two triggers name one event, less where only one of the two is called counter-something.

    Args:
        words: of each trigger.
        same: those the networks give.
    """
    counter = np.asarray([_COUNTER.search(one) is not None for one in words], dtype=bool)
    result: Scores = np.where(counter[:, None] != counter[None], _LEFT * same, same)
    return result
