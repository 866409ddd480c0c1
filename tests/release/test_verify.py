"""A release proves itself, and one changed byte anywhere is found."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

import placard
from placard.errors import VerifyError
from placard.release.manifest import MANIFEST, _render, file_hash, listing
from placard.release.privacy import MASKING
from tests.project.piles import write_pile

CODER = "tests.project.rules:make"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    placard.run([write_pile(folder / "pile.jsonl", 10)], folder / "p", coder=CODER)
    return folder / "p"


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "p"))


FILES = [
    *(f"{name}.{suffix}" for name in ("events", "shown", "conflicts", "relations", "redirects", "mentions", "statements", "spans",
      "attributions", "sources", "details", "documents") for suffix in ("csv", "parquet")),
    "events.geojson", "shapes/acled.csv", "shapes/ccc.csv", "shapes/plover.csv", "codebook.yaml", "README.md", "datapackage.json",
    "manifest.json",
]  # fmt: skip


def test_the_list_of_files_is_whole(project: Path) -> None:
    assert sorted(FILES) == sorted([*listing(project / "release"), MANIFEST])


def test_a_sound_release_passes_and_says_what_it_checked(project: Path) -> None:
    found = placard.verify(project)
    assert found.texts == "project" and found.faults == 0
    with sqlite3.connect(project / "placard.db") as connection:
        (spans,) = connection.execute("SELECT count(*) FROM spans").fetchone()
        (statements,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    assert found.checked["quotes"] == spans > 0
    assert found.checked["statements compared with the project"] == statements > 0
    assert placard.verify(project / "release").checked == found.checked


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("where", [0.0, 0.5, 1.0])
def test_one_changed_byte_fails(project: Path, name: str, where: float) -> None:
    path = project / "release" / name
    data = bytearray(path.read_bytes())
    place = min(len(data) - 1, int(where * len(data)))
    data[place] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(VerifyError, match="changed"):
        placard.verify(project)


@pytest.mark.parametrize("name", ["events.csv", "shapes/acled.csv", "spans.parquet"])
def test_a_missing_file_fails(project: Path, name: str) -> None:
    (project / "release" / name).unlink()
    with pytest.raises(VerifyError, match=f"{name}: is missing"):
        placard.verify(project)


def test_a_file_too_many_fails(project: Path) -> None:
    (project / "release" / "more.csv").write_text("a\n")
    with pytest.raises(VerifyError, match="not part of the release"):
        placard.verify(project)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE documents SET text = replace(text, 'marched', 'marchea') WHERE seq = 3", "hash"),
        ("UPDATE documents SET text_sha256 = replace(text_sha256, 'a', 'b') WHERE seq = 3", "hash"),
        ("UPDATE spans SET quote = 'narched' WHERE rowid = (SELECT min(rowid) FROM spans)", "not the project's"),
        ("UPDATE spans SET start = start + 1, \"end\" = \"end\" + 1 WHERE rowid = 1", "not the project's"),
        ("UPDATE statements SET certainty = 'denied' WHERE rowid = 4", "not the project's"),
        ("UPDATE statements SET value = replace(value, '100', '900') WHERE variable = 'size'", "not the project's"),
        ("DELETE FROM statements WHERE rowid = 4", "not in the project"),
        ("DELETE FROM documents WHERE seq = 2", "not at hand"),
    ],
)  # fmt: skip
def test_a_change_in_the_project_fails(project: Path, change: str, says: str) -> None:
    connection = sqlite3.connect(project / "placard.db")
    assert connection.execute(change).rowcount >= 1
    connection.commit()
    connection.close()
    with pytest.raises(VerifyError, match=says):
        placard.verify(project)


def reseal(release: Path) -> None:
    """What a careful forger does after changing a file: write its new hash into the manifest."""
    data = json.loads((release / MANIFEST).read_text())
    data.pop("sha256")
    data["files"] = {name: {"bytes": path.stat().st_size, "sha256": file_hash(path)} for name, path in listing(release).items()}
    (release / MANIFEST).write_text(_render(data))


def forge(release: Path, table: str, column: str, value: object, row: int = 0) -> None:
    """Change one cell in CSV and Parquet alike, and reseal."""
    import csv
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = release / f"{table}.parquet"
    found = pq.read_table(path)
    listed = found.column(column).to_pylist()
    listed[row] = value
    place = found.schema.get_field_index(column)
    pq.write_table(found.set_column(place, found.schema.field(column), pa.array(listed, found.schema.field(column).type)), path)
    lines = list(csv.reader(io.StringIO((release / f"{table}.csv").read_text(encoding="utf-8"), newline="")))
    lines[row + 1][lines[0].index(column)] = "" if value is None else str(value)
    with (release / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    reseal(release)


@pytest.mark.parametrize(
    ("table", "column", "value", "says"),
    [
        ("spans", "quote", "nonsens", "does not stand at|not as long"),
        ("spans", "start", 1, "not as long"),
        ("spans", "statement_id", "st-none", "names statements st-none"),
        ("spans", "document_id", "doc-none", "names documents doc-none"),
        ("statements", "mention_id", "men-none", "names mentions men-none"),
        ("statements", "speaker_kind", "ngo", "has no speaker"),
        ("statements", "certainty", "denied", "not the project's"),
        ("statements", "low", 7, "not the project's"),
        ("mentions", "event_id", None, "counts|not a statement of the event"),
        ("events", "size_low", 77, "its size_low is not that of its shown value"),
        ("events", "country", "XX", "its country is not that of its shown value"),
        ("events", "mention_count", 99, "counts 99 mentions"),
        ("documents", "text_sha256", "0" * 64, "does not have the hash"),
        ("documents", "characters", 3, "characters, not 3"),
        ("shown", "value", "{}", "not in the form of a value"),
    ],
)
def test_a_forger_who_mends_the_hashes_is_found_by_the_walk(
    project: Path, table: str, column: str, value: object, says: str
) -> None:
    forge(project / "release", table, column, value)
    with pytest.raises(VerifyError, match=says):
        placard.verify(project)


def test_csv_and_parquet_must_agree(project: Path) -> None:
    path = project / "release" / "mentions.csv"
    path.write_text(path.read_text().replace("demonstration", "strike", 1))
    reseal(project / "release")
    with pytest.raises(VerifyError, match=r"mentions row .*CSV and Parquet differ"):
        placard.verify(project)


def test_a_release_by_itself_is_checked_as_far_as_it_goes(project: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(project / "release", tmp_path / "alone"))
    found = placard.verify(alone)
    assert found.texts is None and found.checked["quotes, without their texts"] > 0
    forge(alone, "documents", "characters", 3)
    with pytest.raises(VerifyError, match="reaches past"):
        placard.verify(alone)


def test_a_release_with_texts_proves_itself_anywhere(project: Path, tmp_path: Path) -> None:
    placard.release(project, with_text=True)
    alone = Path(shutil.copytree(project / "release", tmp_path / "alone"))
    assert placard.verify(alone).texts == "release"
    forge(alone, "documents", "text", "Another text.")
    with pytest.raises(VerifyError, match="does not have the hash"):
        placard.verify(alone)


@pytest.mark.parametrize("names", ["kept", "speakers", "masked"])
def test_every_way_with_names_verifies(project: Path, names: str) -> None:
    placard.release(project, names=names)
    placard.verify(project)


def test_nothing_to_verify_is_said(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="no such folder"):
        placard.verify(tmp_path / "none")
    with pytest.raises(VerifyError, match="holds no release"):
        placard.verify(tmp_path)


@pytest.mark.parametrize("rule", [None, 1])
def test_a_release_of_another_masking_rule_is_one_line_and_its_hashes_are_checked(project: Path, rule: int | None) -> None:
    release = project / "release"
    data = json.loads((release / MANIFEST).read_text())
    assert data.pop("masking") == MASKING
    data.pop("sha256")
    (release / MANIFEST).write_text(_render(data if rule is None else data | {"masking": rule}))
    forge(release, "statements", "certainty", "denied")
    with pytest.raises(VerifyError) as raised:
        placard.verify(project)
    assert "1 fault(s):\n  built by another masking rule; build it anew with placard release" in str(raised.value)
    alone = Path(shutil.copytree(release, project / "elsewhere" / "release"))
    assert placard.verify(alone).faults == 0
    (release / "events.csv").write_text("x")
    with pytest.raises(VerifyError, match=r"events.csv: was changed"):
        placard.verify(project)


def test_where_nothing_is_masked_the_rule_does_not_matter(project: Path) -> None:
    placard.release(project, names="kept")
    path = project / "release" / MANIFEST
    data = json.loads(path.read_text())
    del data["masking"], data["sha256"]
    path.write_text(_render(data))
    assert placard.verify(project).checked["statements compared with the project"] > 0
