"""Checkpoints to shipped weights: plain ONNX export, per-channel int8, and the link parameters the coder computes with.

    python -m training.export training/build/coder.pt training/build/second.pt src/placard/weights

The first checkpoint is the network that looks first; what further ones say is averaged with it (``placard.coding.tagger``).
Of several the first alone is the coder ``fast``, whose parameters lie in the folder ``fast`` beside the networks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from placard.coding import features
from training.model import Tagger
from training.unmask import unmask

VERSION = "minilm/6"  # raise the number with every new set of shipped weights


class Exported(torch.nn.Module):
    """The network for one window without padding: ids (1, n) and features (1, n, 3) to vectors (n, WIDTH)."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, extra: torch.Tensor) -> torch.Tensor:
        return self.model(ids, torch.ones_like(ids), extra)[0]


def load(checkpoint: Path) -> tuple[Tagger, int]:
    """The network of a checkpoint, ready to run, and the word pieces of the windows it was trained with."""
    saved = torch.load(checkpoint, weights_only=False)
    model = Tagger(0.0, saved["layers"], saved.get("base", "minilm-l6"), saved.get("inner"))
    model.load_state_dict(saved["state"])
    return model.eval(), int(saved["options"]["size"])


def write(model: Tagger, target: Path) -> int:
    """Write one network; returns the number of attentions the mask was taken out of."""
    ids = torch.randint(1000, 20000, (1, 40))
    extra = torch.zeros((1, 40, len(features.FEATURES)), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        axis = {1: "n"}
        torch.onnx.export(
            Exported(model),
            (ids, extra),
            str(plain),
            input_names=["ids", "features"],
            output_names=["vectors"],
            dynamic_axes={"ids": axis, "features": axis, "vectors": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(plain), str(target), per_channel=True, weight_type=QuantType.QInt8)
    graph = onnx.load(str(target))
    changed = unmask(graph)
    onnx.save(graph, str(target))
    return changed


def main(checkpoints: Sequence[Path], folder: Path) -> None:
    """Write the networks of some checkpoints and what ``coder.json`` says of them; fitted thresholds are those of other weights."""
    folder.mkdir(parents=True, exist_ok=True)
    models, named = [], []
    for number, checkpoint in enumerate(checkpoints, 1):
        target = folder / ("coder.onnx" if number == 1 else f"coder-{number}.onnx")
        model, window = load(checkpoint)
        changed = write(model, target)
        models.append(model)
        digest, size = hashlib.sha256(target.read_bytes()).hexdigest(), target.stat().st_size
        named.append({"file": target.name, "window": window, "bytes": size, "sha256": digest})
        print(f"{target}: {size / 1e6:.1f} MB, sha256 {digest[:16]}, the mask taken out of {changed} attentions")
    for left in folder.glob("coder-*.onnx"):
        if left.name not in {one["file"] for one in named}:
            left.unlink()
    describe(folder, VERSION, models, named)
    if len(named) > 1:
        describe(folder / "fast", f"{VERSION}-fast", models[:1], [named[0] | {"file": f"../{named[0]['file']}"}])


def describe(folder: Path, version: str, models: Sequence[Tagger], named: Sequence[Mapping[str, object]]) -> None:
    """Write ``coder.json``; without thresholds until ``training.calibrate`` has fitted them to these networks."""
    folder.mkdir(exist_ok=True)
    links = {
        name: np.round(np.mean([getattr(model, name).detach().numpy() for model in models], axis=0, dtype=float), 5).tolist()
        for name in ("link_bias", "trigger_distance", "value_distance", "speaker_distance")
    }
    made = {"version": version, "links": links, "networks": named, "decode": {}}
    (folder / "coder.json").write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    main(given.checkpoints, given.folder)
