"""The whole pipeline on a pile: what it stores, that it can be run again, and that workers do not show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import placard
from placard.errors import PlacardError, ProjectError
from placard.store.store import Store
from tests.project.piles import report, write_pile
from tests.project.state import content, release_bytes

CODER = "tests.project.rules:make"


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    return write_pile(tmp_path / "pile.jsonl", 12)


def test_a_pile_becomes_a_released_project(pile: Path, tmp_path: Path) -> None:
    found = placard.run([pile], tmp_path / "p", coder=CODER)
    assert (found.documents, found.new, found.known) == (12, 12, 0)
    assert found.events > 0 and found.statements > 12 and not found.skipped
    assert {path.name for path in (tmp_path / "p" / "release").iterdir()} >= {
        "events.csv", "events.parquet", "events.geojson", "mentions.csv", "statements.csv", "spans.csv", "sources.csv",
        "documents.csv", "datapackage.json", "codebook.yaml", "manifest.json",
    }  # fmt: skip
    assert placard.verify(tmp_path / "p").texts == "project"


def test_running_again_adds_nothing_and_changes_no_byte(pile: Path, tmp_path: Path) -> None:
    placard.run([pile], tmp_path / "p", coder=CODER)
    before = content(tmp_path / "p"), release_bytes(tmp_path / "p")
    again = placard.run([pile], tmp_path / "p", coder=CODER)
    assert (again.new, again.known) == (0, 12)
    assert (content(tmp_path / "p"), release_bytes(tmp_path / "p")) == before


def test_workers_do_not_show(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 60)
    placard.run([pile], tmp_path / "one", coder=CODER, workers=1)
    placard.run([pile], tmp_path / "two", coder=CODER, workers=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert release_bytes(tmp_path / "one") == release_bytes(tmp_path / "two")


def test_steps_one_by_one_end_like_run(pile: Path, tmp_path: Path) -> None:
    from placard.project import code_project

    placard.run([pile], tmp_path / "whole", coder=CODER)
    placard.read([pile], tmp_path / "steps")
    code_project(tmp_path / "steps", coder=CODER)
    placard.link(tmp_path / "steps")
    placard.release(tmp_path / "steps")
    assert content(tmp_path / "steps") == content(tmp_path / "whole")
    assert release_bytes(tmp_path / "steps") == release_bytes(tmp_path / "whole")


def test_release_before_coding_or_linking_says_what_to_do_first(pile: Path, tmp_path: Path) -> None:
    from placard.project import code_project

    placard.read([pile], tmp_path / "p")
    with pytest.raises(ProjectError, match="12 documents have not been coded"):
        placard.release(tmp_path / "p")
    code_project(tmp_path / "p", coder=CODER)
    with pytest.raises(ProjectError, match="placard link"):
        placard.release(tmp_path / "p")


def test_more_documents_join_a_project(tmp_path: Path) -> None:
    first, second = write_pile(tmp_path / "a.jsonl", 6), write_pile(tmp_path / "b.jsonl", 12)
    placard.run([first], tmp_path / "p", coder=CODER)
    with Store.open(tmp_path / "p") as store:
        before = {event.id for event in store.events()}
    found = placard.run([second], tmp_path / "p", coder=CODER)
    assert (found.new, found.known) == (6, 6)
    with Store.open(tmp_path / "p") as store:
        after = {event.id for event in store.events()} | set(store.redirects())
    assert before <= after, "an event id was lost"
    placard.verify(tmp_path / "p")


def test_one_document_that_breaks_the_coder_leaves_the_rest_coded(tmp_path: Path) -> None:
    lines = [report(number) for number in range(5)]
    lines[2]["text"] = "BREAK THE CODER " + str(lines[2]["text"])
    lines[3]["text"] = "REFUSE " + str(lines[3]["text"])
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = placard.run([pile], tmp_path / "p", coder=CODER)
    assert found.skipped == {"coding": 2} and found.documents == 5
    assert {problem.where for problem in found.problems} == {"r2", "r3"}
    with Store.open(tmp_path / "p") as store:
        assert store.counts().coded == 3
    assert placard.run([pile], tmp_path / "p", coder=CODER).skipped == {"coding": 2}, "the summary forgot them the second time"


def test_ids_used_twice_in_two_inputs_keep_both_texts(tmp_path: Path) -> None:
    for day in ("mon", "tue"):
        (tmp_path / f"{day}.jsonl").write_text(
            json.dumps({"id": "1", "text": f"Teachers marched in Kano on Monday, says the {day} edition."}), encoding="utf-8"
        )
    placard.run([tmp_path / "mon.jsonl"], tmp_path / "p", coder=CODER)
    for new in (1, 0):  # the second time it is known
        found = placard.run([tmp_path / "tue.jsonl"], tmp_path / "p", coder=CODER)
        assert (found.documents, found.new) == (2, new)
    with Store.open(tmp_path / "p") as store:
        assert [document.input_id for document in store.documents()] == ["1", "1~2"]


def test_bad_input_is_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 3)
    with pile.open("a", encoding="utf-8") as file:
        file.write("this is no JSON\n" + json.dumps({"id": "e", "text": ""}) + "\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    found = placard.run([pile, tmp_path / "empty.txt", tmp_path / "absent.txt"], tmp_path / "p", coder=CODER)
    assert found.documents == 3 and sum(found.skipped.values()) == 4
    assert any("pile.jsonl:4" in problem.line() for problem in found.problems)


def test_a_file_that_vanishes_mid_run_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for place, path in enumerate(paths):
        path.write_text(str(report(place)["text"]), encoding="utf-8")
    from placard import reading

    whole = reading.read_inputs

    def vanish(inputs: object, options: object) -> object:
        for item in whole(inputs, options):  # type: ignore[arg-type]
            (tmp_path / "b.txt").unlink(missing_ok=True)
            yield item

    monkeypatch.setattr(reading, "read_inputs", vanish)
    found = placard.run([tmp_path / "*.txt"], tmp_path / "p", coder=CODER)
    assert found.documents == 2 and found.skipped == {"vanished": 1}


def test_text_alone_is_coded_without_a_project() -> None:
    coded = placard.code("Teachers marched in Kano on Friday.", published="2020-01-13", coder=CODER)
    (mention,) = coded.mentions
    assert [statement.evidence[0].quote for statement in mention.of("date")] == ["on Friday"]


def test_a_worker_that_dies_is_said_and_what_was_done_stays(tmp_path: Path) -> None:
    lines = [report(number) for number in range(300)]
    lines[-1]["text"] = "END THE PROCESS " + str(lines[-1]["text"])
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(PlacardError, match="a worker process was ended"):
        placard.run([pile], tmp_path / "p", coder="tests.project.slow:make_fragile", workers=2)
    with Store.open(tmp_path / "p") as store:
        assert store.counts().documents == 300
    found = placard.run([pile], tmp_path / "p", coder=CODER)
    assert found.new == 0 and found.mentions >= 300


def test_linking_again_changes_nothing(pile: Path, tmp_path: Path) -> None:
    placard.run([pile], tmp_path / "p", coder=CODER)
    before = release_bytes(tmp_path / "p")
    placard.link(tmp_path / "p")
    placard.release(tmp_path / "p")
    assert release_bytes(tmp_path / "p") == before


def test_where_an_outlet_is_at_home_is_learned_before_anything_is_coded(tmp_path: Path) -> None:
    towns = ("Faro, Portugal", "Albufeira, Portugal", "Loul\u00e9, Portugal", "Silves, Portugal")
    lines = [
        {"id": f"n{number}", "text": f"The council of {town} and that of Portim\u00e3o, Portugal, met again.", "source": "Correio"}
        for number, town in enumerate(towns)
    ]
    lines.append({"id": "here", "text": "About 200 teachers marched in Lagos over pay.", "source": "Correio"})
    lines.append({"id": "there", "text": "About 300 teachers marched in Lagos over pay and food.", "source": "Daily Trust"})
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def countries(project: Path) -> dict[str, str | None]:
        with Store.open(project) as store:
            names = {document.id: document.input_id for document in store.documents()}
            return {names[mention.document_id]: mention.of("place")[0].value.country for mention in store.mentions()}  # type: ignore[union-attr]

    placard.run([pile], tmp_path / "p", coder=CODER)
    assert countries(tmp_path / "p") == {"here": "PT", "there": "NG"}
    # What was learned stays: more reports of the outlet are read as the first were.
    more = [
        line | {"id": f"more {line['id']}", "text": line["text"].replace("Portugal", "Nigeria") + " It rained."} for line in lines
    ]
    pile.write_text("\n".join(map(json.dumps, more)), encoding="utf-8")
    placard.run([pile], tmp_path / "p", coder=CODER)
    assert countries(tmp_path / "p") == {"here": "PT", "there": "NG", "more here": "PT", "more there": "NG"}


def test_documents_another_coder_coded_stay_and_that_is_said(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "a.jsonl", 3)], tmp_path / "p", coder=CODER)
    again = placard.run([tmp_path / "a.jsonl"], tmp_path / "p", coder=CODER)
    assert not again.warnings
    before = content(tmp_path / "p")
    found = placard.run([tmp_path / "a.jsonl"], tmp_path / "p", coder="tests.project.slow:make_other")
    assert found.warnings == {"other_coder": 1} and not found.skipped
    assert "3 documents were coded by rules/1 and stay so; new ones are coded by rules/2" in found.problems[0].line()
    assert content(tmp_path / "p") == before
    more = placard.run([write_pile(tmp_path / "b.jsonl", 5)], tmp_path / "p", coder="tests.project.slow:make_other")
    assert more.warnings == {"other_coder": 1}
    with Store.open(tmp_path / "p") as store:
        assert store.coders() == {"rules/1": 3, "rules/2": 2}


def test_memory_given_back_between_steps_shows_in_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from placard import steps
    from placard.screening import language

    pile = write_pile(tmp_path / "pile.jsonl", 12)
    placard.run([pile], tmp_path / "small", coder=CODER)
    monkeypatch.setattr(steps, "LARGE", 1)
    placard.run([pile], tmp_path / "large", coder=CODER)
    assert language._identifier.cache_info().currsize == 0
    assert content(tmp_path / "small") == content(tmp_path / "large")
    assert release_bytes(tmp_path / "small") == release_bytes(tmp_path / "large")
