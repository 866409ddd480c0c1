"""The islands in a real browser, under the strictest policy: speed, selection, keys and the map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Harness, bundle_is_current
from tests.browser.served import served

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "fixtures" / "utf16.json").read_text(encoding="utf-8"))
VARIABLES = [
    {"name": "size", "title": "Size", "key": "s"},
    {"name": "demand", "title": "Demand", "key": "d"},
    {"name": "place", "title": "Place", "key": "p"},
]
FORM = """<form id="add-value" method="post" action="/add" hx-post="/add" hx-target="#answer"><input type="hidden" name="start">
<input type="hidden" name="end"><input type="hidden" name="variable"></form><div id="answer"></div>"""


@pytest.fixture(scope="module")
def harness() -> Harness:
    if not bundle_is_current():
        pytest.fail("the bundle is not built from these sources: python frontend/build.py")
    return Harness()


@pytest.fixture(scope="module")
def url(harness: Harness) -> Iterator[str]:
    with served(harness.app) as address:
        yield address


def span(number: int, start: int, end: int, variable: str = "size", **more: Any) -> dict[str, Any]:
    fields = {"mention": "m1", "machine": True, "state": "open"} | more
    return {"id": f"s{number}", "start": start, "end": end, "variable": variable} | fields


def test_ten_thousand_words_with_five_hundred_values_open_at_once(page: Page, harness: Harness, url: str) -> None:
    text = "\n\n".join("The crowd of some 2,000 marched on the square and sang 🎺. " * 9 for _ in range(101))
    assert len(text.split()) > 10_000
    step = len(text) // 500
    spans = [span(number, number * step, number * step + 9 + number % 60, VARIABLES[number % 3]["name"]) for number in range(500)]
    harness.show("highlighter", {"text": text, "spans": spans, "variables": VARIABLES})
    page.goto(url)
    expect(page.locator("[data-island-ready] .hl-text")).to_be_visible()
    assert page.locator("mark").count() >= 500
    assert page.locator(".hl-text").evaluate("text => text.textContent") == text
    took = page.evaluate(
        """async () => {
          const island = document.querySelector("[data-island]"), again = island.cloneNode(true);
          const start = performance.now();
          island.replaceWith(again);
          document.dispatchEvent(new Event("htmx:load"));
          again.getBoundingClientRect();
          return performance.now() - start;
        }"""
    )
    print(f"10,000 words, 500 values: mounted and laid out in {took:.0f} ms")
    assert page.locator("mark").count() >= 500


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_words_selected_in_the_page_come_back_as_their_offsets(
    page: Page, harness: Harness, url: str, case: dict[str, Any]
) -> None:
    spans = [span(number, *item["utf16"]) for number, item in enumerate(case["spans"])]
    harness.show("highlighter", {"text": case["text"], "spans": spans, "variables": VARIABLES}, more=FORM)
    harness.posted.clear()
    page.goto(url)
    expect(page.locator("[data-island-ready] mark").first).to_be_visible()
    for number, item in enumerate(case["spans"]):
        page.evaluate(
            """id => {
              const marks = [...document.querySelectorAll("mark")].filter(mark => mark.dataset.ids.split(" ").includes(id));
              document.querySelector(".hl-text").focus();
              const [first, last] = [marks[0].firstChild, marks.at(-1).firstChild];
              document.getSelection().setBaseAndExtent(first, 0, last, last.length);
            }""",
            f"s{number}",
        )
        page.wait_for_function("words => document.getSelection().toString() === words", arg=item["quote"].replace("\r\n", "\n"))
        with page.expect_response("**/add"):
            page.keyboard.press("d")
        start, end = item["utf16"]
        assert harness.posted[-1] == {"start": str(start), "end": str(end), "variable": "demand"}


def test_words_are_chosen_by_keyboard_alone_from_right_to_left(page: Page, harness: Harness, url: str) -> None:
    text = "خرج المئات إلى الساحة 📣 وهتفوا خبز وكرامة."
    harness.show("highlighter", {"text": text, "spans": [], "variables": VARIABLES}, more=FORM)
    harness.posted.clear()
    page.goto(url)
    expect(page.locator("[data-island-ready] .hl-text")).to_be_visible()
    page.keyboard.press("Tab")
    for key in ("End", "ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    with page.expect_response("**/add"):
        page.keyboard.press("d")
    start = text.encode("utf-16-le").index("خبز".encode("utf-16-le")) // 2
    assert harness.posted == [{"start": str(start), "end": str(start + len("خبز وكرامة")), "variable": "demand"}]


def test_words_are_chosen_by_mouse(page: Page, harness: Harness, url: str) -> None:
    harness.show(
        "highlighter", {"text": "Police counted 300 people.", "spans": [span(1, 0, 18)], "variables": VARIABLES}, more=FORM
    )
    harness.posted.clear()
    page.goto(url)
    mark = page.locator("[data-island-ready] mark")
    box = mark.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + box["width"] - 6, box["y"] + box["height"] / 2)
    with page.expect_response("**/add"):
        page.keyboard.press("s")
    assert harness.posted == [{"start": "15", "end": "18", "variable": "size"}]


def test_what_htmx_swaps_in_is_mounted_under_the_policy(page: Page, harness: Harness, url: str) -> None:
    data = {"text": "Police counted 300 people.", "spans": [span(1, 15, 18)], "variables": VARIABLES}
    button = '<button hx-get="/" hx-select="[data-island]" hx-target="#there" hx-swap="innerHTML">swap</button>'
    harness.show("highlighter", data, more=f'{button}<div id="there"></div>')
    page.goto(url)
    page.get_by_role("button", name="swap").click()
    expect(page.locator("#there [data-island-ready] mark")).to_have_text("300")


@pytest.mark.usefixtures("webgl")
def test_the_map_draws_places_as_precisely_as_they_are_known(page: Page, harness: Harness, url: str) -> None:
    data = {
        "points": [
            point("Kano", 12.0, 8.5, "settlement", 3),
            point("the square in Kano", 11.9, 8.6, "venue", 1),
            point("Oyo", 8.0, 4.0, "division", 2),
            point("Lagos", 6.45, 3.4, "settlement", 1200),
        ],
        "countries": [{"code": "GH", "n": 14, "title": "Ghana, 14 events", "url": "/?country=GH"}],
    }
    harness.show("map", data, attributes='id="map" data-table="table"', more='<table id="table"><tr><td>3</td></tr></table>')
    page.goto(url)
    expect(page.locator("[data-island-ready] canvas")).to_be_visible()
    expect(page.get_by_role("link", name="Kano, 3")).to_have_attribute("href", "/?place=Kano")
    expect(page.get_by_role("link", name="Ghana, 14 events")).to_be_visible()
    assert page.locator(".map-venue.map-mark").count() == 1
    names = page.locator("a.map-mark").evaluate_all("links => links.map(link => link.getAttribute('aria-label'))")
    assert names == ["Lagos, 1200", "Kano, 3", "Oyo, 2", "the square in Kano, 1", "Ghana, 14 events"]
    page.wait_for_selector("[data-map-drawn]")


@pytest.mark.usefixtures("webgl")
def test_the_map_turns_dark_with_the_page(page: Page, harness: Harness, url: str) -> None:
    harness.show("map", {"points": [point("Kano", 12.0, 8.5, "settlement", 3)], "countries": []})
    page.goto(url)
    page.wait_for_selector("[data-map-drawn]")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.map-mark'), '::before').borderTopColor === 'rgb(255, 177, 153)'"
    )


def test_without_webgl_the_map_leads_to_the_table(page: Page, harness: Harness, url: str) -> None:
    harness.show("map", {"points": [], "countries": []}, attributes='data-table="table"')
    page.goto(url)
    expect(page.get_by_role("link", name="The table has the same figures.")).to_have_attribute("href", "#table")


def test_keys_work_in_the_browser_and_help_is_a_dialog(page: Page, harness: Harness, url: str) -> None:
    rows = "".join(
        f'<li data-key-item id="item{n}">Item {n} <button data-key-action="accept" hx-post="/add" hx-vals=\'{{"n": "{n}"}}\''
        f' hx-target="#answer">Accept</button></li>'
        for n in (1, 2)
    )
    more = f'<ul>{rows}</ul><input aria-label="Search" data-key-action="search" type="search"><div id="answer"></div>'
    harness.show("keys", None, more=more)
    harness.posted.clear()
    page.goto(url)
    page.wait_for_selector("[data-island-ready]", state="attached")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#item2")).to_be_focused()
    with page.expect_response("**/add"):
        page.keyboard.press("a")
    page.keyboard.press("/")
    page.keyboard.type("aaj")
    expect(page.get_by_label("Search")).to_have_value("aaj")
    assert harness.posted == [{"n": "2"}]
    page.locator("#item1").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(harness.posted) == 1


def point(name: str, lat: float, lon: float, precision: str, n: int) -> dict[str, Any]:
    return {"id": name, "title": f"{name}, {n}", "lat": lat, "lon": lon, "precision": precision, "n": n, "url": f"/?place={name}"}
