"""A graph without the mask of ones gives the same bytes as with it."""

from __future__ import annotations

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
ort = pytest.importorskip("onnxruntime")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.unmask import unmask  # noqa: E402


def attention(*, masked: bool = True) -> onnx.ModelProto:
    """softmax(q k + where(mask, 0, -inf)) v with the check for rows that are masked whole, as PyTorch writes it."""
    zero, low = (numpy_helper.from_array(np.array(value, np.float32), name) for value, name in ((0, "zero"), (-np.inf, "low")))
    nodes = [helper.make_node("MatMul", ["q", "k"], ["scores"])]
    if masked:
        nodes += [
            helper.make_node("Where", ["mask", "zero", "low"], ["bias"]),
            helper.make_node("Add", ["scores", "bias"], ["biased"]),
            helper.make_node("Softmax", ["biased"], ["weights"], axis=-1),
            helper.make_node("IsNaN", ["weights"], ["empty"]),
            helper.make_node("Where", ["empty", "zero", "weights"], ["kept"]),
            helper.make_node("MatMul", ["kept", "v"], ["out"]),
        ]
    else:
        nodes += [
            helper.make_node("Softmax", ["scores"], ["weights"], axis=-1),
            helper.make_node("MatMul", ["weights", "v"], ["out"]),
        ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [6, 6]) for name in "qkv"]
    mask = numpy_helper.from_array(np.ones((6, 6), bool), "mask")
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, [6, 6])]
    graph = helper.make_graph(nodes, "attention", inputs, outputs, [zero, low, mask] if masked else [])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def run(model: onnx.ModelProto) -> bytes:
    dice = np.random.default_rng(1)
    given = {name: dice.normal(size=(6, 6)).astype(np.float32) for name in "qkv"}
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return bytes(session.run(["out"], given)[0].tobytes())


def test_the_mask_goes_and_the_bytes_stay() -> None:
    model = attention()
    before = run(model)
    assert unmask(model) == 1
    onnx.checker.check_model(model)
    assert [node.op_type for node in model.graph.node] == ["MatMul", "Softmax", "MatMul"]
    assert not model.graph.initializer
    assert run(model) == before


def test_an_attention_without_a_mask_is_left() -> None:
    model = attention(masked=False)
    before = model.SerializeToString()
    assert unmask(model) == 0
    assert model.SerializeToString() == before
