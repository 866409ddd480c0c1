"""What a release holds: its tables, their description, the cells of CSV, the shapes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import placard
from placard.errors import ProjectError
from placard.release import package
from placard.release.fields import TABLES, Field
from placard.release.manifest import file_hash
from placard.release.writers import escape_cell, from_csv, to_csv, unescape_cell
from placard.store.store import Store
from tests.project.piles import report, write_pile
from tests.project.state import release_bytes

CODER = "tests.project.rules:make"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    placard.run([write_pile(folder / "pile.jsonl", 12)], folder / "p", coder=CODER)
    return folder / "p"


def rows(project: Path, table: str) -> list[dict[str, str]]:
    with (project / "release" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_columns_of_the_contract_are_there(project: Path) -> None:
    wanted = {
        "events": {"event_id"},
        "mentions": {"mention_id", "document_id", "event_id", "status", "form"},
        "statements": {"statement_id", "mention_id", "variable", "speaker_kind", "certainty"},
        "spans": {"statement_id", "document_id", "start", "end", "quote"},
        "documents": {"document_id", "input_id", "copy_of"},
    }
    for table, columns in wanted.items():
        assert columns <= set(rows(project, table)[0])
        assert columns <= set(pq.read_schema(project / "release" / f"{table}.parquet").names)


def test_every_quote_stands_in_its_input(project: Path) -> None:
    """Law 1, from the outside: by the input's own id and text, in code points."""
    inputs = {row["document_id"]: str(report(int(row["input_id"][1:]))["text"]) for row in rows(project, "documents")}
    spans = pq.read_table(project / "release" / "spans.parquet").to_pylist()
    assert spans
    for span in spans:
        assert inputs[span["document_id"]][span["start"] : span["end"]] == span["quote"]


def test_every_statement_has_evidence_and_every_mention_an_event(project: Path) -> None:
    evidenced = {row["statement_id"] for row in rows(project, "spans")}
    assert evidenced == {row["statement_id"] for row in rows(project, "statements")}
    events = {row["event_id"] for row in rows(project, "events")}
    assert {row["event_id"] for row in rows(project, "mentions")} == events


def test_names_of_speakers_are_masked_by_default(project: Path) -> None:
    quotes = {row["quote"]: row["masked"] for row in rows(project, "attributions") if row["role"] == "speaker"}
    assert quotes == {"police \u2588\u2588\u2588\u2588\u2588 \u2588\u2588\u2588\u2588\u2588": "true"}
    everything = b"".join(release_bytes(project).values())
    assert b"Amina" not in everything and b"Yusuf" not in everything


def test_texts_are_released_only_when_asked(project: Path) -> None:
    words = str(report(3)["text"])[200:240].encode()
    assert not any(words in data for data in release_bytes(project).values())
    placard.release(project, with_text=True)
    assert {row["input_id"]: row["text"] for row in rows(project, "documents")}["r4"] == "".join(str(report(4)["text"]))
    placard.release(project)
    assert not any(words in data for data in release_bytes(project).values())


def test_geojson_is_geojson(project: Path) -> None:
    data = json.loads((project / "release" / "events.geojson").read_text(encoding="utf-8"))
    assert data["type"] == "FeatureCollection" and len(data["features"]) == len(rows(project, "events"))
    by_id = {row["event_id"]: row for row in rows(project, "events")}
    for feature in data["features"]:
        row = by_id[feature["id"]]
        if row["longitude"]:
            assert feature["geometry"]["coordinates"] == [float(row["longitude"]), float(row["latitude"])]
        else:
            assert feature["geometry"] is None


def test_datapackage_describes_every_table_as_it_is(project: Path) -> None:
    release = project / "release"
    data = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in data["resources"]}
    assert names == {name for table in TABLES for name in (table.name, f"{table.name}-parquet")}
    for resource in data["resources"]:
        path = release / resource["path"]
        assert resource["hash"] == "sha256:" + file_hash(path) and resource["bytes"] == path.stat().st_size
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["fields"][0] in fields and key["reference"].get("resource", resource["name"]) in names
        if resource["format"] == "csv":
            assert list(rows(project, resource["name"])[0] if rows(project, resource["name"]) else fields) == fields


def test_manifest_names_what_made_it(project: Path) -> None:
    data = json.loads((project / "release" / "manifest.json").read_text(encoding="utf-8"))
    assert data["placard"] == placard.__version__
    assert data["coders"] == [{"name": "rules/1", "weights_sha256": None}]
    assert data["codebook"] == {"name": "protest", "version": "1.0"}
    assert data["rows"]["documents"] == 12


def test_the_same_project_gives_the_same_bytes(project: Path) -> None:
    before = release_bytes(project)
    placard.release(project)
    assert release_bytes(project) == before


def test_shapes_follow_their_schemes(project: Path) -> None:
    events = {row["event_id"]: row for row in rows(project, "events")}
    acled = rows(project, "shapes/acled")
    assert len(acled) == len(events)
    gassed = [row for row in acled if row["sub_event_type"] == "Protest with intervention"]
    assert all("tear" in events[row["event_id_cnty"]]["response"] for row in gassed)
    assert {row["event_type"] for row in acled} <= {"Protests", "Riots"}
    assert {row["country"] for row in acled if row["country"]} == {"Nigeria"}
    ccc = {row["event_id"]: row for row in rows(project, "shapes/ccc")}
    for key, row in ccc.items():
        assert row["size_low"] == events[key]["size_low"]
        several = events[key]["ccc_size_low"] and not events[key]["ccc_size"]
        assert row["size_cat"] == ("" if several else events[key]["ccc_size"] or "0")
    assert {row["Event Type"] for row in rows(project, "shapes/plover")} == {"PROTEST"}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-5 people", "@home", "\tx", "\rx", "'=x", "''-x", "'quoted'", "", "plain", "5-6"])
def test_cells_no_spreadsheet_takes_for_a_formula(cell: str) -> None:
    escaped = escape_cell(cell)
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescape_cell(escaped) == cell
    if cell in ("'quoted'", "", "plain", "5-6"):
        assert escaped == cell, "only what is dangerous is changed"


@given(st.text())
def test_escaping_can_always_be_undone(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text


@given(st.text(min_size=1))
def test_text_cells_come_back(text: str) -> None:
    field = Field("a", "string", "")
    assert from_csv(field, to_csv(field, text)) == text


def test_escaped_cells_are_in_the_file_and_the_text_is_in_parquet(tmp_path: Path) -> None:
    line = {"id": "=cmd()", "title": "@SUM(A1)", "text": "Teachers marched in Kano over -5 percent pay."}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    placard.run([tmp_path / "a.jsonl"], tmp_path / "p", coder=CODER)
    (row,) = rows(tmp_path / "p", "documents")
    assert (row["input_id"], row["title"]) == ("'=cmd()", "'@SUM(A1)")
    (row,) = pq.read_table(tmp_path / "p" / "release" / "documents.parquet").to_pylist()
    assert (row["input_id"], row["title"]) == ("=cmd()", "@SUM(A1)")
    placard.verify(tmp_path / "p")


def test_a_full_disk_leaves_the_last_release(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release_bytes(project)

    def full(folder: Path, facts: object) -> None:
        (folder / "half").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "write_manifest", full)
    with pytest.raises(
        ProjectError, match=r"cannot be written: No space left on device.*last release and the project are as they were"
    ):
        placard.release(project)
    assert release_bytes(project) == before
    assert not (project / ".release-new").exists()


def test_an_empty_project_has_a_release(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    found = placard.run([tmp_path / "a.jsonl"], tmp_path / "p", coder=CODER)
    assert (found.documents, found.events) == (0, 0)
    placard.verify(tmp_path / "p")


def test_release_streams_events(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release_bytes(project)
    monkeypatch.setattr(package, "_EVENTS_AT_ONCE", 2)
    with Store.open(project, write=True) as store:
        package.build_release(store)
    assert release_bytes(project) == before
