"""Which documents share enough keys of their sketches to be aligned, found in little memory.

Keys are 32 bits wide: two texts meet when they share two keys, so that keys which collide by chance bring hardly a pair
together, and an alignment follows in any case. They are sorted a share at a time, and pairs that met once wait in arrays that
are merged like the runs of a sort.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from placard.screening.copies_sketch import Hashes

BLOCK = 40
TOGETHER = 2_000_000
_PIECE = 100_000
Numbers = NDArray[np.int64]


class KeyTable:
    """Keys of many documents, added one document at a time: 8 bytes a key."""

    def __init__(self) -> None:
        self._keys, self._owners = array("I"), array("I")
        self._count = 0

    def add(self, keys: Hashes) -> None:
        """Add the keys of the next document."""
        self._keys.frombytes((keys >> np.uint64(32)).astype(np.uint32).tobytes())
        self._owners.frombytes(np.full(len(keys), self._count, np.uint32).tobytes())
        self._count += 1

    def pairs(self, order: Numbers, together: int = TOGETHER) -> Iterator[tuple[int, int]]:
        """Pairs of documents that share two keys; a block larger than :data:`BLOCK` pairs with its first and with neighbours only.

        Args:
            order: document numbers, best placed as an original first; the first of a pair is the better placed one.
            together: keys sorted at a time.

        Yields:
            Each pair once, sorted by the place of its first.
        """
        count = len(order)
        position = np.empty(count, np.int64)
        position[order] = np.arange(count)
        keys, owners = np.frombuffer(self._keys, np.uint32), np.frombuffer(self._owners, np.uint32)
        shares = max(1, -(-len(keys) // together))
        runs: list[Numbers] = []
        for share in range(shares):
            chosen = keys % np.uint32(shares) == share if shares > 1 else slice(None)
            runs.append(_merged([_met(keys[chosen], position[owners[chosen]], count) * 2]))
            while len(runs) > 1 and len(runs[-1]) * 2 >= len(runs[-2]):
                runs.append(_merged([runs.pop(), runs.pop()]))
        found = _merged(runs)
        found = found[found & 1 == 1] >> 1
        for start in range(0, len(found), _PIECE):
            part = found[start : start + _PIECE]
            yield from zip(order[part // count].tolist(), order[part % count].tolist(), strict=True)


def _met(keys: NDArray[np.uint32], places: Numbers, count: int) -> Numbers:
    """A code (first place times ``count`` plus second) for each meeting of two documents under one key; with repetitions."""
    if not len(keys):
        return np.empty(0, np.int64)
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    small = sizes <= BLOCK
    codes: list[Numbers] = [np.empty(0, np.int64)]
    for step in range(1, int(sizes[small].max(initial=1))):
        wide = small & (sizes > step)
        length = sizes[wide] - step
        left = np.repeat(starts[wide], length) + within(length)
        codes.append(places[left] * count + places[left + step])
    for start, size in zip(starts[~small].tolist(), sizes[~small].tolist(), strict=True):
        block = places[start : start + size]
        codes.append(block[0] * count + block[1:])
        codes.append(block[1:-1] * count + block[2:])
    found = np.concatenate(codes)
    met: Numbers = found[found // count != found % count]
    return met


def _merged(runs: list[Numbers]) -> Numbers:
    """Codes shifted left, each once and sorted; the lowest bit says that a code was met twice."""
    merged = np.sort(np.concatenate(runs))
    if not len(merged):
        return merged
    starts = np.flatnonzero(np.concatenate(([True], merged[1:] >> 1 != merged[:-1] >> 1)))
    sizes = np.diff(np.concatenate((starts, [len(merged)])))
    twice = np.maximum.reduceat(merged & 1, starts) | (sizes > 1)
    return (merged[starts] >> 1 << 1) | twice


def within(lengths: Numbers) -> Numbers:
    """0..n-1 for each length n, one after another."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
