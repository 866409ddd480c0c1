"""How long the workbench's pages take, over a project of many events and over one long document.

    python benchmarks/workbench.py [EVENTS]       (default 100000; the project is made in a temporary folder)

Times are of the second request of each page, whole, inside the server; "cpu" is what the processor spent on it, which a busy
machine changes less. What the browser does is measured in Chromium, where it is on the path, on the thread that lays pages
out: the processor's time from an empty page until the document can be read and used, and for each of 60 turns of the wheel
down the page and up again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from placard.linking.link import Linked
from placard.store.store import Store
from placard.workbench.app import build_app
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from tests.workbench.client import Client
from tests.workbench.fixture import build
from tests.workbench.long import long_project

WORDS, VALUES = 10_000, 500
TURNS, FRAME = 60, 1000 / 60
PAGES = (
    "/",
    "/events",
    "/events?form=strike",
    "/events?place=ras&sort=doubt",
    "/events?since=2016-10&until=2016-10",
    "/review",
    "/slogans",
    "/links",
    "/documents",
    "/sources",
)


def timed(client: Client, path: str) -> str:
    """Milliseconds of the second request of a page, by the clock and of the processor."""
    client.get(path)
    begin, spent = time.perf_counter(), time.process_time()
    answer = client.get(path)
    spent, took = time.process_time() - spent, time.perf_counter() - begin
    assert answer.status == 200, path
    return f"{1000 * took:8.0f} ms ({1000 * spent:5.0f} cpu)"


def relinked(folder: Path, bench: Workbench, changed: int) -> str:
    """Seconds until lists are right again after a linking that changed some events."""
    with Store.open(folder, write=True) as store:
        events = list(store.events())
        for place in range(changed):
            events[place] = replace(events[place], conflicts=events[place].conflicts[:-1], shown={})
        copy_of = {key: info.copy_of for key, info in store.infos().items() if info.copy_of}
        linked = Linked(tuple(store.judgements()), tuple(events), {}, tuple(store.relations()))
        store.save_linked(linked, copy_of=copy_of, fingerprint=f"again {changed}")
    begin, spent = time.perf_counter(), time.process_time()
    assert bench.catalog.ensure()
    return f"{time.perf_counter() - begin:.1f} s ({time.process_time() - spent:.1f} cpu)"


def in_browser(folder: Path, document_id: str) -> None:
    """Print what opening and scrolling a document costs the page's thread in Chromium."""
    from playwright.sync_api import sync_playwright

    from tests.browser.running import Server

    server = Server(folder, "bench")
    try:
        with sync_playwright() as player:
            browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            meter = Meter(page)
            opened = []
            for _ in range(6):
                page.goto("about:blank")
                before = meter.spent()
                page.goto(f"{server.url}/documents/{document_id}")
                page.wait_for_function("() => document.querySelector('[data-island=highlighter][data-island-ready]')")
                page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
                opened.append(meter.spent() - before)
            print(f"{sorted(opened[1:])[2]:8.0f} ms cpu  in the browser until it can be read and used (median of 5)")
            turns = [turn(page, meter, 600) for _ in range(TURNS // 2)] + [turn(page, meter, -600) for _ in range(TURNS // 2)]
            turns.sort()
            smooth = sum(one <= FRAME for one in turns)
            print(f"{turns[TURNS // 2]:8.1f} ms cpu  a turn of the wheel (median; the most {turns[-1]:.0f});", end=" ")
            print(f"{smooth} of {TURNS} fit into one frame")
            browser.close()
    finally:
        server.stop()


class Meter:
    """The processor's time that a page's own thread has spent, in milliseconds."""

    def __init__(self, page: Any) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(self) -> float:
        found = {one["name"]: one["value"] for one in self._session.send("Performance.getMetrics")["metrics"]}
        return float(1000 * found["TaskDuration"])


def turn(page: Any, meter: Meter, distance: int) -> float:
    """Turn the wheel over the cards, let two frames pass; milliseconds of the page's thread."""
    before = meter.spent()
    page.mouse.move(1000, 500)
    page.mouse.wheel(0, distance)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return meter.spent() - before


def main() -> None:
    """Print one line a page."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        many, long = Path(scratch) / "many", Path(scratch) / "long"
        many.mkdir()
        build(many, extra=events)
        begin, spent = time.perf_counter(), time.process_time()
        bench = Workbench(many, Identity("bench"))
        took, spent = time.perf_counter() - begin, time.process_time() - spent
        print(f"catalog of {events:,} events made in {took:.1f} s ({spent:.1f} cpu)")
        print(f"catalog right again after a linking that changed nothing: {relinked(many, bench, 0)}; 100 events: ", end="")
        print(relinked(many, bench, 100))
        client = Client(build_app(bench))
        for path in PAGES:
            print(f"{timed(client, path)}  {path}")
        following = client.get("/events.json").json["next"]
        print(f"{timed(client, following)}  the next page of events")
        bench.close()
        document_id = long_project(long, WORDS, VALUES)
        bench = Workbench(long, Identity("bench"))
        print(f"{timed(Client(build_app(bench)), f'/documents/{document_id}')}  a document of {WORDS:,} words with {VALUES} values")
        bench.close()
        if shutil.which("chromium"):
            in_browser(long, document_id)


if __name__ == "__main__":
    main()
