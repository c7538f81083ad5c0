"""Two places for one happening."""

from __future__ import annotations

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.venue import venue_class
from claimcheck.compare.where import relate_place
from claimcheck.compare.who import relate_who
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
    Who,
)

HOSPITAL = "hospital"
AGREE = frozenset({SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS})


def places_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two places for one happening, neither within the other."""
    chosen = disjoint_places(pair.a, pair.b, tools.gazetteer)
    if chosen is None or _other_people(pair.a, pair.b):
        return None
    first, second, reason = chosen
    if venue_class(first) == HOSPITAL == venue_class(second) and not _one_patient(pair.a, pair.b):
        return None
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


def _named(claim: Claim) -> list[Who]:
    return [who for who in claim.who if who.label is not None and who.name]


def _other_people(a: Claim, b: Claim) -> bool:
    """Whether both claims name who was there, and name nobody in common: two persons may be in two places."""
    one, other = _named(a), _named(b)
    return bool(one and other) and not any(relate_who(x, y).relation in AGREE for x in one for y in other)


def _one_patient(a: Claim, b: Claim) -> bool:
    """Whether the claims name one person: the wounded of one event are taken to several hospitals."""
    return any(relate_who(x, y).relation in AGREE for x in _named(a) for y in _named(b))


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
            if found.relation in AGREE and PlaceRelation.MENTION not in {left.relation, right.relation}:
                return None
            if found.relation is SlotRelation.DISJOINT and comparable and chosen is None:
                chosen = (left, right, found.reason)
    return chosen
