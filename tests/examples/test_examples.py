"""The demonstration pile: it reads without a fault, and its README says what really stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from placard.reading import Reading, read_inputs
from placard.records import Problem
from placard.screening.language import identify
from placard.source_kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
README = (EXAMPLES / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    items = list(read_inputs([EXAMPLES]))
    assert [item.line() for item in items if isinstance(item, Problem)] == []
    return [item for item in items if isinstance(item, Reading)]


def figures() -> list[list[str]]:
    """Rows of the README's table of figures: event, variable, words, who, file."""
    part = README.split("## Figures that disagree")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in part.splitlines() if line.startswith("| E")]
    assert len(rows) >= 20
    return rows


def test_every_report_has_a_date_an_outlet_of_a_known_kind_and_enough_to_code(readings: list[Reading]) -> None:
    assert len(readings) == 23
    for reading in readings:
        assert reading.document.published, reading.document.input_id
        assert reading.source is not None and reading.source.kind in set(KINDS) - {"unknown"}, reading.document.input_id
        assert reading.source.country, reading.document.input_id
        assert identify(reading.document.text) == "en", reading.document.input_id


def test_the_pile_is_as_mixed_as_it_says(readings: list[Reading]) -> None:
    assert {reading.document.reader.split()[0] for reading in readings} == {"text", "html", "jsonl", "table"}
    kinds = {reading.source.kind for reading in readings if reading.source}
    assert {"agency", "national", "local", "authority", "party", "ngo", "channel", "organizer", "state_media", "online"} <= kinds
    assert len({reading.source.id for reading in readings if reading.source}) == 16


@pytest.mark.parametrize(("words", "file"), sorted({(row[2], row[4]) for row in figures()}))
def test_every_figure_of_the_readme_stands_in_its_file(words: str, file: str) -> None:
    texts = [item.document.text for item in read_inputs([EXAMPLES / file]) if isinstance(item, Reading)]
    assert any(re.search(rf"\b{re.escape(words)}\b", text) for text in texts)


def test_the_republications_really_are_near_copies(readings: list[Reading]) -> None:
    def shingles(name: str) -> set[tuple[str, ...]]:
        [text] = [reading.document.text for reading in readings if reading.document.input_id == name]
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}

    agency = shingles("wire/rasht-tuesday.txt")
    for name in ("pages/morning-courier.html", "pages/evening-tribune.html"):
        copy = shingles(name)
        assert len(agency & copy) / len(copy) > 0.75
    assert len(agency & shingles("pages/sepidrud-daily.html")) / len(agency) < 0.1


def test_slogans_stand_in_quotation_marks_one_of_them_in_persian(readings: list[Reading]) -> None:
    pile = "\n".join(reading.document.text for reading in readings)
    slogans = (
        "«نان، کار، آزادی» (bread, work, freedom)",
        '"Bread, work, freedom"',
        '"Rasht is not alone"',
        '"Security is our bread"',
    )
    for slogan in slogans:
        assert slogan in pile


def test_the_irrelevant_ones_use_the_same_words(readings: list[Reading]) -> None:
    by_id = {reading.document.input_id: reading.document.text.lower() for reading in readings}
    for name, words in {
        "port-2": ("strike", "occupied", "police"),
        "market-1": ("rally", "marched"),
        "weather-1": ("march", "block"),
    }.items():
        assert all(word in by_id[name] for word in words)
