"""Do two claims answer the same factual question? A calibrated score over the comparisons of their other slots."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import numpy as np

from claimcheck.align.pairs import CLOCK
from claimcheck.compare.aligned import FEATURES, Alignment, ArticleView, ClaimContext, SentenceView
from claimcheck.compare.amount import relate_amount, same_count
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.what import relate_what, similar_action
from claimcheck.compare.when import relate_when
from claimcheck.compare.where import relate_where
from claimcheck.compare.who import relate_who
from claimcheck.compare.words import WordTable, weighted_share
from claimcheck.model import (
    Amount,
    Claim,
    Comparison,
    EntityLabel,
    Field,
    Slot,
    SlotRelation,
    TimeKind,
    When,
    Who,
    WhoRole,
)

REST_OF_SENTENCE = 0.6
"""Weight of a lemma outside the claim's own clause."""
LEAD = 450
"""Code points from the start of the text within which a claim counts as lead: two or three sentences."""
AGREE = frozenset({SlotRelation.SAME, SlotRelation.WITHIN})


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    raw: dict[str, dict[str, float]] = json.loads(
        files("claimcheck.models").joinpath("alignment.json").read_text("utf-8")
    )
    return raw


class Aligner:
    """Scores pairs of claims with shipped weights (models/alignment.json), one row a slot."""

    def __init__(
        self, words: WordTable, gazetteer: Gazetteer, weights: dict[str, dict[str, float]] | None = None
    ) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self._weights = _weights() if weights is None else weights

    def align(self, a: Claim, b: Claim, slot: Slot, left: ArticleView, right: ArticleView) -> Alignment:
        """The alignment of two claims on one slot. Symmetric: swapping the sides changes nothing but their order."""
        comparisons = self.compare(a, b)
        features = self.features(a, b, slot, comparisons, left, right)
        return Alignment(a, b, slot, features, comparisons, self._probability(slot, features))

    def floor(self, slot: Slot) -> float:
        """The probability under which a pair is not looked at further."""
        return self._weights.get(slot.value, self._weights["where"])["floor"]

    def compare(self, a: Claim, b: Claim) -> tuple[Comparison, ...]:
        """One comparison a slot."""
        return (
            self._participants(a, b, WhoRole.AGENT),
            relate_what(a.what, b.what, self.words),
            relate_where(a.where, b.where, self.gazetteer),
            relate_when(a.when, b.when),
            relate_amount(a.amount, b.amount),
        )

    def _participants(self, a: Claim, b: Claim, role: WhoRole) -> Comparison:
        return best_who([w for w in a.who if w.role is role], [w for w in b.who if w.role is role])

    def features(
        self, a: Claim, b: Claim, slot: Slot, comparisons: tuple[Comparison, ...], left: ArticleView, right: ArticleView
    ) -> tuple[float, ...]:
        """The feature vector, in the order of FEATURES."""
        by_slot = {c.slot: c for c in comparisons}
        one, two = self._context(a, slot, left), self._context(b, slot, right)
        there, back = self.words.likeness(one.words, two.words)
        near = (weighted_share(one.near, there), weighted_share(two.near, back))
        sentence = (weighted_share(one.words.weights, there), weighted_share(two.words.weights, back))
        patient = self._participants(a, b, WhoRole.PATIENT)
        action = similar_action(a.what.lemma, b.what.lemma, self.words)
        rivals = int(_answered(a, right, slot)) + int(_answered(b, left, slot))
        return (
            same_count(a.amount, b.amount).score if slot is Slot.AMOUNT and a.amount and b.amount else 0.0,
            min(near),
            max(near),
            min(sentence),
            max(sentence),
            action,
            float(by_slot[Slot.WHO].relation in AGREE),
            float(by_slot[Slot.WHO].relation is SlotRelation.DISJOINT),
            float(patient.relation in AGREE),
            float(patient.relation is SlotRelation.DISJOINT),
            float(slot is not Slot.WHEN and by_slot[Slot.WHEN].relation in AGREE),
            float(slot is not Slot.WHEN and by_slot[Slot.WHEN].relation is SlotRelation.DISJOINT),
            float(slot is not Slot.WHERE and by_slot[Slot.WHERE].relation in AGREE),
            float(slot is not Slot.WHERE and by_slot[Slot.WHERE].relation is SlotRelation.DISJOINT),
            float(a.what.modality is not b.what.modality),
            float(rivals == 1),
            float(rivals == 2),
            _closeness(a, b, slot),
            float(a.article == b.article),
            float(Field.TITLE in (a.field, b.field)),
            float(a.speech and b.speech),
            min(len(a.words), len(b.words), 20) / 20,
            *self._counted(a, b, slot, max(near), max(sentence)),
            *_timed(a, b, slot, max(near), action),
            float(_leads(a) and _leads(b)),
            float(_leads(a) != _leads(b)),
            min(_central(a, right), _central(b, left)),
            *_unit_kind(a, slot),
            *self._frames(slot, left.sentence_of(a), right.sentence_of(b)),
        )

    def _context(self, claim: Claim, slot: Slot, view: ArticleView) -> ClaimContext:
        """The lemmas of a claim without those of its own answer; the clause's own weigh more in the sentence."""
        known = view.contexts.get((claim.id, slot))
        if known is None:
            answer = _answer_text(claim, slot)
            factors = {w: 1.0 if w in claim.near else REST_OF_SENTENCE for w in claim.words if w not in answer}
            bag = self.words.bag(factors)
            own = np.array([w in claim.near for w in bag.lemmas], dtype=np.float32)
            known = view.contexts[(claim.id, slot)] = ClaimContext(bag, bag.weights * own)
        return known

    def _frames(self, slot: Slot, a: SentenceView, b: SentenceView) -> tuple[float, ...]:
        """Whether the whole sentences speak of the same names, days and places."""
        times = slot is not Slot.WHEN and _all_disjoint(relate_when(x, y) for x in a.times for y in b.times)
        places = slot is not Slot.WHERE and (
            relate_where(a.places, b.places, self.gazetteer).relation is SlotRelation.DISJOINT
        )
        shared = len(a.names & b.names) / min(len(a.names), len(b.names)) if a.names and b.names else 0.0
        return (
            shared,
            float(bool(a.names and b.names) and not shared),
            float(times),
            float(places),
            float(a.past != b.past),
        )

    def _counted(self, a: Claim, b: Claim, slot: Slot, near: float, sentence: float) -> tuple[float, ...]:
        """What the counted things alone say: a rare thing in one role is counted once in an event."""
        if slot is not Slot.AMOUNT or a.amount is None or b.amount is None:
            return (0.0,) * 5
        alike = same_count(a.amount, b.amount).score
        things = [x.of.lower().split()[-1] for x in (a.amount, b.amount) if x.of]
        rarity = min((self.words.rarity(t) for t in things), default=0.0) / 8
        role = bool(a.amount.role) and a.amount.role == b.amount.role
        smaller = min(abs(x.figure or 0.0) for x in (a.amount, b.amount))
        return (alike * rarity, float(role), alike * near, alike * sentence, min(math.log1p(smaller), 7.0) / 7)

    def _probability(self, slot: Slot, features: tuple[float, ...]) -> float:
        weights = self._weights.get(slot.value, self._weights["where"])
        score = weights["bias"] + sum(weights.get(name, 0.0) * x for name, x in zip(FEATURES, features, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def best_who(a: list[Who], b: list[Who]) -> Comparison:
    """The best agreement between two lists of participants; DISJOINT only where both sides give names."""
    best = Comparison(Slot.WHO, SlotRelation.UNKNOWN, "one side names nobody")
    rank = {
        SlotRelation.SAME: 4,
        SlotRelation.WITHIN: 3,
        SlotRelation.OVERLAPS: 2,
        SlotRelation.DISJOINT: 1,
        SlotRelation.UNKNOWN: 0,
    }
    for left in a:
        for right in b:
            found = relate_who(left, right)
            named = {left.label, right.label} <= {EntityLabel.PERSON, EntityLabel.ORG}
            if found.relation is SlotRelation.DISJOINT and not named:
                continue
            if (rank[found.relation], found.score) > (rank[best.relation], best.score):
                best = found
    return best


def _answer_text(claim: Claim, slot: Slot) -> frozenset[str]:
    if slot is Slot.WHERE:
        return frozenset(word.lower() for w in claim.where for word in w.text.split())
    if slot is Slot.WHEN and claim.when:
        return frozenset(claim.when.text.lower().split())
    return frozenset()


def _timed(a: Claim, b: Claim, slot: Slot, near: float, action: float) -> tuple[float, ...]:
    """Clock times and durations differ less by chance than dates do, those of one act least."""
    if slot is not Slot.WHEN or a.when is None or b.when is None:
        return (0.0,) * 5
    clock = a.when.precision in CLOCK and b.when.precision in CLOCK
    duration = TimeKind.DURATION in (a.when.kind, b.when.kind)
    return (float(clock), float(duration), clock * near, clock * action, duration * action)


def _unit_kind(claim: Claim, slot: Slot) -> tuple[float, float, float]:
    """Percentages, money and measures, each with chances of its own to be about another thing."""
    unit = claim.amount.unit if slot is Slot.AMOUNT and claim.amount else ""
    percent = unit in {"%", "percentage points"}
    money = len(unit) == 3 and unit.isupper()
    return float(percent), float(money), float(bool(unit) and not percent and not money and unit != "years old")


def _all_disjoint(comparisons: Iterable[Comparison]) -> bool:
    relations = [c.relation for c in comparisons]
    return SlotRelation.DISJOINT in relations and not AGREE & set(relations) and SlotRelation.OVERLAPS not in relations


def _leads(claim: Claim) -> bool:
    """Whether a claim stands in the title or the lead, where the main event is told."""
    return claim.field is Field.TITLE or claim.start < LEAD


def _central(claim: Claim, other: ArticleView) -> float:
    """The share of a claim's lemmas that belong to the other article's profile."""
    return sum(word in other.profile for word in claim.words) / max(len(claim.words), 4)


def _same_answer(a: Amount, b: Amount) -> bool:
    if a.figure is None or b.figure is None or a.unit != b.unit:
        return False
    return relate_amount(a, b).relation in AGREE and same_count(a, b).score > 0.3


def _same_time(a: When, b: When) -> bool:
    if a.low is None or b.low is None:
        return a.value == b.value and a.kind is b.kind
    return a.low == b.low and a.high == b.high


def _answered(claim: Claim, other: ArticleView, slot: Slot) -> bool:
    """Whether the other article gives this claim's answer too, anywhere: then its differing answer is to another
    question. An article never answers itself."""
    if claim.article == other.article.id:
        return False
    if slot is Slot.AMOUNT and claim.amount:
        return any(_same_answer(claim.amount, x) for x in other.amounts)
    if slot is Slot.WHEN and claim.when:
        return any(_same_time(claim.when, x) for x in other.times)
    if slot is Slot.WHERE:
        own = {w.place if w.place is not None else w.name.lower() for w in claim.where if not w.metonym}
        return any((w.place if w.place is not None else w.name.lower()) in own for w in other.places)
    return False


def _closeness(a: Claim, b: Claim, slot: Slot) -> float:
    """How near two answers lie on their own scale, 0-1: real discrepancies are mostly near misses."""
    if slot is Slot.AMOUNT and a.amount and b.amount and a.amount.figure and b.amount.figure:
        ratio = abs(a.amount.figure) / abs(b.amount.figure)
        return math.exp(-abs(math.log(ratio))) if ratio > 0 else 0.0
    if slot is Slot.WHEN and a.when and b.when and a.when.low and b.when.low:
        return math.exp(-abs((a.when.low - b.when.low).total_seconds()) / 86400)
    if slot is Slot.WHEN and a.when and b.when and a.when.seconds and b.when.seconds:
        longer, shorter = max(sum(a.when.seconds), sum(b.when.seconds)), min(sum(a.when.seconds), sum(b.when.seconds))
        return shorter / longer if 0 < longer < math.inf else 0.0
    return 0.0
