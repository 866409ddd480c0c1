"""Windows of examples, cut anew each epoch, masked and batched by length."""

from __future__ import annotations

import random

import numpy as np
import torch

from placard.coding import features
from training.data import IGNORE, Example

MASK = 103  # [MASK] of the BERT vocabulary


def cut(example: Example, rng: random.Random, size: int) -> list[tuple[int, int]]:
    """Windows of whole sentences from a random first sentence, so that no epoch sees the same edges."""
    total = len(example.tokens.ids)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(example.tokens.sentence)) + 1])
    bounds = [0, *sorted(int(s) for s in starts if s > 0), total]
    first = rng.randint(0, min(3, len(bounds) - 2)) if total > size else 0
    result, begin, end = [], 0, 0
    for position, bound in enumerate(bounds[1:], 1):
        if bound - begin > size or (position - 1 == first and begin == 0 and first > 0 and bound > begin):
            if end > begin:
                result.append((begin, end))
                begin = end
            while bound - begin > size:
                result.append((begin, begin + size))
                begin += size
        end = bound
    if end > begin:
        result.append((begin, end))
    return result


def window(example: Example, begin: int, end: int, rng: random.Random, mask_share: float, lower_share: float) -> dict:
    """One window with its labels; some pieces are masked, and some windows lose their capitals."""
    ids = example.tokens.ids[begin:end].copy()
    extra = example.tokens.features[begin:end].copy()
    if mask_share:
        hidden = np.asarray([rng.random() < mask_share for _ in range(end - begin)])
        ids[hidden] = MASK
    if rng.random() < lower_share:
        letters = np.isin(extra[:, 0], (1, 2, 3, 4))
        extra[letters, 0] = rng.choice((1, 1, 3))
    inside = [_shift(span, begin, example) for span in example.spans if span["first"] >= begin and span["last"] <= end]
    voices = [_shift(voice, begin, example) for voice in example.voices if voice["first"] >= begin and voice["last"] <= end]
    return {
        "ids": ids,
        "extra": extra,
        "tags": example.tags[begin:end],
        "speaker": example.speaker[begin:end],
        "cue": example.cue[begin:end],
        "sentence": np.stack([example.sentence_event[begin:end], example.sentence_value[begin:end]], 1),
        "relevant": float(example.relevant),
        "spans": inside,
        "voices": voices,
    }


def _shift(span: dict, begin: int, example: Example) -> dict:
    # One further for [CLS].
    return span | {
        "first": span["first"] - begin + 1,
        "last": span["last"] - begin + 1,
        "sentence": int(example.tokens.sentence[span["first"]]),
    }


def collate(windows: list[dict]) -> dict:
    """Pad windows to one batch of tensors; [CLS], [SEP] and padding carry no labels."""
    length = max(len(w["ids"]) for w in windows) + 2
    count = len(windows)
    ids = torch.full((count, length), features.PAD)
    attention = torch.zeros((count, length), dtype=torch.long)
    mask = torch.zeros((count, length))
    extra = torch.zeros((count, length, 3), dtype=torch.long)
    labelled = {name: torch.full((count, length), IGNORE) for name in ("tags", "speaker", "cue")}
    sentence = torch.zeros((count, length, 2))
    relevant = torch.zeros((count, length))
    for row, w in enumerate(windows):
        n = len(w["ids"])
        ids[row, 0], ids[row, n + 1] = features.CLS, features.SEP
        ids[row, 1 : n + 1] = torch.from_numpy(w["ids"])
        attention[row, : n + 2] = 1
        mask[row, 1 : n + 1] = 1
        extra[row, 1 : n + 1] = torch.from_numpy(w["extra"])
        for name, tensor in labelled.items():
            tensor[row, 1 : n + 1] = torch.from_numpy(w[name])
        sentence[row, 1 : n + 1] = torch.from_numpy(w["sentence"]).float()
        relevant[row] = w["relevant"]
    return {
        "ids": ids,
        "attention": attention,
        "mask": mask,
        "extra": extra,
        "sentence": sentence,
        "relevant": relevant,
        "windows": windows,
        **labelled,
    }


def epoch(examples: list[Example], rng: random.Random, size: int, budget: int, mask_share: float, lower_share: float) -> list[dict]:
    """All windows of an epoch as batches of at most ``budget`` word pieces, in random order."""
    cuts = [(example, begin, end) for example in examples for begin, end in cut(example, rng, size)]
    rng.shuffle(cuts)
    cuts.sort(key=lambda c: (c[2] - c[1]) // 24)
    groups, current, longest = [], [], 0
    for one in cuts:
        longest = max(longest, one[2] - one[1] + 2)
        if current and longest * (len(current) + 1) > budget:
            groups.append(current)
            current, longest = [], one[2] - one[1] + 2
        current.append(one)
    groups.append(current)
    rng.shuffle(groups)
    return [[window(e, b, end, rng, mask_share, lower_share) for e, b, end in group] for group in groups]
