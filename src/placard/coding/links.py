"""Scores between spans: which triggers name one event, which values belong to it, and who says them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placard.coding import labels
from placard.coding.tagger import Vectors, sigmoid, softmax

PARTS = labels.layout()
_SCALE = math.sqrt(labels.LINK)
Scores = npt.NDArray[np.float64]
_NEVER = 0.02


def same_event(means: Vectors, sentence: Sequence[int], links: Mapping[str, Any]) -> Scores:
    """(t, t) probabilities that two triggers name one event; ``means`` are the triggers' mean outputs, one a row.

    They do as far as the network finds them alike and they agree in form and status: a march and the riot after it, a strike held
    and one announced are two events. ``links`` weighs the two (``same_own``, ``same_agree``) and their sum (``same_shift``); the
    weights belong to a network and are fitted by ``training/calibrate.py``.
    """
    vectors = _projected(means, "trigger_same")
    where = np.asarray(sentence)
    scores = vectors @ vectors.T / _SCALE + links["link_bias"][0]
    alike = scores + _by_distance(np.abs(where[:, None] - where[None]), links["trigger_distance"])
    agreed = np.log(_agree(means, "form")) + np.log(_agree(means, "status"))
    return sigmoid(links.get("same_own", 1.0) * alike + links.get("same_agree", 0.0) * agreed + links.get("same_shift", 0.0))


def _agree(means: Vectors, part: str) -> Scores:
    """(t, t) probabilities that two triggers have the same code, if each were drawn from what the network says of it alone."""
    chances = softmax(means[:, PARTS[part]])
    return chances @ chances.T + _NEVER


def belongs(values: Vectors, triggers: Vectors, at: Sequence[int], where: Sequence[int], links: Mapping[str, Any]) -> Scores:
    """(v, t) probabilities that a value belongs to the event of a trigger; ``at`` and ``where`` are their sentences."""
    scores = _projected(values, "value_query") @ _projected(triggers, "trigger_key").T / _SCALE
    distance = np.asarray(where)[None] - np.asarray(at)[:, None]
    return sigmoid(scores + links["link_bias"][1] + _by_distance(distance, links["value_distance"]))


def said_by(values: Vectors, voices: Vectors, at: Sequence[int], where: Sequence[int], links: Mapping[str, Any]) -> Scores:
    """(v, 1 + s) probabilities of who says each value: column 0 is the outlet's own voice, then the voices in order."""
    scores = _projected(values, "said_query") @ _projected(voices, "speaker_key").T / _SCALE
    distance = np.asarray(where)[None] - np.asarray(at)[:, None]
    scores = scores + links["link_bias"][2] + _by_distance(distance, links["speaker_distance"])
    # A voice more than eight sentences away was never seen in training as a candidate of its own kind.
    scores = np.where(np.abs(distance) > 8, -30.0, scores)
    return softmax(np.concatenate([np.zeros((len(values), 1)), scores], axis=1))


def _projected(means: Vectors, part: str) -> Scores:
    """A projection as every network has it, side by side, so scaled that a product of two is the mean of the networks' products."""
    own = PARTS[part]
    networks = (means.shape[1] - labels.SAID) // labels.LINKS
    sides = [means[:, own.start + labels.LINKS * n : own.stop + labels.LINKS * n] for n in range(networks)]
    return np.concatenate(sides, axis=1).astype(np.float64) / math.sqrt(networks)


def _by_distance(distance: npt.NDArray[Any], table: Sequence[float]) -> Scores:
    result: Scores = np.asarray(table, dtype=np.float64)[np.clip(distance, -8, 8) + 8]
    return result


def clusters(same: Scores, threshold: float) -> list[list[int]]:
    """Average-linkage clusters of triggers, merged while the mean probability between two clusters is at least ``threshold``.

    Deterministic: of equal pairs the one that comes first in the text is merged. Clusters are ordered by first trigger.
    """
    groups = [[index] for index in range(len(same))]
    while len(groups) > 1:
        best, pair = threshold, None
        for left in range(len(groups)):
            for right in range(left + 1, len(groups)):
                mean = float(same[np.ix_(groups[left], groups[right])].mean())
                if mean > best or (pair is None and mean == best):
                    best, pair = mean, (left, right)
        if pair is None:
            break
        groups[pair[0]] = sorted(groups[pair[0]] + groups[pair[1]])
        del groups[pair[1]]
    return sorted(groups)
