"""Adding what was missed, by keyboard and by mouse: triggers and whole event mentions; reasons where the codebook asks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.test_document_flow import card, open_document, statements
from tests.workbench.builder import Made


def select_words(page: Page, moves: int) -> None:
    """Select one word of the text by keyboard, so many words behind the first."""
    page.locator(".hl-text").focus()
    page.keyboard.press("Home")
    for _ in range(moves):
        page.keyboard.press("ArrowRight")


def mentions(page: Page, url: str, made: Made, report: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(f"{url}/documents/{made.documents[report].id}.json").json()["mentions"]
    return found


def key_of(page: Page, name: str) -> str:
    return str(
        page.evaluate(
            """name => JSON.parse(document.querySelector("[data-island=highlighter] [data-island-data]").textContent)
                 .variables.find(one => one.name === name).key""",
            name,
        )
    )


def test_a_trigger_is_added_by_its_key(page: Page, url: str, made: Made) -> None:
    open_document(page, url, made, "lagos-post")
    select_words(page, 0)
    with page.expect_navigation():
        page.keyboard.press(key_of(page, "trigger"))
    new = [one for one in statements(page, url, made, "lagos-post").values() if not one["machine"]]
    assert [(one["variable"], one["quotes"]) for one in new] == [("trigger", ["Bus"])]
    expect(card(page, new[0]["id"])).to_contain_text("added by ana")


def test_a_missed_event_is_added_by_keyboard_alone_and_taken_back(page: Page, url: str, made: Made) -> None:
    open_document(page, url, made, "lagos-post")
    select_words(page, 5)
    words = page.evaluate("document.getSelection().toString()")
    with page.expect_navigation():
        page.keyboard.press(key_of(page, "+mention"))
    expect(page.get_by_role("heading", name="New event mention")).to_contain_text(words)
    expect(page.locator(".new-mention [name=form]")).to_be_focused()
    assert len(mentions(page, url, made, "lagos-post")) == 1, "nothing is stored yet"
    page.keyboard.type("obs")
    for _ in range(3):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    new = mentions(page, url, made, "lagos-post")[1]
    assert (new["form"], new["status"], new["coder"]) == ("obstruction", "occurred", "ana")
    assert [one["quotes"] for one in new["statements"]] == [[words]]
    expect(page.locator(f"[id='men-{new['id']}']")).to_contain_text("added by ana")
    expect(page.get_by_label("Add to")).to_have_value(new["id"])
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")
    with page.expect_navigation():
        page.locator("body").press("u")
    assert len(mentions(page, url, made, "lagos-post")) == 1


def test_a_missed_event_is_added_by_mouse(page: Page, url: str, made: Made) -> None:
    open_document(page, url, made, "kano-gazette")
    box = page.locator("mark", has_text="fired tear gas").bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.locator("#add-value [name=variable]").select_option("+mention")
    page.get_by_role("button", name="Add the selected words").click()
    page.locator(".new-mention [name=form]").select_option("riot")
    page.get_by_role("button", name="Add this event mention").click()
    expect(page.get_by_role("heading", name="Report 2: riot, occurred")).to_be_visible()
    assert [one["quotes"] for one in mentions(page, url, made, "kano-gazette")[1]["statements"]] == [["gas"]]


def test_rejecting_the_dead_asks_why_and_a_number_answers(page: Page, url: str, made: Made) -> None:
    deaths = made.statement("northern-wire", "deaths")
    open_document(page, url, made, "northern-wire")
    card(page, deaths.id).focus()
    page.keyboard.press("x")
    expect(card(page, deaths.id)).to_contain_text("The codebook asks.")
    expect(card(page, deaths.id)).to_be_focused()
    assert statements(page, url, made, "northern-wire")[deaths.id]["state"] == "open"
    page.keyboard.press("2")
    expect(card(page, deaths.id)).to_contain_text("rejected by ana")
    page.reload()
    expect(page.locator(".history")).to_contain_text("The words say something else")
