"""A clock that is set back or forward: what was decided last still counts, and nothing stays locked."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from click.testing import CliRunner

import placard
from placard.cli import cli
from placard.records import Coded, Decision, Document, Problem
from placard.review.decide import moment_after
from placard.store import locks
from placard.store.catalog import Catalog
from placard.store.store import Store
from placard.workbench import bench as asking_module
from placard.workbench.acting import Proposal, act, undo
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from tests.project.piles import write_pile
from tests.project.rules import RuleCoder
from tests.project.state import content, release_bytes

CODER = "tests.project.rules:make"
LATE, EARLY = "2030-01-01T00:00:00.000000+00:00", "1970-01-01T00:00:00.000000+00:00"
NOW = "2026-11-22T12:00:00.000000+00:00"


class _Kind(type):
    """``isinstance(one, datetime)`` must stay true of what was made by the real clock."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


def set_clock(patch: pytest.MonkeyPatch, moment: datetime, zone: str) -> None:
    """Another time in another zone, for whoever asks ``time`` or ``datetime``, imported at the top of a module or in a function."""

    class Wrong(datetime, metaclass=_Kind):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Wrong:
            return cls.fromtimestamp(moment.timestamp(), tz)

    for name, module in [("datetime", sys.modules["datetime"]), *sys.modules.items()]:
        if name == "datetime" or (name.startswith("placard") and getattr(module, "datetime", None) is datetime):
            patch.setattr(module, "datetime", Wrong)
    patch.setattr(time, "time", moment.timestamp)
    patch.setenv("TZ", zone)
    time.tzset()


class _Asking(RuleCoder):
    """A coder that depends on the clock in every way one can."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        from datetime import datetime as now_from

        for document in documents:
            told = (asking_module.datetime.now(UTC).year, now_from.now(UTC).year, time.time() // 10**8, time.localtime(0).tm_hour)
            yield Problem(document.input_id, "coding", f"it is {' '.join(map(str, told))}", "ask nobody")


def asking() -> _Asking:
    return _Asking()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


WRONG = [(datetime(1970, 1, 2, tzinfo=UTC), "Asia/Kathmandu"), (datetime(2100, 1, 1, tzinfo=UTC), "Pacific/Kiritimati")]


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(("moment", "where"), WRONG)
def test_a_clock_that_is_wrong_changes_nothing_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: datetime, where: str
) -> None:
    pile = write_pile(tmp_path / "pile.jsonl", 4)
    placard.run([pile], tmp_path / "now", coder=CODER)
    set_clock(monkeypatch, moment, where)
    placard.run([pile], tmp_path / "then", coder=CODER)
    assert content(tmp_path / "now") == content(tmp_path / "then")
    assert release_bytes(tmp_path / "now") == release_bytes(tmp_path / "then")


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(("moment", "where"), WRONG)
def test_a_step_that_asked_the_clock_would_be_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: datetime, where: str
) -> None:
    """The test above can fail: the wrong clock reaches each way of asking for the time."""
    pile = write_pile(tmp_path / "pile.jsonl", 1)
    told = []
    for folder in ("now", "then"):
        placard.run([pile], tmp_path / folder, coder=f"{__name__}:asking")
        with Store.open(tmp_path / folder) as store:
            told.append(store.problems("code")[0].message.split()[2:])
        set_clock(monkeypatch, moment, where)
    assert content(tmp_path / "now") != content(tmp_path / "then")
    assert [one == two for one, two in zip(*told, strict=True)] == [False] * 4


def test_what_was_decided_last_counts_though_the_clock_was_set_back(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "pile.jsonl", 6)], tmp_path / "p", coder=CODER)
    clock = [LATE, EARLY, EARLY, EARLY]
    bench = Workbench(tmp_path / "p", Identity("ana"), lambda: clock.pop(0))
    left, right = [event.mentions for event in bench.store.events()][:2]
    merge(bench, left, right)
    split(bench, left, right)
    moments = [decision.at for decision in bench.store.decisions()]
    assert moments == ["2030-01-01T00:00:00.000000+00:00", "2030-01-01T00:00:00.000001+00:00"]
    bench.close()
    placard.link(tmp_path / "p")
    bench = Workbench(tmp_path / "p", Identity("ana"), lambda: clock.pop(0))
    now = bench.store.event_of_mention([left[0], right[0]])
    assert now[left[0]] != now[right[0]]
    taken_back = undo(bench)
    assert taken_back is not None and taken_back.verb == "split"
    bench.close()


def test_a_decision_of_the_command_line_between_two_acts_is_no_way_back(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "pile.jsonl", 6)], tmp_path / "p", coder=CODER)
    clock = [LATE, NOW]
    bench = Workbench(tmp_path / "p", Identity("ana"), lambda: clock.pop(0))
    left, right = [event.mentions for event in bench.store.events()][:2]
    merged = merge(bench, left, right)
    named = CliRunner().invoke(cli, ["public", str(tmp_path / "p"), "Amina Yusuf", "--reason", "governor"])
    assert named.exit_code == 0
    split(bench, left, right)
    moments = [decision.at for decision in bench.store.decisions()]
    assert moments[0] == merged.at == LATE and moments == sorted(set(moments)) and len(moments) == 3
    bench.close()
    placard.link(tmp_path / "p")
    with Store.open(tmp_path / "p") as store:
        now = store.event_of_mention([left[0], right[0]])
    assert now[left[0]] != now[right[0]]


def test_two_acts_of_one_moment_are_undone_one_at_a_time(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "pile.jsonl", 6)], tmp_path / "p", coder=CODER)
    bench = Workbench(tmp_path / "p", Identity("ana"), lambda: NOW)
    left, right = [event.mentions for event in bench.store.events()][:2]
    for _ in range(2):
        keep_apart(bench, left, right)
    said = [judgement.at for judgement in bench.store.judgements() if judgement.by == "person:ana"]
    assert sorted(set(said)) == [NOW, NOW.replace(".000000", ".000001")]
    undo(bench)
    assert {judgement.at for judgement in bench.store.judgements() if judgement.by == "person:ana"} == {NOW}
    bench.close()


def merge(bench: Workbench, left: tuple[str, ...], right: tuple[str, ...]) -> Decision:
    events = bench.store.event_of_mention([left[0], right[0]])
    groups = {"groups": [list(left), list(right)]}
    return act(bench, Proposal("merge", "event", events[left[0]], None, groups, {"with": events[right[0]]}, members=(left, right)))


def keep_apart(bench: Workbench, left: tuple[str, ...], right: tuple[str, ...]) -> Decision:
    events = bench.store.event_of_mention([left[0], right[0]])
    groups = {"groups": [list(left), list(right)]}
    after = {"with": events[right[0]]}
    return act(bench, Proposal("different", "event", events[left[0]], None, groups, after, members=(left, right)))


def split(bench: Workbench, left: tuple[str, ...], right: tuple[str, ...]) -> Decision:
    whole = bench.store.event_of_mention([left[0]])[left[0]]
    assert bench.store.event_of_mention([right[0]])[right[0]] == whole
    groups = {"groups": [[*left, *right]]}
    return act(bench, Proposal("split", "event", whole, None, groups, {"mentions": list(right)}, members=(left, right)))


@pytest.mark.parametrize(
    ("now", "decided", "expected"),
    [
        (EARLY, [], EARLY),
        (LATE, [EARLY], LATE),
        (LATE, [LATE], "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, [LATE], "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, [LATE, NOW], "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, ["2030-01-01T02:00:00+02:00", "2030-01-01T00:30:00+01:00"], "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, ["yesterday"], EARLY),
        (EARLY, ["yesterday", LATE], "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, ["9999-12-31T23:59:59.999999+00:00"], EARLY),
        ("1970-01-01", [LATE], "1970-01-01"),
    ],
)
def test_a_moment_is_after_all_that_was_decided(now: str, decided: list[str], expected: str) -> None:
    assert moment_after(now, decided) == expected


def test_a_lock_taken_before_the_clock_was_set_back_is_gone(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "pile.jsonl", 2)], tmp_path / "p", coder=CODER)
    catalog = Catalog(tmp_path / "p")
    catalog.ensure()
    with catalog.connect() as connection:
        assert isinstance(connection, sqlite3.Connection)
        year = 365 * 86_400.0
        assert locks.take(connection, "item", "ana", 2 * year, 600)
        assert locks.held_by_others(connection, "ben", 2 * year + 1) == {"item"}
        assert locks.held_by_others(connection, "ben", year) == set()
        assert locks.take(connection, "item", "ben", year, 600)
        assert not locks.take(connection, "item", "ana", year + 599, 600)
        assert locks.take(connection, "item", "ana", year + 601, 600)
    catalog.close()
