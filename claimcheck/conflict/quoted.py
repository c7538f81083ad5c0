"""Disagreeing quotations as discrepancies of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.conflict.answers import Origins
from claimcheck.conflict.places_in_text import ClaimsByPlace
from claimcheck.conflict.quote import QuoteFinding, QuoteVersion
from claimcheck.model import (
    AnswerValue,
    Article,
    Discrepancy,
    Kind,
    Reason,
    Relation,
    Slot,
    content_id,
)


def quote_discrepancies(
    findings: Sequence[QuoteFinding],
    claims: ClaimsByPlace,
    articles: Mapping[str, Article],
    lineage: Mapping[str, str],
) -> list[Discrepancy]:
    """One discrepancy a finding whose versions stand in claims; the others have nothing to point to."""
    out = []
    for finding in findings:
        slot = Slot.QUOTE if finding.kind is Kind.QUOTE else Slot.ATTRIBUTION
        values = [v for version in finding.versions if (v := _value(version, slot, claims, Origins(articles, lineage)))]
        if len(values) < 2:
            continue
        told = sorted(f"{o.article}\x1e{o.quotation.text}" for v in finding.versions for o in v.occurrences)
        out.append(
            Discrepancy(
                id=content_id(finding.kind, *(v.value for v in finding.versions), *told),
                kind=finding.kind,
                relation=Relation.CONTRADICTS,
                severity=finding.severity,
                confidence=round(finding.confidence, 4),
                question=finding.question,
                values=tuple(values),
                explanation=finding.explanation,
                ask=finding.ask,
                reasons=(Reason(finding.rule or "quote", finding.detail or finding.explanation),),
                readings=finding.readings,
            )
        )
    return out


def _value(version: QuoteVersion, slot: Slot, claims: ClaimsByPlace, origins: Origins) -> AnswerValue | None:
    given = [
        (claim, slot, place.start, place.end)
        for place in version.occurrences
        if (claim := claims.covering(place.article, place.field, place.start, place.end, place.quotation))
    ]
    return origins.answer(version.value, given) if given else None
