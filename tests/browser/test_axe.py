"""Every page under axe (WCAG 2.2 A and AA): no serious or critical violation, light and dark, wide, narrow and at 200 %."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.guard import Guarded
from tests.workbench.builder import Made

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return violations.filter(one => ["serious", "critical"].includes(one.impact)).map(one =>
    `${one.id} (${one.impact}): ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
}"""
# Twice the size on a screen of 1280: a window of 640 with two dots a pixel is what a browser makes of it.
LOOKS = (("light", 1280, 1), ("dark", 390, 1), ("light", 640, 2))


def paths(made: Made) -> dict[str, str]:
    """Every kind of page."""
    size = made.statement("kano-gazette", "size").id
    document = made.documents["kano-gazette"].id
    fixed = ("documents", "review", "adjudication", "agreement", "links", "slogans", "codebook", "sources", "releases", "help")
    return {name: f"/{name}" for name in fixed} | {
        "overview": "/",
        "events": "/events",
        "event": f"/events/{made.events['kano-gazette']}",
        "document": f"/documents/{document}",
        "editing": f"/documents/{document}?edit={size}",
        "right to left": f"/documents/{made.documents['al-saha'].id}",
        "asking why": f"/documents/{made.documents['northern-wire'].id}?ask={made.statement('northern-wire', 'deaths').id}",
        "a new mention": f"/documents/{document}?new=0-4",
        "one cluster": f"/links?event={made.events['kano-gazette']}",
        "places": "/places?q=Kano",
        "second coder": "/review?mode=second",
        "error": "/nowhere",
    }


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script, from the packages of the frontend's tests."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: python frontend/build.py --dev")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width", "zoom"), LOOKS)
def test_no_serious_violation_on_any_page(
    browser: Browser, desk: Callable[[str], str], made: Made, guarded: Guarded, axe: str, scheme: Any, width: int, zoom: int
) -> None:
    guarded.allow("404")
    address = desk("ana")
    rate(browser, guarded, address, made)
    context = browser.new_context(
        viewport={"width": width, "height": 900 // zoom}, device_scale_factor=zoom, color_scheme=scheme, reduced_motion="reduce"
    )
    guarded.watch(context)
    page = context.new_page()
    page.set_default_timeout(30_000)
    found = {name: violations(page, address + path, axe) for name, path in paths(made).items()}
    context.close()
    bad = {name: words for name, words in found.items() if words}
    assert not bad, "\n".join(f"{name}: {line}" for name, lines in bad.items() for line in lines)


def violations(page: Page, address: str, axe: str) -> list[str]:
    """What axe has against a page, and whether the page is wider than its window."""
    page.goto(address)
    expect(page.locator("[data-island]:not([data-island-ready])")).to_have_count(0)
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        found.append("the page is wider than its window")
    return found


def rate(browser: Browser, guarded: Guarded, address: str, made: Made) -> None:
    """A few decisions, so that histories, chips and grids have something in them."""
    context = browser.new_context()
    guarded.watch(context)
    page = context.new_page()
    page.goto(f"{address}/documents/{made.documents['kano-gazette'].id}")
    for variable, verb in (("demand", "Accept"), ("arrests", "Reject")):
        card = page.locator(f"[id='stm-{made.statement('kano-gazette', variable).id}']")
        card.get_by_role("button", name=verb).click()
        card.get_by_text("by ana").wait_for()
    context.close()
