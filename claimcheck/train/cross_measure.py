"""What a cross-encoder adds to the comparisons.

``python -m claimcheck.train.cross_measure PAIRS.jsonl RUN_DIR --gold GOLD_DIR fixtures``

PAIRS and RUN_DIR are those of ``claimcheck.train.cross_encoder``. Three judges of "one question?": the linear model
over the comparisons, the cross-encoder, and both. On held-out events (mask and match; the two are joined on one half
and measured on the other) and on labelled pairs (pairs of different answers), events left out where labels teach.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from claimcheck.align.pairs import candidate_pairs
from claimcheck.compare.aligned import FEATURES, Alignment
from claimcheck.model import Slot, SlotRelation
from claimcheck.pipeline import Engine
from claimcheck.train.alignment import (
    LOOKS_AT_ANSWERS,
    STRENGTH,
    Example,
    Matrix,
    _article,
    average_precision,
    first_step,
    fit,
    views_of,
)
from claimcheck.train.annotator import pretrained_folder
from claimcheck.train.answer_labels import KINDS, AnswersGiven
from claimcheck.train.cross_encoder import SEED, CrossEncoder, PairReader, Plan, area, held_out, predict
from claimcheck.train.hidden_answers import HiddenPair, hidden_pair, read_pairs

BLIND = tuple(0.0 if name in LOOKS_AT_ANSWERS else 1.0 for name in FEATURES)
MEASURED_PAIRS = 3000
"""Held-out pairs of a slot that are judged."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of claims with different answers: its comparisons, whether a label says so, its sentences."""

    example: Example
    pair: HiddenPair | None


def labelled_pairs(gold: Path, engine: Engine) -> list[Labelled]:
    """Every pair of claims with different answers in the labelled events of a folder, with its answers hidden."""
    out: list[Labelled] = []
    for folder in sorted(p for p in gold.iterdir() if (p / "labels.json").exists()):
        raw = [json.loads(p.read_text("utf-8")) for p in sorted((folder / "articles").glob("*.json"))]
        views = views_of([_article(r, "") for r in raw], engine)
        labels = [x for x in json.loads((folder / "labels.json").read_text("utf-8")) if x["relation"] != "compatible"]
        given = AnswersGiven.of(views, labels)
        for left, right in ((a, b) for i, a in enumerate(views) for b in views[i:]):
            for slot in KINDS:
                for a, b in candidate_pairs(left, right, slot, engine.words):
                    found = engine.aligner.align(a, b, slot, left, right)
                    if answers_differ(found):
                        real = given.differ(a, b, slot)
                        example = Example(folder.name, slot, found.features, real)
                        out.append(Labelled(example, hidden_pair(folder.name, (a, b), slot, real, 1.0, ())))
    return out


def answers_differ(pair: Alignment) -> bool:
    """Whether two answers are told apart: the pairs that a rule could flag."""
    figures_differ = pair.a.amount and pair.b.amount and pair.a.amount.figure != pair.b.amount.figure
    if pair.slot is Slot.AMOUNT and figures_differ:
        return True
    return pair.comparison(pair.slot).relation is SlotRelation.DISJOINT


def columns(features: Sequence[tuple[float, ...]], blind: bool) -> Matrix:
    """Features with a leading one; ``blind`` drops those that look at the answers."""
    x = np.nan_to_num(np.array(features, dtype=np.float64), nan=0.0, posinf=0.0).reshape(len(features), len(FEATURES))
    shown = np.where(np.array(BLIND) > 0, x, 0.0) if blind else x
    return np.concatenate([np.ones((len(x), 1)), shown], axis=1)


def figures(name: str, same: Matrix, score: Matrix) -> None:
    """Print average precision and area under the ROC curve."""
    print(f"  {name:46s} AP {average_precision(same, score):.3f}  AUC {area(same, score):.3f}")


def join(comparisons: Matrix, logits: Matrix, same: Matrix) -> Matrix:
    """Bias, weight of the comparisons' score and of the cross-encoder's logit: logistic regression."""
    x = np.stack([np.ones(len(same)), comparisons, logits], axis=1)
    return fit(x, same, np.zeros(3), np.full(3, 0.1))


def on_held_out(tested: Sequence[HiddenPair], prior: Matrix, logits: Matrix) -> Matrix:
    """The three judges on held-out events; returns how the two are best joined."""
    same = np.array([float(p.same) for p in tested])
    score = columns([p.features for p in tested], blind=True) @ prior
    names = sorted({p.event for p in tested})
    half = np.array([names.index(p.event) % 2 == 0 for p in tested])
    both = np.zeros(len(tested))
    for part in (half, ~half):
        bias, first, second = join(score[~part], logits[~part], same[~part])
        both[part] = bias + first * score[part] + second * logits[part]
    print(f"  held-out events: {len(tested)} pairs, {same.mean():.3f} equal")
    for name, judged in (("comparisons", score), ("cross-encoder", logits), ("both", both)):
        figures(name, same, judged)
    return join(score, logits, same)


def left_out(x: Matrix, y: Matrix, events: Sequence[str], prior: Matrix, strength: float) -> Matrix:
    """Scores of events whose labels were not seen."""
    held = np.zeros(len(y))
    ridge = np.full(x.shape[1], strength)
    ridge[0] = 0.05
    for event in sorted(set(events)):
        out = np.array([e == event for e in events])
        held[out] = x[out] @ fit(x[~out], y[~out], prior, ridge)
    return held


def on_labels(gold: Sequence[Labelled], slot: Slot, prior: Matrix, joined: Matrix, logits: Matrix) -> None:
    """The judges on labelled pairs, without their labels and with those of the other events."""
    y = np.array([float(g.example.same) for g in gold])
    events = [g.example.event for g in gold]
    print(f"  labelled: {len(gold)} pairs, {int(y.sum())} real")
    seen = columns([g.example.features for g in gold], blind=False)
    blind = columns([g.example.features for g in gold], blind=True)
    by_hand = (seen - blind) @ prior
    _, first, second = joined
    figures("comparisons, no labels", y, seen @ prior)
    figures("cross-encoder alone", y, logits)
    figures("cross-encoder, hand-set answer features", y, second * logits + by_hand)
    figures("both, no labels", y, first * (blind @ prior) + second * logits + by_hand)
    figures("comparisons, labels of other events", y, left_out(seen, y, events, prior, STRENGTH[slot]))
    scaled = np.where(np.array([1.0, *BLIND]) > 0, first * prior, prior)
    wide = np.concatenate([seen, logits[:, None]], axis=1)
    prior_both = np.append(scaled, second)
    figures("both, labels of other events", y, left_out(wide, y, events, prior_both, STRENGTH[slot]))


def judge_slot(slot: Slot, pairs: Sequence[HiddenPair], gold: Sequence[Labelled], judge: CrossEncoder) -> None:
    """All figures of one slot."""
    reader = PairReader(pretrained_folder() / "tokenizer.json")
    kept = held_out([p.event for p in pairs])
    own = [p for p in pairs if p.slot is slot]
    prior = first_step([Example(p.event, slot, p.features, p.same) for p in own if p.event not in kept], slot)
    tested = [p for p in own if p.event in kept]
    tested = random.Random(SEED).sample(tested, min(len(tested), MEASURED_PAIRS))
    joined = on_held_out(tested, prior, predict(judge, tested, reader))
    print(f"  joined as {joined.round(2).tolist()}")
    mine = [g for g in gold if g.example.slot is slot]
    known = [i for i, g in enumerate(mine) if g.pair is not None]
    logits = np.full(len(mine), -3.0)
    logits[known] = predict(judge, [p for g in mine if (p := g.pair) is not None], reader)
    on_labels(mine, slot, prior, joined, logits)


def speed(model: Path, pairs: Sequence[HiddenPair]) -> None:
    """Pairs a second of the int8 model on one thread, one pair at a time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    reader = PairReader(pretrained_folder() / "tokenizer.json")
    began = time.process_time()
    for pair in pairs:
        read = reader.read(pair)
        feed = {"ids": read.ids, "shapes": read.marks, "places": list(read.places)}
        session.run(None, {name: np.array(value, np.int64) for name, value in feed.items()})
    rate = len(pairs) / (time.process_time() - began)
    print(f"int8: {rate:.0f} pairs a second, {model.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    torch.set_num_threads(1)
    judge = CrossEncoder(Plan().layers)
    judge.load_state_dict(torch.load(options.run / "cross.pt"))
    judge.eval()
    engine = Engine.load()
    gold = [g for folder in options.gold for g in labelled_pairs(folder, engine)]
    pairs = read_pairs(options.pairs)
    for slot in (Slot.AMOUNT, Slot.WHEN):
        judge_slot(slot, pairs, gold, judge)
    speed(options.run / "cross.onnx", [g.pair for g in gold if g.pair is not None][:1000])


if __name__ == "__main__":
    main()
