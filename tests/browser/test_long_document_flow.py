"""A long document: cards come when they are near, and an act on one that is still on its way waits for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.running import Server
from tests.workbench.builder import Made
from tests.workbench.long import long_project

VALUES = 200


@pytest.fixture
def address(tmp_path: Path, serve: Callable[..., Server]) -> str:
    folder = tmp_path / "long"
    key = long_project(folder, words=4000, values=VALUES)
    return f"{serve(Made(folder, {}, {}, {})).url}/documents/{key}"


def ready(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")
    expect(page.locator(".hl-text")).to_be_visible()


def test_cards_come_as_they_are_scrolled_to_and_none_is_lost(page: Page, address: str) -> None:
    ready(page, address)
    cards, short = page.locator(".card"), page.locator(".card-short")
    expect(cards).to_have_count(VALUES)
    assert short.count() > VALUES // 2
    order = cards.evaluate_all("cards => cards.map(card => card.id)")
    page.mouse.move(1000, 500)
    for _ in range(200):
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(40)
        if short.count() == 0:
            break
    expect(short).to_have_count(0)
    assert cards.evaluate_all("cards => cards.map(card => card.id)") == order


def test_words_far_down_lead_to_a_card_that_takes_keys(page: Page, address: str) -> None:
    ready(page, address)
    held: list[Route] = []
    page.route("**/*cards=*", lambda route: held.append(route), times=1)
    last = page.locator("mark").last
    last.scroll_into_view_if_needed()
    last.click()
    card = page.locator(".card").last
    expect(card).to_be_focused()
    expect(card).to_contain_class("card-short")
    page.keyboard.press("a")  # its buttons are still on their way
    assert len(held) == 1
    held[0].continue_()
    expect(card).to_contain_text("accepted by ana")
    expect(card).to_be_focused()
    page.reload()
    expect(page.locator(".card-accepted")).to_have_count(1)


def test_without_scripts_a_link_brings_the_card(page: Page, address: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(address)
    far = plain.locator(".card-short").last
    key = far.get_attribute("id")
    far.get_by_role("link").click()
    plain.locator(f"[id='{key}']").get_by_role("button", name="Accept").click()
    expect(plain.locator(f"[id='{key}']")).to_be_attached()
    expect(plain.locator(".card-accepted")).to_have_count(1)
    context.close()
