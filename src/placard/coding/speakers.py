"""Who says each value: the voice the network links it to, with its cue; the outlet's own voice otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from placard.coding import labels, links
from placard.coding.decode import Tagged
from placard.coding.tagger import Vectors, mean_vectors
from placard.records import OUTLET, Speaker
from placard.spans import Span

PARTS = labels.layout()
_CUE_REACH = 120  # characters between a speaker and the cue that carries its words
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_MEMORY = 3  # sentences back in which the voice a pronoun stands for is looked for


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of one value, the cue that attributes it, and the probability of this choice."""

    speaker: Speaker
    cue: Span | None
    probability: float


def attribute(
    text: str,
    vectors: Vectors,
    values: Sequence[Tagged],
    voices: Sequence[Tagged],
    cues: Sequence[Tagged],
    links_: Mapping[str, Any],
    outlet_bias: float = 0.0,
) -> list[Attribution]:
    """The speaker of each value, in order.

    Args:
        outlet_bias: added to the log odds of the outlet's own voice; positive attributes fewer values to others.
    """
    if not values:
        return []
    if not voices:
        return [Attribution(OUTLET, None, 1.0) for _ in values]
    means = mean_vectors(vectors, [(value.first, value.last) for value in values])
    spoken = mean_vectors(vectors, [(voice.first, voice.last) for voice in voices])
    said = links.said_by(means, spoken, [v.sentence for v in values], [v.sentence for v in voices], links_)
    weighted = said.copy()
    weighted[:, 0] *= np.exp(outlet_bias)
    weighted /= weighted.sum(axis=1, keepdims=True)
    kinds = spoken[:, PARTS["speaker_kind"]].argmax(axis=1)
    result = []
    for value, row in zip(values, weighted, strict=True):
        best = int(row.argmax())
        voice = voices[best - 1] if best else None
        if voice is None or (voice.start < value.end and value.start < voice.end):
            result.append(Attribution(OUTLET, None, float(row[0])))
            continue
        named = _antecedent(text, voices, best - 1)
        speaker = Speaker(labels.SPEAKER_KINDS[int(kinds[named])], Span.of(text, voices[named].start, voices[named].end))
        result.append(Attribution(speaker, _cue(text, voice, cues), float(row[best])))
    return result


def _antecedent(text: str, voices: Sequence[Tagged], at: int) -> int:
    """The voice a pronoun stands for: the last named one, at most three sentences back; the voice itself if it is no pronoun."""
    if text[voices[at].start : voices[at].end].casefold() not in _PRONOUNS:
        return at
    for earlier in range(at - 1, -1, -1):
        if voices[at].sentence - voices[earlier].sentence > _MEMORY:
            break
        if text[voices[earlier].start : voices[earlier].end].casefold() not in _PRONOUNS:
            return earlier
    return at


def _cue(text: str, voice: Tagged, cues: Sequence[Tagged]) -> Span | None:
    """The cue nearest to the voice, in its sentence or the one beside it."""
    near = [(_gap(voice, cue), cue) for cue in cues if abs(cue.sentence - voice.sentence) <= 1]
    near = [(gap, cue) for gap, cue in near if gap <= _CUE_REACH]
    if not near:
        return None
    _, cue = min(near, key=lambda pair: (pair[1].sentence != voice.sentence, pair[0], pair[1].start))
    return Span.of(text, cue.start, cue.end)


def _gap(left: Tagged, right: Tagged) -> int:
    return max(left.start - right.end, right.start - left.end, 0)
