"""One loss over all parts of the output: tags, span labels and links."""

from __future__ import annotations

import math

import torch
from torch.nn import functional as F

from placard.coding import labels
from training.model import distance

PARTS = labels.layout()
WEIGHTS = {
    "tags": 2.0,
    "speaker": 0.7,
    "cue": 0.4,
    "sentence": 0.2,
    "relevant": 0.1,
    "status": 0.2,
    "form": 0.2,
    "response": 0.3,
    "who": 0.1,
    "certainty": 0.1,
    "speaker_kind": 0.2,
    "stance": 0.05,
    "same": 0.3,
    "value": 0.3,
    "said": 0.4,
}
OUTSIDE = 0.5  # weight of pieces without a value: nine in ten have none


def token_losses(output: torch.Tensor, batch: dict, smoothing: float) -> dict[str, torch.Tensor]:
    """Losses of the parts that are labelled on every token; output is (batch, length, WIDTH)."""
    result = {}
    for part in ("tags", "speaker", "cue"):
        logits = output[..., PARTS[part]].flatten(0, 1)
        weight = torch.ones(logits.shape[1])
        weight[0] = OUTSIDE
        smooth = smoothing if part == "tags" else 0.0
        result[part] = F.cross_entropy(logits, batch[part].flatten(), weight, ignore_index=-100, label_smoothing=smooth)
    kept = batch["mask"].bool()
    sentence = output[..., PARTS["sentence"]][kept]
    result["sentence"] = F.binary_cross_entropy_with_logits(sentence, batch["sentence"][kept])
    relevant = output[..., PARTS["relevant"]].squeeze(-1)[kept]
    result["relevant"] = F.binary_cross_entropy_with_logits(relevant, batch["relevant"][kept])
    return result


def span_losses(output: torch.Tensor, windows: list, model) -> dict[str, torch.Tensor]:
    """Losses of the parts that are labelled on gold spans; each window gives its spans and voices with token ranges."""
    sums: dict[str, list[torch.Tensor]] = {}
    for row, window in enumerate(windows):
        spans, voices = window["spans"], window["voices"]
        vectors = output[row]
        if voices:
            mean = _means(vectors, voices)
            _classify(sums, "speaker_kind", mean[:, PARTS["speaker_kind"]], [voice["kind"] for voice in voices])
        if not spans:
            continue
        mean = _means(vectors, spans)
        for part in ("status", "form", "response", "who", "certainty", "stance"):
            _classify(sums, part, mean[:, PARTS[part]], [span[part] for span in spans])
        _link(sums, mean, spans, model)
        _said(sums, mean, spans, vectors, voices, model)
    return {name: torch.stack(parts).mean() for name, parts in sums.items()}


def _means(vectors: torch.Tensor, spans: list) -> torch.Tensor:
    return torch.stack([vectors[span["first"] : span["last"]].mean(0) for span in spans])


def _classify(sums: dict, part: str, logits: torch.Tensor, gold: list[int]) -> None:
    target = torch.tensor(gold)
    if (target >= 0).any():
        sums.setdefault(part, []).append(F.cross_entropy(logits, target, ignore_index=-100))


def _link(sums: dict, mean: torch.Tensor, spans: list, model) -> None:
    triggers = [at for at, span in enumerate(spans) if span["variable"] == "trigger"]
    values = [at for at, span in enumerate(spans) if span["variable"] != "trigger"]
    if not triggers:
        return
    where = torch.tensor([span["sentence"] for span in spans])
    scale = math.sqrt(labels.LINK)
    keys = mean[triggers]
    if len(triggers) > 1:
        vectors = keys[:, PARTS["trigger_same"]]
        scores = vectors @ vectors.T / scale + model.link_bias[0]
        scores = scores + model.trigger_distance[distance((where[triggers][:, None] - where[triggers][None]).abs())]
        gold = torch.tensor([[bool(spans[a]["events"] & spans[b]["events"]) for b in triggers] for a in triggers]).float()
        pairs = torch.triu(torch.ones_like(gold), 1).bool()
        sums.setdefault("same", []).append(F.binary_cross_entropy_with_logits(scores[pairs], gold[pairs]))
    if values and len({event for at in triggers for event in spans[at]["events"]}) > 1:
        scores = mean[values][:, PARTS["value_query"]] @ keys[:, PARTS["trigger_key"]].T / scale + model.link_bias[1]
        scores = scores + model.value_distance[distance(where[triggers][None] - where[values][:, None])]
        gold = torch.tensor([[bool(spans[v]["events"] & spans[t]["events"]) for t in triggers] for v in values]).float()
        sums.setdefault("value", []).append(F.binary_cross_entropy_with_logits(scores, gold))


def _said(sums: dict, mean: torch.Tensor, spans: list, vectors: torch.Tensor, voices: list, model) -> None:
    values = [at for at, span in enumerate(spans) if span["variable"] != "trigger"]
    if not values or not voices:
        return
    queries = mean[values][:, PARTS["said_query"]]
    keys = _means(vectors, voices)[:, PARTS["speaker_key"]]
    where = torch.tensor([spans[at]["sentence"] for at in values])
    there = torch.tensor([voice["sentence"] for voice in voices])
    scores = queries @ keys.T / math.sqrt(labels.LINK) + model.link_bias[2]
    scores = scores + model.speaker_distance[distance(there[None] - where[:, None])]
    scores = torch.cat([torch.zeros(len(values), 1), scores], 1)  # column 0: the outlet's own voice
    gold = torch.zeros_like(scores, dtype=torch.bool)
    for row, at in enumerate(values):
        matches = [column for column, voice in enumerate(voices) if voice["id"] == spans[at]["by"]]
        if spans[at]["by"] is None:
            gold[row, 0] = True
        for column in matches:
            gold[row, 1 + column] = True
    kept = gold.any(1)
    if kept.any():
        logs = F.log_softmax(scores[kept], 1).masked_fill(~gold[kept], -1e9)
        sums.setdefault("said", []).append(-torch.logsumexp(logs, 1).mean())


def total(output: torch.Tensor, batch: dict, model, smoothing: float) -> torch.Tensor:
    """The weighted sum of all losses."""
    losses = token_losses(output, batch, smoothing) | span_losses(output, batch["windows"], model)
    return sum(WEIGHTS[name] * loss for name, loss in losses.items())
