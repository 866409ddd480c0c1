"""Quality floors: the shipped weights score at least what has been reached before, on what they say they were measured on."""

import json

import pytest

from training import floors


def test_corpus_and_weights_are_the_pinned_ones() -> None:
    stored = json.loads(floors.FLOORS.read_text())
    assert stored["corpus_sha256"] == floors.corpus_hash(), "the corpus changed: python -m training.floors raise"
    assert stored["weights_sha256"] == floors.weights_hash(), "the weights changed: python -m training.floors raise"


@pytest.mark.slow
def test_no_score_falls_below_its_floor() -> None:
    stored = json.loads(floors.FLOORS.read_text())
    assert floors.fallen(stored, floors.measure()) == []


def test_a_fallen_score_is_named() -> None:
    stored = {"floors": {"dev": {"spans all": 50.0, "status": 70.0}, "absent": {"x": 1.0}}}
    lines = floors.fallen(stored, {"dev": {"spans all": 48.0, "status": 70.0}})
    assert lines == ["spans all on dev: 48.0 is under its floor 50.0"]


def test_lowering_needs_a_reason_that_stays(tmp_path, monkeypatch) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"floors": {"dev": {"status": 70.0}}, "lowered": []}))
    monkeypatch.setattr(floors, "FLOORS", path)
    with pytest.raises(ValueError, match="unpack"):
        floors.main(["lower", "dev/status", "60"])
    assert floors.main(["lower", "dev/status", "60", "the codebook changed"]) == 0
    stored = json.loads(path.read_text())
    assert stored["floors"]["dev"]["status"] == 60.0
    assert stored["lowered"][0]["reason"] == "the codebook changed"


def test_floors_only_rise_but_those_of_the_held_out_reports_begin_anew_with_another_corpus() -> None:
    before = {"dev": {"status": 70.0}, "held_out": {"status": 80.0, "form": 60.0}}
    stored = {"floors": before, "lowered": [], "corpus_sha256": "one"}
    found = {"dev": {"status": 60.0}, "held_out": {"status": 75.0, "form": 65.0}}
    floors.raised(stored, found, "one")
    assert stored["floors"] == {"dev": {"status": 70.0}, "held_out": {"status": 80.0, "form": 65.0}}
    assert stored["lowered"] == []
    floors.raised(stored, found, "two")
    assert stored["floors"] == {"dev": {"status": 70.0}, "held_out": {"status": 75.0, "form": 65.0}}
    assert [(one["score"], one["from"], one["to"]) for one in stored["lowered"]] == [("held_out/status", 80.0, 75.0)]
    assert stored["corpus_sha256"] == "two"
