"""Long documents: cards in sight are whole, the rest come when they are near or asked for; nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from placard.workbench.app import build_app
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity
from placard.workbench.pages.cards import ALL_AT_ONCE, CHUNK
from tests.workbench.client import Client, hidden
from tests.workbench.long import long_project

VALUES = ALL_AT_ONCE + CHUNK + 5


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "long"


@pytest.fixture
def path(project: Path) -> str:
    return f"/documents/{long_project(project, words=1000, values=VALUES)}"


@pytest.fixture
def ana(project: Path, path: str) -> Iterator[Client]:
    bench = Workbench(project, Identity("ana"))
    yield Client(build_app(bench))
    bench.close()


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="card[^"]*" id="stm-([^"]+)"', html)


def short(html: str) -> list[str]:
    return re.findall(r'<article class="card card-short[^"]*" id="stm-([^"]+)"', html)


def chunks(html: str) -> list[str]:
    return re.findall(r'hx-get="([^"]+\?cards=[^"]+)"', html)


def test_every_value_has_a_card_and_only_the_first_are_whole(ana: Client, path: str) -> None:
    html = ana.get(path).text
    ids = [one["id"] for mention in ana.get(f"{path}.json").json["mentions"] for one in mention["statements"]]
    assert cards(html) == ids and len(ids) == VALUES
    assert short(html) == ids[CHUNK:]


def test_chunks_bring_exactly_the_short_cards_whole(ana: Client, path: str) -> None:
    html = ana.get(path).text
    brought = [key for url in chunks(html) for key in cards(ana.get(url, hx_request="true").text)]
    assert brought == short(html)
    part = ana.get(chunks(html)[0], hx_request="true").text
    assert "<html" not in part and short(part) == []
    assert part.count('name="verb" value="accept"') == CHUNK


def test_a_value_asked_for_is_whole_in_the_page_itself(ana: Client, path: str) -> None:
    far = short(ana.get(path).text)[-1]
    html = ana.get(f"{path}?at={far}").text
    assert far not in short(html)
    assert hidden(html, f"/statements/{far}")["back"].endswith(f"#stm-{far}")
    assert f'href="{path}?at={far}#stm-{far}"' in ana.get(path).text, "without scripts a link leads there"
    assert 'name="text"' in ana.get(f"{path}?edit={far}").text


def test_values_that_are_gone_say_so(ana: Client, path: str) -> None:
    answer = ana.get(f"{path}?cards=stm-nothing")
    assert answer.status == 404 and "Open the document anew" in answer.text


def test_a_document_with_few_values_has_every_card_whole(tmp_path: Path) -> None:
    folder = tmp_path / "few"
    key = long_project(folder, words=600, values=ALL_AT_ONCE)
    bench = Workbench(folder, Identity("ana"))
    html = Client(build_app(bench)).get(f"/documents/{key}").text
    bench.close()
    assert len(cards(html)) == ALL_AT_ONCE and not short(html) and not chunks(html)
