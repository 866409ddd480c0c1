"""``python -m placard.tune``: weights of linking estimated on a project, and put to use."""

import itertools
import json
from pathlib import Path

import pytest

import placard
from placard.errors import InputError
from placard.records import Judgement
from placard.store.store import Store
from placard.tune import main, tune

TRADES = ("Weavers", "Dockers", "Nurses", "Tailors", "Miners", "Bakers")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tune")
    reports = []
    for number in range(24):
        trade = TRADES[number % len(TRADES)]
        reports.append(folder / f"r{number:02d}.txt")
        reports[-1].write_text(f"{trade} marched in Kano on Monday over unpaid wages, paper {number} wrote.", encoding="utf-8")
    placard.run(reports, folder / "out", workers=1)
    return folder / "out"


def judge(project: Path) -> None:
    """A person says that reports of one trade tell of one march, and those of two trades of two."""
    with Store.open(project, write=True) as store:
        trade = {}
        for mention in store.mentions():
            text = store.document(mention.document_id).text
            trade[mention.id] = text.split()[0]
        for number, (left, right) in enumerate(itertools.combinations(sorted(trade), 2)):
            if number % 3 == 0:
                verdict = "same" if trade[left] == trade[right] else "different"
                at = f"2020-05-01T{number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
                store.add_judgement(Judgement(left, right, verdict, 1.0, (), "person:ana", at))


def test_weights_follow_the_judgements_of_a_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(project)]) == 1
    assert "too few" in capsys.readouterr().err and not (project / "linking.json").exists()
    judge(project)
    found = tune(project)
    assert found["loss_after"] < found["loss_before"] and found["same"] >= 8
    written = json.loads((project / "linking.json").read_text(encoding="utf-8"))
    assert written["version"] == found["version"] != "placard-linking/2"
    assert main([str(project)]) == 0
    setting = capsys.readouterr().out.partition("; ")[2].partition(" in ")[0]
    (project / "placard.toml").write_text(setting + "\n", encoding="utf-8")
    assert setting == 'linking = "linking.json"'
    placard.link(project)
    with Store.open(project) as store:
        machines = {judgement.by for judgement in store.judgements() if not judgement.by.startswith("person:")}
    assert machines == {found["version"]}


def test_without_labels_the_file_and_the_refusal_are_the_same_kind(project: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too few"):
        tune(project, without_labels=True, out=tmp_path / "own.json")
    assert not (tmp_path / "own.json").exists()
