"""Continued pre-training: masked language modelling on the texts we may train on, before the network learns to tag.

    python -m training.pretrain --open open.jsonl --articles global_voices_2012.jsonl --out training/build/pretrained.pt
    python -m training.train --start training/build/pretrained.pt ...

The given encoder was tuned to embed sentences and has no head for masked words, so a small one is learned along with it and thrown
away (Gururangan et al. 2020, "Don't stop pretraining", give the idea). Annotations are not read; the held-out tenth of our corpus
and of the openly licensed reports is left out, the other Global Voices articles are all read.
Three epochs take about eighteen minutes on two cores.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from placard.coding import features
from training import data, standoff
from training.batches import MASK
from training.model import Tagger

LENGTH = 126  # word pieces of a piece of text
SHORTEST = 20
BATCH = 16
SHARE = 0.2  # of the pieces are to be guessed: eight in ten masked, one another word, one left as it is
RATE, HEAD_RATE = 1e-4, 5e-4
WORDS = (1000, 30000)  # ids of whole words and pieces in the BERT vocabulary


def chunks(texts: list[str]) -> list[list[int]]:
    """Texts as runs of word pieces."""
    found = []
    for text in texts:
        ids = [int(one) for one in features.tokens(text).ids]
        found += [ids[at : at + LENGTH] for at in range(0, len(ids), LENGTH)]
    return [run for run in found if len(run) > SHORTEST]


def batches(runs: list[list[int]], rng: random.Random) -> list[list[list[int]]]:
    """Batches of runs of like length, in random order."""
    rng.shuffle(runs)
    order = sorted(range(len(runs)), key=lambda at: (at // (BATCH * 20), len(runs[at])))
    made = [[runs[at] for at in order[begin : begin + BATCH]] for begin in range(0, len(order), BATCH)]
    rng.shuffle(made)
    return made


def hidden(runs: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids with words hidden, attention, which are to be guessed, and what they were."""
    length = max(map(len, runs)) + 2
    ids = torch.full((len(runs), length), features.PAD)
    attention = torch.zeros((len(runs), length))
    for row, run in enumerate(runs):
        ids[row, : len(run) + 2] = torch.tensor([features.CLS, *run, features.SEP])
        attention[row, : len(run) + 2] = 1
    words = (attention > 0) & (ids != features.CLS) & (ids != features.SEP)
    asked = (torch.rand(ids.shape) < SHARE) & words
    truth = ids[asked]
    dice = torch.rand(ids.shape)
    ids[asked & (dice < 0.8)] = MASK
    other = asked & (dice >= 0.8) & (dice < 0.9)
    ids[other] = torch.randint(*WORDS, (int(other.sum()),))
    return ids, attention, asked, truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--open", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    rng = random.Random(options.seed)
    documents = data.own_documents() + data.json_documents(options.open)
    texts = [document["text"] for document in documents if not data.held_out(document)]
    # The openly licensed reports hold some of these articles, a few of them held out.
    known = {" ".join(document["text"].split())[:100] for document in documents}
    articles = [article["text"] for article in standoff.articles(options.articles).values()]
    texts += [text for text in articles if " ".join(text.split())[:100] not in known]
    runs = chunks(texts)
    model = Tagger()
    table = model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    width = table.shape[1]
    head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
    bias = nn.Parameter(torch.zeros(table.shape[0]))
    learned = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [{"params": learned, "lr": RATE}, {"params": [*head.parameters(), bias], "lr": HEAD_RATE}]
    optim = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = options.epochs * (len(runs) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / (0.94 * steps)))
    )
    begun = time.time()
    for epoch in range(options.epochs):
        seen = []
        for batch in batches(runs, rng):
            ids, attention, asked, truth = hidden(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = model.encoder(input_ids=ids, attention_mask=attention).last_hidden_state[asked]
                guessed = head(states) @ table.T + bias
            loss = F.cross_entropy(guessed.float(), truth)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optim.step()
            optim.zero_grad()
            schedule.step()
            seen.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(seen):.3f}, {time.time() - begun:.0f} s", flush=True)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save({"state": model.state_dict(), "options": {"size": 254, "epochs": 0}, "layers": 6}, options.out)


if __name__ == "__main__":
    main()
