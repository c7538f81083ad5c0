"""The rules: one documented function a kind of disagreement, each seeing one aligned pair of claims.

A rule returns a Conflict, or None where the answers can both hold. To add one: a function, an entry in RULES, a case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from claimcheck.compare.aligned import Alignment, ArticleView, SentenceView
from claimcheck.compare.amount import counted_class, stated_figure_words, told_as_addition
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.quote import relate_quote
from claimcheck.compare.what import ALIKE, action_class, opposed
from claimcheck.compare.where import relate_place
from claimcheck.conflict import readings
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.question import amount_ask, amount_question, masked_clause
from claimcheck.conflict.relation import GROWING, decide_relation
from claimcheck.model import (
    Amount,
    Claim,
    Kind,
    PlaceRelation,
    Reading,
    Reason,
    Relation,
    Severity,
    Slot,
    SlotRelation,
    TimeKind,
    When,
    Where,
)

TOTAL_OR_ADDITION = 0.6
"""The wording of an addition is often loose ("another 40 officers")."""
OTHER_NOUN = 0.6
"""Ages told of a "man" and a "victim" are mostly of two persons: none of eight such flags judged was real."""
STAMP = re.compile(r"^\W*(?:last |first )?(?:updated?|posted|published|modified|copyright)\b", re.IGNORECASE)
"""A line that dates the page, not the event."""
OTHER_ACT_CLOCK = 0.8
OTHER_ACT = 0.5
"""Factors for times that stand with two different verbs; clock times of one event differ less by chance."""
LIST_OF_AMOUNTS = 7
"""A sentence with so many amounts is a list or a table that lost its shape."""
FAR, FAR_APART = 0.05, 0.5
"""Figures that differ twentyfold are seldom about one thing; where they are, it is a slip of the pen."""
MAJOR_ROLES = frozenset({"killed", "injured", "missing", "arrested", "rescued", "hospitalised", "sentenced"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What rules need beside the pair."""

    gazetteer: Gazetteer


Rule = Callable[[Alignment, ArticleView, ArticleView, Tools], Conflict | None]


def amounts_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two figures for one count whose ranges, read with their hedges and rounding, cannot be one number."""
    a, b = pair.a.amount, pair.b.amount
    found = pair.comparison(Slot.AMOUNT)
    if a is None or b is None or found.relation not in {SlotRelation.DISJOINT, SlotRelation.OVERLAPS}:
        return None
    if _stands_beside(a, right.sentence_of(pair.b)) or _stands_beside(b, left.sentence_of(pair.a)):
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    factor = 1.0 if found.relation is SlotRelation.DISJOINT else 0.75
    age = a.unit == "years old"
    roles = sorted({a.role, b.role} - {""})
    asked, told = max(
        ((a, pair.a), (b, pair.b)), key=lambda x: (bool(x[0].role), x[0].role, x[1].end - x[1].start, x[1].id)
    )
    return Conflict(
        kind=Kind.WHO if age else Kind.QUANTITY,
        relation=relation,
        severity=Severity.MAJOR if age or MAJOR_ROLES & set(roles) else Severity.MINOR,
        a=amount_side(pair.a, a),
        b=amount_side(pair.b, b),
        score=pair.probability * factor * _doubts(pair, a, b),
        same_question=pair.probability,
        topic=amount_topic(a, b),
        question=amount_question(asked, told),
        ask=amount_ask(asked),
        reasons=(Reason("amounts_differ", found.reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def _doubts(pair: Alignment, a: Amount, b: Amount) -> float:
    """The factor for what makes a disagreement unlikely: figures far apart, ages of people called differently."""
    factor = FAR_APART if pair.feature("closeness") < FAR else 1.0
    if a.unit == "years old" and a.of.lower() != b.of.lower():
        factor *= OTHER_NOUN
    return factor


def amount_topic(a: Amount, b: Amount) -> str:
    """What is counted: the unit or the class of the counted, and what happened to it where that is a count of its own.

    The verb beside a count of things ("80 diggers were sent, were used") does not make another question."""
    known = sorted(({a.role, b.role} - {""}) & (GROWING | MAJOR_ROLES))
    if a.unit == "years old":
        return "age"
    if a.unit:
        return "/".join((a.unit, *sorted({a.role, b.role} - {""})))
    return "/".join((min(counted_class(x.of) or x.of for x in (a, b)), *known))


def _stands_beside(amount: Amount, other: SentenceView) -> bool:
    """Whether the other sentence gives this figure too, or is a list or table: its differing figure is then of
    another thing ("56 percent to 40 percent", printed in both)."""
    if len(other.amounts) >= LIST_OF_AMOUNTS:
        return True
    return any(x.figure == amount.figure and x.unit == amount.unit for x in other.amounts)


def total_or_addition(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """One figure that one side gives as the whole and the other as what is added to it."""
    a, b = pair.a.amount, pair.b.amount
    if a is None or b is None or not told_as_addition(a, b):
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    extra, whole = (a, b) if told_as_addition(a, b) and "additional" in a.scope else (b, a)
    return Conflict(
        kind=Kind.QUANTITY,
        relation=relation,
        severity=Severity.MINOR,
        a=_whole_or_added(amount_side(pair.a, a), a is extra),
        b=_whole_or_added(amount_side(pair.b, b), b is extra),
        score=pair.probability * TOTAL_OR_ADDITION,
        same_question=pair.probability,
        topic=f"addition/{min(counted_class(x.of) or x.of for x in (a, b))}",
        question=f"Is {whole.text} the whole, or added to it: {masked_longer(pair, a, b)}?",
        ask="Ask the source how many there are in all, and how many of them are new.",
        reasons=(Reason("total_or_addition", f"“{extra.text}” is an addition on one side only"), why),
        readings=common_readings(pair, left, right),
    )


def _whole_or_added(side: Side, added: bool) -> Side:
    return replace(side, key=str(added), value=f"{side.value} ({'added' if added else 'in all'})")


def times_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two times for one happening that have no moment in common."""
    a, b = pair.a.when, pair.b.when
    found = pair.comparison(Slot.WHEN)
    if a is None or b is None or found.relation is not SlotRelation.DISJOINT:
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    duration = a.kind is TimeKind.DURATION
    factor = one_act(pair)
    if not factor or STAMP.match(pair.a.sentence.text) or STAMP.match(pair.b.sentence.text):
        return None
    return Conflict(
        kind=Kind.WHEN,
        relation=relation,
        severity=Severity.MINOR,
        a=time_side(pair.a, a),
        b=time_side(pair.b, b),
        score=pair.probability * factor,
        same_question=pair.probability,
        topic=f"{'duration' if duration else 'time'}/{topic_action(pair)}",
        question=f"{'How long' if duration else 'When'}: {masked_longer(pair, a, b)}?",
        ask="Ask whoever was there, or look up the log or the schedule.",
        reasons=(Reason("times_differ", found.reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def masked_longer(pair: Alignment, a: Amount | When | Where, b: Amount | When | Where) -> str:
    """The longer of the two clauses without its answer: it says more of what is asked."""
    claim, answer = max(((pair.a, a), (pair.b, b)), key=lambda x: (x[0].end - x[0].start, x[0].id))
    return masked_clause(claim, answer.start, answer.end)


def one_act(pair: Alignment) -> float:
    """How surely two timed claims are about one act, as a factor of the score: two acts of one event have two times.

    A verb that only says that it happened stands for any act. 0 for opposites (arrive, leave)."""
    a, b = pair.a.what.lemma, pair.b.what.lemma
    if opposed(a, b) or opposed(action_class(a), action_class(b)):
        return 0.0
    if pair.feature("action") >= ALIKE or "happen" in {action_class(a), action_class(b)}:
        return 1.0
    return OTHER_ACT_CLOCK if pair.feature("clock") else OTHER_ACT


def places_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two places for one happening, neither within the other."""
    chosen = disjoint_places(pair.a, pair.b, tools.gazetteer)
    if chosen is None:
        return None
    first, second, reason = chosen
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    return Conflict(
        kind=Kind.WHERE,
        relation=relation,
        severity=Severity.MAJOR,
        a=place_side(pair.a, first),
        b=place_side(pair.b, second),
        score=pair.probability,
        same_question=pair.probability,
        topic=f"place/{first.relation}/{topic_action(pair)}",
        question=f"Where: {masked_longer(pair, first, second)}?",
        ask="Ask who was there, or find the place on a map, a photograph or in the record.",
        reasons=(Reason("places_differ", reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def innermost(places: tuple[Where, ...]) -> tuple[Where, ...]:
    """The places without those that only contain another of them ("the museum in Malmö": the museum)."""
    containers = {name for place in places for name in place.within}
    return tuple(place for place in places if place.name not in containers) or places


def disjoint_places(a: Claim, b: Claim, gazetteer: Gazetteer) -> tuple[Where, Where, str] | None:
    """Two real places of the claims in one relation to the event that exclude each other, where no pair agrees."""
    chosen: tuple[Where, Where, str] | None = None
    for left in innermost(a.where):
        for right in innermost(b.where):
            if left.metonym or right.metonym:
                continue
            found = relate_place(left, right, gazetteer)
            comparable = left.relation is right.relation and left.relation is not PlaceRelation.MENTION
            agree = found.relation in {SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS}
            if agree and PlaceRelation.MENTION not in {left.relation, right.relation}:
                return None
            if found.relation is SlotRelation.DISJOINT and comparable and chosen is None:
                chosen = (left, right, found.reason)
    return chosen


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


def judged(conflict: Conflict) -> Conflict | None:
    """The conflict, compatible where one of its readings holds; None where the quotations it stands in are printed
    with different words, which is told once, of the quotation."""
    quotes = conflict.a.claim.quote, conflict.b.claim.quote
    if conflict.a.claim.speech and conflict.b.claim.speech and all(quotes):
        if relate_quote(*quotes).relation is SlotRelation.DISJOINT:
            return None
    if any(reading.verdict == readings.HOLDS for reading in conflict.readings):
        return replace(conflict, relation=Relation.COMPATIBLE)
    return conflict


RULES: dict[Slot, tuple[Rule, ...]] = {
    Slot.AMOUNT: (amounts_differ, total_or_addition),
    Slot.WHEN: (times_differ,),
    Slot.WHERE: (places_differ,),
}

SHOWN_RULES: tuple[Rule, ...] = (imprecise_not_different,)
"""Rules that find what looks like a conflict and is none; shown where all readings are asked for."""
