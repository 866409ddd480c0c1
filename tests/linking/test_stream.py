from __future__ import annotations

import math
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from placard.linking import link_mentions
from placard.linking.facts import collect
from placard.linking.parameters import shipped
from tests.linking.build import info, infos, mention

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("together", [1, 500_000])
def test_a_stream_gives_the_events_of_a_project(monkeypatch, together):
    pytest.importorskip("splink")
    from placard.linking import large, stream

    draw = random.Random(11)
    subjects = [
        {"participants": "teachers", "demand": "nine months of unpaid wages", "venue": "the state assembly"},
        {"participants": "bus drivers", "demand": "the fuel price", "venue": "Ojota park"},
        {"participants": "herders", "demand": "the Ramis river", "venue": "the bridge"},
    ]
    mentions = [
        mention(
            f"m{number:03d}",
            f"d{number % 50:02d}",
            day=draw.choice(["2020-03-01", "2020-03-02", "2020-03-09", None]),
            town=draw.choice(["Kano", "Lagos", "Basra", "Zubayr", None]),
            form=draw.choice(["demonstration", "strike"]),
            **draw.choice(subjects),
        )
        for number in range(90)
    ]
    documents = infos(*(info(f"d{number:02d}") for number in range(50)))
    facts = collect(mentions, documents)
    monkeypatch.setattr(stream, "TOGETHER", together)
    monkeypatch.setattr(stream, "BATCH", 300)
    monkeypatch.setattr(large, "ROWS", 40)
    homes, compared = stream.group_stream(iter(facts), shipped())
    groups: dict[int, list[str]] = {}
    for item, home in zip(mentions, homes.tolist(), strict=True):
        groups.setdefault(home, []).append(item.id)
    never = replace(shipped(), adopt_at=math.inf)  # a stream leaves alone what stands alone
    expected = sorted(event.mentions for event in link_mentions(mentions, documents, {}, parameters=never).events)
    assert sorted(tuple(members) for members in groups.values()) == expected
    assert compared > 600 and max(map(len, expected)) > 3


def test_the_documents_do_not_promise_what_no_command_does():
    """As long as nothing in the package calls it, its figures are no figures of ``placard link``."""
    users = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"import.*group_stream|linking\.stream import", path.read_text("utf-8"))
    ]
    named = [ROOT / "CHANGELOG.md", ROOT / "docs" / "linking.md", ROOT / "src" / "placard" / "linking" / "stream.py"]
    assert [path.name for path in named if bool(users) == ("No command" in path.read_text("utf-8"))] == []


def test_an_empty_stream_has_no_events():
    from placard.linking.stream import group_stream

    homes, compared = group_stream(iter(()), shipped())
    assert homes.tolist() == [] and compared == 0
