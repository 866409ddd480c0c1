"""Sketches of texts for finding copies: word hashes, shingles, MinHash bands and sampled fingerprints.

Whole near-copies agree in a MinHash band (rensa). An agency paragraph inside a long local story shares too small a part
of its shingles for that, so a fixed sample of the shingles (those whose hash is divisible by :data:`SAMPLE`) is indexed
as well: two texts that share a passage share the sampled shingles of that passage.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

Hashes = NDArray[np.uint64]

SHINGLE = 3
SAMPLE = 4
FEWEST = 12
PERMUTATIONS = 96
ROWS = 3
CACHED = 300_000
_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


def word_hashes(text: str, cache: dict[str, int] | None = None) -> NDArray[np.uint32]:
    """One 32-bit hash a word of ``text``, letters and digits only, case folded; ``cache`` spares hashing a word twice."""
    words = _WORD.findall(text.casefold())
    if cache is None:
        return np.fromiter((zlib.crc32(word.encode("utf-8", "replace")) for word in words), dtype=np.uint32, count=len(words))
    values = []
    for word in words:
        value = cache.get(word)
        if value is None:
            value = zlib.crc32(word.encode("utf-8", "replace"))
            if len(cache) < CACHED:
                cache[word] = value
        values.append(value)
    return np.array(values, dtype=np.uint32)


def shingles(words: NDArray[np.uint32]) -> Hashes:
    """The hash of each run of :data:`SHINGLE` words, in the order of the text; a shorter text is one shingle."""
    wide = words.astype(np.uint64)
    if len(wide) == 0:
        return wide
    if len(wide) < SHINGLE:
        return np.array([_fold(wide)], dtype=np.uint64)
    total = wide[: len(wide) - SHINGLE + 1].copy()
    for offset in range(1, SHINGLE):
        total = _mixed(total) + wide[offset : len(wide) - SHINGLE + 1 + offset]
    return _mixed(total)


def fingerprints(hashes: Hashes) -> Hashes:
    """The sampled shingles of a text, sorted and distinct: at least :data:`FEWEST` of them where there are as many."""
    distinct = np.unique(hashes)
    chosen = distinct[distinct % np.uint64(SAMPLE) == 0]
    return chosen if len(chosen) >= FEWEST else distinct[:FEWEST]


def bands(hashes: Hashes) -> Hashes:
    """MinHash signature of a text as band keys: texts with a Jaccard similarity of 0.5 share one with odds of 0.98."""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update([str(value) for value in np.unique(hashes).tolist()])
    digest = np.array(sketch.digest(), dtype=np.uint64).reshape(-1, ROWS)
    total = np.arange(len(digest), dtype=np.uint64)
    for column in range(ROWS):
        total = _mixed(total) + digest[:, column]
    return _mixed(total)


def covered(words: NDArray[np.uint32], other: Hashes, shortest: int) -> int:
    """How many words lie in runs of at least ``shortest`` words whose shingles all occur in ``other`` (sorted, distinct)."""
    own = shingles(words)
    if len(own) == 0 or len(other) == 0:
        return 0
    place = np.minimum(np.searchsorted(other, own), len(other) - 1)
    hit = other[place] == own
    width = min(SHINGLE, len(words))
    total = 0
    for start, end in _runs(hit):
        length = end - start + width - 1
        if length >= min(shortest, len(words)):
            total += length
    return min(total, len(words))


def _runs(hit: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], hit, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _mixed(values: Hashes) -> Hashes:
    mixed = (values ^ (values >> np.uint64(29))) * _MIX
    return mixed ^ (mixed >> np.uint64(32))


def _fold(values: Hashes) -> int:
    total = np.uint64(len(values))
    for value in values:
        total = np.uint64((int(total) * 1_000_003 + int(value)) & 0xFFFFFFFFFFFFFFFF)
    return int(total)
