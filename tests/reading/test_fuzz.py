"""Whatever the bytes: no reader raises, every line has its one result, every text is what its hash says."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placard.reading import Reading, read_inputs
from placard.reading.jsonl import read_code_lines
from placard.records import Problem, text_hash, to_json
from tests.reading.helpers import TEXT, page

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "date", "source", "outlet", "x"]), inner)
    ),
    max_leaves=8,
)


def seeds() -> dict[str, bytes]:
    """A whole file of every format, to be damaged."""
    buffer = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT + " b"]}), buffer)
    return {
        "x.txt": TEXT.encode(),
        "x.html": page(f"<article><p>{TEXT}</p><p>{TEXT} Twice.</p></article>").encode(),
        "x.jsonl": json.dumps({"id": "a", "text": TEXT}).encode() + b"\n",
        "x.json": json.dumps([{"id": "a", "text": TEXT}]).encode(),
        "x.csv": f'id,text\na,"{TEXT}"\n'.encode(),
        "x.tsv": f"id\ttext\na\t{TEXT}\n".encode(),
        "x.parquet": buffer.getvalue(),
    }


SEEDS = seeds()


def check(items: list[Reading | Problem]) -> None:
    assert items
    for item in items:
        if isinstance(item, Reading):
            assert text_hash(item.document.text) == item.document.text_sha256
            assert to_json(item.document) and item.document.text.strip()
        else:
            assert item.line().encode() and item.kind and item.where


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_raises_nothing(tmp_path: Path, name: str, data: st.DataObject) -> None:
    seed = SEEDS[name]
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 20)))
    (tmp_path / name).write_bytes(seed[:start] + data.draw(st.binary(max_size=20)) + seed[end:])
    check(list(read_inputs([tmp_path])))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()), max_size=6))
def test_every_line_that_is_not_blank_has_one_result(lines: list[bytes]) -> None:
    stream = b"\n".join(lines)
    wanted = [line for line in stream.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    results = list(read_code_lines(io.BytesIO(stream)))
    assert len(results) == len(wanted)
    if results:
        check(results)
