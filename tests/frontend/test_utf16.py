"""Offsets between Python and the browser: the fixture that the islands' own tests read too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from placard.errors import SpanError
from placard.spans import from_utf16, to_utf16

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "fixtures" / "utf16.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_offsets_agree_with_the_fixture_both_ways(case: dict[str, Any]) -> None:
    text = case["text"]
    points = [offset for span in case["spans"] for offset in span["code_points"]]
    units = [offset for span in case["spans"] for offset in span["utf16"]]
    assert to_utf16(text, points) == units
    assert from_utf16(text, units) == points


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_quotes_stand_where_the_fixture_says(case: dict[str, Any]) -> None:
    encoded = case["text"].encode("utf-16-le")
    for span in case["spans"]:
        start, end = span["code_points"]
        assert case["text"][start:end] == span["quote"]
        first, last = span["utf16"]
        assert encoded[2 * first : 2 * last].decode("utf-16-le") == span["quote"]


def test_half_a_character_is_no_offset() -> None:
    text = "a\N{FIRE}b"
    with pytest.raises(SpanError, match="inside a character"):
        from_utf16(text, [2])
