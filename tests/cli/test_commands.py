"""The other commands from the outside: what they print, their errors, that --help is light."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import placard as api
from placard.cli import cli
from tests.cli.test_code import CODER, ROOT, lines, placard
from tests.project.piles import write_pile

COMMANDS = ("run", "read", "code", "link", "release", "verify", "evaluate", "show", "resolve")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    api.run([write_pile(folder / "pile.jsonl", 10)], folder / "p", coder=CODER[1])
    return folder / "p"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_function(command: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0 and f"placard {command}" in shown.output
    assert "Example:" in shown.output
    assert callable(getattr(api, command))


def test_functions_stay_functions_when_modules_of_their_names_are_imported() -> None:
    import placard.evaluate
    import placard.release.package
    import placard.show  # noqa: F401

    assert callable(api.release) and callable(api.show) and callable(api.evaluate)


def test_help_imports_nothing_heavy() -> None:
    program = "import sys\nfrom placard.cli import cli\ntry: cli(['--help'])\nexcept SystemExit: pass\n"
    program += "print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))
    assert not loaded & {"numpy", "sqlalchemy", "pyarrow", "pydantic", "rich", "onnxruntime", "msgspec", "trafilatura", "yaml"}


def test_run_prints_plain_lines_when_nobody_watches(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 4)
    done = placard("run", str(pile), str(tmp_path / "absent.csv"), "-o", str(tmp_path / "p"), *CODER)
    assert done.returncode == 0, done.stderr
    said = dict(line.split("\t", 1) for line in done.stdout.decode().splitlines())
    assert said["documents"] == "4 (4 new, 0 there before)" and said["skipped"].startswith("1 (")
    assert "reading: 4 documents done" in done.stderr.decode() and "absent.csv" in done.stderr.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_run_goes_on_without_inputs(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 4)
    api.read([pile], tmp_path / "p")
    done = placard("run", "-o", str(tmp_path / "p"), "--json", "--quiet", *CODER)
    found = lines(done)[0]
    assert (found["documents"], found["new"]) == (4, 0) and found["events"] > 0 and not done.stderr
    refused = placard("run", "-o", str(tmp_path / "none"))
    assert refused.returncode == 2 and b"at least one INPUT" in refused.stderr and not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["run", "read"])
def test_a_mistyped_path_fails_and_leaves_nothing(command: str, tmp_path: Path) -> None:
    more = CODER if command == "run" else ()
    done = placard(command, str(tmp_path / "typo.csv"), "-o", str(tmp_path / "p"), *more)
    assert done.returncode == 1 and not done.stdout and not (tmp_path / "p").exists()
    assert b"typo.csv" in done.stderr and b"nothing could be read; no project was made" in done.stderr
    (found,) = lines(placard(command, str(tmp_path / "typo.csv"), "-o", str(tmp_path / "p"), "--json", *more))
    assert (found["documents"], found["skipped"], found["release"]) == (0, {"not_found": 1}, None)


def test_a_mistyped_path_leaves_an_older_project(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 2)
    assert placard("read", str(pile), "-o", str(tmp_path / "p")).returncode == 0
    assert placard("read", str(pile), "-o", str(tmp_path / "p")).returncode == 0, "known documents were read too"
    done = placard("read", str(tmp_path / "typo.csv"), "-o", str(tmp_path / "p"))
    assert done.returncode == 1 and b"documents\t2 (" in done.stdout and done.stderr.endswith(b"nothing could be read\n")
    (tmp_path / "made").mkdir()
    assert placard("read", str(tmp_path / "typo.csv"), "-o", str(tmp_path / "made")).returncode == 1
    assert (tmp_path / "made").is_dir(), "only what the command made goes"


def test_a_watch_none_of_whose_feeds_answers_fails(tmp_path: Path) -> None:
    done = placard("watch", "file:///none.xml", "-o", str(tmp_path / "p"), "--once")
    assert done.returncode == 1 and b"0 new documents of 0 entries" in done.stdout


def test_verify_says_intact_where_no_text_is_at_hand(project: Path, tmp_path: Path) -> None:
    import shutil

    alone = shutil.copytree(project / "release", tmp_path / "alone")
    done = placard("verify", str(alone))
    assert done.returncode == 0 and b"proves itself" not in done.stdout
    assert b"intact; quotes not checked: no texts are at hand" in done.stdout


def test_errors_are_one_line(project: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for arguments in (
        ("run", "x.txt", "-o", str(tmp_path)),
        ("link", str(tmp_path)),
        ("release", str(tmp_path / "none")),
        ("verify", str(tmp_path / "none")),
        ("show", str(project), "event-none"),
        ("evaluate", str(tmp_path / "none.jsonl"), *CODER),
        ("read", "x.csv", "-o", str(tmp_path / "q"), "--column", "nonsense=x"),
    ):
        done = placard(*arguments)
        assert done.returncode != 0, arguments
        assert len(done.stderr.decode().strip().splitlines()) == 1, done.stderr
        assert b"Traceback" not in done.stderr


def test_verify_says_what_it_checked_and_fails_on_a_changed_byte(project: Path, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(project, tmp_path / "p")
    assert b"proves itself" in placard("verify", str(copy)).stdout
    assert lines(placard("verify", "--json", str(copy)))[0]["faults"] == 0
    path = copy / "release" / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"2020", b"2021", 1))
    done = placard("verify", str(copy))
    assert done.returncode == 1 and b"events.csv: was changed" in done.stderr


def test_show_lists_events_and_tells_one_in_full(project: Path) -> None:
    listed = placard("show", str(project)).stdout.decode().splitlines()
    assert len(listed) > 1 and all("event" in line for line in listed)
    number = next(line.split()[0] for line in listed if "conflict" in line or "50" in line)
    told = placard("show", str(project), number).stdout.decode()
    for words in ("Date:", "Place:", "Participants:", "Size:", "Reports", "Herald", "\u201c"):
        assert words in told, told
    event = lines(placard("show", str(project), number, "--json"))[0]
    assert event["event"]["id"] in told and event["reports"]
    assert len(lines(placard("show", str(project), "--json"))) == len(listed)


def test_a_beginning_that_two_events_share_is_said(project: Path) -> None:
    done = placard("show", str(project), "event-")
    assert done.returncode == 1 and b"events have an id that begins with event- (give more of the id)" in done.stderr


def test_release_options_reach_the_release(project: Path, tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(project, tmp_path / "p")
    assert placard("release", str(copy), "--with-text", "--names", "kept", "--quiet").returncode == 0
    manifest = json.loads((copy / "release" / "manifest.json").read_text())
    assert (manifest["with_text"], manifest["names"]) == (True, "kept")
    assert b"Amina Yusuf" in (copy / "release" / "attributions.csv").read_bytes()


def test_settings_of_a_project_are_read_and_checked(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 2)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "placard.toml").write_text('coder = "tests.project.rules:make"\nnames = "kept"\n')
    assert placard("run", str(pile), "-o", str(tmp_path / "p")).returncode == 0
    assert json.loads((tmp_path / "p" / "release" / "manifest.json").read_text())["names"] == "kept"
    (tmp_path / "p" / "placard.toml").write_text('coders = "x"\nworkers = -1\n')
    done = placard("run", str(pile), "-o", str(tmp_path / "p"))
    assert done.returncode == 1 and b"coders" in done.stderr and b"workers" in done.stderr


def test_resolve_answers_line_by_line() -> None:
    spans = [{"start": 0, "end": 9, "kind": "date"}, {"start": 13, "end": 17, "kind": "place"}]
    given = json.dumps({"id": "a", "text": "on Friday in Kano", "published": "2020-01-13", "spans": spans}) + "\nno json\n"
    found = lines(placard("resolve", stdin=given.encode()))
    assert found[0]["values"][0]["start"] == "2020-01-10" and "error" in found[1]


def test_a_disk_that_fills_up_is_said_and_the_run_can_go_on(tmp_path: Path) -> None:
    """A file-size limit stands in for the disk: writes beyond it fail as on a full one."""
    pile = write_pile(tmp_path / "pile.jsonl", 300)
    program = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    program += f"resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, {resource.RLIM_INFINITY}))\n"
    program += "from placard.cli import main; main()"
    arguments = ["run", str(pile), "-o", str(tmp_path / "p"), "--quiet", *CODER]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, env=environment)
    assert done.returncode == 1 and b"full or cannot be written" in done.stderr and b"Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert placard(*arguments).returncode == 0
    assert placard("verify", str(tmp_path / "p")).returncode == 0


def test_bars_on_a_terminal_end_in_a_table(tmp_path: Path) -> None:
    import os
    import pty

    pile = write_pile(tmp_path / "pile.jsonl", 3)
    leader, follower = pty.openpty()
    arguments = ["run", str(pile), "-o", str(tmp_path / "p"), *CODER]
    process = subprocess.Popen(
        [sys.executable, "-c", "from placard.cli import main; main()", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "110"},
    )
    os.close(follower)
    said = b""
    try:
        while part := os.read(leader, 65536):
            said += part
    except OSError:
        pass  # the other end is closed
    os.close(leader)
    assert process.wait(60) == 0
    for words in ("reading", "coding", "linking", "documents", "/s", "Summary", "conflicts"):
        assert words.encode() in said, said.decode(errors="replace")
