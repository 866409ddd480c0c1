"""Linking of a stream of mentions too long to be held in memory as records: facts in, cluster numbers out.

Each mention becomes a row of an Arrow table and a few integers for blocking as it passes by. Pairs are numbers, scored a
batch at a time and kept in arrays; clusters are made one group of connected components after another.

No command of Placard uses it: a project needs judgements, ids and people's word, which :func:`placard.linking.link_mentions` gives.
It is for programs that link an archive of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placard.linking.candidates import Keyring
from placard.linking.cluster import cluster_positions
from placard.linking.facts import Facts
from placard.linking.large import BATCH, score_batches, table_of
from placard.linking.parameters import Parameters

TOGETHER = 500_000
Numbers = NDArray[np.int64]


def group_stream(facts: Iterable[Facts], parameters: Parameters) -> tuple[Numbers, int]:
    """Cluster a stream of mentions.

    Mentions of one document are not joined; no judgements of people are taken, and what stands alone stays so, as the reasons that
    :mod:`.adoption` asks for are not kept. Memory: about 3 KB a mention, of which the
    pairs that reach the floor take the most.

    Returns:
        For each mention the position of the first mention of its cluster, and how many pairs were compared.
    """
    documents, table, codes = _blocked(facts)
    compared, parts = len(codes), _parts(codes, len(documents))
    del codes
    pairs, bits = _scored(documents, score_batches(table, parts, parameters))
    del table, parts
    return _clusters(documents, pairs, bits, parameters), compared


def _blocked(facts: Iterable[Facts]) -> tuple[NDArray[np.int32], Any, Numbers]:
    """Number of each mention's document, the table of facts, and candidate pairs as codes."""
    ring, owners = Keyring(), array("i")
    known: dict[str, int] = {}

    def watched() -> Iterator[Facts]:
        for item in facts:
            ring.add(item)
            owners.append(known.setdefault(item.document, len(known)))
            yield item

    table = table_of(watched())
    return np.frombuffer(owners, np.int32), table, ring.codes()


def _parts(codes: Numbers, count: int) -> Iterator[NDArray[np.int32]]:
    """Codes as pairs of positions, a batch at a time."""
    for start in range(0, len(codes), BATCH):
        part = codes[start : start + BATCH]
        yield np.stack((part // count, part % count), axis=1).astype(np.int32)


def _scored(
    documents: NDArray[np.int32], batches: Iterable[tuple[Numbers, NDArray[np.float64]]]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Kept pairs and scores, in half the bytes; without those of one document, which tells its mentions apart."""
    kept: list[NDArray[np.int32]] = [np.empty((0, 2), np.int32)]
    scores: list[NDArray[np.float32]] = [np.empty(0, np.float32)]
    for pairs, bits in batches:
        apart = documents[pairs[:, 0]] != documents[pairs[:, 1]]
        kept.append(pairs[apart].astype(np.int32))
        scores.append(bits[apart].astype(np.float32))
    return np.concatenate(kept), np.concatenate(scores)


def _clusters(documents: NDArray[np.int32], pairs: NDArray[np.int32], bits: NDArray[np.float32], parameters: Parameters) -> Numbers:
    """Clusters of kept pairs, some connected components at a time.

    Components are those of the pairs above the threshold: two clusters are only ever joined along such a pair, as a mean above
    the threshold needs one. Pairs below it count within a component and mean nothing between two.
    """
    labels = components(len(documents), pairs[bits > parameters.link_at])
    within = labels[pairs[:, 0]] == labels[pairs[:, 1]]
    pairs, bits = pairs[within], bits[within]
    order = np.argsort(labels[pairs[:, 0]], kind="stable")
    pairs, bits = pairs[order], bits[order]
    owner = labels[pairs[:, 0]]
    result = np.arange(len(documents))
    edges = np.flatnonzero(owner[1:] != owner[:-1]) + 1
    start = 0
    while start < len(pairs):
        place = int(np.searchsorted(edges, start + TOGETHER))
        end = int(edges[place]) if place < len(edges) else len(pairs)
        positions, inverse = np.unique(pairs[start:end], return_inverse=True)
        homes = cluster_positions(
            len(positions),
            inverse.reshape(-1, 2).astype(np.int64),
            bits[start:end].astype(np.float64),
            different=_one_document(documents[positions]),
            link_at=parameters.link_at,
            absent=parameters.absent,
        )
        result[positions] = positions[homes]
        start = end
    return result


def _one_document(documents: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Pairs of positions whose document is the same."""
    order = np.argsort(documents, kind="stable")
    ordered = documents[order]
    step = 1
    while len(found := np.flatnonzero(ordered[step:] == ordered[:-step])):
        yield from zip(order[found].tolist(), order[found + step].tolist(), strict=True)
        step += 1


def components(count: int, pairs: NDArray[np.int32] | Numbers) -> Numbers:
    """Smallest position in the connected component of each of ``count`` positions."""
    labels = np.arange(count)
    while True:
        low = np.minimum(labels[pairs[:, 0]], labels[pairs[:, 1]])
        before = labels.copy()
        np.minimum.at(labels, pairs[:, 0], low)
        np.minimum.at(labels, pairs[:, 1], low)
        labels = labels[labels]
        if (labels == before).all():
            return labels
