"""The shipped network under onnxruntime: texts to one output vector a word piece."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from placard.coding import features, labels
from placard.errors import CodingError

Vectors = npt.NDArray[np.float32]


class Tagger:
    """Runs the network over windows of a text.

    One window a run, without padding: dynamic int8 quantisation scales activations by the whole tensor, so a batch would make
    a document's result depend on its neighbours (law 7).

    Args:
        folder: weights folder with ``coder.onnx`` and ``coder.json``; the shipped one by default.
        threads: onnxruntime threads for one window.

    Raises:
        CodingError: if the weights are missing or cannot be loaded.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        import onnxruntime

        self.folder = folder or weights_folder()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Windows differ in length: without the arena's growing patterns memory stays flat over long runs.
        options.enable_mem_pattern = False
        path = self.folder / "coder.onnx"
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise CodingError(f"the weights cannot be loaded: {error}", where=str(path), fix="reinstall placard") from error
        self.parameters: dict[str, Any] = parameters(self.folder)

    def vectors(self, encoded: features.Tokens, size: int = features.WINDOW) -> Vectors:
        """(n, WIDTH) outputs for a text of n word pieces; each piece's comes from the window in which it lies deepest.

        Args:
            encoded: the text as word pieces.
            size: word pieces of a window; the network was trained with the default.
        """
        total = len(encoded.ids)
        result = np.zeros((total, labels.WIDTH), dtype=np.float32)
        depth = np.full(total, -1, dtype=np.int64)
        for begin, end in features.windows(encoded, size):
            output = self.window(encoded, begin, end)
            inside = np.arange(begin, end)
            left = np.where(begin == 0, total, inside - begin)
            right = np.where(end == total, total, end - 1 - inside)
            deep = np.minimum(left, right)
            better = deep > depth[begin:end]
            result[begin:end][better] = output[better]
            depth[begin:end] = np.maximum(depth[begin:end], deep)
        return result

    def window(self, encoded: features.Tokens, begin: int, end: int) -> Vectors:
        """(end - begin, WIDTH) outputs of one window of at most ``features.WINDOW`` word pieces."""
        ids = np.concatenate([[features.CLS], encoded.ids[begin:end], [features.SEP]])[None].astype(np.int64)
        extra = np.zeros((1, ids.shape[1], len(features.FEATURES)), dtype=np.int64)
        extra[0, 1:-1] = encoded.features[begin:end]
        output: Vectors = self._session.run(["vectors"], {"ids": ids, "features": extra})[0]
        return output[1:-1]


def weights_folder() -> Path:
    """The folder of the weights shipped with the package."""
    return Path(str(resources.files("placard").joinpath("weights")))


@lru_cache(maxsize=4)
def parameters(folder: Path) -> dict[str, Any]:
    """Link and decoding parameters that belong to the weights; raises CodingError if they are missing."""
    path = folder / "coder.json"
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodingError(f"the weights' parameters cannot be read: {error}", where=str(path), fix="reinstall placard") from error
    return loaded


@lru_cache(maxsize=4)
def fingerprint(folder: Path) -> str:
    """SHA-256 of all that decides what the coder of a folder says: parameters (they hold the network's hash) and tables.

    Two coders of one version and different weights are told apart by it.
    """
    digest = hashlib.sha256()
    for name in ("coder.json", "place_names.npy", "screen.npz", "tokenizer.json"):
        path = folder / name
        digest.update(name.encode() + (hashlib.sha256(path.read_bytes()).digest() if path.exists() else b""))
    return digest.hexdigest()


def softmax(logits: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Softmax over the last axis, in float64."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    powers = np.exp(shifted)
    result: npt.NDArray[np.float64] = powers / powers.sum(axis=-1, keepdims=True)
    return result


def sigmoid(logits: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Logistic function, in float64."""
    result: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits.astype(np.float64), -60, 60)))
    return result


def mean_vectors(vectors: Vectors, ranges: Sequence[tuple[int, int]]) -> Vectors:
    """(len(ranges), WIDTH) mean output of each token range."""
    if not ranges:
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    return np.stack([vectors[first:last].mean(axis=0) for first, last in ranges])
