"""Train the cheap first screen and set its threshold on held-out reports.

python -m training.screen src/placard/weights/screen.npz --open ../shared/corpus/open/open.jsonl
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

from placard.screening.relevance import BUCKETS, hashed, pieces
from training import data


def sentences(document: dict) -> list[tuple[list[int], bool]]:
    """Each sentence's buckets and whether it holds a trigger."""
    text, result, at = document["text"], [], 0
    triggers = [m["start"] for m in document["marks"] if m["variable"] == "trigger"]
    for piece in pieces(text):
        at = text.index(piece, at)
        buckets = hashed(piece)
        if buckets:
            result.append((buckets, any(at <= t < at + len(piece) for t in triggers)))
        at += len(piece)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--open", type=Path)
    options = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(1)
    documents = data.own_documents() + (data.json_documents(options.open) if options.open else [])
    rows = [row for d in documents if not data.held_out(d) for row in sentences(d)]
    print(f"{len(rows)} sentences, {sum(label for _, label in rows)} with an event")
    # The same weights the product computes with: a sum over sqrt(length).
    bag = nn.EmbeddingBag(BUCKETS, 1, mode="sum")
    nn.init.zeros_(bag.weight)
    bias = nn.Parameter(torch.tensor(-1.0))
    optim = torch.optim.Adam([*bag.parameters(), bias], lr=0.05, weight_decay=0.0)
    rng = np.random.default_rng(7)
    for epoch in range(12):
        total = 0.0
        for batch in np.array_split(rng.permutation(len(rows)), max(1, len(rows) // 256)):
            # A tenth of the words is dropped, so that no single name carries a sentence.
            kept = [[b for b in rows[i][0] if rng.random() > 0.1] or rows[i][0] for i in batch]
            flat = torch.tensor([b for row in kept for b in row])
            offsets = torch.tensor(np.concatenate([[0], np.cumsum([len(r) for r in kept])[:-1]]))
            logits = bag(flat, offsets).squeeze(1) / torch.tensor([len(r) for r in kept]).sqrt() + bias
            target = torch.tensor([float(rows[i][1]) for i in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(logits, target) + 4e-6 * bag.weight.pow(2).sum()
            loss.backward()
            optim.step()
            optim.zero_grad()
            total += loss.item()
        epoch == 11 and print(f"epoch {epoch + 1}: {total / max(1, len(rows) // 256):.3f}")
    weights = bag.weight.detach().numpy()[:, 0]
    held = [d for d in documents if data.held_out(d)]

    def best(document: dict) -> float:
        return max((float(weights[b].sum() / np.sqrt(len(b))) for b, _ in sentences(document)), default=-99.0) + bias.item()

    positive = sorted(best(d) for d in held if d["events"])
    negative = [best(d) for d in held if not d["events"]]
    # One held-out report in a hundred may be lost; those at the very edge are told by a single word.
    threshold = positive[len(positive) // 100]
    print(
        f"held out: {len(positive)} reports, lowest {positive[:5]}; {len(negative)} others, "
        f"{np.mean(np.asarray(negative) < threshold):.0%} of them stopped at {threshold:.2f}"
    )
    np.savez_compressed(
        options.out, weights=weights.astype(np.float16), bias=np.float32(float(bias)), threshold=np.float32(threshold)
    )
    print(options.out, options.out.stat().st_size)


if __name__ == "__main__":
    main()
