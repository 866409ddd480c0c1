"""Reasons come from the codebook, which says where one must be given."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from placard.codebook import default_codebook, default_codebook_text, parse_codebook
from placard.errors import CodebookError
from tests.workbench import look
from tests.workbench.client import Client, hidden
from tests.workbench.test_adding import select

BOOK = default_codebook()


@pytest.fixture
def dead(ana: Client) -> dict[str, Any]:
    """A count of the dead, for which the codebook asks why it is rejected or corrected."""
    page = look.document(ana, "daily-1")
    fields = select(page, "at least 50") | {"variable": "deaths", "mention": page["mentions"][0]["id"]}
    assert ana.post(f"/documents/{page['document']['id']}/add", fields).status == 303
    return look.statement(look.document(ana, "daily-1"), "deaths", "at least 50")


def state(ana: Client, found: dict[str, Any]) -> str:
    return str(look.statement(look.document(ana, "daily-1"), found["variable"], found["quotes"][0])["state"])


def test_forms_offer_the_reasons_of_the_codebook(ana: Client, dead: dict[str, Any]) -> None:
    edit = ana.get(f"/documents/{dead['document_id']}?edit={dead['id']}").text
    for page in (edit, ana.get("/review").text):
        for name, words in BOOK.reasons.items():
            assert f'<option value="{name}">{words}</option>' in page
    assert '<select name="why" required>' in edit
    assert "gives a reason" in ana.get("/codebook").text


def test_rejecting_without_the_reason_asked_for_asks_and_stores_nothing(ana: Client, dead: dict[str, Any]) -> None:
    asked = look.decide(ana, dead, "reject")
    assert asked.status == 303 and f"ask={dead['id']}" in asked.headers["location"]
    assert state(ana, dead) == "open"
    page = ana.follow(asked).text
    assert "The codebook asks." in page and page.count('name="why" value=') == len(BOOK.reasons)
    form = hidden(page, f"/statements/{dead['id']}")
    ana.post(f"/statements/{dead['id']}", form | {"why": "twice"})
    assert state(ana, dead) == "rejected"
    assert look.document(ana, "daily-1")["history"][0]["reason"] == BOOK.reasons["twice"].rstrip(".")


def test_the_card_asks_in_place_and_the_event_page_is_come_back_to(ana: Client, dead: dict[str, Any]) -> None:
    fields = hidden(ana.get(f"/documents/{dead['document_id']}").text, f"/statements/{dead['id']}") | {"verb": "reject"}
    card = ana.post(f"/statements/{dead['id']}", fields, hx_request="true")
    assert card.status == 200 and card.text.lstrip().startswith("<article") and 'data-key-action="pick1"' in card.text
    event = f"/events/{look.event(ana)['id']}#told-{dead['id']}"
    asked = look.decide(ana, dead, "reject", back=event)
    form = hidden(ana.follow(asked).text, f"/statements/{dead['id']}")
    assert form["back"] == event
    assert ana.post(f"/statements/{dead['id']}", form | {"why": "twice"}).headers["location"] == event


def test_the_queue_asks_and_goes_on(ana: Client, dead: dict[str, Any]) -> None:
    asked = look.decide(ana, dead, "reject", back="/review?rule=random")
    assert asked.headers["location"] == f"/review?rule=random&item={dead['id']}&ask={dead['id']}"
    form = hidden(ana.follow(asked).text, f"/statements/{dead['id']}")
    assert (
        ana.post(f"/statements/{dead['id']}", form | {"why": "not_in_words"}).headers["location"].startswith("/review?rule=random")
    )


@pytest.mark.parametrize("back", ["/documents/", "/events", "/review?rule=random", "card"])
def test_the_note_typed_with_a_rejection_is_kept_while_its_reason_is_asked(ana: Client, dead: dict[str, Any], back: str) -> None:
    note = 'the "list" names <nine> & \u0646\u0627\u0646'
    if back == "card":
        fields = hidden(ana.get(f"/documents/{dead['document_id']}").text, f"/statements/{dead['id']}")
        page = ana.post(f"/statements/{dead['id']}", fields | {"verb": "reject", "reason": note}, hx_request="true").text
    else:
        page = ana.follow(look.decide(ana, dead, "reject", reason=note, back=back)).text
    ask = page[page.index("Why is it rejected?") :]
    kept = re.search(r'name="reason"[^>]* value="([^"]*)"', ask)
    assert kept and html.unescape(kept.group(1)) == note
    fields = hidden(page, f"/statements/{dead['id']}") | {"why": "twice", "reason": html.unescape(kept.group(1)), "answer": ""}
    ana.post(f"/statements/{dead['id']}", fields)
    assert look.document(ana, "daily-1")["history"][0]["reason"] == f"{BOOK.reasons['twice'].rstrip('.')}: {note}"


@pytest.mark.parametrize("back", ["//evil.example/", "/%09/evil.example/", "/%5Cevil.example/"])
def test_a_page_never_sends_the_answer_elsewhere(ana: Client, dead: dict[str, Any], back: str) -> None:
    page = ana.get(f"/documents/{dead['document_id']}?ask={dead['id']}&back={back}").text
    assert all(link.startswith("/documents/") for link in re.findall(r'href="([^"]*)"[^>]*>Cancel</a>', page))
    assert hidden(page, f"/statements/{dead['id']}")["back"].startswith("/documents/")


def test_a_correction_gives_its_reason_too(ana: Client, dead: dict[str, Any]) -> None:
    refused = look.decide(ana, dead, "correct", low="3", high="3")
    assert refused.status == 409 and "asks why" in refused.text
    assert look.decide(ana, dead, "correct", low="3", high="3", why="wrong_value").status == 303
    assert state(ana, dead) == "corrected"


def test_accepting_and_variables_that_ask_nothing_need_no_reason(ana: Client, dead: dict[str, Any]) -> None:
    assert look.decide(ana, dead, "accept").status == 303
    assert state(ana, dead) == "accepted"
    other = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    look.decide(ana, other, "reject")
    assert state(ana, other) == "rejected"


def test_a_codebook_that_asks_for_reasons_lists_some() -> None:
    text = default_codebook_text()
    with pytest.raises(CodebookError, match=r"none is listed: deaths"):
        parse_codebook(text[: text.index("\nreasons:")], where="book.yaml")
    assert parse_codebook(text.replace(" ask_reason: [correct, reject],", ""), where="book.yaml").reasons
