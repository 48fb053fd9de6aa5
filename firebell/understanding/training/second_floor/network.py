"""The encoder and its heads in PyTorch: a BERT (Devlin et al. 2019, arXiv:1810.04805) whose pooled
vector is the mean over a text's pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from firebell.core.understanding.second_floor.tokens import PAD
from firebell.understanding.training.second_floor.wheel import Shape

LAYER_PARTS = {
    "query": "q",
    "key": "k",
    "value": "v",
    "mixed": "ao",
    "mixed_norm": "aln",
    "wide": "fi",
    "narrow": "fo",
    "norm": "oln",
}
"""Our names of a layer's parts, and the wheel's."""


class Layer(nn.Module):
    """Attention and a network of one hidden layer, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(width, width) for _ in range(4))
        self.mixed_norm = nn.LayerNorm(width, shape.epsilon)
        self.wide, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.norm = nn.LayerNorm(width, shape.epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        rows, size, width = states.shape

        def split(part: nn.Linear) -> Tensor:
            return part(states).view(rows, size, self.heads, -1).transpose(1, 2)

        found = functional.scaled_dot_product_attention(
            split(self.query), split(self.key), split(self.value), attn_mask=mask
        )
        mixed = self.mixed(found.transpose(1, 2).reshape(rows, size, width))
        states = self.mixed_norm(states + mixed)
        return self.norm(states + self.narrow(functional.gelu(self.wide(states))))


class Encoder(nn.Module):
    """``numbers``: rows x places, padded with PAD. Returns rows x width."""

    def __init__(self, shape: Shape, pieces: int, places: int) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, shape.width, padding_idx=PAD)
        self.places = nn.Parameter(torch.zeros(places, shape.width))
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList([Layer(shape) for _ in range(shape.layers)])

    def forward(self, numbers: Tensor) -> Tensor:
        there = numbers != PAD
        mask = there[:, None, None, :]
        states = self.norm(self.words(numbers) + self.places[: numbers.shape[1]])
        for layer in self.layers:
            states = layer(states, mask)
        weights = there.to(states.dtype)[:, :, None]
        return (states * weights).sum(1) / weights.sum(1)


class Network(nn.Module):
    """The encoder and one linear head a task: pooled vector to logits of the task's classes."""

    def __init__(self, encoder: Encoder, width: int, tasks: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in tasks.items()})
        for head in self.heads.values():
            nn.init.normal_(head.weight, std=0.02)  # type: ignore[arg-type]
            nn.init.zeros_(head.bias)  # type: ignore[arg-type]

    def forward(self, numbers: Tensor) -> dict[str, Tensor]:
        pooled = self.encoder(numbers)
        return {name: head(pooled) for name, head in self.heads.items()}


def fill(encoder: Encoder, tensors: Mapping[str, np.ndarray], kept: Sequence[int]) -> None:
    """Set an encoder to the first layers of the packed weights and the ``kept`` pieces."""
    state: dict[str, Any] = {
        "words.weight": tensors["emb.word"][np.asarray(kept)],
        # There is but one type of segment, so it belongs to the places.
        "places": tensors["emb.pos"][: len(encoder.places)] + tensors["emb.type"][0],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for number in range(len(encoder.layers)):
        for ours, theirs in LAYER_PARTS.items():
            for kind, letter in (("weight", "w"), ("bias", "b")):
                source = tensors[f"l{number}.{theirs}.{letter}"]
                state[f"layers.{number}.{ours}.{kind}"] = source
    encoder.load_state_dict({name: torch.as_tensor(part) for name, part in state.items()})


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Rows of numbers as one tensor, short ones filled up."""
    size = max(map(len, rows))
    found = torch.full((len(rows), size), PAD, dtype=torch.long)
    for place, row in enumerate(rows):
        found[place, : len(row)] = torch.tensor(row)
    return found
