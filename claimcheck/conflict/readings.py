"""Compatible readings of two differing answers: each is tried, and its verdict shown to the editor."""

from __future__ import annotations

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.conflict.relation import order
from claimcheck.model import Modality, Reading, Slot, SlotRelation

RULED_OUT = "ruled out"
POSSIBLE = "possible"
HOLDS = "holds"


def reading_same_region(alignment: Alignment, slot: Slot) -> Reading:
    """One answer is only less exact than the other (rounding, "at least", a place within a place)."""
    found = alignment.comparison(slot)
    verdict = RULED_OUT if found.relation is SlotRelation.DISJOINT else POSSIBLE
    return Reading("imprecise, not different", verdict, found.reason)


def reading_other_event(alignment: Alignment, left: ArticleView, right: ArticleView) -> Reading:
    """The two claims tell of two events of one kind: judged by the times and places of their clauses and sentences.

    It holds where both the times and the places exclude each other; with only one of them it stays possible.
    """
    times = _apart(alignment, Slot.WHEN, "sentence_time_other", "time_other")
    places = _apart(alignment, Slot.WHERE, "sentence_place_other", "place_other")
    history = left.sentence_of(alignment.a).past or right.sentence_of(alignment.b).past
    if times and history and alignment.slot is not Slot.WHEN:
        return Reading("two different events", HOLDS, "one sentence looks back to another time")
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
        return Reading("two different events", POSSIBLE, "an article is undated; who and what agree")
    return Reading("two different events", RULED_OUT, "who and what agree and nothing sets the two apart")


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
