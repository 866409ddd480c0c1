"""The network: one small BERT encoder, three feature embeddings at its input, one linear layer for all parts of the output."""

from __future__ import annotations

import torch
from torch import nn

from placard.coding import features, labels
from training import bases


class Tagger(nn.Module):
    """Word pieces and their features to one output vector a piece (see ``placard.coding.labels``).

    Args:
        dropout: in training.
        layers: of the encoder, from the lowest; all by default.
        base: the pre-trained encoder it begins with (``bases.BASES``).
        inner: width of the feed-forward half of each layer; the encoder's own by default.
    """

    def __init__(self, dropout: float = 0.1, layers: int | None = None, base: str = "minilm-l6", inner: int | None = None) -> None:
        super().__init__()
        self.encoder = bases.encoder(base, dropout)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        if inner is not None:
            narrow(self.encoder, inner)
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(features.SHAPES, width)
        self.quoted = nn.Embedding(2, width)
        self.place = nn.Embedding(2, width)
        for embedding in (self.shape, self.quoted, self.place):
            nn.init.zeros_(embedding.weight)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(width, labels.WIDTH)
        self.link_bias = nn.Parameter(torch.zeros(3))  # trigger-trigger, value-trigger, value-speaker
        self.trigger_distance = nn.Parameter(torch.zeros(17))
        self.value_distance = nn.Parameter(torch.zeros(17))
        self.speaker_distance = nn.Parameter(torch.zeros(17))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, extra: torch.Tensor) -> torch.Tensor:
        """ids, mask: (batch, length); extra: (batch, length, 3) -> (batch, length, WIDTH)."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        embedded = embedded + self.shape(extra[..., 0]) + self.quoted(extra[..., 1]) + self.place(extra[..., 2])
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.heads(self.dropout(hidden))


def narrow(encoder: nn.Module, inner: int) -> None:
    """Keep of each layer's feed-forward neurons those of the largest weights (in times out; Li et al. 2017, "Pruning Filters")."""
    for layer in encoder.encoder.layer:
        into, out = layer.intermediate.dense, layer.output.dense
        kept = (into.weight.norm(dim=1) * out.weight.norm(dim=0)).topk(inner).indices.sort().values
        into.weight, into.bias = nn.Parameter(into.weight[kept].detach()), nn.Parameter(into.bias[kept].detach())
        out.weight = nn.Parameter(out.weight[:, kept].detach())
        into.out_features = out.in_features = inner
    encoder.config.intermediate_size = inner


def distance(sentences: torch.Tensor) -> torch.Tensor:
    """Signed sentence distances, clipped to -8..8, as indices 0..16."""
    return sentences.clamp(-8, 8) + 8
