"""Train the coder's network on our corpus and the openly licensed reports; ``export.py`` turns its checkpoint into weights.

    python -m training.train --open ../shared/corpus/open/open.jsonl --out training/build/coder.pt

On two cores with bfloat16 support fifteen epochs take about half an hour; without it (``--fp32``) about an hour.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch

from training import augment, bases, batches, data, losses, noise, second, standoff
from training.model import Tagger

SCANS = (0.005, 0.04)  # share of the letters that a scan misreads
DECAY = 0.85**6  # of the learning rate, from the uppermost layer to the embeddings


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=Path, help="openly licensed reports in the JSON form")
    parser.add_argument("--articles", type=Path, help="the Global Voices articles that training/annotations/gv2012.jsonl annotates")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--until", type=int, help="stop after this epoch, with the rest of the schedule to come")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--size", type=int, default=254, help="word pieces of a window")
    parser.add_argument("--budget", type=int, default=768, help="word pieces of a batch")
    parser.add_argument("--mask", type=float, default=0.06)
    parser.add_argument("--lower", type=float, default=0.2)
    parser.add_argument("--rename", type=float, default=0.0, help="share of the reports read under other names, anew each epoch")
    parser.add_argument(
        "--scan", type=float, default=0.0, help="share of the reports read as a bad scan of themselves, anew each epoch"
    )
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--base", choices=bases.BASES, default="minilm-l6", help="the pre-trained encoder to begin with")
    parser.add_argument("--layers", type=int, help="only this many of its layers")
    parser.add_argument("--inner", type=int, help="only so many neurons of the feed-forward half of each layer")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--open-times", type=int, default=1, help="how often an epoch sees each openly licensed report")
    parser.add_argument("--all", action="store_true", help="train on the held-out tenth too")
    parser.add_argument("--fp32", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--parts", default="", help="train only these parts of the output (comma-separated); all by default")
    parser.add_argument("--thin", default="", help="corpus files (first letters) of which each epoch reads a random half")
    parser.add_argument("--files", default="", help="only corpus files whose names begin with one of these letters")
    return parser.parse_args()


def optimizer(model: Tagger, options: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW; lower layers learn more slowly, and the word embeddings stay as they are."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    groups = []
    layers = model.encoder.encoder.layer
    decay = DECAY ** (1 / len(layers))
    for depth, layer in enumerate(layers):
        groups.append({"params": list(layer.parameters()), "lr": options.rate * decay ** (len(layers) - 1 - depth)})
    lower = [p for p in model.encoder.embeddings.parameters() if p.requires_grad]
    groups.append({"params": lower, "lr": options.rate * decay ** len(layers)})
    known = {id(p) for group in groups for p in group["params"]}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups.append({"params": rest, "lr": options.head_rate})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def thinned(example: data.Example, letters: str) -> bool:
    """Whether an epoch reads a report only half the time."""
    return bool(example.document.get("file", "-")[0] in letters)


def reading(example: data.Example, options: argparse.Namespace, rng: random.Random) -> data.Example:
    """A report as one epoch reads it: under other names, as a scan, or as it stands."""
    document = example.document
    if rng.random() < options.rename:
        document = augment.changed(document, rng)
    if options.scan and rng.random() < options.scan:
        document = noise.scanned(document, rng, rng.uniform(*SCANS))
    return example if document is example.document else data.example(document)


def main() -> None:
    options = parse()
    for name in losses.WEIGHTS:
        if options.parts and name not in options.parts.split(","):
            losses.WEIGHTS[name] = 0.0
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    np.random.seed(options.seed)
    documents = data.own_documents()
    if options.files:
        documents = [d for d in documents if d["file"][0] in options.files]
    if options.open:
        documents += second.by_turns(data.json_documents(options.open), options.open_times)
    if options.articles:
        articles = standoff.documents(options.articles)
        documents += articles + second.again(articles)
    examples = [data.example(d) for d in documents if options.all or not data.held_out(d)]
    print(f"{len(examples)} documents, {sum(len(e.tokens.ids) for e in examples)} word pieces", flush=True)
    model = Tagger(options.dropout, options.layers, options.base, options.inner)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=False)["state"])
    optim = optimizer(model, options)
    pieces = {thin: sum(len(e.tokens.ids) for e in examples if thinned(e, options.thin) == thin) for thin in (False, True)}
    share = (pieces[False] + pieces[True] / 2) / (pieces[False] + pieces[True])
    steps = int(len(batches.epoch(examples, random.Random(0), options.size, options.budget, 0, 0)) * options.epochs * share)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    begun = time.time()
    for epoch in range(min(options.epochs, options.until or options.epochs)):
        model.train()
        seen = []
        kept = [e for e in examples if not thinned(e, options.thin) or rng.random() < 0.5]
        read = [reading(e, options, rng) for e in kept]
        for windows in batches.epoch(read, rng, options.size, options.budget, options.mask, options.lower):
            batch = batches.collate(windows)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not options.fp32):
                output = model(batch["ids"], batch["attention"], batch["extra"])
            loss = losses.total(output.float(), batch, model, options.smoothing)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            optim.zero_grad()
            schedule.step()
            average.update_parameters(model)
            seen.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(seen):.3f}, {time.time() - begun:.0f} s", flush=True)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        made = {"state": average.module.state_dict(), "options": vars(options)}
        torch.save(made | {name: getattr(options, name) for name in ("layers", "base", "inner")}, options.out)


if __name__ == "__main__":
    main()
