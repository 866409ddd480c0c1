"""Several networks of a weights folder are averaged, loaded when needed, and left alone where the first one sees nothing."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from placard.coding import features, labels
from placard.coding.builtin import BuiltinCoder
from placard.coding.tagger import Network, Tagger, networks, weights_folder
from placard.errors import CodingError
from placard.records import Document, make_id, text_hash

TEXT = "KANO - Some 300 nurses marched on Monday to the state assembly, police said. " * 12


def _folder(tmp_path: Path, named: list[dict], **decode: float) -> Path:
    """The shipped weights with other networks named, and other thresholds."""
    made = tmp_path / "weights"
    shutil.copytree(weights_folder(), made)
    loaded = json.loads((made / "coder.json").read_text())
    loaded |= {"networks": named, "decode": loaded["decode"] | decode}
    (made / "coder.json").write_text(json.dumps(loaded))
    return made


def _document(text: str) -> Document:
    digest = text_hash(text)
    return Document(make_id("doc", "x", digest), "x", text, digest, "test/1")


def test_logits_are_averaged_and_projections_stand_side_by_side(tmp_path: Path) -> None:
    named = [{"file": "coder.onnx", "sha256": "a"}, {"file": "coder.onnx", "window": 60, "sha256": "b"}]
    both = Tagger(_folder(tmp_path, named))
    encoded = features.tokens(TEXT)
    one, two = both.first(encoded), both._outputs(encoded, both.networks[1])
    assert len(encoded.ids) > 60
    assert not np.allclose(one, two), "windows of other sizes see other neighbours"
    found = both.vectors(encoded)
    assert np.allclose(found[:, : labels.SAID], (one[:, : labels.SAID] + two[:, : labels.SAID]) / 2, atol=1e-5)
    assert (found[:, labels.SAID : labels.WIDTH] == one[:, labels.SAID :]).all()
    assert (found[:, labels.WIDTH :] == two[:, labels.SAID :]).all()
    assert (both.vectors(encoded, one) == found).all()


def test_one_network_is_its_own_mean(tmp_path: Path) -> None:
    tagger = Tagger(_folder(tmp_path, [{"file": "coder.onnx", "sha256": "a"}]))
    encoded = features.tokens(TEXT)
    assert (tagger.vectors(encoded) == tagger.first(encoded)).all()


def test_weights_without_a_list_of_networks_have_one() -> None:
    assert networks({}) == (Network("coder.onnx"),)


TWO = [{"file": "coder.onnx", "sha256": "a"}, {"file": "broken.onnx", "sha256": "b"}]


def test_a_network_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="not whole") as raised:
        Tagger(_folder(tmp_path, TWO))
    assert str(raised.value.where).endswith("broken.onnx")


def test_a_further_network_that_cannot_be_loaded_is_named_when_it_is_needed(tmp_path: Path) -> None:
    folder = _folder(tmp_path, TWO)
    (folder / "broken.onnx").write_bytes(b"not a network")
    coder = BuiltinCoder(folder)
    with pytest.raises(CodingError, match="cannot be loaded") as raised:
        coder.code_one(_document(TEXT))
    assert str(raised.value.where).endswith("broken.onnx")


def test_a_text_the_first_network_finds_nothing_in_does_not_ask_the_others(tmp_path: Path) -> None:
    folder = _folder(tmp_path, TWO, second_threshold=1.1)
    (folder / "broken.onnx").write_bytes(b"not a network")
    assert BuiltinCoder(folder).code_one(_document(TEXT)).mentions == ()


def test_the_hash_of_the_weights_is_over_all_networks(tmp_path: Path) -> None:
    first = BuiltinCoder(_folder(tmp_path / "1", [{"file": "coder.onnx", "sha256": "a"}]))
    second = BuiltinCoder(_folder(tmp_path / "2", [{"file": "coder.onnx", "sha256": "a"}, {"file": "c.onnx", "sha256": "b"}]))
    assert first.weights_sha256 != second.weights_sha256
    assert first.name != second.name
