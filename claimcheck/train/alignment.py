r"""Learn how much each comparison says about two claims answering one question: models/alignment.json.

``python -m claimcheck.train.alignment DATA_DIR -o claimcheck/models/alignment.json --gold GOLD_DIR fixtures \
    --leave-out tests/bench/drawn.json``

Two steps. (1) *Mask and match*: the answers of two same-event sentences of different outlets are hidden; whether the
hidden answers turn out equal teaches what makes two sentences ask one question (news groups and local incidents; no
labels needed; features that look at the answers are left out). (2) With ``--gold``, labelled events adjust the
weights by a ridge towards those of step 1; figures are printed leave-one-event-out.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.align.event import same_event, view_article
from claimcheck.align.lineage import CONTAINED, containment, shingles
from claimcheck.align.pairs import candidate_pairs
from claimcheck.compare.aligned import FEATURES, Alignment, ArticleView
from claimcheck.compare.moments import parse_published
from claimcheck.conflict.rules import RULES, Tools
from claimcheck.model import Article, Claim, Slot, SlotRelation
from claimcheck.pipeline import Engine, extract_all

LOOKS_AT_ANSWERS = frozenset({"rival_one", "rival_both", "closeness", "figures_large"})
PRIOR = {"rival_one": -1.0, "rival_both": -2.0, "closeness": 1.5, "same_article": -2.0}
"""Weights of the features that mask and match cannot see, set by hand and adjusted by the labelled events: an article
has many numbers, and they are mostly of different things."""
SEED = 20251
STRENGTH = {Slot.AMOUNT: 60.0, Slot.WHEN: 10.0}
"""How strongly the labelled events are held to the first step: chosen by leave-one-event-out average precision."""
FLOORS = {Slot.AMOUNT: 0.25, Slot.WHEN: 0.2, Slot.WHERE: 0.5}
"""The probability under which a pair is not looked at further."""
PLACES_BY_HAND = {
    "bias": -5.0,
    "near_low": 2.5,
    "near_high": 1.5,
    "sentence_low": 2.5,
    "sentence_high": 1.0,
    "action": 1.0,
    "agent_same": 0.5,
    "agent_other": -0.5,
    "patient_same": 0.5,
    "patient_other": -0.5,
    "time_same": 0.3,
    "time_other": -1.0,
    "modality_other": -0.5,
    "rival_one": -1.0,
    "rival_both": -2.5,
    "same_article": -4.0,
    "titles": 0.2,
    "speech_both": -0.3,
}
"""Places: mask and match says little (nine places in ten agree anyway), and there are eight labelled pairs."""
LEARNED = (Slot.AMOUNT, Slot.WHEN)
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of claims: where it comes from, its slot, its features, whether it asks one question."""

    event: str
    slot: Slot
    features: tuple[float, ...]
    same: bool


def unlabelled_events(
    data: Path, groups: int, incidents: int, left_out: frozenset[str] = frozenset()
) -> Iterator[tuple[str, list[Article]]]:
    """A seeded sample of the news groups and the local incidents, as articles, without those that are kept to judge."""
    for name, key, size in (("news-groups", "group", groups), ("local-incidents", "event", incidents)):
        with lzma.open(data / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if str(row[key]) not in left_out]
        for row in random.Random(SEED).sample(rows, min(size, len(rows))):
            yield str(row[key]), [_article(raw, f"{row[key]}-{i}", 6000) for i, raw in enumerate(row["articles"][:6])]


def _article(raw: dict[str, str], fallback: str, limit: int | None = None) -> Article:
    published = str(raw.get("published") or "")
    return Article(
        id=str(raw.get("id") or fallback),
        text=str(raw["text"])[:limit],
        title=str(raw.get("title") or ""),
        source=str(raw.get("source") or ""),
        published=published,
        published_at=parse_published(published),
    )


def views_of(articles: Sequence[Article], engine: Engine) -> list[ArticleView]:
    """The articles as alignment sees them."""
    unique = {a.id: a for a in articles}
    extractions = extract_all(list(unique.values()), engine)
    return [view_article(e.annotated.article, e.claims, engine.words) for e in extractions]


def foreign_pairs(views: Sequence[ArticleView]) -> Iterator[tuple[ArticleView, ArticleView]]:
    """Pairs of articles of one event that are no copies of one another."""
    prints = {v.article.id: shingles(v.article.text) for v in views}
    for i, left in enumerate(views):
        for right in views[i + 1 :]:
            copied = containment(prints[left.article.id], prints[right.article.id])
            if copied < CONTAINED / 2 and left.article.source != right.article.source and same_event(left, right):
                yield left, right


def answers_equal(pair: Alignment) -> bool | None:
    """Whether the two hidden answers are one; None where that says nothing (small counts agree by chance)."""
    if pair.slot is Slot.AMOUNT:
        a, b = pair.a.amount, pair.b.amount
        if a is None or b is None or a.figure is None or b.figure is None or a.ordinal or b.ordinal:
            return None
        if not a.unit and min(a.figure, b.figure) < 3:
            return None
        return a.figure == b.figure
    relation = pair.comparison(pair.slot).relation
    if relation is SlotRelation.UNKNOWN:
        return None
    return relation is not SlotRelation.DISJOINT


def mask_and_match(events: Iterable[tuple[str, list[Article]]], engine: Engine) -> list[Example]:
    """Examples of step 1."""
    out: list[Example] = []
    for event, articles in events:
        for left, right in foreign_pairs(views_of(articles, engine)):
            for slot in LEARNED:
                for a, b in candidate_pairs(left, right, slot, engine.words):
                    pair = engine.aligner.align(a, b, slot, left, right)
                    equal = answers_equal(pair)
                    if equal is not None:
                        out.append(Example(event, slot, pair.features, equal))
    return out


def labelled(gold: Path, engine: Engine) -> list[Example]:
    """Examples of step 2: every pair on which a rule fires, and whether it lies on a labelled discrepancy."""
    out: list[Example] = []
    tools = Tools(engine.gazetteer)
    for folder in sorted(p for p in gold.iterdir() if (p / "labels.json").exists()):
        raw = [json.loads(p.read_text("utf-8")) for p in sorted((folder / "articles").glob("*.json"))]
        views = views_of([_article(r, "") for r in raw], engine)
        labels = [x for x in json.loads((folder / "labels.json").read_text("utf-8")) if x["relation"] != "compatible"]
        for i, left in enumerate(views):
            for right in views[i:]:
                for slot, rules in RULES.items():
                    for a, b in candidate_pairs(left, right, slot, engine.words):
                        pair = engine.aligner.align(a, b, slot, left, right)
                        if any(rule(pair, left, right, tools) for rule in rules):
                            out.append(Example(folder.name, slot, pair.features, on_label(a, b, labels)))
    return out


def on_label(a: Claim, b: Claim, labels: Sequence[dict[str, object]]) -> bool:
    """Whether two claims give two different answers of one label."""
    for label in labels:
        values = label["values"]
        assert isinstance(values, list)
        left = {i for i, v in enumerate(values) if any(_mentioned(a, m) for m in v["mentions"])}
        right = {i for i, v in enumerate(values) if any(_mentioned(b, m) for m in v["mentions"])}
        if any(i != j for i in left for j in right):
            return True
    return False


def _mentioned(claim: Claim, mention: dict[str, str]) -> bool:
    same_place = mention["article"] == claim.article and mention.get("field", "text") == claim.field
    return same_place and (mention["text"] in claim.sentence.text or claim.sentence.text in mention["text"])


def fit(x: Matrix, y: Matrix, prior: Matrix, strength: Matrix) -> Matrix:
    """Ridge logistic regression around a prior, by Newton's method. Shapes (n, d), (n,), (d,), (d,)."""
    w = prior.copy()
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + strength * (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(strength)
        step = np.linalg.solve(hessian, gradient)
        w = w - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return w


def design(examples: Sequence[Example]) -> tuple[Matrix, Matrix]:
    """Features with a leading one, and labels."""
    x = np.array([(1.0, *e.features) for e in examples], dtype=np.float64)
    return x, np.array([float(e.same) for e in examples])


def average_precision(y: Matrix, score: Matrix) -> float:
    """Area under the precision-recall curve."""
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(y[order])
    return float((hits / np.arange(1, len(y) + 1) * y[order]).sum() / max(1.0, y.sum()))


def first_step(examples: Sequence[Example], slot: Slot) -> Matrix:
    """Weights of one slot from mask and match; features that look at the answers get their hand-set weights."""
    mine = [e for e in examples if e.slot is slot]
    x, y = design(mine)
    hidden = [1 + FEATURES.index(name) for name in FEATURES if name in LOOKS_AT_ANSWERS]
    x[:, hidden] = 0.0
    w = fit(x, y, np.zeros(x.shape[1]), np.full(x.shape[1], 1.0))
    for name, value in PRIOR.items():
        w[1 + FEATURES.index(name)] = value
    precision = average_precision(y, x @ w)
    print(f"{slot}: {len(mine)} pairs, {y.mean():.3f} equal, average precision in sample {precision:.3f}")
    return w


def second_step(examples: Sequence[Example], slot: Slot, prior: Matrix, strength: float) -> Matrix:
    """Weights adjusted by the labelled events; prints leave-one-event-out average precision."""
    mine = [e for e in examples if e.slot is slot]
    if not any(e.same for e in mine):
        print(f"{slot}: no labelled pair; the weights of the first step stay")
        return prior
    x, y = design(mine)
    held = np.zeros(len(mine))
    ridge = np.full(x.shape[1], strength)
    ridge[0] = 0.05
    for event in sorted({e.event for e in mine}):
        out = np.array([e.event == event for e in mine])
        held[out] = x[out] @ fit(x[~out], y[~out], prior, ridge)
    print(
        f"{slot}: {len(mine)} labelled pairs, {int(y.sum())} real; average precision, events left out "
        f"{average_precision(y, held):.3f}; first step alone {average_precision(y, x @ prior):.3f}"
    )
    return fit(x, y, prior, ridge)


def main() -> None:
    """Both steps, written as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--groups", type=int, default=250)
    parser.add_argument("--incidents", type=int, default=250)
    parser.add_argument("--leave-out", type=Path, help="JSON: {groups: [...], incidents: [...]} kept to judge")
    args = parser.parse_args()
    kept = json.loads(args.leave_out.read_text("utf-8")) if args.leave_out else {}
    left_out = frozenset(str(name) for names in (kept.get("groups", []), kept.get("incidents", [])) for name in names)
    engine = Engine.load()
    examples = mask_and_match(unlabelled_events(args.data, args.groups, args.incidents, left_out), engine)
    gold = [example for folder in args.gold for example in labelled(folder, engine)]
    weights: dict[str, dict[str, float]] = {Slot.WHERE: {"floor": FLOORS[Slot.WHERE], **PLACES_BY_HAND}}
    for slot in LEARNED:
        prior = first_step(examples, slot)
        final = second_step(gold, slot, prior, STRENGTH[slot]) if gold else prior
        weights[slot] = {"floor": FLOORS[slot], "bias": round(float(final[0]), 4)} | {
            name: round(float(value), 4) for name, value in zip(FEATURES, final[1:], strict=True)
        }
    args.output.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
