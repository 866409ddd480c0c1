"""Scores of very many pairs: Splink on DuckDB, with the comparisons and parameters of the small path.

Blocking is :mod:`placard.linking.candidates` either way; its pairs are registered with Splink a batch at a time, with the
mentions that batch speaks of; Splink computes the levels in SQL, adds up the weights and drops what lies below the floor
before it reaches Python. So memory grows with a batch, not with the pile.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placard.linking.candidates import batches
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import Facts
from placard.linking.levels import Comparison
from placard.linking.parameters import Parameters, probability
from placard.linking.score import Levels

BATCH = 2_000_000
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
    for name in ("places", "towns", "names", "claim", "actors", "acts", "context", "around", "harm", "telling"):
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
    return pa.concat_tables(tables) if tables else columns([])


def score_large(
    facts: Sequence[Facts], pairs: NDArray[np.int64], parameters: Parameters
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[Levels]]:
    """Pairs at or above the floor, their scores and levels, in the order of ``pairs``, as ``score.score_pairs`` gives them."""
    kept, scores = score_table(table_of(facts), pairs, parameters)
    shared: dict[Levels, Levels] = {}
    found = (levels_of(facts[left], facts[right]) for left, right in kept.tolist())
    return kept, scores, [shared.setdefault(levels, levels) for levels in found]


def score_table(
    table: Any, pairs: NDArray[np.integer[Any]], parameters: Parameters
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of rows of a table made by :func:`table_of` that reach the floor, and their scores."""
    found = list(score_batches(table, batches(pairs, BATCH), parameters))
    if not found:
        return np.empty((0, 2), np.int64), np.empty(0)
    return np.concatenate([kept for kept, _ in found]), np.concatenate([scores for _, scores in found])


def score_batches(
    table: Any, parts: Iterable[NDArray[np.integer[Any]]], parameters: Parameters
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """:func:`score_table` for batches of pairs, one after another; see :func:`placard.linking.candidates.batches`."""
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, "preserve_insertion_order": False})
    try:
        for part in parts:
            rows = np.unique(part)
            connection.register("facts_arrow", table.take(rows))
            connection.execute("create or replace table facts as select * from facts_arrow")
            connection.unregister("facts_arrow")
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
