"""``placard link --explain``: the waterfall of two mentions of a project."""

import csv
from pathlib import Path

import pytest

import placard
from placard.errors import ProjectError
from placard.why import explain_link


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    for name, words in (
        ("a", "Thousands of teachers marched in Kano on Monday over unpaid wages."),
        ("b", "Teachers marched through Kano on Monday, police said."),
    ):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    placard.run([folder / "a.txt", folder / "b.txt"], folder / "out", workers=1)
    return folder / "out"


def _ids(project: Path) -> list[str]:
    with (project / "release" / "mentions.csv").open(encoding="utf-8", newline="") as rows:
        return [row["mention_id"] for row in csv.DictReader(rows)]


def test_two_mentions_are_explained_in_bits_that_add_up(project: Path) -> None:
    left, right = _ids(project)[:2]
    found = explain_link(project, left, right)
    assert {found["left"], found["right"]} == {left, right}
    total = sum(reason["weight"] for reason in found["reasons"])
    assert f"{total:+.1f} bits" in found["text"]
    assert all(reason["words"] for reason in found["reasons"])


def test_the_outcome_stands_first_and_is_that_of_the_release(project: Path) -> None:
    with (project / "release" / "mentions.csv").open(encoding="utf-8", newline="") as rows:
        homes = {row["mention_id"]: row["event_id"] for row in csv.DictReader(rows)}
    left, right = sorted(homes)[:2]
    found = explain_link(project, left, right)
    outcome = found["outcome"]
    assert outcome["same_event"] == (homes[left] == homes[right]) and set(outcome["events"]) == {homes[left], homes[right]}
    assert outcome["rule"] and found["text"].splitlines()[1].strip() == outcome["words"]


def test_a_name_that_fits_none_or_several_is_refused(project: Path) -> None:
    with pytest.raises(ProjectError, match="no mention has"):
        explain_link(project, "men-zzz", "men-zzy")
    with pytest.raises(ProjectError, match="2 mentions have"):
        explain_link(project, "men-", "men-")
