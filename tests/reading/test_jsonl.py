"""JSON lines, lists, and the lines of ``placard code``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from placard.reading import Reading, ReadOptions
from placard.reading.jsonl import read_code_lines
from placard.records import Problem
from tests.reading.helpers import TEXT, one_problem, read


def lines(path: Path, *values: object) -> Path:
    path.write_text("".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values), encoding="utf-8")
    return path


def test_the_usual_names_and_what_is_extra(tmp_path: Path) -> None:
    row = {
        "id": "a1",
        "headline": "Dockers march",
        "body": TEXT,
        "date": "2019-03-12",
        "url": "https://post.example/a",
        "source": {"outlet": "Tema Post", "owner": "Harbour Press", "kind": "newspaper", "country": "Ghana"},
        "lang": "en-GH",
        "marks": [1, 2],
    }
    [reading], problems = read(lines(tmp_path / "x.jsonl", row))
    document, source = reading.document, reading.source
    assert not problems
    assert source is not None
    assert (document.input_id, document.title, document.text, document.published) == ("a1", "Dockers march", TEXT, "2019-03-12")
    assert (document.url, document.language) == ("https://post.example/a", "en")
    assert (source.name, source.owner, source.kind, source.country) == ("Tema Post", "Harbour Press", "national", "GH")


def test_null_fields_are_missing(tmp_path: Path) -> None:
    [reading], problems = read(
        lines(tmp_path / "x.jsonl", {"id": "a", "text": TEXT, "published": None, "source": None, "title": None})
    )
    assert not problems
    assert (reading.source, reading.document.published, reading.document.title) == (None, None, None)


def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "x.jsonl",
        {"id": 1, "text": TEXT},
        "",
        "{not json",
        [1],
        {"id": 5},
        {"id": 6, "text": 7},
        {"id": 7, "text": " "},
        {"text": TEXT},
    )
    readings, problems = read(path)
    assert [reading.document.input_id for reading in readings] == ["1", "x.jsonl:8"]
    assert [(problem.where.rsplit(":", 1)[1], problem.kind) for problem in problems] == [
        ("3", "json"),
        ("4", "json"),
        ("5", "columns"),
        ("6", "text"),
        ("7", "empty"),
    ]
    assert "column 2" in problems[0].message


def test_nan_is_missing(tmp_path: Path) -> None:
    [reading], problems = read(
        lines(tmp_path / "x.jsonl", '{"id": "a", "title": NaN, "published": NaN, "text": "Dockers marched."}')
    )
    assert (reading.document.title, reading.document.published, problems) == (None, None, [])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b'{"text": "\xff\xfe"}', "encoding"),
        (b'{"text": "a \\ud800 b"}', "text"),
        (b'{"text": "a \\u0000 b"}', "binary"),
        (b'{"text": ' + b"[" * 100_000, "json"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "a b"}', "json"),
        (b"null", "json"),
    ],
)
def test_hostile_lines_give_one_problem(tmp_path: Path, line: bytes, kind: str) -> None:
    (tmp_path / "x.jsonl").write_bytes(line + b"\n" + json.dumps({"id": "b", "text": TEXT}).encode())
    [reading], [problem] = read(tmp_path / "x.jsonl")
    assert (reading.document.input_id, problem.kind) == ("b", kind)
    assert "\n" not in problem.line()


def test_a_line_over_the_limit_is_skipped_without_losing_count(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", {"id": "a", "text": "long " * 500}, {"id": "b", "text": TEXT})
    [reading], [problem] = read(path, max_bytes=1000)
    assert (reading.document.input_id, problem.kind) == ("b", "too_large")
    assert problem.where.endswith(":1")


def test_a_json_list_one_object_and_lines_named_json(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT + " Again."}]
    (tmp_path / "list.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(rows[0], indent=1), encoding="utf-8")
    lines(tmp_path / "lines.json", *rows)
    for name, ids in (("list.json", ["a", "b"]), ("one.json", ["a"]), ("lines.json", ["a", "b"])):
        readings, problems = read(tmp_path / name)
        assert [reading.document.input_id for reading in readings] == ids
        assert not problems


def test_a_json_file_that_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"id": 1, "text"', encoding="utf-8")
    assert one_problem(tmp_path / "x.json").kind == "json"


def test_code_lines_give_one_result_a_line_in_order() -> None:
    warnings: list[Problem] = []
    stream = io.BytesIO(
        b'{"id": "a", "text": "Dockers marched in Tema.", "published": "soon"}\n'
        b"\n"
        b"{oops\n"
        b'{"id": "b", "title": "no text"}\n'
        b'{"id": "c", "text": ""}\n'
        b'{"text": "Nurses struck in Accra.", "source": "Tema Post"}'
    )
    results = list(read_code_lines(stream, ReadOptions(), warnings.append))
    assert [
        (type(result).__name__, result.document.input_id if isinstance(result, Reading) else result.where) for result in results
    ] == [
        ("Reading", "a"),
        ("Problem", "line 3"),
        ("Problem", "b"),
        ("Problem", "c"),
        ("Reading", "line 6"),
    ]
    assert [(warning.where, warning.kind) for warning in warnings] == [("a", "date")]
    assert isinstance(results[-1], Reading) and results[-1].source is not None
