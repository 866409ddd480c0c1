"""The cheap first screen: a text no sentence of which sounds like a contentious event never reaches the encoder.

A logistic model over hashed words and word pairs of each sentence, trained on our corpus and the openly licensed reports by
``training/screen.py``; its threshold is set there to lose next to nothing on held-out reports.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")
_FOREIGN = re.compile(r"[\u0250-\uffff]")  # beyond Latin script, accents included
_MAX_SENTENCES = 2000  # a book's worth; a longer text is judged by its first part and passes if in doubt


@lru_cache(maxsize=1)
def model() -> tuple[npt.NDArray[np.float32], float, float]:
    """Weights by bucket, bias and threshold."""
    with resources.as_file(resources.files("placard").joinpath("weights/screen.npz")) as path, np.load(Path(path)) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"]), float(stored["threshold"])


@lru_cache(maxsize=200_000)
def _bucket(token: str) -> int:
    return zlib.crc32(token.encode("utf-8", "replace")) % BUCKETS


def pieces(text: str) -> list[str]:
    """The rough sentences the screen scores; coarser and much faster than the coder's."""
    return [piece for piece in _BREAK.split(text)[:_MAX_SENTENCES] if piece and not piece.isspace()]


def hashed(sentence: str) -> list[int]:
    """Buckets of the words and word pairs of a sentence, numbers as one word."""
    words = ["0" if word[0].isdigit() else word for word in _WORD.findall(sentence.lower())[:200]]
    pairs = [f"{left} {right}" for left, right in pairwise(words)]
    return [_bucket(token) for token in [*words, *pairs]]


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screen makes of a text.

    Attributes:
        score: log odds that its most event-like sentence reports a contentious event.
        passes: whether the encoder should see it at all.
        likeliest: its most event-like sentences, in the order of the text, for a first look by the encoder.
    """

    score: float
    passes: bool
    likeliest: str


def screen(text: str, keep: int = 3) -> Screened:
    """Screen a text; one mostly outside Latin script always passes, since the screen cannot read it."""
    weights, bias, threshold = model()
    sentences = pieces(text)
    buckets = [hashed(sentence) for sentence in sentences]
    kept = [at for at, found in enumerate(buckets) if found]
    foreign = len(_FOREIGN.findall(text[:4000])) * 3 > len(text[:4000])
    if not kept:
        return Screened(float("-inf"), foreign, text[:400])
    lengths = np.asarray([len(buckets[at]) for at in kept])
    flat = np.fromiter((bucket for at in kept for bucket in buckets[at]), dtype=np.int64, count=int(lengths.sum()))
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sums: npt.NDArray[Any] = np.add.reduceat(weights[flat], starts) / np.sqrt(lengths) + bias
    best = sorted(np.argsort(-sums, kind="stable")[:keep])
    score = float(sums.max())
    return Screened(score, foreign or score >= threshold, "\n".join(sentences[kept[at]] for at in best))


def may_report(text: str) -> bool:
    """Whether the text could report a contentious event."""
    return screen(text).passes
