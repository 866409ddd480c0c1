"""The catalog: whatever happened to a project, taking it up piece by piece ends where making it anew ends."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from placard.errors import ProjectError
from placard.linking.link import Linked
from placard.review.decide import make_decision
from placard.store import catalog_build
from placard.store.acts import Act
from placard.store.catalog import CATALOG_NAME, Catalog
from placard.store.forgetting import Tombstone
from placard.store.store import Store
from tests.workbench import look
from tests.workbench.client import Client
from tests.workbench.conftest import made, person, project

__all__ = ["made", "person", "project"]

Facts = dict[str, tuple[object, ...]]


def facts(catalog: Catalog) -> Facts:
    """Event id -> all that the catalog has of it, without its number."""
    with catalog.connect() as connection:
        rows = {row["n"]: dict(row) for row in connection.execute("SELECT * FROM rows")}
        facets, texts = ([tuple(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in ("facets", "texts"))
        made = dict(connection.execute("SELECT id, digest FROM made").fetchall())

    def of(n: int, listed: list[tuple[object, ...]]) -> tuple[tuple[object, ...], ...]:
        return tuple(sorted(one[1:] for one in listed if one[0] == n))

    return {row["id"]: ({**row, "n": 0}, of(n, facets), of(n, texts), made[row["id"]]) for n, row in rows.items()}


def anew(folder: Path) -> Facts:
    """What a catalog made from nothing holds."""
    copy = folder.with_name(folder.name + "-copy")
    shutil.copytree(folder, copy)
    for path in copy.glob(f"{CATALOG_NAME}*"):
        path.unlink()
    catalog = Catalog(copy)
    catalog.ensure()
    found = facts(catalog)
    shutil.rmtree(copy)
    return found


@pytest.fixture
def ana(person: Callable[[str], Client]) -> Client:
    return person("ana")


@pytest.fixture
def catalog(project: Path) -> Iterator[Catalog]:
    found = Catalog(project)
    found.ensure()
    yield found
    found.close()


def relink(folder: Path, change: Callable[[Linked], Linked]) -> None:
    """Save a linking of the project that is the last one with a change."""
    with Store.open(folder, write=True) as store:
        copy_of = {key: info.copy_of for key, info in store.infos().items() if info.copy_of}
        linked = change(Linked(tuple(store.judgements()), tuple(store.events()), {}, tuple(store.relations())))
        store.save_linked(linked, copy_of=copy_of, fingerprint="another")


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events whose rows are made from here on."""
    taken: list[str] = []
    fill = catalog_build._fill

    def noted(connection: sqlite3.Connection, event_ids: list[str]) -> None:
        taken.extend(event_ids)
        fill(connection, event_ids)

    monkeypatch.setattr(catalog_build, "_fill", noted)
    return taken


def test_linking_that_changes_nothing_makes_no_row_anew(project: Path, catalog: Catalog, filled: list[str]) -> None:
    before = facts(catalog)
    relink(project, lambda linked: linked)
    assert catalog.ensure(), "there was a linking since"
    assert filled == []
    assert facts(catalog) == before == anew(project)
    assert not catalog.ensure()


def test_only_events_that_linking_changed_are_made_anew(project: Path, catalog: Catalog, filled: list[str]) -> None:
    with Store.open(project) as store:
        joined = next(event for event in store.events() if len(event.mentions) > 2)
    shorter = replace(joined, mentions=joined.mentions[:-1], conflicts=())
    relink(project, lambda linked: replace(linked, events=tuple(shorter if one.id == joined.id else one for one in linked.events)))
    catalog.ensure()
    assert filled == [joined.id]
    assert facts(catalog) == anew(project)


def test_events_that_linking_took_away_or_made_are_taken_up(project: Path, catalog: Catalog, filled: list[str]) -> None:
    with Store.open(project) as store:
        first, *rest = store.events()
    fresh = replace(first, id="evt-0000000000000fed")
    relink(project, lambda linked: replace(linked, events=(fresh, *rest)))
    catalog.ensure()
    assert filled == [fresh.id]
    assert facts(catalog) == anew(project)
    assert first.id not in facts(catalog)


def test_a_new_copy_changes_what_stands_behind_an_event(project: Path, catalog: Catalog) -> None:
    with Store.open(project, write=True) as store:
        infos = {info.input_id: key for key, info in store.infos().items()}
        linked = Linked(tuple(store.judgements()), tuple(store.events()), {}, tuple(store.relations()))
        copy_of = {infos["gazette-1"]: infos["wire-1"], infos["channel-1"]: infos["wire-1"]}
        store.save_linked(linked, copy_of=copy_of, fingerprint="another")
    catalog.ensure()
    assert facts(catalog) == anew(project)
    assert min(row[0]["texts"] - row[0]["documents"] for row in facts(catalog).values()) == -2  # type: ignore[index]


@pytest.mark.parametrize("undo", [False, True])
def test_every_kind_of_act_and_its_undo(ana: Client, project: Path, undo: bool) -> None:
    catalog = Catalog(project)
    page = look.document(ana, "daily-1")
    look.decide(ana, look.statement(page, "size", "Thousands"), "correct", low="5000", high="6000")
    look.decide(ana, look.statement(page, "arrests", "at least 50"), "reject")
    look.decide(ana, look.statement(page, "place", "Rasht"), "accept")
    look.decide_mention(ana, look.document(ana, "daily-2")["mentions"][0], "reject")
    assert facts(catalog) == anew(project)
    if undo:
        for _ in range(4):
            ana.post("/undo", {})
            assert facts(catalog) == anew(project)


def test_what_another_process_decided_and_did_not_live_to_show_is_taken_up(project: Path, catalog: Catalog) -> None:
    before = facts(catalog)
    with Store.open(project, write=True) as store:
        statement = next(iter(store.mentions_by_id([next(iter(store.events())).mentions[0]]).values())).statements[1]
        store.record(Act(make_decision("accept", statement.id, by="ben", at="2026-01-01T00:00:00+00:00")))
    catalog.refresh(())
    assert facts(catalog) != before
    assert facts(catalog) == anew(project)


def form_of(client: Client, input_id: str, variable: str, quote: str) -> tuple[str, dict[str, str]]:
    """Where the form of a value posts, and its fields, as a page opened now has them."""
    found = look.statement(look.document(client, input_id), variable, quote)
    action = f"/statements/{found['id']}"
    return action, look.hidden(client.get(f"/documents/{found['document_id']}").text, action) | {"answer": ""}


def test_an_act_on_a_page_opened_before_a_linking_takes_up_both(ana: Client, project: Path) -> None:
    action, form = form_of(ana, "daily-1", "place", "Rasht")
    with Store.open(project) as store:
        *rest, last = store.events()
    fresh = replace(last, id="evt-0000000000000fed")
    relink(project, lambda linked: replace(linked, events=(*rest, fresh)))
    assert ana.post(action, form | {"verb": "accept"}).status == 303
    catalog = Catalog(project)
    assert facts(catalog) == anew(project)
    assert fresh.id in facts(catalog) and last.id not in facts(catalog)
    assert not catalog.ensure(), "nothing is left to do"


@pytest.mark.parametrize("then", ["a page", "an act"])
def test_an_act_that_cannot_be_shown_is_done_and_shown_later(
    ana: Client, project: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    here, there = look.event(ana), look.event(ana, "classmates")
    merge = look.hidden(ana.get(f"/events/{here['id']}").text, f"/events/{here['id']}") | {"verb": "merge", "with": there["id"]}
    action, form = form_of(ana, "daily-1", "place", "Rasht")
    other, later = form_of(ana, "daily-1", "arrests", "at least 50")

    def full(catalog: Catalog) -> None:
        raise ProjectError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Catalog, "connect", full)
        assert ana.post(action, form | {"verb": "accept"}).status == 303
        assert ana.post(f"/events/{here['id']}", merge).status == 303
    with Store.open(project) as store:
        assert [one.verb for one in store.decisions()] == ["accept", "merge"]
    catalog = Catalog(project)
    if then == "an act":
        assert ana.post(other, later | {"verb": "accept"}).status == 303
    else:
        catalog.ensure()
    assert facts(catalog) == anew(project)


def test_an_act_after_a_document_was_forgotten_is_stored_once_and_shown(ana: Client, project: Path) -> None:
    action, form = form_of(ana, "daily-1", "place", "Rasht")
    with Store.open(project, write=True) as store:
        document_id, text_sha256 = store.find_document("daily-2")
        store.forget(Tombstone(document_id, text_sha256, "2026-01-01T00:00:00+00:00", "person:ben", "asked"))
    assert not (project / CATALOG_NAME).exists()
    assert ana.post(action, form | {"verb": "accept"}).status == 303
    with Store.open(project) as store:
        assert [one.verb for one in store.decisions()] == ["accept"]
    assert facts(Catalog(project)) == anew(project)


def test_a_corrected_source_and_its_undo_reach_the_lists(ana: Client, project: Path) -> None:
    catalog = Catalog(project)
    before = facts(catalog)
    html = ana.get("/sources?edit=src-channel").text
    fields = look.hidden(html, "/sources/src-channel") | {"name": "Voices", "kind": "party", "owner": "Coast Group"}
    assert ana.post("/sources/src-channel", fields).status == 303
    assert facts(catalog) == anew(project) != before
    assert ana.get("/events.json?source_kind=party").json["total"] == 1
    ana.post("/undo", {})
    assert facts(catalog) == anew(project) == before
    assert ana.get("/events.json?source_kind=party").json["total"] == 0
    source = next(one for one in ana.get("/sources.json").json["sources"] if one["id"] == "src-channel")
    assert (source["kind"], source["owner"]) == ("channel", "")
