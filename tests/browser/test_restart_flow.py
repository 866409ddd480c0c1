"""A server killed in the middle of work: whatever it answered to is there again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.guard import Guarded
from tests.browser.running import Server
from tests.workbench.builder import Made


def test_kill_9_loses_nothing(page: Page, made: Made, serve: Callable[..., Server], guarded: Guarded) -> None:
    guarded.allow("ERR_CONNECTION_REFUSED")
    guarded.allow("ERR_CONNECTION_RESET")
    guarded.allow("htmx:")
    server = serve(made)
    port = int(server.url.rpartition(":")[2])
    document = f"{server.url}/documents/{made.documents['kano-gazette'].id}"
    page.goto(document)
    decided = [made.statement("kano-gazette", name).id for name in ("participants", "place", "demand")]
    for statement_id in decided:
        page.locator(f"[id='stm-{statement_id}']").get_by_role("button", name="Accept").click()
        expect(page.locator(f"[id='stm-{statement_id}']")).to_contain_text("accepted by ana")
    half = page.locator(f"[id='stm-{made.statement('kano-gazette', 'arrests').id}']")
    half.get_by_role("link", name="Correct").click()
    half.get_by_label("At least").fill("6")
    half.get_by_label("At most").fill("6")
    server.kill()
    half.get_by_role("button", name="Save correction").click()

    # The form is still there with what was typed, and its token holds for the server that comes next.
    again = serve(made, port=port)
    assert again.url == server.url
    expect(half.get_by_label("At least")).to_have_value("6")
    half.get_by_role("button", name="Save correction").click()
    expect(half).to_contain_text("corrected by ana")
    page.goto(document)
    expect(page.locator(".card-accepted")).to_have_count(3)
    expect(page.locator(".card-corrected")).to_have_count(1)
    page.goto(f"{again.url}/events/{made.events['kano-gazette']}")
    expect(page.locator(".history li")).to_have_count(4)
