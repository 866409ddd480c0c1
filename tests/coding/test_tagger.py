"""Several networks of a weights folder are averaged, loaded when needed, and left alone where the first one sees nothing."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from placard.coding import builtin, features, labels
from placard.coding.builtin import BuiltinCoder
from placard.coding.tagger import Tagger, parameters, weights_folder
from placard.engine.local import Task, Worker
from placard.errors import WeightsError
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


def test_the_shipped_weights_are_those_their_parameters_name() -> None:
    folder = weights_folder()
    for one in parameters(folder)["networks"]:
        content = (folder / one["file"]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])


TWO = [{"file": "coder.onnx", "sha256": "a"}, {"file": "broken.onnx", "sha256": "b"}]


def test_a_network_that_is_missing_or_cut_off_is_named_at_once(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [TWO[0], TWO[1] | {"bytes": 100}])
    for content in (None, b"cut off"):
        if content is not None:
            (folder / "broken.onnx").write_bytes(content)
        with pytest.raises(WeightsError, match="not whole") as raised:
            BuiltinCoder(folder)
        assert str(raised.value.where).endswith("broken.onnx")


def test_weights_that_cannot_be_loaded_are_no_fault_of_a_document(tmp_path: Path) -> None:
    folder = _folder(tmp_path, TWO)
    (folder / "broken.onnx").write_bytes(b"not a network")
    with pytest.raises(WeightsError, match="cannot be loaded") as raised:
        list(BuiltinCoder(folder).code([_document(TEXT)]))
    assert str(raised.value.where).endswith("broken.onnx")
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Worker(BuiltinCoder(folder)).code([Task(_document(TEXT))])


def test_further_networks_are_asked_only_where_the_first_one_sees_an_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder(tmp_path, TWO, second_threshold=1.1)
    (folder / "broken.onnx").write_bytes(b"not a network")
    with pytest.raises(WeightsError, match="cannot be loaded"):  # a clear trigger settles it
        BuiltinCoder(folder).code_one(_document(TEXT))
    monkeypatch.setattr(builtin, "_CLEAR", 1.1)
    assert BuiltinCoder(folder).code_one(_document(TEXT)).mentions == ()
    with pytest.raises(WeightsError, match="cannot be loaded"):
        BuiltinCoder(folder, screen_first=False).code_one(_document(TEXT))


def test_the_hash_of_the_weights_is_over_all_networks(tmp_path: Path) -> None:
    one = {"file": "coder.onnx", "sha256": "a"}
    first = BuiltinCoder(_folder(tmp_path / "1", [one]))
    second = BuiltinCoder(_folder(tmp_path / "2", [one, one | {"sha256": "b"}]))
    assert first.weights_sha256 == "a"
    assert first.weights_sha256 != second.weights_sha256
    assert first.name != second.name
