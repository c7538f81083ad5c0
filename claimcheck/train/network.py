"""The annotator's network in torch: a BERT encoder cut to its first layers, with heads for tag, tree and names.

Shapes: B sentences of P wordpieces and N words; the root stands before the words, so heads number N + 1.
The arc scorer is the deep biaffine attention of Dozat and Manning (2017), over 256 dimensions, labels over 64.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claimcheck.text.pieces import SHAPE_COUNT

WIDTH = 384
HEADS = 12
INNER = 1536
ARC_WIDTH = 256
HEAD_DROPOUT = 0.2


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT), queries, keys and values in one matrix. Dropping out attention
    weights costs a fifth of the training time."""

    def __init__(self, dropout: float, attention_dropout: float) -> None:
        super().__init__()
        self.attention_dropout = attention_dropout
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, state: Tensor, mask: Tensor) -> Tensor:
        """``state`` B×P×WIDTH, ``mask`` B×1×1×P true where there is a wordpiece."""
        batch, length, _ = state.shape
        parts = self.qkv(state).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        dropped = self.attention_dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask, dropout_p=dropped)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        state = self.norm1(state + functional.dropout(mixed, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(state)))
        return self.norm2(state + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Embeddings of wordpiece, place and shape (shape starts at zero), then ``layers`` transformer layers."""

    def __init__(
        self, layers: int, attention_dropout: float, vocabulary: int = 30522, places: int = 512, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(places, WIDTH)
        self.shape = nn.Embedding(SHAPE_COUNT, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, attention_dropout) for _ in range(layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """``ids`` and ``shapes`` B×P, 0 for padding → B×P×WIDTH."""
        mask = (ids != 0)[:, None, None, :]
        state = self.word(ids) + self.place.weight[: ids.shape[1]] + self.shape(shapes)
        state = functional.dropout(self.norm(state), self.dropout, self.training)
        for layer in self.layers:
            state = layer(state, mask)
        return state


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say: tags B×N×T, names B×N×E, arcs B×N×(N+1), and the label scorer's two sides
    (``dependent`` B×N×R×(L+1), ``governor`` B×(N+1)×(L+1), L the label width)."""

    tags: Tensor
    names: Tensor
    arcs: Tensor
    dependent: Tensor
    governor: Tensor

    def labels(self, heads: Tensor) -> Tensor:
        """Label scores B×N×R under the given heads B×N (0 the root)."""
        index = heads[:, :, None].expand(-1, -1, self.governor.shape[-1])
        chosen = self.governor.gather(1, index)
        return torch.einsum("bnrd,bnd->bnr", self.dependent.float(), chosen.float())


def _with_one(state: Tensor) -> Tensor:
    return torch.cat([state, state.new_ones(*state.shape[:-1], 1)], dim=-1)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(
        self, layers: int, tags: int, labels: int, names: int, label_width: int = 64, attention_dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.encoder = Encoder(layers, attention_dropout)
        self.drop = nn.Dropout(HEAD_DROPOUT)
        self.tag = nn.Linear(WIDTH, tags)
        self.name = nn.Linear(WIDTH, names)
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_governor = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label_dependent = nn.Linear(WIDTH, label_width)
        self.label_governor = nn.Linear(WIDTH, label_width)
        self.label = nn.Parameter(torch.zeros(label_width + 1, labels * (label_width + 1)))
        nn.init.normal_(self.arc, std=1 / math.sqrt(ARC_WIDTH) / 4)
        nn.init.normal_(self.label, std=1 / math.sqrt(label_width) / 8)
        self.label_count = labels

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> Scores:
        """``first`` B×(N+1): the wordpiece at which the root and every word begin."""
        state = self.encoder(ids, shapes)
        state = state.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        state = self.drop(state)
        words = state[:, 1:]
        act = functional.gelu
        arc_dependent = self.drop(act(self.arc_dependent(words)))
        arc_governor = self.drop(act(self.arc_governor(state)))
        arcs = (_with_one(arc_dependent) @ self.arc) @ arc_governor.transpose(1, 2)
        label_dependent = _with_one(self.drop(act(self.label_dependent(words)))) @ self.label
        dependent = label_dependent.view(*words.shape[:2], self.label_count, -1)
        governor = _with_one(self.drop(act(self.label_governor(state))))
        return Scores(self.tag(words), self.name(words), arcs, dependent, governor)


def narrowed(wide: Network, network: Network) -> None:
    """Fill ``network`` from one like it whose label scorer is wider: of that, the strongest units are kept."""
    state, old = network.state_dict(), wide.state_dict()
    width, labels = network.label_dependent.out_features, network.label_count
    old_width = wide.label_dependent.out_features
    cube = old["label"].view(old_width + 1, labels, old_width + 1)
    dependent = cube.pow(2).sum((1, 2))[:old_width].topk(width).indices.sort().values
    governor = cube.pow(2).sum((0, 1))[:old_width].topk(width).indices.sort().values
    one = torch.tensor([old_width])
    state.update({name: value for name, value in old.items() if state[name].shape == value.shape})
    kept = cube[torch.cat([dependent, one])][:, :, torch.cat([governor, one])]
    state["label"] = kept.reshape(width + 1, -1).contiguous()
    for side, chosen in (("label_dependent", dependent), ("label_governor", governor)):
        state[f"{side}.weight"] = old[f"{side}.weight"][chosen]
        state[f"{side}.bias"] = old[f"{side}.bias"][chosen]
    network.load_state_dict(state)


def load_pretrained(network: Network, weights: Path) -> None:
    """Fill the encoder from a BERT checkpoint (safetensors): its embeddings and first layers."""
    raw = load_file(str(weights))
    prefix = "bert." if any(key.startswith("bert.") for key in raw) else ""
    encoder = network.encoder
    state = {
        "word.weight": raw[f"{prefix}embeddings.word_embeddings.weight"],
        "place.weight": raw[f"{prefix}embeddings.position_embeddings.weight"]
        + raw[f"{prefix}embeddings.token_type_embeddings.weight"][0],
        "shape.weight": encoder.shape.weight.detach(),
        "norm.weight": raw[f"{prefix}embeddings.LayerNorm.weight"],
        "norm.bias": raw[f"{prefix}embeddings.LayerNorm.bias"],
    }
    for index in range(len(encoder.layers)):
        source, target = f"{prefix}encoder.layer.{index}.", f"layers.{index}."
        for part in ("weight", "bias"):
            state[f"{target}qkv.{part}"] = torch.cat(
                [raw[f"{source}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{target}out.{part}"] = raw[f"{source}attention.output.dense.{part}"]
            state[f"{target}norm1.{part}"] = raw[f"{source}attention.output.LayerNorm.{part}"]
            state[f"{target}up.{part}"] = raw[f"{source}intermediate.dense.{part}"]
            state[f"{target}down.{part}"] = raw[f"{source}output.dense.{part}"]
            state[f"{target}norm2.{part}"] = raw[f"{source}output.LayerNorm.{part}"]
    encoder.load_state_dict(state)
