"""One named thing, two places: what stands fixed, whatever claims it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.where import standing_conflicts
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Claim, Kind, Reading, Reason, Severity, Slot, Where

CONFIDENCE = 0.5


def standing_place_conflicts(left: ArticleView, right: ArticleView, gazetteer: Gazetteer) -> Iterator[Conflict]:
    """One named thing (a fair, a hall, a crossing) that two articles put in places that exclude each other."""
    if left.article.id == right.article.id:
        return
    ours, theirs = [w for _, w in left.placed], [w for _, w in right.placed]
    for a, b, found in standing_conflicts(ours, theirs, gazetteer):
        one, two = _place_side(left, a), _place_side(right, b)
        if one is None or two is None or _named_by_its_place(a) or _named_by_its_place(b):
            continue
        relation, why = decide_lasting(one.claim, two.claim)
        yield Conflict(
            kind=Kind.WHERE,
            relation=relation,
            severity=Severity.MAJOR,
            a=one,
            b=two,
            score=CONFIDENCE,
            same_question=CONFIDENCE,
            topic=f"stands/{min(a.name, b.name).lower()}",
            question=f"Where is {min(a.name, b.name)}: {' or '.join(sorted((one.value, two.value)))}?",
            ask="Look the place up on a map or in its own publications.",
            reasons=(Reason("one_thing_two_places", found.reason), why),
            readings=(Reading("two of one name", POSSIBLE, "there may be one in either place"),),
        )


def _named_by_its_place(where: Where) -> bool:
    """Whether what contains the place is only a word of its name ("Weston Park, Weston")."""
    return bool(where.within) and where.within[0].lower() in where.name.lower()


def _place_side(view: ArticleView, where: Where) -> Side | None:
    fields = [field for field, placed in view.placed if placed is where]
    holders = [
        c
        for c in view.by_slot.get(Slot.WHAT, ())
        if c.field in fields and c.sentence.start <= where.start and where.end <= c.sentence.end
    ]
    if not holders:
        return None
    claim: Claim = min(holders, key=lambda c: (abs(c.start - where.start), c.id))
    value = ", ".join((where.name, *where.within[:1]))
    return Side(claim, Slot.WHERE, where.start, where.end, value, value.lower())
