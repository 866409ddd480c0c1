"""The page of links: merge, keep apart, split, each by its key and taken back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_event_flow import reports
from tests.workbench.builder import Made


def pairs(page: Page) -> Locator:
    return page.locator(".pair-card")


def home(page: Page, url: str, made: Made, report: str) -> str:
    """The event that a report belongs to now."""
    data = page.request.get(f"{url}/documents/{made.documents[report].id}.json").json()
    return str(data["mentions"][0]["event_id"])


def open_links(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_selector("[data-island=keys][data-island-ready]", state="attached")


def test_a_pair_in_doubt_shows_its_reasons_and_is_merged_and_brought_back(page: Page, url: str, made: Made) -> None:
    open_links(page, f"{url}/links")
    doubt = pairs(page).filter(has_text="Drivers strike in Lagos")
    expect(doubt).to_contain_text("52 %")
    expect(doubt.get_by_role("row", name="both in one town")).to_contain_text("+3.1")
    expect(doubt).to_contain_text("now two events")
    for _ in range(pairs(page).count()):
        page.keyboard.press("j")
        if doubt.evaluate("card => card === document.activeElement"):
            break
    press(page, "a")
    expect(doubt).to_have_count(0)
    lagos, saha = made.events["lagos-post"], made.events["al-saha"]
    assert reports(page, url, lagos) == reports(page, url, saha) == {"lagos-post", "al-saha"}
    press(page, "u")
    expect(doubt).to_have_count(1)
    assert reports(page, url, lagos) == {"lagos-post"}
    assert reports(page, url, saha) == {"al-saha"}


def test_a_pair_told_apart_is_asked_about_no_more_until_that_is_taken_back(page: Page, url: str, made: Made) -> None:
    open_links(page, f"{url}/links")
    doubt = pairs(page).filter(has_text="Drivers strike in Lagos")
    doubt.get_by_role("button", name="Different").click()
    expect(doubt).to_have_count(0)
    assert reports(page, url, made.events["lagos-post"]) == {"lagos-post"}
    page.goto(f"{url}/events/{made.events['lagos-post']}")
    expect(page.locator(".history")).to_contain_text("told apart")
    page.get_by_role("button", name="Undo").click()
    open_links(page, f"{url}/links")
    expect(doubt).to_have_count(1)


def test_a_cluster_is_split_and_both_events_lead_to_each_other(page: Page, url: str, made: Made) -> None:
    kano = made.events["kano-gazette"]
    open_links(page, f"{url}/links?event={kano}")
    expect(page.locator(".matrix")).to_contain_text("93 %")
    page.keyboard.press("j")
    press(page, "x")
    homes = {name: home(page, url, made, name) for name in ("kano-gazette", "northern-wire")}
    assert homes["kano-gazette"] != homes["northern-wire"]
    staying = next(name for name, home in homes.items() if home == kano)
    leaving = next(name for name in homes if name != staying)

    page.goto(f"{url}/events/{kano}")
    expect(page.locator(".history")).to_contain_text(made.documents[leaving].title or "")
    page.get_by_role("listitem").filter(has_text="split off from this event").get_by_role("link").click()
    expect(page).to_have_url(f"{url}/events/{homes[leaving]}")
    expect(page.get_by_role("listitem").filter(has_text="this event was split off from").get_by_role("link")).to_have_attribute(
        "href", f"/events/{kano}"
    )
    page.get_by_role("button", name="Undo").click()
    assert reports(page, url, kano) == {"kano-gazette", "northern-wire"}
    page.goto(f"{url}/events/{kano}")
    expect(page.get_by_text("split off from this event")).to_have_count(0)
