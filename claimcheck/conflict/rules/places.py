"""Two places for one happening."""

from __future__ import annotations

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.where import relate_place
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import decide_relation
from claimcheck.conflict.rules.sides import (
    Tools,
    common_readings,
    masked_longer,
    place_side,
    question_reason,
    topic_action,
)
from claimcheck.model import (
    Claim,
    Kind,
    PlaceRelation,
    Reason,
    Severity,
    SlotRelation,
    Where,
)


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
