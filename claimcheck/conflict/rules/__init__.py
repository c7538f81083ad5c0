"""The rules: one documented function a kind of disagreement, each seeing one aligned pair of claims.

A rule returns a Conflict, or None where the answers can both hold. To add one: a function, an entry in RULES, a case.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.compare.quote import relate_quote
from claimcheck.conflict import readings
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.rules.amounts import amounts_differ, total_or_addition
from claimcheck.conflict.rules.places import disjoint_places, places_differ
from claimcheck.conflict.rules.shown import imprecise_not_different
from claimcheck.conflict.rules.sides import Rule, Tools
from claimcheck.conflict.rules.times import times_differ
from claimcheck.model import Relation, Slot, SlotRelation

__all__ = ["RULES", "SHOWN_RULES", "Rule", "Tools", "disjoint_places", "judged"]


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
