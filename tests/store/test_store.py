"""What goes into the store comes out again, in order; nothing is overwritten; a full disk loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from placard.errors import ProjectError, RecordError
from placard.records import (
    Coded,
    Conflict,
    Decision,
    Document,
    Event,
    EventRelation,
    Judgement,
    Problem,
    Reason,
    Shown,
    Source,
    Text,
    make_id,
    text_hash,
)
from placard.store.store import Store
from tests.project.piles import report
from tests.project.rules import make


@dataclass(frozen=True)
class Reading:
    document: Document
    source: Source | None = None
    raw: bytes | None = None
    details: tuple[object, ...] = ()


@dataclass(frozen=True)
class Linked:
    judgements: tuple[Judgement, ...] = ()
    events: tuple[Event, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    relations: tuple[EventRelation, ...] = ()


def document(number: int, words: str | None = None) -> Document:
    given = report(number)
    body = words or str(given["text"])
    digest = text_hash(body)
    input_id = str(given["id"])
    return Document(make_id("doc", input_id, digest), input_id, body, digest, "test 1", source_id="src-1", published="2020-01-11")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "p", write=True, create=True)


SOURCE = Source("src-1", "Kano Herald", "local", "Plain Press", "NG", ("en", "ha"))


def test_documents_come_back_as_they_were_in_order(store: Store) -> None:
    given = [document(number) for number in (5, 3, 9, 1)]
    raw = b"<p>" * 5000
    import hashlib

    given[1] = replace(given[1], raw_sha256=hashlib.sha256(raw).hexdigest())
    added = store.add_readings([Reading(given[0], SOURCE), Reading(given[1], SOURCE, raw), *map(Reading, given[2:])])
    assert (added.new, added.known) == (4, 0)
    assert list(store.documents()) == given
    assert store.sources() == {"src-1": SOURCE}
    assert store.capture(given[1].raw_sha256 or "") == raw
    assert store.document(given[2].id) == given[2]


def test_the_same_document_twice_is_stored_once(store: Store) -> None:
    one = Reading(document(1), SOURCE)
    assert store.add_readings([one, one]).known == 1
    assert store.add_readings([one]).known == 1
    assert store.counts().documents == 1


def test_one_id_for_two_texts_keeps_both_and_says_so(store: Store) -> None:
    first, second, third = (document(1, f"Teachers marched, edition {number}.") for number in range(3))
    store.add_readings([Reading(first)])
    added = store.add_readings([Reading(second), Reading(third)])
    assert [problem.kind for problem in added.problems] == ["duplicate_id", "duplicate_id"]
    assert [found.input_id for found in store.documents()] == ["r1", "r1~2", "r1~3"]
    assert len({found.id for found in store.documents()}) == 3
    assert store.add_readings([Reading(third)]).known == 1


def test_a_changed_text_is_noticed(store: Store) -> None:
    store.add_readings([Reading(document(1))])
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE documents SET text = replace(text, 'marched', 'marches')"))
    with pytest.raises(RecordError, match="hash"):
        list(store.documents())


def test_codings_come_back_as_they_were(store: Store) -> None:
    given = [document(number) for number in range(30)]
    store.add_readings(list(map(Reading, given)))
    coded = [(one.document_id, one) for one in make().code(given) if isinstance(one, Coded)]
    store.add_coded(coded[:20], "rules/1")
    assert [one.id for one in store.documents(uncoded=True)] == [one.id for one in given[20:]]
    store.add_coded(coded[20:], "rules/1")
    wanted = [mention for _, one in coded for mention in one.mentions]
    assert list(store.mentions()) == wanted
    assert store.mentions_by_id([wanted[3].id, "none"]) == {wanted[3].id: wanted[3]}
    assert store.counts().statements == sum(len(mention.statements) for mention in wanted)


def test_a_document_that_failed_is_not_coded_again(store: Store) -> None:
    one = document(1)
    store.add_readings([Reading(one)])
    problem = Problem("r1", "coding", "cannot be coded", "report it")
    store.add_coded([(one.id, problem)], "rules/1")
    assert list(store.documents(uncoded=True)) == []
    assert store.problems("code") == [problem] and store.counts().failed == 1


def test_a_problem_met_again_is_noted_once_and_order_is_kept(store: Store) -> None:
    first, second = Problem("b.csv:3", "columns", "bad"), Problem("a.csv:1", "columns", "bad")
    store.add_problems("read", [first, second, first])
    store.add_problems("read", [second])
    assert store.problems() == [first, second]


def event(name: str, *mentions: str) -> Event:
    shown = {"form": (Shown(Text("march"), "most", ("st-1",)),), "date": (Shown(Text("Friday"), "widest", ("st-2", "st-3")),)}
    return Event(name, mentions, shown, (Conflict("size", "count_differs", (("st-1",), ("st-2",)), "100 or 900"),))


def judgement(left: str, right: str, score: float = 0.9, by: str = "linker/1") -> Judgement:
    return Judgement(left, right, "same", score, (Reason("day", "same day", 3.0),), by)


def test_events_come_back_as_they_were(store: Store) -> None:
    events = (event("ev-b", "m2", "m1"), event("ev-a", "m3"))
    relation = EventRelation("ev-a", "ev-b", "continues", 0.7, ("st-9",))
    store.save_linked(Linked((judgement("m1", "m2"),), events, {}, (relation,)), copy_of={}, fingerprint="f")
    assert tuple(store.events()) == events
    assert store.relations() == [relation] and store.judgements() == [judgement("m1", "m2")]
    assert store.event_of_mention() == {"m1": "ev-b", "m2": "ev-b", "m3": "ev-a"}
    assert store.meta("linked") == "f"


def test_ids_are_never_lost_and_merged_ones_lead_on(store: Store) -> None:
    store.save_linked(Linked((), (event("ev-a", "m1"), event("ev-b", "m2"), event("ev-c", "m3"))), copy_of={})
    store.save_linked(Linked((), (event("ev-b", "m1", "m2"),), {"ev-a": "ev-b"}), copy_of={})
    store.save_linked(Linked((), (event("ev-d", "m1", "m2"),), {"ev-b": "ev-d"}), copy_of={})
    assert store.event("ev-a").id == "ev-d", "a merged id leads on, also over two mergers"
    with pytest.raises(ProjectError, match="no event ev-c"):
        store.event("ev-c")
    store.save_linked(Linked((), (event("ev-a", "m1"), event("ev-d", "m2"))), copy_of={})
    assert store.event("ev-a").mentions == ("m1",), "a split gives the old id back"


def test_judgements_are_withdrawn_not_deleted(store: Store) -> None:
    person = judgement("m1", "m3", 1.0, "person:ada")
    store.add_judgement(person)
    old, new = judgement("m1", "m2", 0.9), judgement("m1", "m2", 0.4)
    store.save_linked(Linked((old,)), copy_of={})
    store.save_linked(Linked((old,)), copy_of={})
    store.save_linked(Linked((new,)), copy_of={})
    assert set(store.judgements()) == {person, new}
    kept = store.judgements(withdrawn=True)
    assert len(kept) == 3 and [one.withdrawn_at for one in kept if one.score == 0.9] == ["linking 3"]


def test_decisions_are_appended(store: Store) -> None:
    first = Decision("d1", "2020-01-01T00:00:00Z", "ada", "correct", "st-1", {"low": 1}, {"low": 2}, "misread")
    second = Decision("d2", "2020-01-01T00:00:01Z", "ada", "undo", "d1")
    store.add_decision(first)
    store.add_decision(second)
    assert store.decisions() == [first, second]
    with pytest.raises(ProjectError):
        store.add_decision(first)


def test_a_full_disk_says_so_and_loses_nothing(store: Store) -> None:
    store.add_readings([Reading(document(1))])
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    many = [Reading(document(number, f"Teachers marched {number}. " * 500)) for number in range(2, 40)]
    with pytest.raises(ProjectError, match=r"disk is full.*what was stored before is safe"):
        store.add_readings(many)
    assert [found.input_id for found in store.documents()] == ["r1"]


def test_long_listings_hold_one_page_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from placard.store import reader

    monkeypatch.setattr(reader, "BATCH", 7)
    monkeypatch.setattr(reader, "CHUNK", 3)
    monkeypatch.setattr(reader, "TEXT_BUDGET", 900)
    given = [document(number) for number in range(25)]
    store.add_readings(list(map(Reading, given)))
    coded = [(one.document_id, one) for one in make().code(given) if isinstance(one, Coded)]
    store.add_coded(coded, "rules/1")
    assert list(store.documents()) == given
    assert list(store.mentions()) == [mention for _, one in coded for mention in one.mentions]
