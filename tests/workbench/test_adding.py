"""Adding what the machine missed: triggers, and whole event mentions from selected words; taking them back; linking after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from placard import project as steps
from placard.release.verify import verify
from placard.store.catalog import Catalog
from tests.store.test_catalog import anew, facts
from tests.workbench import look
from tests.workbench.client import Answer, Client
from tests.workbench.test_acts import shown


def select(page: dict[str, Any], words: str) -> dict[str, str]:
    """The fields that the highlighter fills when these words are selected."""
    start = len(page["text"][: page["text"].index(words)].encode("utf-16-le")) // 2
    return {"start": str(start), "end": str(start + len(words.encode("utf-16-le")) // 2)}


def add_mention(client: Client, input_id: str, words: str, **fields: str) -> Answer:
    page = look.document(client, input_id)
    given = select(page, words) | {"variable": "+mention"} | fields
    return client.post(f"/documents/{page['document']['id']}/add", given)


def test_a_trigger_is_added_like_any_value(ana: Client) -> None:
    page = look.document(ana, "daily-1")
    fields = select(page, "shouted") | {"variable": "trigger", "mention": page["mentions"][0]["id"]}
    assert ana.post(f"/documents/{page['document']['id']}/add", fields).status == 303
    added = look.statement(look.document(ana, "daily-1"), "trigger", "shouted")
    assert (added["machine"], added["coder"], added["state"]) == (False, "ana", "open")
    html = ana.get(f"/documents/{page['document']['id']}").text
    assert '<option value="trigger">' in html


def test_selected_words_ask_for_a_form_and_become_a_mention_with_an_event_of_its_own(ana: Client) -> None:
    total = ana.get("/events.json").json["total"]
    asked = add_mention(ana, "port-1", "stadium")
    assert asked.status == 303 and "?new=" in asked.headers["location"]
    html = ana.follow(asked).text
    assert "New event mention" in html and '<q dir="auto">stadium</q>' in html
    assert look.document(ana, "port-1")["mentions"] == [], "nothing is stored before the form is chosen"

    done = add_mention(ana, "port-1", "stadium", form="symbolic", status="planned", reason="a banner")
    assert done.status == 303
    (mention,) = look.document(ana, "port-1")["mentions"]
    assert done.headers["location"].endswith(f"#men-{mention['id']}")
    assert (mention["form"], mention["status"], mention["machine"], mention["coder"]) == ("symbolic", "planned", False, "ana")
    assert [(one["variable"], one["quotes"]) for one in mention["statements"]] == [("trigger", ["stadium"])]
    assert ana.get("/events.json").json["total"] == total + 1
    event = ana.get(f"/events/{mention['event_id']}.json").json
    assert (event["row"]["form"], event["row"]["status"]) == ("symbolic", "planned")
    line = look.document(ana, "port-1")["history"][0]
    assert (line["verb"], line["by"], line["reason"]) == ("add", "ana", "a banner") and "stadium" in line["words"]


def test_values_are_added_to_a_mention_that_was_added(ana: Client) -> None:
    add_mention(ana, "port-1", "scored", form="other")
    page = look.document(ana, "port-1")
    (mention,) = page["mentions"]
    fields = select(page, "the port's stadium") | {"variable": "venue", "mention": mention["id"]}
    answer = ana.post(f"/documents/{page['document']['id']}/add", fields)
    assert f"to={mention['id']}" in answer.headers["location"], "the next value goes to the same mention"
    assert shown(ana.get(f"/events/{mention['event_id']}.json").json, "venue") == ["the port's stadium"]


def test_taking_it_back_leaves_nothing_and_lists_follow(ana: Client, project: Path) -> None:
    total = ana.get("/events.json").json["total"]
    add_mention(ana, "port-1", "stadium", form="symbolic")
    (mention,) = look.document(ana, "port-1")["mentions"]
    catalog = Catalog(project)
    assert facts(catalog) == anew(project)
    ana.post("/undo", {})
    assert look.document(ana, "port-1")["mentions"] == []
    assert ana.get("/events.json").json["total"] == total
    assert ana.get(f"/events/{mention['event_id']}").status == 404
    assert facts(catalog) == anew(project)
    assert look.document(ana, "port-1")["history"][-1]["live"] is False


def test_it_can_be_merged_into_the_event_it_belongs_to(ana: Client) -> None:
    add_mention(ana, "port-1", "stadium", form="demonstration")
    (mention,) = look.document(ana, "port-1")["mentions"]
    other = look.event(ana)
    answer = ana.post(f"/events/{mention['event_id']}", {"verb": "merge", "with": other["id"], "seen": ""})
    assert answer.status == 303
    assert mention["id"] in [one["id"] for one in ana.get(f"/events/{other['id']}.json").json["mentions"]]


@pytest.mark.parametrize("fields", [{"form": ""}, {"form": "carnival"}, {"form": "riot", "status": "perhaps"}])
def test_a_form_or_status_that_is_none_is_refused(ana: Client, fields: dict[str, str]) -> None:
    answer = add_mention(ana, "port-1", "stadium", **fields)
    assert answer.status == 409 and "choose one of the list" in answer.text
    assert look.document(ana, "port-1")["mentions"] == []


@pytest.mark.parametrize("new", ["", "1", "5-5", "9-3", "0-99999", "x-y", "-3-4"])
def test_words_in_the_address_that_are_none_ask_nothing(ana: Client, new: str) -> None:
    page = look.document(ana, "port-1")
    answer = ana.get(f"/documents/{page['document']['id']}?new={new}")
    assert answer.status == 200 and "new-h" not in answer.text


def test_linking_and_releases_take_it_up_and_leave_it_out_once_taken_back(ana: Client, project: Path) -> None:
    add_mention(ana, "port-1", "stadium", form="symbolic")
    (mention,) = look.document(ana, "port-1")["mentions"]
    steps.link(project)
    (again,) = look.document(ana, "port-1")["mentions"]
    assert again["event_id"], "linking gave it an event"
    steps.release(project)
    table = (project / "release" / "mentions.csv").read_text(encoding="utf-8")
    assert mention["id"] in table
    ana.post("/undo", {})
    verify(project)  # the release still proves itself with the decisions it was built with
    steps.link(project)
    steps.release(project)
    verify(project)
    assert mention["id"] not in (project / "release" / "mentions.csv").read_text(encoding="utf-8")


def test_what_is_added_after_a_release_does_not_make_it_wrong(ana: Client, project: Path) -> None:
    steps.link(project)
    steps.release(project)
    add_mention(ana, "port-1", "stadium", form="symbolic")
    verify(project)


def chants(ana: Client) -> list[dict[str, Any]]:
    return [chant for group in ana.get("/slogans.json").json["groups"] for chant in group["chants"]]


def test_a_slogan_that_a_person_added_is_among_the_chants(ana: Client) -> None:
    page = look.document(ana, "daily-2")
    words = "the release of classmates"
    fields = select(page, words) | {"variable": "slogan", "mention": page["mentions"][0]["id"]}
    ana.post(f"/documents/{page['document']['id']}/add", fields)
    (added,) = [one for one in chants(ana) if one["text"] == words]
    assert (added["outlet"], added["day"], added["place"]) == ("Sea Daily", "2016-10-19", "Qazvin")
    assert f"{added['before']}{words}{added['after']}" in page["text"]
    ana.post("/undo", {})
    assert not [one for one in chants(ana) if one["text"] == words]


def test_slogans_of_a_rejected_report_are_no_chants(ana: Client) -> None:
    before = len(chants(ana))
    look.decide_mention(ana, look.document(ana, "daily-1")["mentions"][0], "reject")
    assert len(chants(ana)) == before - 1


def test_the_list_of_documents_counts_the_reports_that_stand(ana: Client) -> None:
    def reports(input_id: str) -> int:
        return int(next(one["mentions"] for one in ana.get("/documents.json").json["documents"] if one["input_id"] == input_id))

    assert (reports("port-1"), reports("daily-2")) == (0, 1)
    add_mention(ana, "port-1", "stadium", form="symbolic")
    look.decide_mention(ana, look.document(ana, "daily-2")["mentions"][0], "reject")
    assert (reports("port-1"), reports("daily-2")) == (1, 0)
    ana.post("/undo", {})
    ana.post("/undo", {})
    assert (reports("port-1"), reports("daily-2")) == (0, 1)
