"""A document and its event: correct a count by keyboard, see the event follow, take it back; add values; two tabs; hostile text."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.guard import Guarded
from tests.browser.project import HOSTILE
from tests.workbench.builder import Made


def card(page: Page, statement_id: str) -> Locator:
    return page.locator(f"[id='stm-{statement_id}']")


def open_document(page: Page, url: str, made: Made, report: str) -> None:
    page.goto(f"{url}/documents/{made.documents[report].id}")
    expect(page.locator(".hl-text")).to_be_visible()
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")


def statements(page: Page, url: str, made: Made, report: str) -> dict[str, dict[str, Any]]:
    """The statements of a report by id, from the page's JSON twin."""
    data = page.request.get(f"{url}/documents/{made.documents[report].id}.json").json()
    return {one["id"]: one for mention in data["mentions"] for one in mention["statements"]}


def test_a_corrected_count_changes_the_event_and_its_history_and_is_taken_back(page: Page, url: str, made: Made) -> None:
    size = made.statement("kano-gazette", "size", 1)
    event = f"{url}/events/{made.events['kano-gazette']}"
    open_document(page, url, made, "kano-gazette")
    for _ in range(30):
        page.keyboard.press("j")
        if card(page, size.id).evaluate("card => card === document.activeElement"):
            break
    page.keyboard.press("c")
    expect(card(page, size.id).get_by_label("At least")).to_be_focused()
    page.keyboard.type("350")
    page.keyboard.press("Tab")
    page.keyboard.type("350")
    page.keyboard.press("Enter")
    expect(card(page, size.id)).to_contain_text("corrected by ana")
    expect(card(page, size.id)).to_contain_text("350")
    expect(page.locator("mark", has_text="300")).to_have_class(re.compile("hl-corrected"))

    page.goto(event)
    told = page.locator(f"[id='told-{size.id}']")
    expect(told).to_contain_text("350")
    history = page.get_by_role("list").filter(has_text="ana corrected")
    expect(history).to_contain_text("300 → 350")

    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")
    page.locator("body").press("u")
    expect(page.locator(f"[id='told-{size.id}']")).not_to_contain_text("350")
    expect(page.locator(".history")).to_contain_text("taken back")
    assert statements(page, url, made, "kano-gazette")[size.id]["state"] == "open"


def test_values_are_decided_card_after_card_without_a_mouse(page: Page, url: str, made: Made) -> None:
    open_document(page, url, made, "lagos-post")
    for key in ("accept", "reject", "accept"):
        page.keyboard.press("j")
        focused = page.evaluate("document.activeElement.id")
        with page.expect_response("**/statements/**"):
            page.keyboard.press({"accept": "a", "reject": "x"}[key])
        expect(page.locator(f"[id='{focused}']")).to_contain_text(f"{key}ed by ana")
        expect(page.locator(f"[id='{focused}']")).to_be_focused()
    states = [one["state"] for one in statements(page, url, made, "lagos-post").values()]
    assert states.count("accepted") == 2
    assert states.count("rejected") == 1
    page.reload()
    expect(page.locator(".card-accepted")).to_have_count(2)


def test_words_lead_to_their_value_and_a_value_to_its_words(page: Page, url: str, made: Made) -> None:
    open_document(page, url, made, "kano-gazette")
    arrests = made.statement("kano-gazette", "arrests")
    page.locator("mark", has_text="Five people").click()
    expect(card(page, arrests.id)).to_be_focused()
    demand = made.statement("kano-gazette", "demand")
    card(page, demand.id).locator(".card-title").click()
    expect(page.locator("mark.hl-selected")).to_have_text("nine months of unpaid wages")


def test_right_to_left_with_emoji_marks_and_adds_the_very_words(page: Page, url: str, made: Made) -> None:
    document = made.documents["al-saha"]
    open_document(page, url, made, "al-saha")
    assert page.locator(".hl-text").evaluate("text => text.textContent") == document.text
    slogan = made.statement("al-saha", "slogan")
    expect(page.locator(f"mark[data-ids*='{slogan.id}']")).to_have_text("خبز وكرامة")
    key = page.evaluate(
        """() => JSON.parse(document.querySelector("[data-island-data]").textContent)
             .variables.find(variable => variable.name === "participants").key"""
    )
    page.locator(".hl-text").focus()
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.getSelection().toString()") == "عامل"
    with page.expect_navigation():
        page.keyboard.press(key)
    new = [one for one in statements(page, url, made, "al-saha").values() if not one["machine"]]
    assert [one["quotes"] for one in new] == [["عامل"]]
    start, end = new[0]["spans"][0]
    assert document.text[start:end] == "عامل"
    assert new[0]["variable"] == "participants"
    expect(card(page, new[0]["id"])).to_contain_text("added by ana")


def test_in_two_tabs_the_second_writer_sees_both(
    page: Page, context: BrowserContext, url: str, made: Made, guarded: Guarded
) -> None:
    guarded.allow("409")
    size = made.statement("kano-gazette", "size", 1)
    other = context.new_page()
    open_document(page, url, made, "kano-gazette")
    open_document(other, url, made, "kano-gazette")
    card(page, size.id).get_by_role("button", name="Reject").click()
    expect(card(page, size.id)).to_contain_text("rejected by ana")
    card(other, size.id).get_by_role("button", name="Accept").click()
    expect(other.get_by_role("heading", name="Theirs")).to_be_visible()
    expect(other.get_by_role("heading", name="Yours")).to_be_visible()
    assert statements(page, url, made, "kano-gazette")[size.id]["state"] == "rejected"
    other.get_by_role("button", name="Send mine all the same").click()
    expect(card(other, size.id)).to_contain_text("accepted by ana")
    assert statements(page, url, made, "kano-gazette")[size.id]["state"] == "accepted"


def test_hostile_text_stays_text_wherever_it_is_shown(page: Page, url: str, made: Made) -> None:
    document, event = made.documents["hostile"].id, made.events["hostile"]
    page.goto(f"{url}/events/{event}")
    page.get_by_label("Note about this event").fill(HOSTILE)
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator(".history")).to_contain_text(HOSTILE)
    for path in (f"/documents/{document}", "/documents", f"/events/{event}", "/events", "/", "/slogans", "/sources", "/review"):
        page.goto(url + path)
        assert page.title() != "owned", path
        scripts = page.locator("script:not([src]):not([type='application/json'])")
        expect(scripts).to_have_count(0)
    page.goto(f"{url}/documents/{document}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Title {HOSTILE}")
    expect(page.locator(".hl-text")).to_contain_text(HOSTILE)
    expect(page.locator(".doc-head")).to_contain_text(f"Outlet {HOSTILE}")
