"""The review queue by keyboard alone; a second coder who sees nobody's work; adjudication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.workbench.builder import Made


def ready(page: Page) -> None:
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")


def item(page: Page) -> str:
    """Id of the value that the page asks about."""
    return str(page.locator("[id^='stm-']").get_attribute("id")).removeprefix("stm-")


def decided(page: Page, url: str, made: Made) -> dict[str, dict[str, Any]]:
    """Every statement that a person has decided on, by id."""
    found: dict[str, dict[str, Any]] = {}
    for document in made.documents.values():
        data = page.request.get(f"{url}/documents/{document.id}.json").json()
        found |= {one["id"]: one for mention in data["mentions"] for one in mention["statements"] if one["state"] != "open"}
    return found


def test_ten_items_by_keyboard_alone(page: Page, url: str, made: Made) -> None:
    page.goto(f"{url}/review")
    done: dict[str, str] = {}
    for key in "aaxaaxaaaa":
        ready(page)
        asked = item(page)
        assert asked not in done, "the queue asks about each value once"
        with page.expect_navigation():
            page.keyboard.press(key)
        done[asked] = {"a": "accepted", "x": "rejected"}[key]
    assert {one: found["state"] for one, found in decided(page, url, made).items()} == done
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("10 decided by you")

    with page.expect_navigation():
        page.keyboard.press("u")
    assert len(decided(page, url, made)) == 9


def test_blind_second_coding_and_adjudication(page: Page, desk: Callable[[str], str], made: Made) -> None:
    ana, ben = desk("ana"), desk("ben")
    size, arrests, demand = (made.statement("kano-gazette", name) for name in ("size", "arrests", "demand"))
    for statement, verb in ((size, "Accept"), (arrests, "Reject"), (demand, "Accept")):
        page.goto(f"{ana}/documents/{statement_document(made)}")
        card = page.locator(f"[id='stm-{statement.id}']")
        card.get_by_role("button", name=verb).click()
        expect(card).to_contain_text("ed by ana")

    page.goto(f"{ben}/review?mode=second")
    for key, statement in (("x", size), ("x", arrests), ("a", demand)):
        ready(page)
        assert item(page) == statement.id, "the second coder walks the same way"
        expect(page.locator("main")).not_to_contain_text("ana")
        with page.expect_navigation():
            page.keyboard.press(key)
    expect(page.locator("main")).to_contain_text("Nothing waits for a second coder")
    assert {found["state"] for found in decided(page, ben, made).values()} == {"accepted", "rejected"}

    page.goto(f"{ana}/adjudication")
    ready(page)
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("differ")
    expect(rows.first).to_contain_text("Some 2,000")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("2")
    row = page.get_by_role("row", name="Some 2,000")
    expect(row).to_contain_text("settled by ana, from ben")
    assert decided(page, ana, made)[size.id]["state"] == "rejected"
    page.get_by_role("button", name="Settle the 2").click()
    expect(page.get_by_text("settled by ana")).to_have_count(3)
    page.goto(f"{ana}/agreement")
    expect(page.locator("main")).to_contain_text("ben")


def statement_document(made: Made) -> str:
    return made.documents["kano-gazette"].id
