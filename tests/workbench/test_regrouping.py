"""After a merge or split: where the reports went, and whose history it is."""

from __future__ import annotations

from typing import Any

import pytest

from placard.records import Decision
from placard.review.decide import fold
from placard.workbench import regrouping
from tests.workbench import look
from tests.workbench.client import Client, hidden


@pytest.fixture
def halves(ana: Client) -> tuple[dict[str, Any], dict[str, Any]]:
    """The event of Rasht after the report of the channel was split off, and that report's event."""
    whole = look.event(ana)
    url = f"/events/{whole['id']}"
    leaving = next(one for one in whole["mentions"] if one["document"]["input_id"] == "channel-1")
    fields = hidden(ana.get(url).text, url) | {"verb": "split", "mention": leaving["id"]}
    assert ana.post(url, fields).headers["location"] == url
    other = look.document(ana, "channel-1")["mentions"][0]["event_id"]
    return ana.get(f"{url}.json").json, ana.get(f"/events/{other}.json").json


def relations(page: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["kind"], one["event_id"]) for one in page["relations"]}


def test_both_halves_of_a_split_lead_to_each_other(halves: tuple[dict[str, Any], dict[str, Any]]) -> None:
    staying, left = halves
    assert ("split off from this event", left["id"]) in relations(staying)
    assert ("this event was split off from", staying["id"]) in relations(left)


def test_a_split_is_in_both_histories_with_the_title_of_what_left(halves: tuple[dict[str, Any], dict[str, Any]]) -> None:
    for page in halves:
        (line,) = [one for one in page["history"] if one["verb"] == "split"]
        assert line["words"] == "\u0631\u0634\u062a \U0001f4e2"


def test_taking_a_split_back_takes_the_link_back(ana: Client, halves: tuple[dict[str, Any], dict[str, Any]]) -> None:
    staying, _ = halves
    ana.post("/undo", {})
    page = ana.get(f"/events/{staying['id']}.json").json
    assert not any("split" in kind for kind, _ in relations(page))
    assert [(one["verb"], one["live"]) for one in page["history"]][:2] == [("undo", True), ("split", False)]


def test_a_merge_stays_in_the_history_whichever_id_lives_on(ana: Client) -> None:
    one, other = look.event(ana), look.event(ana, "classmates")
    ana.post(f"/events/{other['id']}", {"verb": "merge", "with": one["id"], "seen": ""})
    page = look.event(ana)
    assert {found["document"]["input_id"] for found in page["mentions"]} >= {"wire-1", "daily-2"}
    assert [found["verb"] for found in page["history"]] == ["merge"]


def split(number: int, event: str, staying: list[str], leaving: list[str]) -> Decision:
    before, after = {"groups": [[*staying, *leaving]]}, {"mentions": leaving}
    return Decision(f"dec-{number}", f"2024-01-01T00:00:{number:02}+00:00", "ana", "split", event, before, after)


def test_what_was_split_twice_leads_to_every_part() -> None:
    decisions = [split(1, "event-1", ["a", "b"], ["c"]), split(2, "event-1", ["a"], ["b"])]
    reviewed = fold(decisions)
    found = regrouping.apart(decisions, reviewed, "event-1", ["a"])
    assert found == {"c": "split off from this event", "b": "split off from this event"}
    assert regrouping.apart(decisions, reviewed, "event-9", ["c"]) == dict.fromkeys("ab", "this event was split off from")
    assert [one.id for one in regrouping.about(decisions, "event-9", ["c"])] == ["dec-1"]
