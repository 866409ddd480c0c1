"""How long the workbench's pages take, over a project of many events and over one long document.

    python benchmarks/workbench.py [EVENTS]       (default 100000; the project is made in a temporary folder)

Times are of the whole answer inside the server, without the network, the second request of each page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from placard.records import OUTLET, Coded, Document, EventMention, Statement, Text, make_id, text_hash
from placard.spans import Span
from placard.store.store import Store
from placard.workbench.app import build_app
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from tests.workbench.client import Client
from tests.workbench.fixture import CODER, Reading, build

WORDS, SPANS = 10_000, 500
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


def long_document(folder: Path) -> str:
    """A project with one document of 10,000 words and 500 values; returns the document's id."""
    text = " ".join(f"word{number}" for number in range(WORDS))
    document = Document(make_id("doc", "long"), "long", text, text_hash(text), "bench 1")
    mention_id = make_id("men", document.id)
    statements = []
    for number in range(SPANS):
        words = f"word{number * (WORDS // SPANS)} "
        start = text.index(words)
        span = Span.of(text, start, start + len(words) - 1)
        statements.append(
            Statement(make_id("stm", number), mention_id, "tactic", Text(span.quote), (span,), OUTLET, CODER, confidence=0.5)
        )
    with Store.open(folder, write=True, create=True) as store:
        store.add_readings([Reading(document)])
        mention = EventMention(mention_id, document.id, "occurred", "demonstration", tuple(statements), 0.9, CODER)
        store.add_coded([(document.id, Coded(document.id, 0.9, (mention,)))], CODER)
    return document.id


def timed(client: Client, path: str) -> float:
    """Milliseconds of the second request of a page."""
    client.get(path)
    begin = time.perf_counter()
    answer = client.get(path)
    assert answer.status == 200, path
    return 1000 * (time.perf_counter() - begin)


def main() -> None:
    """Print one line a page."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        many, long = Path(scratch) / "many", Path(scratch) / "long"
        many.mkdir()
        build(many, extra=events).close()
        begin = time.perf_counter()
        bench = Workbench(many, Identity("bench"))
        print(f"catalog of {events:,} events made in {time.perf_counter() - begin:.1f} s")
        client = Client(build_app(bench))
        for path in PAGES:
            print(f"{timed(client, path):8.0f} ms  {path}")
        following = client.get("/events.json").json["next"]
        print(f"{timed(client, following):8.0f} ms  the next page of events")
        bench.close()
        document_id = long_document(long)
        bench = Workbench(long, Identity("bench"))
        took = timed(Client(build_app(bench)), f"/documents/{document_id}")
        print(f"{took:8.0f} ms  a document of {WORDS:,} words with {SPANS} values")
        bench.close()


if __name__ == "__main__":
    main()
