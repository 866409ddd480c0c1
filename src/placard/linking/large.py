"""Scores of very many pairs: Splink on DuckDB, with the comparisons and parameters of the small path.

Blocking is :mod:`placard.linking.candidates` either way; its pairs are registered with Splink, which computes the levels in
SQL, adds up the weights and drops what lies below the floor before it reaches Python.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placard.linking.candidates import Keyring, batches
from placard.linking.cluster import cluster
from placard.linking.compare import COMPARISONS, Comparison, levels_of
from placard.linking.facts import Facts
from placard.linking.parameters import Parameters, probability
from placard.linking.score import Levels

BATCH = 4_000_000
ROWS = 50_000
MEMORY = "2GB"
THREADS = 2


def settings(parameters: Parameters) -> dict[str, Any]:
    """The model as Splink settings: every comparison with its levels' SQL, m and u. The blocking rule is never used."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": probability(parameters.prior),
        "comparisons": [_comparison(comparison, parameters) for comparison in COMPARISONS],
        "blocking_rules_to_generate_predictions": ["l.document = r.document"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(comparison: Comparison, parameters: Parameters) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.missing_sql, "label_for_charts": "missing", "is_null_level": True},
    ]
    known = parameters.levels.get(comparison.name, {})
    for level in comparison.levels:
        found = known.get(level.name)
        levels.append(
            {
                "sql_condition": "ELSE" if level.sql == "true" else level.sql,
                "label_for_charts": level.name,
                "m_probability": found.m if found else 0.5,
                "u_probability": found.u if found else 0.5,
            }
        )
    return {"output_column_name": comparison.name, "comparison_levels": levels, "comparison_description": comparison.name}


def columns(facts: Sequence[Facts]) -> Any:
    """Facts as an Arrow table, one row a mention, ``unique_id`` its position; sets become lists of integers or strings."""
    import pyarrow as pa

    def sets(name: str, kind: Any) -> Any:
        return pa.array((sorted(getattr(item, name)) for item in facts), type=pa.list_(kind), size=len(facts))

    def plain(name: str, kind: Any) -> Any:
        return pa.array((getattr(item, name) for item in facts), type=kind, size=len(facts))

    table: dict[str, Any] = {"unique_id": pa.array(range(len(facts)), type=pa.int64())}
    for name in ("document", "root", "form", "status"):
        table[name] = plain(name, pa.string()).dictionary_encode().cast(pa.string())
    for name in ("start", "end", "published"):
        table[name] = plain(name, pa.int32())
    for name in ("lat", "lon"):
        table[name] = plain(name, pa.float64())
    for name in ("places", "towns", "names", "claim", "actors", "acts", "context", "harm", "telling"):
        table[name] = sets(name, pa.int64())
    for name in ("countries", "harmed", "responses"):
        table[name] = sets(name, pa.string())
    table["size_low"] = pa.array((item.size[0] for item in facts), type=pa.int64(), size=len(facts))
    table["size_high"] = pa.array((item.size[1] for item in facts), type=pa.int64(), size=len(facts))
    return pa.table(table)


def table_of(facts: Iterable[Facts]) -> Any:
    """:func:`columns` of many facts, made in pieces so that they need not be in memory at once."""
    import pyarrow as pa

    source = iter(facts)
    tables: list[Any] = []
    while piece := list(islice(source, ROWS)):
        moved = pa.array(np.arange(len(tables) * ROWS, len(tables) * ROWS + len(piece)), type=pa.int64())
        tables.append(columns(piece).set_column(0, "unique_id", moved))
    return pa.concat_tables(tables)


def group_stream(facts: Iterable[Facts], parameters: Parameters) -> tuple[NDArray[np.int64], int]:
    """Cluster numbers of a stream of mentions that does not fit in memory as records, and how many pairs were compared.

    Mentions of one document must not be joined; no judgements of people are taken. Memory: about 2 KB a mention.
    """
    documents, table, pairs = _blocked(facts)
    held, count = [table], len(pairs)
    del table
    kept, scores = _scored(held, pairs, parameters)
    del pairs
    return _clusters(documents, kept, scores, parameters), count


def _blocked(facts: Iterable[Facts]) -> tuple[NDArray[np.int64], Any, NDArray[np.int64]]:
    """Document numbers, table and candidate pairs of a stream of mentions."""
    ring, documents = Keyring(), array("q")
    known: dict[str, int] = {}

    def watched() -> Iterator[Facts]:
        for item in facts:
            ring.add(item)
            documents.append(known.setdefault(item.document, len(known)))
            yield item

    table = table_of(watched())
    return np.array(documents, dtype=np.int64), table, ring.pairs()


def _clusters(
    documents: NDArray[np.int64], pairs: NDArray[np.int64], scores: NDArray[np.float64], parameters: Parameters
) -> NDArray[np.int64]:
    """Cluster each connected component of kept pairs on its own."""
    apart = documents[pairs[:, 0]] == documents[pairs[:, 1]]
    pairs, scores = pairs[~apart], scores[~apart]
    labels = components(len(documents), pairs)
    order = np.argsort(labels[pairs[:, 0]], kind="stable")
    pairs, scores = pairs[order], scores[order]
    owner = labels[pairs[:, 0]] if len(pairs) else np.empty(0, np.int64)
    result = np.arange(len(documents))
    edges = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1], [True]))) if len(owner) else np.array([0])
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        named = {
            (f"{left:09d}", f"{right:09d}"): bits
            for (left, right), bits in zip(pairs[start:end].tolist(), scores[start:end].tolist(), strict=True)
        }
        items = sorted({item for pair in named for item in pair})
        by_document: dict[int, list[str]] = {}
        for item in items:
            by_document.setdefault(int(documents[int(item)]), []).append(item)
        foes = [(x, y) for same in by_document.values() for i, x in enumerate(same) for y in same[i + 1 :]]
        for members in cluster(items, named, different=foes, link_at=parameters.link_at, absent=parameters.absent):
            result[[int(item) for item in members]] = int(members[0])
    return result


def components(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
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


def score_large(
    facts: Sequence[Facts], pairs: NDArray[np.int64], parameters: Parameters
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[Levels]]:
    """Pairs at or above the floor, their scores and levels, in the order of ``pairs``, as ``score.score_pairs`` gives them."""
    kept, scores = score_table(table_of(facts), pairs, parameters)
    shared: dict[Levels, Levels] = {}
    found = (levels_of(facts[left], facts[right]) for left, right in kept.tolist())
    return kept, scores, [shared.setdefault(levels, levels) for levels in found]


def score_table(table: Any, pairs: NDArray[np.int64], parameters: Parameters) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of rows of a table made by :func:`table_of` that reach the floor, and their scores."""
    return _scored([table], pairs, parameters)


def _scored(held: list[Any], pairs: NDArray[np.int64], parameters: Parameters) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """:func:`score_table`; takes the table out of ``held``, so that it is freed once DuckDB has its own copy."""
    found = list(_batches(held, pairs, parameters))
    if not found:
        return np.empty((0, 2), np.int64), np.empty(0)
    return np.concatenate([kept for kept, _ in found]), np.concatenate([scores for _, scores in found])


def _batches(
    held: list[Any], pairs: NDArray[np.int64], parameters: Parameters
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, "preserve_insertion_order": False})
    try:
        connection.register("facts_arrow", held[0])
        connection.execute("create table facts as select * from facts_arrow")
        connection.unregister("facts_arrow")
        held.clear()
        for part in batches(pairs, BATCH):
            api = DuckDBAPI(connection=connection)
            linker = Linker(api.register(connection.table("facts")), settings(parameters), log_level=None, validate_settings=False)
            blocked = pa.table(
                {
                    "match_key": pa.array(["0"] * len(part)).dictionary_encode().cast(pa.string()),
                    "join_key_l": part[:, 0],
                    "join_key_r": part[:, 1],
                }
            )
            connection.register("blocked_arrow", blocked)
            linker.table_management.register_blocked_pairs_for_predict(api.register(connection.table("blocked_arrow")))
            found = linker.inference.predict(threshold_match_weight=parameters.floor - 0.01).as_duckdbpyrelation().to_arrow_table()
            yield _read(found, parameters.floor)
            linker.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
            connection.unregister("blocked_arrow")
    finally:
        connection.close()


def _read(found: Any, floor: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    left, right = found["unique_id_l"].to_numpy(), found["unique_id_r"].to_numpy()
    scores = found["match_weight"].to_numpy().round(3)
    order = np.lexsort((right, left))
    order = order[scores[order] >= floor]
    return np.stack((left[order], right[order]), axis=1).astype(np.int64), scores[order]
