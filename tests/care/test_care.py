"""doctor finds what breaks a law, backup copies one moment, forget removes every word and the rest stands."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

import placard
from placard.cli import cli
from placard.errors import ProjectError
from placard.records import Decision, Judgement
from placard.store.laws import CHECKS
from placard.store.store import Store
from tests.project.piles import report, write_pile
from tests.project.state import content, release_bytes

CODER = "tests.project.rules:make"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    placard.run([write_pile(tmp_path / "pile.jsonl", 12)], tmp_path / "p", coder=CODER)
    return tmp_path / "p"


def broken(project: Path) -> set[str]:
    return {finding.check for finding in placard.doctor(project) if finding.faults}


def test_a_sound_project_is_sound(project: Path) -> None:
    assert broken(project) == set()
    assert {finding.check for finding in placard.doctor(project)} == {check.name for check in CHECKS} | {"release"}


DAMAGE = {
    "texts": "UPDATE documents SET text = text || 'x' WHERE seq = 2",
    "quotes": "UPDATE spans SET quote = 'x' || substr(quote, 2) WHERE rowid = (SELECT min(rowid) FROM spans)",
    "evidence": "DELETE FROM spans WHERE role = 'evidence' AND statement_id = (SELECT min(statement_id) FROM spans)",
    "belonging": "DELETE FROM mentions WHERE id = (SELECT min(id) FROM mentions)",
    "redirects": "INSERT INTO events VALUES ('ev-x', 'merged', 'ev-y', NULL)",
    "forgotten": "INSERT INTO tombstones SELECT id, text_sha256, '', '', '' FROM documents WHERE seq = 1",
    "coders": "UPDATE statements SET coder = '' WHERE id = (SELECT min(id) FROM statements)",
    "shown": "UPDATE shown SET rule = '' WHERE rowid = (SELECT min(rowid) FROM shown)",
    "copies": "INSERT OR REPLACE INTO copies SELECT id, 'doc-nowhere' FROM documents WHERE seq = 1",
    "members": "UPDATE event_mentions SET mention_id = 'men-nowhere' WHERE rowid = (SELECT min(rowid) FROM event_mentions)",
    "history": "DELETE FROM decisions WHERE seq = 1",
    "captures": "INSERT INTO captures VALUES ('00', x'00')",
    "file": "",
}


@pytest.mark.parametrize("check", sorted(DAMAGE))
def test_each_damage_is_found_and_how_to_mend_it_said(project: Path, check: str) -> None:
    if check == "history":
        with Store.open(project, write=True) as store:
            for number in (1, 2):
                store.add_decision(Decision(f"dec-{number}", "2020-01-01T00:00:00Z", "person:a", "note", "x", reason="r"))
    if check == "file":
        data = bytearray((project / "placard.db").read_bytes())
        data[8192:9000] = b"\0" * 808
        (project / "placard.db").write_bytes(data)
    else:
        connection = sqlite3.connect(project / "placard.db")
        connection.execute(DAMAGE[check])
        connection.commit()
        connection.close()
    try:
        findings = placard.doctor(project)
    except ProjectError:
        assert check == "file"
        return
    found = {finding.check: finding for finding in findings}
    assert found[check].faults and found[check].first and found[check].mend


def test_every_law_has_a_damage() -> None:
    assert set(DAMAGE) == {check.name for check in CHECKS}


def test_the_doctor_says_by_its_exit_status(project: Path) -> None:
    assert CliRunner().invoke(cli, ["doctor", str(project)]).exit_code == 0
    connection = sqlite3.connect(project / "placard.db")
    connection.execute(DAMAGE["texts"])
    connection.commit()
    connection.close()
    result = CliRunner().invoke(cli, ["doctor", str(project)])
    assert result.exit_code == 1 and "texts" in result.output and "mend:" in result.output


def test_a_backup_is_a_project_of_its_own(project: Path, tmp_path: Path) -> None:
    placard.backup(project, tmp_path / "copy")
    assert content(tmp_path / "copy") == content(project)
    placard.release(tmp_path / "copy")
    assert release_bytes(tmp_path / "copy") == release_bytes(project)
    with pytest.raises(ProjectError, match="not empty"):
        placard.backup(project, tmp_path / "copy")
    with pytest.raises(ProjectError, match="not a Placard project"):
        placard.backup(tmp_path, tmp_path / "other")


def test_a_backup_while_another_writes_is_one_moment(project: Path, tmp_path: Path) -> None:
    """The writer adds two decisions in one transaction after the other: a copy has whole ones and no gap."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        with Store.open(project, write=True) as store:
            while not stop.is_set():
                number += 1
                store.add_decision(Decision(f"dec-{number}", "2020-01-01T00:00:00Z", "person:a", "note", "x", reason="r"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            placard.backup(project, tmp_path / f"copy{number}")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        assert broken(tmp_path / f"copy{number}") == set()
        with Store.open(tmp_path / f"copy{number}") as store:
            listed = [decision.id for decision in store.decisions()]
            assert listed == [f"dec-{place}" for place in range(1, len(listed) + 1)]


def test_forgetting_removes_every_word_and_the_rest_stands(project: Path) -> None:
    secret = "year 7."
    with Store.open(project, write=True) as store:
        (document,) = [one for one in store.documents() if one.input_id == "r7"]
        mentions = [mention for mention in store.mentions() if mention.document_id == document.id]
        statement = mentions[0].statements[0]
        others = [mention.id for mention in store.mentions() if mention.document_id != document.id]
        before = {"value": {"type": "text", "text": secret}}
        store.add_decision(Decision("dec-1", "2020-01-01T00:00:00Z", "person:a", "correct", statement.id, before, before, secret))
        # What people added stands in decisions alone: a value of a mention, what was decided on it, and a mention that was missed.
        added = {"statement": {"id": "stm-added", "quote": secret}}
        found = {"mention": {"id": "men-missed", "form": "riot", "status": "occurred", "words": secret}}
        for number, (verb, target, after) in enumerate(
            (("add", mentions[0].id, added), ("correct", "stm-added", before), ("add", document.id, found)), 2
        ):
            store.add_decision(Decision(f"dec-{number}", "2020-01-01T00:00:00Z", "person:a", verb, target, None, after, secret))
        pair = sorted((mentions[0].id, others[0]))
        store.add_judgement(Judgement(pair[0], pair[1], "same", 1.0, (), "person:a", "2020-01-01T00:00:00Z"))
        store.add_problems("read", [placard_problem(document.input_id, secret)])
    filler = str(report(7)["text"]).split()[-1]
    assert filler.encode() in everything(project)
    found = placard.forget(project, "r7", reason="asked to", by="person:b", at="2020-02-01T00:00:00Z")
    assert (found.document, found.mentions) == (document.id, len(mentions))
    assert filler.encode() not in everything(project) and secret.encode() not in everything(project)
    assert broken(project) == set()
    assert placard.verify(project).texts == "project"
    with Store.open(project) as store:
        assert store.counts().documents == 11
        assert [decision.reason for decision in store.decisions()] == ["forgotten"] * 4
        assert store.judgements(withdrawn=True) and all(
            one.withdrawn_at for one in store.judgements(withdrawn=True) if mentions[0].id in (one.left, one.right)
        )


def placard_problem(where: str, words: str) -> placard.records.Problem:
    from placard.records import Problem

    return Problem(where, "date", words, "")


def everything(project: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file())


def test_a_forgotten_text_is_not_read_again_under_any_id(project: Path, tmp_path: Path) -> None:
    placard.forget(project, "r7", reason="asked to")
    again = placard.run([tmp_path / "pile.jsonl"], project, coder=CODER)
    assert (again.documents, again.new) == (11, 0) and again.warnings == {"forgotten": 1}
    (tmp_path / "other.jsonl").write_text(json.dumps({"id": "new", "text": report(7)["text"]}), encoding="utf-8")
    assert placard.run([tmp_path / "other.jsonl"], project, coder=CODER).documents == 11


def test_what_remains_is_what_a_project_without_the_document_holds(project: Path, tmp_path: Path) -> None:
    placard.forget(project, "r7", reason="asked to")
    lines = [line for line in (tmp_path / "pile.jsonl").read_text(encoding="utf-8").splitlines() if '"r7"' not in line]
    (tmp_path / "rest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    placard.run([tmp_path / "rest.jsonl"], tmp_path / "q", coder=CODER)
    ours, theirs = content(project), content(tmp_path / "q")
    for table in ("mentions", "statements", "spans"):
        assert ours[table] == theirs[table]
    assert {row[1:] for row in ours["documents"]} == {row[1:] for row in theirs["documents"]}


def test_forgetting_needs_a_document_and_a_reason(project: Path) -> None:
    with pytest.raises(ProjectError, match="has no document"):
        placard.forget(project, "nobody", reason="x")
    with pytest.raises(ProjectError, match="reason"):
        placard.forget(project, "r7", reason=" ")
    assert CliRunner().invoke(cli, ["forget", str(project), "r7"]).exit_code != 0
    assert CliRunner().invoke(cli, ["forget", str(project), "r7", "--reason", "asked", "--quiet"]).exit_code == 0


def test_a_shared_page_stays_until_its_last_text_is_forgotten(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[1] / "reading" / "samples" / "page.html").read_bytes()
    (tmp_path / "a.html").write_bytes(page)
    placard.run([tmp_path / "a.html"], tmp_path / "p", coder=CODER)
    assert content(tmp_path / "p")["captures"] and content(tmp_path / "p")["details"]
    placard.forget(tmp_path / "p", "a.html", reason="x")
    assert not content(tmp_path / "p")["captures"] and not content(tmp_path / "p")["details"]
