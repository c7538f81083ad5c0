"""Compatible readings of two differing answers: each is tried, and its verdict shown to the editor."""

from __future__ import annotations

from claimcheck.compare.aligned import Alignment, ArticleView, SentenceView
from claimcheck.compare.amount import relate_amount, same_count
from claimcheck.conflict.relation import GROWING, order
from claimcheck.model import Modality, Reading, Slot, SlotRelation

RULED_OUT = "ruled out"
POSSIBLE = "possible"
HOLDS = "holds"
ADDED = frozenset({"other", "others", "another", "further"})
DAYS_OF_AN_EVENT = 3.0
"""Days between two dated counts above which they are of two events, not of one that is misdated."""


def reading_same_region(alignment: Alignment, slot: Slot) -> Reading:
    """One answer is only less exact than the other (rounding, "at least", a place within a place)."""
    found = alignment.comparison(slot)
    verdict = RULED_OUT if found.relation is SlotRelation.DISJOINT else POSSIBLE
    return Reading("imprecise, not different", verdict, found.reason)


def reading_other_event(alignment: Alignment, left: ArticleView, right: ArticleView) -> Reading:
    """The two claims tell of two events of one kind: judged by the times and places of their clauses and sentences.

    It holds where counts are dated to two days, where the sentences' days lie far apart or one looks back, and where
    both times and places exclude each other; with places alone it stays possible.
    """
    times = _apart(alignment, Slot.WHEN, "sentence_time_other", "time_other")
    places = _apart(alignment, Slot.WHERE, "sentence_place_other", "place_other")
    history = left.sentence_of(alignment.a).past or right.sentence_of(alignment.b).past
    if times and history and alignment.slot is not Slot.WHEN:
        return Reading("two different events", HOLDS, "one sentence looks back to another time")
    if alignment.slot is Slot.AMOUNT and _other_days(alignment):
        return Reading("two different times", HOLDS, alignment.comparison(Slot.WHEN).reason)
    if alignment.slot is not Slot.WHEN and times:
        apart = _days_apart(left.sentence_of(alignment.a), right.sentence_of(alignment.b))
        if apart > DAYS_OF_AN_EVENT:
            return Reading("two different events", HOLDS, "the days beside the two answers lie far apart")
    if alignment.slot is Slot.WHEN and alignment.feature("names_other"):
        if _counts_differ(left.sentence_of(alignment.a), right.sentence_of(alignment.b)):
            return Reading("two different events", HOLDS, "times, names and figures all differ")
    if times and places:
        return Reading("two different events", HOLDS, "both the times and the places differ")
    if times or places:
        return Reading(
            "two different events", POSSIBLE, f"the {'times' if times else 'places'} beside the answers differ"
        )
    for slot, name in ((Slot.WHEN, "time"), (Slot.WHERE, "place")):
        found = alignment.comparison(slot)
        if slot is not alignment.slot and found.relation in {SlotRelation.SAME, SlotRelation.WITHIN}:
            return Reading("two different events", RULED_OUT, f"the {name}s agree: {found.reason}")
    undated = left.article.published_at is None or right.article.published_at is None
    if alignment.a.article != alignment.b.article and undated:
        return Reading("two different events", POSSIBLE, "an article is undated; nothing else tells them apart")
    return Reading("two different events", RULED_OUT, "no time and no place sets the two apart")


def reading_parts_and_total(alignment: Alignment, left: ArticleView, right: ArticleView) -> Reading | None:
    """One figure is the other with what stands beside it: "two dead and three hurt" are five shot, "Holt and two
    others" are three."""
    a, b = alignment.a.amount, alignment.b.amount
    if a is None or b is None or a.figure is None or b.figure is None or a.unit or b.unit:
        return None
    for part, total, beside in ((a, b, left.sentence_of(alignment.a)), (b, a, right.sentence_of(alignment.b))):
        rest = (total.figure or 0.0) - (part.figure or 0.0)
        if rest <= 0:
            continue
        others = [x.figure for x in beside.amounts if x != part and x.figure and not x.unit and not x.ordinal]
        if rest in others or (len(others) > 1 and rest == sum(others)):
            return Reading("parts and total", HOLDS, f"“{part.text}” and what stands beside it make “{total.text}”")
        if rest == 1 and ADDED & set(part.scope):
            return Reading("parts and total", HOLDS, f"“{part.text}” are named as others, beside one person")
    return Reading("parts and total", RULED_OUT, "nothing beside one figure makes it up to the other")


def _other_days(alignment: Alignment) -> bool:
    """Whether the clauses date two counts to two days: "40 flights on Monday", "65 on Tuesday". Not for a toll: it
    belongs to its event, and one of the reports may be misdated."""
    a, b = alignment.a, alignment.b
    if not alignment.feature("time_other") or a.when is None or b.when is None or not a.when.low or not b.when.low:
        return False
    tolls = {x.amount.role for x in (a, b) if x.amount} & GROWING
    return not tolls and a.when.low.date() != b.when.low.date()


def _counts_differ(a: SentenceView, b: SentenceView) -> bool:
    """Whether two sentences count the same thing and differ."""
    return any(
        relate_amount(x, y).relation is SlotRelation.DISJOINT and same_count(x, y).same
        for x in a.amounts
        for y in b.amounts
    )


def _days_apart(a: SentenceView, b: SentenceView) -> float:
    """The least number of days between the times of two sentences, 0 where a day is unknown."""
    gaps = [
        (max(x.low, y.low) - min(x.high, y.high)).total_seconds() / 86400
        for x in a.times
        for y in b.times
        if x.low and x.high and y.low and y.high
    ]
    return min(gaps, default=0.0)


def _apart(alignment: Alignment, slot: Slot, *features: str) -> bool:
    """Whether a slot keeps the two claims apart; the slot in question counts itself, where it is disjoint."""
    if slot is alignment.slot:
        return alignment.comparison(slot).relation is SlotRelation.DISJOINT
    return any(alignment.feature(name) for name in features)


def reading_as_of(left: ArticleView, right: ArticleView) -> Reading:
    """Both were right when they were written."""
    direction = order(left.article.published_at, right.article.published_at)
    if direction:
        return Reading("as of different times", POSSIBLE, "one report is later than the other")
    return Reading("as of different times", RULED_OUT, "the reports are of one time, as far as their dates tell")


def reading_not_yet(alignment: Alignment) -> Reading | None:
    """One side only expects or thinks possible what the other reports."""
    modes = {alignment.a.what.modality, alignment.b.what.modality}
    if len(modes) == 2 and modes & {Modality.EXPECTED, Modality.POSSIBLE}:
        return Reading(
            "expected, then happened", POSSIBLE, "one side speaks of what was to come, the other of what came"
        )
    return None


def reading_other_answer(alignment: Alignment) -> Reading:
    """The other article gives this answer too, elsewhere: then the pair is about two questions."""
    rivals = alignment.feature("rival_one") + 2 * alignment.feature("rival_both")
    if rivals:
        return Reading("two different questions", POSSIBLE, "an article gives the other's answer too, elsewhere")
    return Reading("two different questions", RULED_OUT, "neither article gives the other's answer anywhere")
