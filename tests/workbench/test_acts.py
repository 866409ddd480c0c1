"""What people do: decisions, what they change, taking them back, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from placard.store.store import Store
from tests.workbench import look
from tests.workbench.client import Client, hidden


def shown(page: dict[str, object], name: str) -> list[str]:
    return [one["value"]["words"] for one in look.variable(page, name)["shown"]]  # type: ignore[arg-type]


def test_a_corrected_count_reaches_the_event_its_history_and_the_machine_is_not_called_a_person(ana: Client) -> None:
    before = look.event(ana)
    assert shown(before, "size") == ["550 to 20,000"]
    found = look.statement(look.document(ana, "wire-1"), "size", "20,000")
    answer = look.decide(
        ana, found, "correct", low="12,000", high="12000", speaker="organizer", speaker_words="the Weavers' Council"
    )
    assert answer.status == 303 and answer.headers["location"].endswith(f"#stm-{found['id']}")
    page = look.event(ana)
    told = next(one["statement"] for one in look.variable(page, "size")["told"] if one["statement"]["id"] == found["id"])
    assert (told["value"]["words"], told["state"], told["coder"], told["machine"]) == ("12,000", "corrected", "ana", False)
    assert told["was"]["words"] == "20,000"
    other = next(
        one["statement"] for one in look.variable(page, "size")["told"] if one["statement"]["value"]["words"] == "550 to 650"
    )
    assert (other["machine"], other["state"]) == (True, "open")
    line = page["history"][0]
    assert (line["by"], line["verb"]) == ("ana", "correct")
    assert "20,000 \u2192 12,000" in line["words"]


def test_undo_goes_back_step_by_step_and_stops_at_the_beginning(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    look.decide(ana, found, "correct", low="3000", high="4000")
    look.decide(ana, found, "reject", why="wrong_value")
    state = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    assert (state["state"], state["value"]["words"]) == ("rejected", "3,000 to 4,000")
    assert ana.post("/undo", {"back": "/events"}).headers["location"] == "/events"
    assert look.statement(look.document(ana, "daily-1"), "size", "Thousands")["state"] == "corrected"
    ana.post("/undo", {})
    assert look.statement(look.document(ana, "daily-1"), "size", "Thousands")["value"]["words"] == "2,000 to 9,999"
    assert ana.post("/undo", {}).status == 404
    assert shown(look.event(ana), "size") == ["550 to 20,000"]


def test_an_undo_can_be_taken_back_from_the_history(ana: Client, project: Path) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    look.decide(ana, found, "accept")
    ana.post("/undo", {})
    with Store.open(project) as store:
        verbs = [(one.verb, one.by) for one in store.decisions()]
    assert verbs == [("accept", "ana"), ("undo", "ana")]


def test_undo_of_one_decision_leaves_later_ones(ana: Client) -> None:
    one = look.statement(look.document(ana, "wire-1"), "size", "some 600")
    other = look.statement(look.document(ana, "wire-1"), "size", "20,000")
    look.decide(ana, one, "reject")
    look.decide(ana, other, "accept")
    first = look.event(ana)["history"][-1]
    ana.post("/undo", {"decision": first["id"]})
    page = look.document(ana, "wire-1")
    assert look.statement(page, "size", "some 600")["state"] == "open"
    assert look.statement(page, "size", "20,000")["state"] == "accepted"


def test_a_rejected_value_leaves_the_event_and_stays_in_the_document(ana: Client) -> None:
    for report in ("wire-1", "gazette-1"):
        look.decide(ana, look.statement(look.document(ana, report), "size", "20,000"), "reject", why="wrong_value", reason="a typo")
    page = look.event(ana)
    assert shown(page, "size") == ["550 to 9,999"]
    found = look.statement(look.document(ana, "wire-1"), "size", "20,000")
    assert found["state"] == "rejected"
    assert page["history"][0]["reason"] == "The words say something else: a typo"


def test_an_event_whose_reports_are_all_rejected_goes_and_comes_back(ana: Client) -> None:
    mention = look.document(ana, "daily-2")["mentions"][0]
    total = ana.get("/events.json").json["total"]
    look.decide_mention(ana, mention, "reject", reason="no protest")
    assert ana.get("/events.json").json["total"] == total - 1
    assert ana.get(f"/events/{mention['event_id']}").status == 404
    ana.post("/undo", {})
    assert ana.get("/events.json").json["total"] == total
    assert ana.get(f"/events/{mention['event_id']}").status == 200


def test_form_and_status_of_a_report_are_corrected(ana: Client) -> None:
    mention = look.document(ana, "daily-2")["mentions"][0]
    look.decide_mention(ana, mention, "correct", form="symbolic", status="planned")
    row = ana.get(f"/events/{mention['event_id']}.json").json["row"]
    assert (row["form"], row["status"]) == ("symbolic", "planned")
    assert ana.get("/events.json?form=symbolic").json["total"] == 1
    assert look.decide_mention(ana, mention, "correct", form="carnival", status="planned").status == 409


def test_a_value_is_added_from_utf16_offsets_beyond_emoji(ana: Client) -> None:
    page = look.document(ana, "channel-1")
    words = "on every placard"
    start = len(page["text"][: page["text"].index(words)].encode("utf-16-le")) // 2
    fields = {"start": str(start), "end": str(start + len(words)), "variable": "tactic", "mention": page["mentions"][0]["id"]}
    answer = ana.post(f"/documents/{page['document']['id']}/add", fields)
    assert answer.status == 303
    added = look.statement(look.document(ana, "channel-1"), "tactic", words)
    assert (added["machine"], added["coder"]) == (False, "ana")
    assert shown(look.event(ana, "bread"), "tactic") == [words]
    look.decide(ana, added, "correct", text="signs held up", speaker="outlet", certainty="hedged")
    again = look.statement(look.document(ana, "channel-1"), "tactic", words)
    assert (again["value"]["words"], again["certainty"]) == ("signs held up", "hedged")
    ana.post("/undo", {})
    ana.post("/undo", {})
    assert [one for one in look.statements(look.document(ana, "channel-1")) if one["variable"] == "tactic"] == []


@pytest.mark.parametrize(("start", "end"), [("", ""), ("3", "3"), ("-1", "4"), ("0", "999999"), ("x", "y")])
def test_adding_without_words_says_so(ana: Client, start: str, end: str) -> None:
    page = look.document(ana, "wire-1")
    fields = {"start": start, "end": end, "variable": "tactic", "mention": page["mentions"][0]["id"]}
    answer = ana.post(f"/documents/{page['document']['id']}/add", fields)
    assert answer.status == 409 and "no words are selected" in answer.text


def test_a_count_that_is_added_is_resolved_and_a_code_asks_to_be_chosen(ana: Client) -> None:
    page = look.document(ana, "daily-1")
    for words, variable in (("at least 50", "injuries"), ("shouted", "response")):
        start = len(page["text"][: page["text"].index(words)].encode("utf-16-le")) // 2
        fields = {"start": str(start), "end": str(start + len(words)), "variable": variable, "mention": page["mentions"][0]["id"]}
        location = ana.post(f"/documents/{page['document']['id']}/add", fields).headers["location"]
        assert ("?edit=" in location) == (variable == "response")
    page = look.document(ana, "daily-1")
    assert look.statement(page, "injuries", "at least 50")["value"]["words"] == "50 or more"
    found = look.statement(page, "response", "shouted")
    look.decide(ana, found, "correct", code="denounce")
    assert "denounce" in shown(look.event(ana), "response")


def test_a_place_is_searched_chosen_and_moves_the_event(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-2"), "place", "Qazvin")
    asked = look.decide(ana, found, "correct", place_q="Tabriz", place="")
    assert asked.status == 303 and "place_q=Tabriz" in asked.headers["location"]
    page = ana.follow(asked).text
    assert 'type="radio" name="place"' in page and "Tabriz" in page
    choice = page.partition('type="radio" name="place" value="')[2].partition('"')[0]
    look.decide(ana, found, "correct", place_q="Tabriz", place=choice)
    event = ana.get(f"/events/{look.document(ana, 'daily-2')['mentions'][0]['event_id']}.json").json
    assert event["row"]["place"] == "Tabriz"
    assert look.variable(event, "place")["told"][0]["statement"]["quotes"] == ["Qazvin"]


def test_a_speaker_needs_words_of_the_text(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    assert "needs words" in look.decide(ana, found, "correct", speaker="authority", speaker_words="").text
    assert "does not have the words" in look.decide(ana, found, "correct", speaker="authority", speaker_words="The Queen").text
    look.decide(ana, found, "correct", speaker="authority", speaker_words="riot police")
    now = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    assert (now["speaker"], now["speaker_words"], now["value"]["words"]) == ("authority", "Riot police", "2,000 to 9,999")


@pytest.mark.parametrize("fields", [{"low": "many"}, {"low": "9", "high": "3"}, {"low": "", "high": ""}, {"certainty": "maybe"}])
def test_a_correction_that_means_nothing_is_refused_and_changes_nothing(ana: Client, fields: dict[str, str]) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    answer = look.decide(ana, found, "correct", **fields)
    assert answer.status == 409 and "What to do" in answer.text
    assert look.statement(look.document(ana, "daily-1"), "size", "Thousands")["state"] == "open"


def test_the_second_writer_sees_both_versions_and_can_send_theirs_again(person: Callable[[str], Client]) -> None:
    ana, ben = person("ana"), person("ben")
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    action = f"/statements/{found['id']}"
    stale = hidden(ben.get(f"/documents/{found['document_id']}").text, action)
    look.decide(ana, found, "correct", low="5000", high="5000")
    late = ben.post(action, stale | {"verb": "correct", "low": "7000", "high": "7000", "answer": ""})
    assert late.status == 409
    assert "Theirs: ana" in late.text and "5000" in late.text and "7000" in late.text
    again = ben.post(action, hidden(late.text, action) | {})
    assert again.status == 303
    now = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    assert (now["value"]["words"], now["by"]) == ("7,000", "ben")
    assert [line["by"] for line in look.document(ana, "daily-1")["history"]] == ["ben", "ana"]


def test_two_writers_on_different_values_do_not_disturb_each_other(person: Callable[[str], Client]) -> None:
    ana, ben = person("ana"), person("ben")
    one = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    other = look.statement(look.document(ben, "daily-1"), "arrests", "at least 50")
    assert look.decide(ana, one, "accept").status == 303
    assert look.decide(ben, other, "reject").status == 303
    page = look.document(ana, "daily-1")
    assert (look.statement(page, "size", "Thousands")["by"], look.statement(page, "arrests", "at least 50")["by"]) == ("ana", "ben")


def test_a_card_comes_back_alone_for_htmx(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    fields = hidden(ana.get(f"/documents/{found['document_id']}").text, f"/statements/{found['id']}") | {"verb": "accept"}
    answer = ana.post(f"/statements/{found['id']}", fields, hx_request="true")
    assert answer.status == 200
    assert answer.text.lstrip().startswith("<article") and "accepted by ana" in answer.text and "Saved at" in answer.text


def test_correcting_an_owner_joins_two_sources_into_one_voice(ana: Client) -> None:
    page = look.event(ana)
    assert len(page["behind"]["sources"]) == 3
    html = ana.get("/sources?edit=src-channel").text
    fields = hidden(html, "/sources/src-channel") | {
        "name": "Voices",
        "kind": "channel",
        "owner": "Coast Group",
        "country": "ir",
        "languages": "fa; en",
    }
    assert ana.post("/sources/src-channel", fields).status == 303
    source = next(one for one in ana.get("/sources.json").json["sources"] if one["id"] == "src-channel")
    assert (source["name"], source["country"], source["languages"]) == ("Voices", "IR", "en, fa")
    assert len(look.event(ana)["behind"]["sources"]) == 2
    assert ana.get("/events.json?q=flour").json["events"][0]["sources"] == 2
    assert (
        ana.post(
            "/sources/src-channel", hidden(ana.get("/sources?edit=src-channel").text, "/sources/src-channel") | {"country": "Iran"}
        ).status
        == 409
    )


def test_back_never_leads_to_another_site(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    for target in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        answer = look.decide(ana, found, "flag", back=target)
        assert answer.headers["location"].startswith("/documents/")
