"""The built-in coder with its shipped weights: what must hold whatever the weights are."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.coding import load_coder
from placard.coding.builtin import BuiltinCoder
from placard.coding.tagger import weights_folder
from placard.errors import ConfigError
from placard.records import Coded, Document, make_id, text_hash

REPORT = (
    "KANO, Nigeria (Nov 18) - About 3,000 teachers marched to the state assembly in Kano on Monday to demand nine months of "
    'unpaid wages, police said. "Pay us or go," they chanted. Officers fired tear gas and arrested at least 12 people, '
    "the Teachers' Union said.\nDrivers in Jos plan to strike on Friday over fuel prices."
)


@pytest.fixture(scope="module")
def coder() -> BuiltinCoder:
    return BuiltinCoder()


def _document(text: str, name: str = "d") -> Document:
    digest = text_hash(text)
    return Document(make_id("doc", name, digest), name, text, digest, "test/1", published="2019-11-19")


def _check(coded: Coded, text: str) -> None:
    assert 0.0 <= coded.relevance <= 1.0
    for mention in coded.mentions:
        assert mention.of("trigger"), "a mention is told by a trigger"
        for statement in mention.statements:
            for span in [*statement.evidence, *filter(None, [statement.speaker.span, statement.cue])]:
                span.check(text)
            assert statement.mention_id == mention.id
            assert statement.coder.startswith("placard-")
    ids = [statement.id for mention in coded.mentions for statement in mention.statements]
    assert len(ids) == len(set(ids))


def test_a_report_is_coded_with_evidence(coder: BuiltinCoder) -> None:
    coded = coder.code_one(_document(REPORT))
    _check(coded, REPORT)
    assert coded.relevance > 0.8
    found = {(s.variable, s.evidence[0].quote) for m in coded.mentions for s in m.statements}
    assert ("trigger", "marched") in found
    assert any(variable == "size" and "3,000" in words for variable, words in found)
    assert any(variable == "place" and words == "Kano" for variable, words in found)
    assert any(variable == "response" and "tear gas" in words for variable, words in found)
    codes = {getattr(s.value, "code", None) for m in coded.mentions for s in m.of("response")}
    assert "tear_gas" in codes


def test_neighbours_do_not_change_a_document(coder: BuiltinCoder) -> None:
    alone = coder.code_one(_document(REPORT))
    among = list(coder.code([_document("Rain is expected.", "a"), _document(REPORT), _document(REPORT * 3, "b")]))
    assert among[1] == alone


def test_other_news_has_no_mention(coder: BuiltinCoder) -> None:
    text = "The central bank raised its main rate by a quarter of a point on Thursday. Analysts had expected the move."
    assert coder.code_one(_document(text)).mentions == ()


def test_long_and_odd_texts_are_coded(coder: BuiltinCoder) -> None:
    for text in [
        "strike",
        "x" * 5000,
        (REPORT + "\n") * 20,
        "کارگران در رشت راهپیمایی کردند.",
        "🚩 " * 50 + REPORT,
        "a\u0000b " + REPORT,
    ]:
        _check(coder.code_one(_document(text)), text)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=120), st.integers(0, len(REPORT)))
def test_any_text_inside_a_report_keeps_evidence_on_its_words(noise: str, at: int) -> None:
    text = REPORT[:at] + noise + REPORT[at:]
    if text.encode("utf-8", "ignore").decode() == text:
        _check(BuiltinCoder(screen_first=False).code_one(_document(text)), text)


def test_unknown_coder_is_refused() -> None:
    with pytest.raises(ConfigError, match="no coder"):
        load_coder("nobody")


def test_other_weights_under_the_same_version_have_another_name(tmp_path: Path, coder: BuiltinCoder) -> None:
    shipped = weights_folder()
    for change in ("same", "coder.json", "screen.npz"):
        (tmp_path / change).mkdir()
        for network in shipped.glob("*.onnx"):
            (tmp_path / change / network.name).symlink_to(network)
        for name in ("coder.json", "screen.npz", "tokenizer.json", "place_names.npy"):
            data = (shipped / name).read_bytes()
            (tmp_path / change / name).write_bytes(data + b" " if name == change else data)
    names = {change: BuiltinCoder(tmp_path / change).name for change in ("same", "coder.json", "screen.npz")}
    assert names["same"] == coder.name
    assert len(set(names.values())) == 3
    assert {name.partition("+")[0] for name in names.values()} == {f"placard-{coder.parameters['version']}"}


def test_the_fast_coder_is_the_first_network_alone(coder: BuiltinCoder) -> None:
    fast = load_coder("fast")
    assert isinstance(fast, BuiltinCoder)
    assert fast.name.startswith(f"placard-{coder.parameters['version']}-fast+")
    assert [network.file for network in fast.tagger.networks] == [f"../{coder.tagger.networks[0].file}"]
    assert fast.weights_sha256 == coder.parameters["networks"][0]["sha256"]
    assert fast.parameters["decode"], "its thresholds are fitted to it"
    coded = fast.code_one(_document(REPORT))
    _check(coded, REPORT)
    assert any(span.quote == "marched" for mention in coded.mentions for s in mention.of("trigger") for span in s.evidence)
