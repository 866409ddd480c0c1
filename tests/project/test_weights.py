"""Weights of linking: a setting of the project, noted by it and by its releases, never changed without a word."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import placard
from placard.errors import ConfigError, ProjectError
from placard.linking.parameters import digest, shipped, write_parameters
from placard.release.manifest import read_manifest
from placard.store.store import Store
from placard.weights import linking_weights
from tests.project.piles import write_pile
from tests.project.state import content

CODER = "tests.project.rules:make"
STRICT = replace(shipped(), version="strict/1", link_at=shipped().link_at + 100)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    placard.run([write_pile(tmp_path / "a.jsonl", 24)], tmp_path / "p", coder=CODER)
    return tmp_path / "p"


def choose(project: Path, name: str = "linking.json") -> None:
    (project / "placard.toml").write_text(f'linking = "{name}"\n')


def linked_by(project: Path) -> tuple[dict[str, str], set[str]]:
    with Store.open(project) as store:
        authors = {one.by for one in store.judgements() if not one.by.startswith("person:")}
    found: dict[str, str] = read_manifest(project / "release")["linking"]
    return found, authors


def test_run_links_with_the_weights_of_the_settings_though_nothing_else_changed(project: Path) -> None:
    assert linked_by(project)[0] == {"version": shipped().version, "sha256": digest(shipped())}
    write_parameters(project / "linking.json", STRICT)
    choose(project)
    with pytest.raises(ProjectError, match="weights it is linked with, have changed"):
        placard.release(project)
    with Store.open(project) as store:
        before = store.counts().events
    found = placard.run([], project, coder=CODER)
    assert found.events > before and found.warnings == {"other_linking": 1}
    assert "linked with the weights strict/1; before with placard-linking/2" in found.problems[-1].line()
    assert linked_by(project) == ({"version": "strict/1", "sha256": digest(STRICT)}, {"strict/1"})
    after = content(project)
    assert placard.run([], project, coder=CODER).warnings == {} and content(project) == after


def test_more_documents_are_linked_with_the_same_weights_and_going_back_is_said(project: Path, tmp_path: Path) -> None:
    write_parameters(project / "linking.json", STRICT)
    choose(project)
    own = placard.link(project)
    assert own.warnings == {"other_linking": 1}
    more = placard.run([write_pile(tmp_path / "b.jsonl", 25)], project, coder=CODER)
    assert more.new == 1 and more.events > own.events and not more.warnings
    assert linked_by(project)[0]["version"] == "strict/1"
    (project / "placard.toml").unlink()
    back = placard.run([], project, coder=CODER)
    assert back.events < own.events and back.warnings == {"other_linking": 1}
    assert linked_by(project)[0]["version"] == shipped().version


def test_other_weights_of_the_same_name_are_other_weights(project: Path) -> None:
    write_parameters(project / "linking.json", replace(STRICT, version=shipped().version))
    choose(project)
    found = placard.link(project)
    assert "before with others named so" in found.problems[-1].line()


def test_the_environment_chooses_nothing(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_parameters(tmp_path / "own.json", STRICT)
    before = content(project)
    monkeypatch.setenv("PLACARD_LINKING", str(tmp_path / "own.json"))
    placard.run([], project, coder=CODER)
    assert content(project) == before and linking_weights(project).parameters == shipped()


def test_a_file_that_is_not_there_is_named(project: Path) -> None:
    choose(project, "gone.json")
    before = content(project)
    for command in (placard.link, placard.release):
        with pytest.raises(ConfigError, match=r"gone\.json"):
            command(project)
    assert content(project) == before


def test_a_backup_takes_the_weights_along(project: Path, tmp_path: Path) -> None:
    (project / "own").mkdir()
    write_parameters(project / "own" / "weights.json", STRICT)
    choose(project, "own/weights.json")
    placard.run([], project, coder=CODER)
    copy = placard.backup(project, tmp_path / "copy")
    placard.release(copy)
    assert linked_by(copy) == linked_by(project)


def test_settings_and_weights_may_lie_in_the_folder_before_the_project(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    write_parameters(tmp_path / "p" / "linking.json", STRICT)
    choose(tmp_path / "p")
    assert not placard.run([write_pile(tmp_path / "a.jsonl", 4)], tmp_path / "p", coder=CODER).warnings
    assert linked_by(tmp_path / "p")[0]["version"] == "strict/1"


def test_the_layout_of_the_file_makes_no_other_weights(project: Path) -> None:
    write_parameters(project / "linking.json", shipped())
    text = json.dumps(json.loads((project / "linking.json").read_text()), sort_keys=True)
    (project / "linking.json").write_text(text)
    choose(project)
    assert placard.link(project).warnings == {}
