"""The encoders training begins with: an ONNX export read back under the names the network has."""

import hashlib
import io
import tarfile
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")
onnx = pytest.importorskip("onnx")
pytest.importorskip("transformers", reason="transformers is needed for training only")
from onnx import TensorProto, helper  # noqa: E402

from training import bases  # noqa: E402

KERNEL = np.arange(6, dtype=np.float32).reshape(2, 3)  # in, out
BIAS = np.array([0.5, 1.5, 2.5], dtype=np.float32)


def _outside(name: str, array: np.ndarray, offset: int) -> onnx.TensorProto:
    made = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=array.shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "e5-small.onnx.data"), ("offset", str(offset)), ("length", str(array.nbytes))):
        made.external_data.add(key=key, value=value)
    return made


def _archive(path: Path) -> str:
    """An export of one dense layer and a norm; returns the hash of its numbers."""
    nodes = [
        helper.make_node("MatMul", ["x", "val_7"], ["product"]),
        helper.make_node("Add", ["product", "encoder.layer.0.output.dense.bias"], ["y"]),
    ]
    kernel = _outside("val_7", KERNEL, 0)
    bias = _outside("encoder.layer.0.output.dense.bias", BIAS, KERNEL.nbytes)
    norm = onnx.numpy_helper.from_array(np.ones(3, np.float32), "embeddings.LayerNorm.weight")
    pooler = onnx.numpy_helper.from_array(np.ones(3, np.float32), "pooler.dense.bias")
    graph = helper.make_graph(nodes, "g", [], [], [kernel, bias, norm, pooler])
    numbers = KERNEL.tobytes() + BIAS.tobytes()
    with tarfile.open(path, "w:gz") as tar:
        for name, content in (("e5-small.onnx", helper.make_model(graph).SerializeToString()), ("e5-small.onnx.data", numbers)):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return hashlib.sha256(numbers).hexdigest()


def test_matrices_are_named_by_the_bias_added_to_their_product(tmp_path: Path) -> None:
    digest = _archive(tmp_path / "a.tar.gz")
    found = bases.e5_small(tmp_path / "a.tar.gz", digest)
    assert set(found) == {"encoder.layer.0.output.dense.weight", "encoder.layer.0.output.dense.bias", "embeddings.LayerNorm.weight"}
    assert torch.equal(found["encoder.layer.0.output.dense.weight"], torch.from_numpy(KERNEL.T.copy()))
    assert torch.equal(found["encoder.layer.0.output.dense.bias"], torch.from_numpy(BIAS))


def test_other_numbers_are_refused(tmp_path: Path) -> None:
    _archive(tmp_path / "a.tar.gz")
    with pytest.raises(ValueError, match="other weights"):
        bases.e5_small(tmp_path / "a.tar.gz")


def test_an_unknown_base_is_named() -> None:
    with pytest.raises(KeyError, match="none of"):
        bases.encoder("bert-large", 0.1)
