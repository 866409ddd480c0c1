"""Folders, globs, ids, side files, limits, and files that are not there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from placard.errors import ConfigError
from placard.reading import Format, Found, Reading, ReadOptions, Report, read_inputs, register, registry
from placard.records import Problem
from tests.reading.helpers import TEXT, one_problem, read


def put(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(readings: list[Reading]) -> list[str]:
    return [reading.document.input_id for reading in readings]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for number, name in enumerate(("b.txt", "a/z.txt", "a/b.md", "c/d/e.txt", "B.txt")):
        put(tmp_path / name, f"{TEXT} {number}")
    readings, _ = read(tmp_path)
    assert ids(readings) == ["B.txt", "a/b.md", "a/z.txt", "b.txt", "c/d/e.txt"]


def test_what_a_walk_passes_over(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "README.md")
    put(tmp_path / ".git" / "x.txt")
    put(tmp_path / "photo.jpg")
    put(tmp_path / "photo2.JPG")
    put(tmp_path / "old" / "placard.db")
    put(tmp_path / "old" / "release" / "documents.csv")
    (tmp_path / "loop").symlink_to(tmp_path)
    readings, problems = read(tmp_path)
    assert ids(readings) == ["a.txt"]
    assert [problem.kind for problem in problems] == ["link", "unknown_format"]
    assert "2 files ending in .jpg" in problems[1].message
    assert problems[1].fix.startswith("readers know .atom, .csv")


def test_hidden_folders_are_walked_if_asked_for(tmp_path: Path) -> None:
    put(tmp_path / ".cache" / "x.txt")
    assert ids(read(tmp_path)[0]) == []
    assert ids(read(tmp_path, include_hidden=True)[0]) == [".cache/x.txt"]


def test_globs_and_files_named_twice_are_read_once(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt", TEXT + " b")
    readings, problems = read(f"{tmp_path}/*.txt", tmp_path / "a.txt", tmp_path)
    assert (ids(readings), problems) == (["a.txt", "b.txt"], [])


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("nowhere.txt", "not_found"),
        ("*.nothing", "not_found"),
        ("ftp://post.example/a", "input"),
        ("photo.jpg", "unknown_format"),
    ],
)
def test_inputs_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "photo.jpg")
    assert one_problem(given).kind == kind


def test_an_empty_file_and_one_of_blanks(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.jsonl", "d.csv", "e.json"):
        put(tmp_path / name, "")
    put(tmp_path / "f.txt", " \n\t ")
    readings, problems = read(tmp_path)
    assert not readings
    assert [problem.kind for problem in problems] == ["empty"] * 6


def test_a_file_that_vanishes_mid_run(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    gone = put(tmp_path / "b.txt", TEXT + " b")
    put(tmp_path / "c.txt", TEXT + " c")
    stream = read_inputs([tmp_path])
    first = next(stream)
    gone.unlink()
    rest = list(stream)
    assert isinstance(first, Reading)
    assert isinstance(rest[0], Problem) and rest[0].kind == "vanished" and "b.txt" in rest[0].where
    assert isinstance(rest[1], Reading) and rest[1].document.input_id == "c.txt"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert one_problem(tmp_path / "x.txt").kind == "unreadable"


def test_a_document_of_200000_words_and_one_of_one_word(tmp_path: Path) -> None:
    put(tmp_path / "long.txt", "march on " * 100_000)
    put(tmp_path / "one.txt", "Protest.\n")
    readings, problems = read(tmp_path)
    assert not readings
    assert [problem.kind for problem in problems] == ["too_long", "too_short"]
    assert "200,000 words" in problems[0].message
    assert len(read(tmp_path / "long.txt", max_words=200_000)[0]) == 1


def test_a_sentence_without_spaces_is_not_one_word(tmp_path: Path) -> None:
    put(tmp_path / "x.txt", "数百名工人星期一在广场集会。")
    assert len(read(tmp_path)[0]) == 1


def test_a_duplicate_id_keeps_both_texts_under_ids_of_their_own(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": TEXT},
        {"id": "a", "text": TEXT + " Later."},
        {"id": "a", "text": TEXT + " Later."},
        {"id": "a", "text": TEXT},
    ]
    put(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows)))
    readings, problems = read(tmp_path / "x.jsonl")
    assert ids(readings) == ["a", "a~2"]
    assert [(problem.kind, problem.where[-2:]) for problem in problems] == [
        ("duplicate_id", ":2"),
        ("duplicate", ":3"),
        ("duplicate", ":4"),
    ]
    assert len({reading.document.id for reading in readings}) == 2


def test_a_date_that_is_no_date_keeps_the_document_without_one(tmp_path: Path) -> None:
    put(tmp_path / "x.jsonl", json.dumps({"id": "a", "text": TEXT, "published": "2019-02-30"}))
    [reading], [problem] = read(tmp_path / "x.jsonl", published="2019-03-01")
    assert reading.document.published is None
    assert problem.kind == "date" and "'2019-02-30'" in problem.message


def test_defaults_speak_only_where_the_input_is_silent(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT + " b", "date": "2019-01-02", "source": "Tema Post", "lang": "fr"}]
    put(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows)))
    [first, second], _ = read(tmp_path, published="2019-03-12", outlet="Accra News", language="en")
    assert first.source is not None and second.source is not None
    assert (first.document.published, first.source.name, first.document.language) == ("2019-03-12", "Accra News", "en")
    assert (second.document.published, second.source.name, second.document.language) == ("2019-01-02", "Tema Post", "fr")


def test_side_files_say_whose_a_text_is_and_who_the_outlet_is(tmp_path: Path) -> None:
    put(tmp_path / "sources.csv", "outlet,kind,owner,country\ntema  post,local,Harbour Press,GH\nNobody,guild,,\n,local,,\n")
    put(tmp_path / "metadata.csv", "file,outlet,published,title\nwire/a.txt,Tema Post,2019-03-12,Dockers march\n")
    put(tmp_path / "wire" / "a.txt")
    put(tmp_path / "b.jsonl", json.dumps({"id": "b", "text": TEXT + " b", "source": "TEMA POST"}))
    [other, first], problems = read(tmp_path)
    assert first.source is not None and other.source is not None
    assert (first.document.published, first.document.title) == ("2019-03-12", "Dockers march")
    assert (first.source.kind, first.source.owner, first.source.country) == ("local", "Harbour Press", "GH")
    assert first.source == other.source
    assert [problem.kind for problem in problems] == ["sidecar"]
    assert "row 4" in problems[0].message


def test_a_side_file_speaks_for_a_file_named_by_itself(tmp_path: Path) -> None:
    put(tmp_path / "metadata.csv", "file,published\na.txt,2019-03-12\n")
    [reading], _ = read(put(tmp_path / "a.txt"))
    assert reading.document.published == "2019-03-12"


def test_reading_twice_gives_the_same(root: Path) -> None:
    assert list(read_inputs([root / "examples"])) == list(read_inputs([root / "examples"]))


@pytest.mark.parametrize("options", [{"columns": {"body": "x"}}, {"max_bytes": 0}, {"published": "03/04/2020"}])
def test_options_are_checked(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        ReadOptions(**options)  # type: ignore[arg-type]


def test_a_new_format_needs_one_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_FORMATS", dict(registry._FORMATS))
    register(Format("shout", (".shout",), "tests.reading.test_inputs"))
    put(tmp_path / "x.shout", "dockers marched")
    assert read_shout(tmp_path) == ["DOCKERS MARCHED"]


def read_shout(folder: Path) -> list[str]:
    import tests.reading.test_inputs as module

    def reader(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
        yield Report(
            where=found.shown, fallback_id=found.name, reader="shout 1", text=found.path.read_text(encoding="utf-8").upper()
        )

    module.read, kept = reader, module.read  # type: ignore[assignment]
    try:
        return [item.document.text for item in read_inputs([folder]) if isinstance(item, Reading)]
    finally:
        module.read = kept


def test_a_kind_of_source_that_is_none(tmp_path: Path) -> None:
    rows = [{"id": n, "text": f"{TEXT} {n}", "source": {"outlet": "Tema Post", "kind": "guild"}} for n in range(3)]
    put(tmp_path / "x.jsonl", "\n".join(map(json.dumps, rows)))
    readings, [problem] = read(tmp_path)
    assert [reading.source.kind for reading in readings if reading.source] == ["unknown"] * 3
    assert problem.kind == "source_kind" and "'guild'" in problem.message
