"""What looks like a conflict and is none, for those who want to see every reading."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.conflict import readings
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.question import masked_clause
from claimcheck.conflict.rules.sides import (
    Tools,
    amount_side,
    time_side,
    topic_action,
)
from claimcheck.model import (
    Kind,
    Reading,
    Reason,
    Relation,
    Severity,
    Slot,
    SlotRelation,
)


def imprecise_not_different(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """A compatible reading worth showing: one answer refines the other ("at least five", "five"; a day, a week)."""
    found = pair.comparison(pair.slot)
    a, b = _sides(pair)
    if a is None or b is None or found.relation is not SlotRelation.WITHIN or a.value.lower() == b.value.lower():
        return None
    return Conflict(
        kind=Kind.WHEN if pair.slot is Slot.WHEN else Kind.QUANTITY,
        relation=Relation.COMPATIBLE,
        severity=Severity.MINOR,
        a=replace(a, key=a.value.lower()),
        b=replace(b, key=b.value.lower()),
        score=pair.probability,
        same_question=pair.probability,
        topic=f"compatible/{pair.slot}/{topic_action(pair)}",
        question=f"One answer, more or less exactly: {masked_clause(pair.a, a.start, a.end)}?",
        ask="Nothing: both can be true.",
        reasons=(Reason("imprecise_not_different", found.reason),),
        readings=(Reading("imprecise, not different", readings.HOLDS, found.reason),),
    )


def _sides(pair: Alignment) -> tuple[Side | None, Side | None]:
    if pair.slot is Slot.AMOUNT and pair.a.amount and pair.b.amount:
        return amount_side(pair.a, pair.a.amount), amount_side(pair.b, pair.b.amount)
    if pair.slot is Slot.WHEN and pair.a.when and pair.b.when:
        return time_side(pair.a, pair.a.when), time_side(pair.b, pair.b.when)
    return None, None
