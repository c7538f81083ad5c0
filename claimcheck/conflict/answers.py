"""One answer of a discrepancy with everything that gives it, its sources and its origins counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Answer, AnswerValue, Article, Claim, Slot


@dataclass(frozen=True, slots=True)
class Origins:
    """The articles of a run by id, and the lineage of each: near-copies are one origin."""

    articles: Mapping[str, Article]
    lineage: Mapping[str, str]

    def answer(self, value: str, given: Sequence[tuple[Claim, Slot, int, int]]) -> AnswerValue:
        """The answer that is given in the slots of some claims at [start, end)."""
        holders = sorted({claim.article for claim, *_ in given})
        return AnswerValue(
            value=value,
            claims=tuple(dict.fromkeys(claim.id for claim, *_ in given)),
            answers=tuple(Answer(claim.id, slot, start, end) for claim, slot, start, end in given),
            sources=len({self.articles[h].source or h for h in holders}),
            origins=len({self.lineage.get(h, h) for h in holders}),
        )
