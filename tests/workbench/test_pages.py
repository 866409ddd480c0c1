"""Every page answers, as HTML and as JSON, and shows what was typed as text."""

from __future__ import annotations

import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from placard.store.catalog import CATALOG_NAME
from placard.workbench.pages import PAGES
from tests.workbench import look
from tests.workbench.client import Client
from tests.workbench.fixture import EVIL

LISTS = [path for path in PAGES if "{" not in path]
VOID = {"meta", "link", "input", "br", "hr", "img", "rect", "line"}


class _Nesting(HTMLParser):
    """Notes elements that are not closed in order, inline scripts and styles, and ids that stand twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.faults.append("an inline script")
        if tag == "style" or "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"inline style or handler on {tag}")
        if given.get("id") in self.ids:
            self.faults.append(f"the id {given['id']} stands twice")
        self.ids.add(given.get("id") or f"none {len(self.ids)}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}> out of order")


def faults(html: str) -> list[str]:
    parser = _Nesting()
    parser.feed(html)
    return parser.faults + [f"<{tag}> is not closed" for tag in parser.open if tag not in ("li", "p", "option")]


def every_path(client: Client) -> list[str]:
    event = look.event(client)
    documents = client.get("/documents.json").json["documents"]
    edit = look.statement(look.document(client, "wire-1"), "size", "some 600")
    place = look.statement(look.document(client, "wire-1"), "place", "Rasht")
    source = client.get("/sources.json").json["sources"][0]["id"]
    return [
        *LISTS,
        f"/events/{event['id']}",
        *(f"/documents/{one['id']}" for one in documents[:5]),
        f"/documents/{edit['document_id']}?edit={edit['id']}",
        f"/documents/{place['document_id']}?edit={place['id']}&place_q=Rasht",
        f"/documents/{edit['document_id']}?card={edit['id']}",
        "/places?q=Rasht",
        f"/links?event={event['id']}",
        f"/sources?edit={source}",
        "/review?rule=random&seed=7",
        "/review?rule=disagreement",
        "/review?rule=stratum",
        "/review?variable=size",
        "/review?mode=second",
        "/events?sort=doubt&form=demonstration&since=2016-10&until=2016",
    ]


def test_every_page_answers_and_is_well_formed(ana: Client) -> None:
    for path in every_path(ana):
        answer = ana.get(path)
        assert answer.status == 200, (path, answer.text[:3000])
        assert faults(answer.text) == [], path
        assert EVIL not in answer.text and "<b>No bread" not in answer.text, path


@pytest.mark.parametrize("path", LISTS)
def test_every_page_has_a_twin(ana: Client, path: str) -> None:
    answer = ana.get("/overview.json" if path == "/" else f"{path}.json")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["title"]


def test_what_a_source_typed_stays_text_in_html_and_is_whole_in_json(ana: Client) -> None:
    page = look.document(ana, "daily-1")
    assert page["title"] == f"Bread {EVIL} march"
    assert "Bread &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; march" in ana.get(f"/documents/{page['document']['id']}").text
    html = ana.get(f"/documents/{look.document(ana, 'channel-1')['document']['id']}").text
    assert "\\u003cb\\u003eNo bread, no port\\u003c/b\\u003e" in html  # the island's data


def test_a_note_with_markup_stays_text(ana: Client) -> None:
    found = look.statement(look.document(ana, "wire-1"), "size", "some 600")
    look.decide(ana, found, "note", reason=f"{EVIL} see")
    for path in (f"/documents/{found['document_id']}", f"/events/{look.event(ana)['id']}"):
        text = ana.get(path).text
        assert EVIL not in text and "&lt;script&gt;" in text


def test_the_event_page_tells_who_says_what(ana: Client) -> None:
    page = look.event(ana)
    told = look.variable(page, "size")["told"]
    assert {
        (one["statement"]["value"]["words"], one["statement"]["speaker"], one["outlet"].partition(" <")[0]) for one in told
    } == {
        ("550 to 650", "authority", "Northern Wire"),
        ("20,000", "organizer", "Northern Wire"),
        ("2,000 to 9,999", "outlet", "Sea Daily"),
        ("3,000", "outlet", "Voices"),
    }
    assert [one["copies"] for one in told if one["statement"]["value"]["words"] == "20,000"] == [["Port Gazette"]]
    assert [conflict["title"] for conflict in page["conflicts"]] == ["Size", "Arrests"]
    assert (page["behind"]["reports"], page["behind"]["texts"], len(page["behind"]["sources"])) == (4, 3, 3)


def test_the_text_is_served_exactly_and_offsets_count_as_a_browser_does(ana: Client) -> None:
    page = look.document(ana, "channel-1")
    units = page["text"].encode("utf-16-le")
    assert page["spans"]
    for span in page["spans"]:
        words = units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le")
        assert words in [quote for one in look.statements(page) if one["id"] == span["id"] for quote in one["quotes"]]


def test_pages_that_are_not_there_say_what_to_do(ana: Client) -> None:
    for path in ("/nothing", "/events/event-0", "/documents/doc-0", "/events?since=tomorrow", "/static/nothing.css"):
        answer = ana.get(path)
        assert answer.status in (400, 404), path
        assert (answer.status == 404 and path.startswith("/static")) or "What to do" in answer.text
    assert ana.get("/events/event-0.json").json["status"] == 404


def test_the_catalog_can_be_deleted_or_damaged_and_comes_back(project: Path, ana: Client) -> None:
    before = ana.get("/events.json").json["total"]
    (project / CATALOG_NAME).unlink()
    for suffix in ("-wal", "-shm"):
        (project / f"{CATALOG_NAME}{suffix}").unlink(missing_ok=True)
    assert ana.get("/events.json").json["total"] == before
    with sqlite3.connect(project / CATALOG_NAME) as connection:
        connection.execute("UPDATE notes SET value = 'old' WHERE key = 'format'")
    connection.close()
    assert ana.get("/events.json").json["total"] == before


def test_pages_name_no_address_of_another_machine(ana: Client) -> None:
    for path in every_path(ana):
        links = re.findall(r'\s(?:src|href|action)="([^"]*)"', ana.get(path).text)
        assert [link for link in links if not link.startswith(("/", "#"))] == [], path
