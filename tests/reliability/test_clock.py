"""A clock that is set back or forward: what was decided last still counts, and nothing stays locked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import placard
from placard.review.decide import moment_after
from placard.store import locks
from placard.store.catalog import Catalog
from placard.workbench.acting import Proposal, act, undo
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from tests.project.piles import write_pile
from tests.project.state import content

CODER = "tests.project.rules:make"
LATE, EARLY = "2030-01-01T00:00:00.000000+00:00", "1970-01-01T00:00:00.000000+00:00"


@pytest.mark.parametrize("moment", [0.0, 4_102_444_800.0])
def test_a_clock_that_is_wrong_changes_nothing_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
    import time

    pile = write_pile(tmp_path / "pile.jsonl", 4)
    placard.run([pile], tmp_path / "now", coder=CODER)
    monkeypatch.setattr(time, "time", lambda: moment)
    placard.run([pile], tmp_path / "then", coder=CODER)
    assert content(tmp_path / "now") == content(tmp_path / "then")


def test_what_was_decided_last_counts_though_the_clock_was_set_back(tmp_path: Path) -> None:
    placard.run([write_pile(tmp_path / "pile.jsonl", 6)], tmp_path / "p", coder=CODER)
    clock = [LATE, EARLY, EARLY, EARLY]
    bench = Workbench(tmp_path / "p", Identity("ana"), lambda: clock.pop(0))
    left, right = [event.mentions for event in bench.store.events()][:2]
    groups = {"groups": [list(left), list(right)]}
    events = bench.store.event_of_mention([left[0], right[0]])
    act(bench, Proposal("merge", "event", events[left[0]], before=groups, after={"with": events[right[0]]}, members=(left, right)))
    whole = bench.store.event_of_mention([left[0]])[left[0]]
    assert bench.store.event_of_mention([right[0]])[right[0]] == whole
    before = {"groups": [[*left, *right]]}
    act(bench, Proposal("split", "event", whole, before=before, after={"mentions": list(right)}, members=(left, right)))
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


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (EARLY, None, EARLY),
        (LATE, EARLY, LATE),
        (EARLY, LATE, "2030-01-01T00:00:00.000001+00:00"),
        (EARLY, "2030-01-01T02:00:00+02:00", "2030-01-01T02:00:00.000001+02:00"),
        (EARLY, "yesterday", EARLY),
        (EARLY, "9999-12-31T23:59:59.999999+00:00", EARLY),
        ("1970-01-01", LATE, "1970-01-01"),
    ],
)
def test_a_moment_is_never_before_the_last_one(now: str, last: str | None, expected: str) -> None:
    assert moment_after(now, last) == expected


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
