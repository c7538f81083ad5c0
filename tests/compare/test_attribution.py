"""Two credits: one source, two, or nobody in particular."""

from __future__ import annotations

import pytest

from claimcheck.compare.attribution import relate_attribution
from claimcheck.model import Attribution, SlotRelation


def credit(source: str, anonymous: bool = False) -> Attribution:
    return Attribution(0, 4, "said", source, "said", anonymous=anonymous)


@pytest.mark.parametrize(
    "one, two, relation",
    [
        (credit("Ida Roe"), credit("Ida Roe"), SlotRelation.SAME),
        (credit("Ida Roe"), credit("Roe"), SlotRelation.SAME),
        (credit("police"), credit("Police"), SlotRelation.SAME),
        (credit("Harbour Board"), credit("the Harbour Board"), SlotRelation.UNKNOWN),
        (credit("Ida Roe"), credit("Tom Hale"), SlotRelation.DISJOINT),
        (credit("Ida Roe"), credit("police"), SlotRelation.UNKNOWN),
        (credit("Ida Roe"), credit("officials", anonymous=True), SlotRelation.UNKNOWN),
        (credit("Ida Roe"), credit("", anonymous=True), SlotRelation.UNKNOWN),
        (credit("Ida Roe"), None, SlotRelation.UNKNOWN),
        (None, None, SlotRelation.UNKNOWN),
    ],
)
def test_sources(one: Attribution | None, two: Attribution | None, relation: SlotRelation) -> None:
    assert relate_attribution(one, two).relation is relation
    assert relate_attribution(two, one) == relate_attribution(one, two)
