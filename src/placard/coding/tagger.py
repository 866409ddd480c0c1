"""The shipped networks under onnxruntime: texts to one output vector a word piece.

A weights folder may hold several networks that were trained apart: what they say of a piece is averaged (Hansen & Salamon 1990,
"Neural network ensembles"; what it is worth stands in ``docs/coder.md``). The first one alone serves where speed counts more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from placard.coding import features, labels
from placard.errors import WeightsError

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """One of the networks of a weights folder: its file, the word pieces of a window it was trained with, and its size in bytes."""

    file: str
    window: int = features.WINDOW
    size: int | None = None


class Tagger:
    """Runs the networks over windows of a text.

    One window a run, without padding: dynamic int8 quantisation scales activations by the whole tensor, so a batch would make
    a document's result depend on its neighbours (law 7).

    Args:
        folder: weights folder with ``coder.json`` and the networks it names; the shipped one by default.
        threads: onnxruntime threads for one window.

    Raises:
        WeightsError: if the weights are not whole, or cannot be loaded; further networks are loaded when they are first needed.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.folder = folder or weights_folder()
        self._threads = threads
        self.parameters: dict[str, Any] = parameters(self.folder)
        self.networks = whole(self.folder)
        self._sessions: dict[str, Any] = {}
        self._session(self.networks[0])

    def _session(self, network: Network) -> Any:
        """The network as onnxruntime runs it, loaded at its first use."""
        import onnxruntime

        if network.file not in self._sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # Windows differ in length: without the arena's growing patterns memory stays flat over long runs.
            options.enable_mem_pattern = False
            path = self.folder / network.file
            try:
                loaded = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            except Exception as error:
                raise WeightsError(f"the weights cannot be loaded: {error}", where=str(path), fix="reinstall placard") from error
            self._sessions[network.file] = loaded
        return self._sessions[network.file]

    def first(self, encoded: features.Tokens) -> Vectors:
        """(n, WIDTH) outputs of the first network alone for a text of n word pieces."""
        return self._outputs(encoded, self.networks[0])

    def vectors(self, encoded: features.Tokens, first: Vectors | None = None) -> Vectors:
        """What all networks say of a text of n word pieces: (n, SAID + networks * LINKS).

        The logits are averaged, which is the normalised geometric mean of the probabilities. The projections that link spans mean
        nothing from one network to another and stand side by side (``placard.coding.links`` averages what they score).

        Args:
            encoded: the text as word pieces.
            first: what :meth:`first` gave for it, if it was asked before.
        """
        outputs = [self.first(encoded) if first is None else first]
        outputs += [self._outputs(encoded, network) for network in self.networks[1:]]
        if len(outputs) == 1:
            return outputs[0]
        said = np.mean([output[:, : labels.SAID] for output in outputs], axis=0)
        return np.concatenate([said, *(output[:, labels.SAID :] for output in outputs)], axis=1)

    def _outputs(self, encoded: features.Tokens, network: Network) -> Vectors:
        """(n, WIDTH) outputs of one network; each piece's comes from the window in which it lies deepest."""
        total = len(encoded.ids)
        result = np.zeros((total, labels.WIDTH), dtype=np.float32)
        depth = np.full(total, -1, dtype=np.int64)
        for begin, end in features.windows(encoded, network.window):
            output = self.window(encoded, begin, end, network)
            inside = np.arange(begin, end)
            left = np.where(begin == 0, total, inside - begin)
            right = np.where(end == total, total, end - 1 - inside)
            deep = np.minimum(left, right)
            better = deep > depth[begin:end]
            result[begin:end][better] = output[better]
            depth[begin:end] = np.maximum(depth[begin:end], deep)
        return result

    def window(self, encoded: features.Tokens, begin: int, end: int, network: Network) -> Vectors:
        """(end - begin, WIDTH) outputs of one window."""
        ids = np.concatenate([[features.CLS], encoded.ids[begin:end], [features.SEP]])[None].astype(np.int64)
        extra = np.zeros((1, ids.shape[1], len(features.FEATURES)), dtype=np.int64)
        extra[0, 1:-1] = encoded.features[begin:end]
        output: Vectors = self._session(network).run(["vectors"], {"ids": ids, "features": extra})[0]
        return output[1:-1]


def weights_folder() -> Path:
    """The folder of the weights shipped with the package."""
    return Path(str(resources.files("placard").joinpath("weights")))


@lru_cache(maxsize=4)
def parameters(folder: Path) -> dict[str, Any]:
    """Link and decoding parameters that belong to the weights; raises WeightsError if they are missing."""
    path = folder / "coder.json"
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"the weights' parameters cannot be read: {error}", where=str(path), fix="reinstall placard") from error
    return loaded


def networks(loaded: Mapping[str, Any]) -> tuple[Network, ...]:
    """The networks that the parameters of a weights folder name, the first one first."""
    return tuple(Network(one["file"], one.get("window", features.WINDOW), one.get("bytes")) for one in loaded["networks"])


def whole(folder: Path) -> tuple[Network, ...]:
    """The networks of a weights folder.

    Raises:
        WeightsError: if one is missing, or is not as long as the parameters say (a copy that was cut off, or of other weights).
    """
    named = networks(parameters(folder))
    for network in named:
        path = folder / network.file
        if not path.exists() or network.size not in (None, path.stat().st_size):
            raise WeightsError("the weights are not whole", where=str(path), fix="reinstall placard")
    return named


@lru_cache(maxsize=4)
def fingerprint(folder: Path) -> str:
    """SHA-256 of all that decides what the coder of a folder says: parameters (they hold the networks' hashes) and tables.

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
    """(len(ranges), width of the vectors) mean output of each token range."""
    if not ranges:
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    return np.stack([vectors[first:last].mean(axis=0) for first, last in ranges])
