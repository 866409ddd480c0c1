"""Opening a project: whose folder it is, which version made it, who writes to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

from placard.errors import ProjectError
from placard.store import schema
from placard.store.migrations import MIGRATIONS, migrate
from placard.store.store import Store


def make(folder: Path) -> Path:
    Store.open(folder, write=True, create=True).close()
    return folder


def test_an_absent_or_empty_folder_becomes_a_project(tmp_path: Path) -> None:
    make(tmp_path / "absent" / "deep")
    (tmp_path / "empty").mkdir()
    make(tmp_path / "empty")
    assert (tmp_path / "empty" / "placard.db").exists()


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ProjectError, match=r"not a Placard project.*thesis\.docx"):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_no_project_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(ProjectError, match="is a file"):
        make(path)


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_without_a_database_is_no_project(tmp_path: Path, write: bool) -> None:
    with pytest.raises(ProjectError, match="not a Placard project"):
        Store.open(tmp_path / "absent", write=write)
    assert not (tmp_path / "absent").exists()


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "placard.db")
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    for write in (False, True):
        with pytest.raises(ProjectError, match="not a Placard project"):
            Store.open(tmp_path, write=write)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "placard.db").write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    for write in (False, True):
        with pytest.raises(ProjectError, match=r"not a Placard project|damaged"):
            Store.open(tmp_path, write=write)


def test_a_project_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    make(tmp_path / "p")
    connection = sqlite3.connect(tmp_path / "p" / "placard.db")
    connection.execute("INSERT INTO migrations VALUES (999, 'from the future')")
    connection.commit()
    connection.close()
    for write in (False, True):
        with pytest.raises(ProjectError, match=r"newer version of Placard \(tables 999.*nothing was changed"):
            Store.open(tmp_path / "p", write=write)


def test_migrations_make_the_tables_of_the_schema() -> None:
    """The SQL of the migrations and schema.py say the same: names, types, keys, indexes."""
    engine, fresh = create_engine("sqlite://"), create_engine("sqlite://")
    migrate(engine, "here")
    schema.metadata.create_all(fresh)
    one, two = inspect(engine), inspect(fresh)
    assert set(one.get_table_names()) == set(two.get_table_names())
    for table in two.get_table_names():
        assert _columns(one, table) == _columns(two, table), table
        assert one.get_pk_constraint(table)["constrained_columns"] == two.get_pk_constraint(table)["constrained_columns"], table
        assert _indexes(one, table) == _indexes(two, table), table


def _columns(inspector: object, table: str) -> list[tuple[str, str, bool]]:
    found = inspector.get_columns(table)  # type: ignore[attr-defined]
    return [(column["name"], str(column["type"]).replace("DOUBLE", "REAL"), column["nullable"]) for column in found]


def _indexes(inspector: object, table: str) -> set[tuple[str, ...]]:
    indexes = inspector.get_indexes(table)  # type: ignore[attr-defined]
    unique = inspector.get_unique_constraints(table)  # type: ignore[attr-defined]
    return {tuple(index["column_names"]) for index in [*indexes, *unique]}


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_project_of_an_older_version_says_so_to_readers_and_is_brought_up_to_date_by_a_writer(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'placard.db'}")
    with engine.begin() as connection:
        MIGRATIONS[0].apply(connection)
    engine.dispose()
    with pytest.raises(ProjectError, match=r"older version of Placard \(tables 1.*placard run -o PROJECT"):
        Store.open(tmp_path)
    make(tmp_path)
    with Store.open(tmp_path) as store:
        assert store.details("doc-1") == ()


def test_a_new_project_is_never_between_two_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    from placard.store import migrations

    engine = create_engine("sqlite://")
    broken = migrations.Migration(len(MIGRATIONS) + 1, "broken", "CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, broken))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")  # Python's sqlite3 begins none before CREATE TABLE

    with pytest.raises(DBAPIError):
        migrate(engine, "here")
    assert migrations.current(engine, "here") == 0


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from placard.store import migrations

    make(tmp_path / "p")
    broken = migrations.Migration(len(MIGRATIONS) + 1, "broken", "CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(ProjectError):
        Store.open(tmp_path / "p", write=True)
    monkeypatch.undo()
    with Store.open(tmp_path / "p", write=True) as store:
        assert store.counts().documents == 0
    tables = {row[0] for row in sqlite3.connect(tmp_path / "p" / "placard.db").execute("SELECT name FROM sqlite_master")}
    assert "half" not in tables


def test_a_second_writer_is_told_who_holds_the_project(tmp_path: Path) -> None:
    program = "import sys; from placard.store.store import Store; s = Store.open(sys.argv[1], write=True, create=True);"
    program += "print('ready', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "p")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None and holder.stdout is not None
    try:
        assert holder.stdout.readline().strip() == "ready"
        with pytest.raises(ProjectError, match=f"another process is writing.*process {holder.pid} on "):
            Store.open(tmp_path / "p", write=True)
        with Store.open(tmp_path / "p") as reader:
            assert reader.counts().documents == 0, "a reader need not wait for the writer"
        holder.kill()
        holder.wait(30)
        Store.open(tmp_path / "p", write=True).close()  # a killed writer leaves no lock
    finally:
        holder.kill()
        holder.communicate()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    make(tmp_path / "p")
    with Store.open(tmp_path / "p") as store, pytest.raises(ProjectError, match="reading only"):
        store.set_meta("a", "b")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users")
def test_a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written(tmp_path: Path) -> None:
    shared = Path("/tmp") / f"placard-test-{os.getpid()}"
    make(shared)
    program = """
import os, sys
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
from placard.errors import ProjectError
from placard.store.store import Store
with Store.open(sys.argv[1]) as store:
    assert store.counts().documents == 0
try:
    Store.open(sys.argv[1], write=True)
except ProjectError as error:
    print(error)
"""
    try:
        for path in shared.iterdir():
            path.chmod(0o444)
        shared.chmod(0o555)
        # Everything is imported as the user who may; only the project is met as one who may not.
        early = "import placard.store.store, sqlalchemy.dialects.sqlite, placard.errors\n"
        done = subprocess.run([sys.executable, "-c", early + program, str(shared)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "cannot be written to" in done.stdout
    finally:
        shared.chmod(0o755)
        shutil.rmtree(shared)


def test_a_project_killed_at_its_very_first_write_opens_for_reading(tmp_path: Path) -> None:
    """The write was going through a rollback journal, which a connection for reading alone may not play back."""
    (tmp_path / "running").mkdir()
    connection = sqlite3.connect(tmp_path / "running" / "placard.db", isolation_level=None)
    connection.execute(
        "PRAGMA cache_size = 5"
    )  # what does not fit is written before the end, so that there is something to take back
    connection.execute("VACUUM")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE documents (a)")
    for _ in range(2000):
        connection.execute("INSERT INTO documents VALUES (?)", ("x" * 200,))
    shutil.copytree(tmp_path / "running", tmp_path / "killed")
    connection.close()
    assert (tmp_path / "killed" / "placard.db-journal").stat().st_size > 0
    with pytest.raises(ProjectError, match="not a finished project: its database is empty"):
        Store.open(tmp_path / "killed")
    make(tmp_path / "killed")
