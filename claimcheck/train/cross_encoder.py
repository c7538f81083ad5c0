"""A cross-encoder that reads two sentences with their answers hidden and says whether they ask one question.

``python -m claimcheck.train.cross_encoder PAIRS.jsonl -o OUT_DIR [--ecb FOLDER] [--epochs N] [--threads N]``

PAIRS.jsonl comes from ``claimcheck.train.hidden_answers``. The first three layers of MiniLM; answers are [MASK], their
type is a row of the mark table; a two-layer head reads [CLS] and both marks. ECB+ coreference of event words is a
second output over the same head. Trained on nine events of ten; docs/design/0008 says what it was worth.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from claimcheck.text.pieces import CLS, SEP
from claimcheck.train.annotator import pretrained_folder
from claimcheck.train.export import GraphWriter, _encoder
from claimcheck.train.hidden_answers import HiddenPair, Side, balanced, ecb_pairs, read_pairs
from claimcheck.train.network import WIDTH, Network, load_pretrained

SEED = 20251
MASK = 103
SIDE_PIECES = 32
"""Wordpieces of one side that are read, around its mark; two sides stay under 70."""
BEFORE_PIECES = 18
"""Of these at most so many before the mark where the other half fills the rest."""
HELD_OUT = 10
"""One event of so many is never trained on."""
HIDDEN_WIDTH = 128
SAME_ANSWER, COREFERENT = 0, 1
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A pair as the encoder reads it: ``ids`` and ``marks`` (a row of the mark table) a wordpiece, ``places`` of the
    two marks."""

    ids: list[int]
    marks: list[int]
    places: tuple[int, int]


class PairReader:
    """Turns pairs into wordpieces."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def side(self, side: Side) -> tuple[list[int], int, int]:
        """The wordpieces of one side, and the half-open range of the mark in them."""
        mark = self._pieces(side.shown)[:6] if side.shown else [MASK]
        before, after = self._pieces(side.before), self._pieces(side.after)
        room = SIDE_PIECES - len(mark)
        ahead = min(len(before), max(BEFORE_PIECES, room - len(after)))
        before = before[len(before) - ahead :]
        return before + mark + after[: room - ahead], ahead, ahead + len(mark)

    def read(self, pair: HiddenPair, swapped: bool = False) -> Reading:
        """[CLS] left [SEP] right [SEP]; ``swapped`` reads the right side first."""
        ids, marks, places = [CLS], [0], []
        for row, side in enumerate((pair.right, pair.left) if swapped else (pair.left, pair.right)):
            own, low, high = self.side(side)
            places.append(len(ids) + low)
            marks += [row] * low + [int(pair.kind)] * (high - low) + [row] * (len(own) - high + 1)
            ids += [*own, SEP]
        return Reading(ids, marks, (places[0], places[1]))


class CrossEncoder(nn.Module):
    """Encoder and head; outputs B×2: logits of equal answers and of coreferent events."""

    def __init__(self, layers: int, outputs: int = 2) -> None:
        super().__init__()
        carrier = Network(layers, 1, 1, 1, attention_dropout=0.0)
        load_pretrained(carrier, pretrained_folder() / "model.safetensors")
        self.encoder = carrier.encoder
        self.encoder.word.weight.requires_grad_(False)
        nn.init.normal_(self.encoder.shape.weight, std=0.02)
        self.join = nn.Linear(5 * WIDTH, HIDDEN_WIDTH)
        self.out = nn.Linear(HIDDEN_WIDTH, outputs)

    def forward(self, ids: Tensor, marks: Tensor, places: Tensor) -> Tensor:
        """``ids`` and ``marks`` B×P (0 for padding), ``places`` B×2."""
        state = self.encoder(ids, marks)
        both = state.gather(1, places[:, :, None].expand(-1, -1, WIDTH))
        left, right = both[:, 0], both[:, 1]
        joined = torch.cat([state[:, 0], left, right, (left - right).abs(), left * right], dim=-1)
        joined = functional.dropout(joined, 0.1, self.training)
        return self.out(functional.gelu(self.join(joined)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings padded to one length, with what each should give."""

    ids: Tensor
    marks: Tensor
    places: Tensor
    task: Tensor
    same: Tensor
    weight: Tensor


def tensors(readings: Sequence[Reading]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, marks (B×P) and places (B×2)."""
    width = max(len(r.ids) for r in readings)
    ids = torch.tensor([r.ids + [0] * (width - len(r.ids)) for r in readings])
    marks = torch.tensor([r.marks + [0] * (width - len(r.marks)) for r in readings])
    return ids, marks, torch.tensor([r.places for r in readings])


def task_of(pair: HiddenPair) -> int:
    """Which output a pair teaches: a mark that may be read is an event word of ECB+."""
    return COREFERENT if pair.left.shown else SAME_ANSWER


def batches(pairs: Sequence[HiddenPair], reader: PairReader, size: int, chance: random.Random) -> Iterator[Batch]:
    """Shuffled batches of about ``size`` wordpieces, of like lengths; either side may come first."""
    order = list(pairs)
    chance.shuffle(order)
    ready: list[list[tuple[Reading, HiddenPair]]] = []
    for start in range(0, len(order), 2000):
        chunk = [(reader.read(p, chance.random() < 0.5), p) for p in order[start : start + 2000]]
        chunk.sort(key=lambda item: len(item[0].ids))
        now: list[tuple[Reading, HiddenPair]] = []
        for item in chunk:
            if now and (len(now) + 1) * len(item[0].ids) > size:
                ready.append(now)
                now = []
            now.append(item)
        ready.append(now)
    chance.shuffle(ready)
    for rows in ready:
        own = [p for _, p in rows]
        task, same = torch.tensor([task_of(p) for p in own]), torch.tensor([float(p.same) for p in own])
        yield Batch(*tensors([r for r, _ in rows]), task, same, torch.tensor([p.weight for p in own]))


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    layers: int = 3
    epochs: int = 2
    batch: int = 3000
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4


def train(network: CrossEncoder, pairs: Sequence[HiddenPair], reader: PairReader, plan: Plan, out: Path) -> None:
    """AdamW, bf16 autocast, linear warm-up and decay; progress and checkpoints go to ``out``."""
    chance = random.Random(SEED)
    encoder = [w for w in network.encoder.parameters() if w.requires_grad]
    heads = [*network.join.parameters(), *network.out.parameters()]
    rates = [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01, fused=True)
    steps = plan.epochs * sum(1 for _ in batches(pairs, reader, plan.batch, random.Random(SEED)))
    warm = max(1, steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    network.train()
    began, done, total = time.monotonic(), 0, 0.0
    for _ in range(plan.epochs):
        for batch in batches(pairs, reader, plan.batch, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(batch.ids, batch.marks, batch.places)
            chosen = logits.float().gather(1, batch.task[:, None])[:, 0]
            losses = functional.binary_cross_entropy_with_logits(chosen, batch.same, reduction="none")
            loss = (losses * batch.weight).sum() / batch.weight.sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done, total = done + 1, total + loss.item()
            if done % 50 == 0:
                seconds = time.monotonic() - began
                print(f"step {done}/{steps} loss {total / 50:.4f} {seconds:.0f} s", flush=True)
                total = 0.0
            if done % 300 == 0:
                torch.save(network.state_dict(), out / "checkpoint.pt")
    network.eval()
    torch.save(network.state_dict(), out / "cross.pt")


def predict(network: CrossEncoder, pairs: Sequence[HiddenPair], reader: PairReader, task: int = SAME_ANSWER) -> Scores:
    """Logits in the order of the pairs (fp32)."""
    out = np.zeros(len(pairs))
    readings = list(enumerate(map(reader.read, pairs)))
    readings.sort(key=lambda item: len(item[1].ids))
    with torch.inference_mode():
        for start in range(0, len(readings), 64):
            part = readings[start : start + 64]
            logits = network(*tensors([r for _, r in part]))[:, task].float().numpy()
            out[[i for i, _ in part]] = logits
    return out


def held_out(events: Sequence[str]) -> frozenset[str]:
    """The events that are never trained on, chosen by a seed."""
    names = sorted(set(events))
    return frozenset(random.Random(SEED).sample(names, len(names) // HELD_OUT))


def area(same: Scores, score: Scores) -> float:
    """Area under the ROC curve, ties counted half."""
    order = np.argsort(score, kind="stable")
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    positives = float(same.sum())
    negatives = len(order) - positives
    return float((ranks[same > 0].sum() - positives * (positives + 1) / 2) / max(1.0, positives * negatives))


def write_cross_onnx(network: CrossEncoder, path: Path) -> None:
    """The network as an int8 ONNX file that reads one pair: ids, marks (P), places (2) → logits (1×outputs)."""
    writer = GraphWriter()
    state = _encoder(writer, network)  # reads the inputs "ids" and "shapes"

    def array(value: Tensor) -> npt.NDArray[np.float32]:
        return np.asarray(value.detach().float().numpy(), np.float32)

    first = writer.node("Gather", state, writer.constant(np.array([0], np.int64)), axis=0)
    both = writer.node("Gather", state, "places", axis=0)
    left, right = (
        writer.node("Gather", both, writer.constant(np.array([index], np.int64)), axis=0) for index in range(2)
    )
    apart = writer.node("Abs", writer.node("Sub", left, right))
    joined = writer.node("Concat", first, left, right, apart, writer.node("Mul", left, right), axis=1)
    inner = writer.matmul(joined, array(network.join.weight).T, array(network.join.bias))
    inner = writer.node("Gelu", inner, domain="com.microsoft")
    logits = writer.node("MatMul", inner, writer.constant(array(network.out.weight).T.copy()))
    writer.node("Add", logits, writer.constant(array(network.out.bias)), output="logits")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [length])
        for name, length in (("ids", "P"), ("shapes", "P"), ("places", 2))
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, network.out.out_features])]
    graph = helper.make_graph(writer.nodes, "cross", inputs, outputs, writer.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="claimcheck")
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def training_pairs(pairs: Sequence[HiddenPair], told: Callable[[str], None] = print) -> list[HiddenPair]:
    """The balanced pairs of the events that may be trained on."""
    kept = held_out([p.event for p in pairs])
    chosen = balanced([p for p in pairs if p.event not in kept], random.Random(SEED))
    told(f"{len(chosen)} pairs, {sum(p.same for p in chosen)} equal; {len(kept)} events held out")
    return chosen


def main() -> None:
    """Train on PAIRS, print held-out figures, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--ecb", type=Path, help="folder with one directory an ECB+ topic")
    parser.add_argument("--without", nargs="*", default=[], help="ECB+ topics left out")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    reader = PairReader(pretrained_folder() / "tokenizer.json")
    pairs = read_pairs(options.pairs)
    kept = held_out([p.event for p in pairs])
    items = training_pairs(pairs)
    items += ecb_pairs(options.ecb, frozenset(options.without)) if options.ecb else []
    plan = Plan(epochs=options.epochs)
    network = CrossEncoder(plan.layers)
    train(network, items, reader, plan, options.out)
    tested = [p for p in pairs if p.event in kept]
    for kind in sorted({p.kind for p in tested}):
        own = [p for p in tested if p.kind is kind]
        same = np.array([float(p.same) for p in own])
        print(f"{kind.name}: {len(own)} held-out pairs, AUC {area(same, predict(network, own, reader)):.3f}")
    write_cross_onnx(network, options.out / "cross.onnx")


if __name__ == "__main__":
    main()
