"""What is undocumented fails: formats, columns, kinds of problem, and the tests the document names."""

from __future__ import annotations

import re
from pathlib import Path

from placard.reading import FIELDS, WARNING_KINDS, suffixes
from placard.reading.fields import USUAL_NAMES
from placard.source_kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src" / "placard" / "reading").glob("*.py")))
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "reading").glob("*.py")))
BAD_INPUT = (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8")
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


def test_every_kind_of_problem_is_documented_and_remarks_are_marked() -> None:
    raised = set(re.findall(r'_?fault\(\s*"([a-z_]+)"', CODE))
    raised |= set(re.findall(r'Problem\([^"]{0,60}?,\s*"([a-z_]+)"', CODE))
    raised |= set(re.findall(r'\.kind = "([a-z_]+)"', CODE))
    assert {"empty", "binary", "columns", "date", "vanished", "json"} <= raised
    documented = dict(re.findall(r"^\|[^|]*\| `([a-z_]+)`(\*?) \|", BAD_INPUT, re.MULTILINE))
    assert raised == set(documented)
    assert {kind for kind, star in documented.items() if star} == WARNING_KINDS


def test_every_test_the_document_names_is_there() -> None:
    names = set(re.findall(r"`(test_\w+)`", BAD_INPUT))
    assert len(names) >= 20
    assert {name for name in names if f"def {name}(" not in TESTS} == set()


def test_every_ending_and_column_is_documented() -> None:
    assert [ending for ending in suffixes() if f"`{ending}`" not in READING] == []
    assert [name for field in FIELDS for name in USUAL_NAMES[field] if not re.search(rf"\b{name}\b", READING)] == []


def test_every_kind_of_source_is_documented() -> None:
    words = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z_]+)` \|", words, re.MULTILINE)) == set(KINDS)
