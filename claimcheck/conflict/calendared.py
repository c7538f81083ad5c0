"""What cannot hold inside one article, as discrepancies of the report. Copies of one text are told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claimcheck.conflict.answers import Origins
from claimcheck.conflict.calendar.finding import CalendarFinding
from claimcheck.conflict.places_in_text import ClaimsByPlace
from claimcheck.model import (
    Article,
    Discrepancy,
    Kind,
    Reason,
    Relation,
    Slot,
    content_id,
)

Found = tuple[str, CalendarFinding]
"""An article's id and what was found in it."""


def calendar_discrepancies(
    found: Sequence[Found], claims: ClaimsByPlace, articles: Mapping[str, Article], lineage: Mapping[str, str]
) -> list[Discrepancy]:
    """One discrepancy a finding; a finding that stands alike in copies of one text is one, with all its claims."""
    copies: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for article, finding in found:
        texts = tuple(span.text for span in finding.spans)
        copies[(lineage.get(article, article), finding.rule, *finding.values, *texts)].append((article, finding))
    out = [_discrepancy(members, claims, Origins(articles, lineage)) for _, members in sorted(copies.items())]
    return [d for d in out if d is not None]


def _discrepancy(members: Sequence[Found], claims: ClaimsByPlace, origins: Origins) -> Discrepancy | None:
    first = members[0][1]
    values = []
    for index, value in enumerate(first.values):
        given = [
            (claim, finding.spans[index])
            for article, finding in members
            if (claim := claims.covering(article, finding.field, finding.spans[index].start, finding.spans[index].end))
        ]
        if not given:
            return None
        values.append(origins.answer(value, [(c, Slot.WHEN, span.start, span.end) for c, span in given]))
    holders = sorted(article for article, _ in members)
    return Discrepancy(
        id=content_id(Kind.CALENDAR, first.rule, *first.values, *holders, *(span.text for span in first.spans)),
        kind=Kind.CALENDAR,
        relation=Relation.CONTRADICTS,
        severity=first.severity,
        confidence=round(first.confidence, 4),
        question=first.question,
        values=tuple(values),
        explanation=first.explanation,
        ask=first.ask,
        reasons=(Reason(first.rule, first.explanation),),
        readings=first.readings,
    )
