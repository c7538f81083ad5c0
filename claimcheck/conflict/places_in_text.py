"""Finding or making the claim that stands at a given place of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from claimcheck.model import Claim, Field, Quotation, Span, content_id


class ClaimsByPlace:
    """The claims of a run by article and field; new ones are made where an answer runs over several sentences."""

    def __init__(self, claims: Iterable[Claim], texts: dict[tuple[str, Field], str]) -> None:
        self._texts = texts
        self._by_field: dict[tuple[str, Field], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_field[(claim.article, claim.field)].append(claim)
        self.made: dict[str, Claim] = {}

    def covering(
        self, article: str, field: Field, start: int, end: int, quote: Quotation | None = None
    ) -> Claim | None:
        """A claim whose sentence covers [start, end): the nearest predicate's, widened where it must be.

        None where the article has no claim there at all.
        """
        touching = [
            c for c in self._by_field.get((article, field), ()) if c.sentence.start < end and start < c.sentence.end
        ]
        if not touching:
            return None
        low = min(start, *(c.sentence.start for c in touching))
        high = max(end, *(c.sentence.end for c in touching))
        within = [c for c in touching if start <= c.what.start < end] or touching
        base = min(within, key=lambda c: (abs(c.what.start - start), c.id))
        if (low, high) == (base.sentence.start, base.sentence.end) and quote == base.quote:
            return base
        text = self._texts[(article, field)][low:high]
        made = replace(
            base,
            id=content_id(base.id, text, quote.text if quote else ""),
            sentence=Span(low, high, text),
            quote=quote or base.quote,
        )
        held = self.made.setdefault(made.id, made)
        if turn(made) < turn(held):
            self.made[made.id] = made
        return self.made[made.id]


def turn(claim: Claim) -> tuple[int, int, str]:
    """Of two claims made alike, that of the earlier quotation stands, whichever was asked for first."""
    return (claim.quote.start, claim.quote.end, claim.quote.speaker) if claim.quote else (-1, -1, "")
