"""Kinds of actors from phrases, the vocabulary file, and names matched to one actor."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.errors import ConfigError
from placard.records import Code, Unresolved
from placard.resolving.actors import ActorIndex, acronyms, plover_sector, read_vocabulary, resolve_actor
from placard.resolving.actors_index import name_key
from placard.resolving.actors_vocabulary import ROLES, default_vocabulary, singular
from tests.resolving.actor_cases import CASES

ROWS = [tuple(part.strip() for part in line.split("|")) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize(("role", "words", "code"), ROWS)
def test_phrase(role: str, words: str, code: str) -> None:
    value = resolve_actor(words, role)
    if code == "-":
        assert isinstance(value, Unresolved) and value.words == words and value.reason
    else:
        assert value == Code(code)


def test_every_code_has_a_sector_of_the_list_and_some_words() -> None:
    vocabulary = default_vocabulary()
    for code, kind in vocabulary.codes.items():
        assert plover_sector(code) in vocabulary.sectors
        assert kind.words, code
        assert kind.title


def test_every_word_of_the_file_gives_a_code_that_its_role_allows() -> None:
    vocabulary = default_vocabulary()
    for kind in vocabulary.codes.values():
        for words in kind.words:
            for role in ROLES:
                value = resolve_actor(words, role)
                if isinstance(value, Code):
                    allowed = vocabulary.codes[value.code].roles
                    assert not allowed or role in allowed


def test_a_body_is_known_by_its_name_as_written_only() -> None:
    assert resolve_actor("ISI", "responder") != resolve_actor("isi", "responder")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="participants"):
        resolve_actor("police", "villain")


@given(st.text(max_size=80), st.sampled_from(ROLES))
def test_any_words_give_a_code_or_a_reason(words: str, role: str) -> None:
    value = resolve_actor(words, role)
    assert isinstance(value, Unresolved | Code)
    if isinstance(value, Unresolved):
        assert value.reason


def test_a_users_file_adds_codes_and_words(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'version: "1"\ncodes:\n  surfers: {title: Surfers, sector: CVL, words: [surfer]}\n  police: {words: [bluecoat]}\n',
        encoding="utf-8",
    )
    own = read_vocabulary(path)
    assert resolve_actor("angry surfers", "participants", vocabulary=own) == Code("surfers")
    assert resolve_actor("bluecoats", "responder", vocabulary=own) == Code("police")
    assert resolve_actor("riot police", "responder", vocabulary=own) == Code("police")
    assert plover_sector("surfers", vocabulary=own) == "CVL"
    assert isinstance(resolve_actor("angry surfers", "participants"), Unresolved)


@pytest.mark.parametrize(
    "text",
    [
        "codes: [",
        'version: "1"\ncodes:\n  surfers: {sector: CVL}\n',
        'version: "1"\ncodes:\n  surfers: {title: S, sector: XYZ}\n',
        'version: "1"\ncodes:\n  surfers: {title: S, sector: CVL, roles: [villain]}\n',
        'version: "1"\ncodes: 3\n',
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.yaml"):
        read_vocabulary(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none"):
        read_vocabulary(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Islamic Revolutionary Guard Corps (IRGC) said", {"IRGC": "Islamic Revolutionary Guard Corps"}),
        ("the Congress of South African Trade Unions (Cosatu)", {"Cosatu": "Congress of South African Trade Unions"}),
        ("Members of the National Union of Mineworkers (NUM) met", {"NUM": "National Union of Mineworkers"}),
        ("The Movement for the Rights of the Poor (“MRP”)", {"MRP": "Movement for the Rights of the Poor"}),
        ("the SDU (Single Drivers Union) said", {"SDU": "Single Drivers Union"}),
        ("He died (in Rome).", {}),
        ("the Dock Workers (XYZ)", {}),
    ],
)
def test_acronyms(text: str, found: dict[str, str]) -> None:
    assert acronyms(text) == found


def test_spellings_of_one_name_share_a_key() -> None:
    assert name_key("The Halden Minerals Ltd.") == name_key("Halden Minerals")
    assert name_key("Bus Drivers' Union") == name_key("bus driver union")
    assert name_key("Sindicato São Luís") == name_key("SINDICATO SAO LUIS")
    assert singular("women") == "woman"


DOCUMENTS = [
    ("d1", "The Islamic Revolutionary Guard Corps (IRGC) fired. IRGC men left.", ["IRGC"]),
    ("d2", "Guards of the IRGC stood by.", ["the IRGC"]),
    ("d3", "The Inland River Goods Company (IRGC) paid no wages.", ["IRGC"]),
    ("d4", "The Harbour Pilots Guild called a strike. The guild met.", ["Harbour Pilots Guild"]),
]


def test_a_short_name_means_what_its_document_says() -> None:
    index = ActorIndex()
    for document, text, names in DOCUMENTS:
        index.add(document, text, names)
    assert index.actor("d1", "IRGC").name == "Islamic Revolutionary Guard Corps"
    assert index.actor("d1", "IRGC") == index.actor("d1", "the Islamic Revolutionary Guard Corps")
    assert index.actor("d3", "IRGC").name == "Inland River Goods Company"
    assert index.actor("d2", "IRGC").id not in {index.actor("d1", "IRGC").id, index.actor("d3", "IRGC").id}
    assert index.actor("d4", "the guild") == index.actor("d4", "Harbour Pilots Guild")


def test_a_short_name_with_one_meaning_holds_across_the_project() -> None:
    index = ActorIndex()
    for document, text, names in DOCUMENTS[:2]:
        index.add(document, text, names)
    assert index.actor("d2", "IRGC") == index.actor("d1", "IRGC")
    assert index.actor("d2", "IRGC").aliases == ("IRGC", "Islamic Revolutionary Guard Corps", "the IRGC")


def test_the_order_of_documents_does_not_matter() -> None:
    seen = set()
    for order in permutations(DOCUMENTS):
        index = ActorIndex()
        for document, text, names in order:
            index.add(document, text, names)
        seen.add(tuple(index.actor(document, name) for document, _, names in DOCUMENTS for name in names))
    assert len(seen) == 1


@given(st.text(max_size=120))
def test_any_text_can_be_indexed(text: str) -> None:
    index = ActorIndex()
    index.add("d", text, [text[:20]])
    assert index.actor("d", text[:20]).id
