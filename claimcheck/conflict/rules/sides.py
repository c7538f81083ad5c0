"""What the rules share: the answer that a slot gives, the question in words, the readings tried on every pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.compare.amount import stated_figure_words
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.what import action_class
from claimcheck.conflict import readings
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.question import masked_clause
from claimcheck.model import (
    Amount,
    Claim,
    Reading,
    Reason,
    Slot,
    When,
    Where,
)


@dataclass(frozen=True, slots=True)
class Tools:
    """What rules need beside the pair."""

    gazetteer: Gazetteer


Rule = Callable[[Alignment, ArticleView, ArticleView, Tools], Conflict | None]


def amount_side(claim: Claim, amount: Amount) -> Side:
    """The answer that an amount gives."""
    key = f"{amount.figure}" if amount.figure is not None else f"{amount.low}-{amount.high}"
    return Side(claim, Slot.AMOUNT, amount.start, amount.end, stated_figure_words(amount), key)


def time_side(claim: Claim, when: When) -> Side:
    """The answer that a time gives."""
    return Side(claim, Slot.WHEN, when.start, when.end, when.text, when.value or when.text.lower())


def place_side(claim: Claim, where: Where) -> Side:
    """The answer that a place gives."""
    return Side(claim, Slot.WHERE, where.start, where.end, where.name or where.text, (where.name or where.text).lower())


def masked_longer(pair: Alignment, a: Amount | When | Where, b: Amount | When | Where) -> str:
    """The longer of the two clauses without its answer: it says more of what is asked."""
    claim, answer = max(((pair.a, a), (pair.b, b)), key=lambda x: (x[0].end - x[0].start, x[0].id))
    return masked_clause(claim, answer.start, answer.end)


def topic_action(pair: Alignment) -> str:
    """The class of the act that both claims are about; the smaller lemma where they name two."""
    return min(action_class(pair.a.what.lemma), action_class(pair.b.what.lemma))


def question_reason(pair: Alignment) -> Reason:
    """Why the two claims are held to answer one question."""
    shared = sorted(pair.a.words & pair.b.words)
    return Reason("same_question", f"probability {pair.probability:.2f}; shared words: {', '.join(shared[:8])}")


def common_readings(pair: Alignment, left: ArticleView, right: ArticleView) -> tuple[Reading, ...]:
    """The readings that are tried on every pair."""
    tried = [
        readings.reading_same_region(pair, pair.slot),
        readings.reading_other_answer(pair),
        readings.reading_parts_and_total(pair, left, right) if pair.slot is Slot.AMOUNT else None,
        readings.reading_other_event(pair, left, right),
        readings.reading_as_of(left, right),
        readings.reading_not_yet(pair),
    ]
    return tuple(r for r in tried if r is not None)
