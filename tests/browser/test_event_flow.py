"""Events merged, split and brought back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.workbench.builder import Made


def event(page: Page, url: str, event_id: str) -> dict[str, Any]:
    data: dict[str, Any] = page.request.get(f"{url}/events/{event_id}.json").json()
    return data


def reports(page: Page, url: str, event_id: str) -> set[str]:
    return {mention["document"]["input_id"] for mention in event(page, url, event_id)["mentions"]}


def test_merge_split_and_undo(page: Page, url: str, made: Made) -> None:
    kano, lagos = made.events["kano-gazette"], made.events["lagos-post"]
    page.goto(f"{url}/events/{kano}")
    page.get_by_label("Id or address of the other event").fill(f"{url}/events/{lagos}")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("link", name="Drivers strike in Lagos")).to_be_visible()
    merged = page.url.rpartition("/")[2]
    assert reports(page, url, merged) == {"kano-gazette", "northern-wire", "lagos-post"}
    assert event(page, url, lagos)["id"] == event(page, url, kano)["id"], "the id that was merged away leads on"

    page.locator("li", has=page.get_by_role("link", name="Drivers strike in Lagos")).get_by_role("checkbox").check()
    page.get_by_role("button", name="Split off the ticked").click()
    expect(page.get_by_role("link", name="Drivers strike in Lagos")).to_have_count(0)
    assert reports(page, url, kano) == {"kano-gazette", "northern-wire"}
    assert reports(page, url, lagos) == {"lagos-post"}, "a split gives the old id back"

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Drivers strike in Lagos")).to_have_count(1)
    assert reports(page, url, merged) == {"kano-gazette", "northern-wire", "lagos-post"}
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Drivers strike in Lagos")).to_have_count(0)
    assert reports(page, url, kano) == {"kano-gazette", "northern-wire"}
    assert reports(page, url, lagos) == {"lagos-post"}


@pytest.mark.usefixtures("webgl")
def test_the_filters_of_the_overview_are_in_its_address(page: Page, url: str, made: Made) -> None:
    page.goto(url)
    expect(page.locator("[data-map-drawn]")).to_be_visible()
    island, canvas = (page.locator(part).bounding_box() for part in ("[data-island=map]", ".map-canvas"))
    assert island and canvas
    assert canvas["y"] + canvas["height"] <= island["y"] + island["height"], "nothing of the map is cut off"
    for mark in page.locator("a.map-mark").all():
        box = mark.bounding_box()
        assert box and canvas["y"] <= box["y"] and box["y"] + box["height"] <= canvas["y"] + canvas["height"]
    page.get_by_role("link", name="Lagos, 2 events").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2")
