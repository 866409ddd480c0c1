"""Coded mentions bear the keys of the gold mentions they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from placard.records import OUTLET, EventMention, Statement, Text
from placard.spans import Span

TRAINING = str(Path(__file__).resolve().parents[2] / "training")
TEXT = "Nurses marched in Kano on Monday. Bakers struck on Tuesday."


@pytest.fixture
def align(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(TRAINING)
    return __import__("linking_coded").align


def mention(name: str, **words: str) -> EventMention:
    statements = []
    for variable, quote in words.items():
        start = TEXT.index(quote)
        span = Span.of(TEXT, start, start + len(quote))
        statements.append(Statement(f"{name}-{variable}", name, variable, Text(quote), (span,), OUTLET, "c"))
    return EventMention(name, "d", "occurred", "demonstration", tuple(statements))


def test_a_shared_trigger_outweighs_several_shared_values(align) -> None:
    march = mention("march", trigger="marched", participants="Nurses", date="on Monday")
    strike = mention("strike", trigger="struck", participants="Bakers")
    mixed = mention("mixed", trigger="struck", participants="Nurses", date="on Monday")
    assert align((march, strike), [mixed]) == [(march, None), (strike, mixed)]


def test_each_coded_mention_meets_one(align) -> None:
    march, strike = mention("march", trigger="marched"), mention("strike", trigger="struck")
    whole = mention("whole", trigger="marched", participants="Bakers")
    assert align((march, strike), [whole, mention("other", date="on Monday")]) == [(march, whole), (strike, None)]
