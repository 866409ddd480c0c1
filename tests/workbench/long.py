"""A project whose one document is long: thousands of words, hundreds of values; for tests and for benchmarks/workbench.py."""

from __future__ import annotations

from pathlib import Path

from placard.reading.options import Reading
from placard.records import OUTLET, Coded, Document, EventMention, Statement, Text, make_id, text_hash
from placard.spans import Span
from placard.store.store import Store
from tests.workbench.builder import CODER

VARIABLES = ("tactic", "demand", "participants", "target", "venue")
PARAGRAPH = 80  # words


def long_project(folder: Path, words: int = 10_000, values: int = 500) -> str:
    """Write the project; returns the id of its document."""
    listed = [f"word{number}" for number in range(words)]
    paragraphs = [" ".join(listed[start : start + PARAGRAPH]) for start in range(0, words, PARAGRAPH)]
    text = ".\n\n".join(paragraphs) + "."
    document = Document(make_id("doc", "long"), "long", text, text_hash(text), "tests 1")
    mention_id = make_id("men", document.id)
    statements = []
    offset = 0
    for number in range(values):
        word = listed[number * (words // values)]
        offset = text.index(word, offset)
        span = Span.of(text, offset, offset + len(word))
        variable = VARIABLES[number % len(VARIABLES)]
        key = make_id("stm", number)
        statements.append(Statement(key, mention_id, variable, Text(word), (span,), OUTLET, CODER, confidence=0.5))
    with Store.open(folder, write=True, create=True) as store:
        store.add_readings([Reading(document, None)])
        mention = EventMention(mention_id, document.id, "occurred", "demonstration", tuple(statements), 0.9, CODER)
        store.add_coded([(document.id, Coded(document.id, 0.9, (mention,)))], CODER)
    return document.id
