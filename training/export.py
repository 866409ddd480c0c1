"""Checkpoint to shipped weights: plain ONNX export, per-channel int8, and the link parameters the coder computes with.

python -m training.export training/build/coder.pt src/placard/weights
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from placard.coding import features
from training.model import Tagger
from training.unmask import unmask

VERSION = "minilm/3"  # raise the number with every new set of shipped weights


class Exported(torch.nn.Module):
    """The network for one window without padding: ids (1, n) and features (1, n, 3) to vectors (n, WIDTH)."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, extra: torch.Tensor) -> torch.Tensor:
        return self.model(ids, torch.ones_like(ids), extra)[0]


def load(checkpoint: Path) -> Tagger:
    """The network of a checkpoint, ready to run."""
    saved = torch.load(checkpoint, weights_only=False)
    model = Tagger(0.0, saved["layers"])
    model.load_state_dict(saved["state"])
    return model.eval()


def main(checkpoint: Path, folder: Path) -> None:
    model = load(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
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
        target = folder / "coder.onnx"
        quantize_dynamic(str(plain), str(target), per_channel=True, weight_type=QuantType.QInt8)
        graph = onnx.load(str(target))
        print(f"the mask is taken out of {unmask(graph)} attentions")
        onnx.save(graph, str(target))
        if "--keep-plain" in sys.argv:
            (folder / "plain.onnx").write_bytes(plain.read_bytes())
    links = {
        name: np.round(getattr(model, name).detach().numpy().astype(float), 5).tolist()
        for name in ("link_bias", "trigger_distance", "value_distance", "speaker_distance")
    }
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    path = folder / "coder.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | {"version": VERSION, "links": links, "onnx_sha256": digest}, indent=1) + "\n")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {digest[:16]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
