"""The contract of ``placard code``: what other programs rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from placard.records import value_from_json
from tests.project.piles import report

ROOT = Path(__file__).resolve().parents[2]
CODER = ("--coder", "tests.project.rules:make")
ACLED = {
    "peaceful_protest",
    "protest_with_intervention",
    "excessive_force_against_protesters",
    "violent_demonstration",
    "mob_violence",
    None,
}


def placard(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    program = "import sys; from placard.cli import main; sys.argv[0] = 'placard'; main()"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", program, *arguments], input=stdin, capture_output=True, cwd=cwd, env=environment)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def given(*documents: object) -> bytes:
    return "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in documents).encode()


def test_each_document_gives_one_object_with_offsets_into_its_text() -> None:
    documents = [report(number) for number in range(6)]
    done = placard("code", *CODER, stdin=given(*documents))
    assert done.returncode == 0 and b"6 documents coded" in done.stderr
    found = lines(done)
    assert [one["id"] for one in found] == [document["id"] for document in documents]
    spans = 0
    for one, document in zip(found, documents, strict=True):
        assert list(one) == ["id", "relevance", "mentions"] and 0 <= one["relevance"] <= 1 and one["mentions"]
        for mention in one["mentions"]:
            assert list(mention) == ["id", "status", "form", "derived", "confidence", "statements"]
            assert set(mention["derived"]) == {"acled", "plover"} and mention["derived"]["acled"] in ACLED
            for statement in mention["statements"]:
                value_from_json(statement["value"])
                assert statement["certainty"] in ("asserted", "hedged", "denied")
                speaker = statement["speaker"]
                assert set(speaker) == ({"kind"} if speaker["kind"] == "outlet" else {"kind", "start", "end", "quote"})
                for span in [*statement["evidence"], *([speaker] if "start" in speaker else []), *filter(None, [statement["cue"]])]:
                    assert str(document["text"])[span["start"] : span["end"]] == span["quote"]
                    spans += 1
    assert spans > 30


def test_values_are_resolved() -> None:
    plain = {"id": "a", "text": "About 100 teachers marched in Kano on Monday.", "published": "2020-01-10"}
    (one,) = lines(placard("code", *CODER, stdin=given(plain)))
    values = {statement["variable"]: statement["value"] for statement in one["mentions"][0]["statements"]}
    assert (values["size"]["low"], values["date"]["start"], values["place"]["country"]) == (100, "2020-01-06", "NG")


def test_a_document_that_cannot_be_coded_stands_in_its_place() -> None:
    done = placard(
        "code",
        *CODER,
        stdin=given(
            report(0), "no json", {"id": "empty", "text": ""}, {"id": "none"}, [1],
            {"id": "bad", "text": "BREAK THE CODER now"}, {"id": "half", "text": "half a character \ud800"}, report(1),
        ),
    )  # fmt: skip
    assert done.returncode == 0
    found = lines(done)
    assert [one["id"] for one in found] == ["r0", "line 2", "empty", "none", "line 5", "bad", "half", "r1"]
    assert [sorted(one) for one in found[1:-1]] == [["error", "id"]] * 6
    assert all(one["error"]["kind"] and one["error"]["message"] for one in found[1:-1])
    assert found[0]["mentions"] and found[-1]["mentions"]
    assert b"2 documents coded" in done.stderr and b"6 not coded" in done.stderr


def test_the_exit_status_is_one_only_if_nothing_could_be_read(tmp_path: Path) -> None:
    assert placard("code", *CODER, stdin=b"").returncode == 1
    assert placard("code", *CODER, stdin=b"no json\n").returncode == 1
    absent = placard("code", *CODER, str(tmp_path / "absent.jsonl"))
    assert absent.returncode == 1 and "error" in lines(absent)[0]
    assert placard("code", *CODER, stdin=given({"id": "a", "text": "REFUSE this one"})).returncode == 0


def test_files_and_stdin_are_read_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(given(report(7)))
    (tmp_path / "b.txt").write_text(str(report(8)["text"]), encoding="utf-8")
    done = placard("code", *CODER, "b.txt", "-", str(tmp_path / "a.jsonl"), stdin=given(report(9)), cwd=tmp_path)
    assert [one["id"] for one in lines(done)] == ["b.txt", "r9", "r7"]


def test_the_output_is_the_same_with_workers() -> None:
    documents = given(*(report(number) for number in range(30)), "no json", {"id": "x", "text": "BREAK THE CODER"})
    one, two = placard("code", *CODER, stdin=documents), placard("code", *CODER, "--workers", "2", stdin=documents)
    assert one.stdout == two.stdout and len(lines(one)) == 32


def test_the_first_answer_comes_before_the_last_question() -> None:
    program = "from placard.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "code", *CODER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(given(report(1)))
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "r1"
    process.stdin.close()
    assert process.wait(60) == 0


def test_a_reader_that_goes_away_is_no_error() -> None:
    documents = given(*(report(number) for number in range(300)))
    process = subprocess.Popen(
        [sys.executable, "-c", "from placard.cli import main; main()", "code", *CODER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdout.close()
    try:
        process.stdin.write(documents)
        process.stdin.close()
    except BrokenPipeError:
        pass
    said = process.stderr.read()
    assert process.wait(60) == 0 and b"Traceback" not in said


@pytest.mark.parametrize("name", ["none", "tests.project.rules:absent", "tests.absent:make"])
def test_an_unknown_coder_is_said(name: str) -> None:
    done = placard("code", "--coder", name, stdin=given(report(0)))
    assert done.returncode == 1 and b"there is no coder" in done.stderr and b"Traceback" not in done.stderr
