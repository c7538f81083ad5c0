"""Disagreeing quotations as discrepancies of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimcheck.conflict.answers import Origins
from claimcheck.conflict.places_in_text import ClaimsByPlace
from claimcheck.conflict.quote import QuoteFinding, QuoteOccurrence, QuoteVersion
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
    for finding in one_a_passage(findings):
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


def one_a_passage(findings: Sequence[QuoteFinding]) -> list[QuoteFinding]:
    """The findings, those that set the same printed sentences against each other brought together under the surest.

    One passage may differ in several words, and every paper may cut it elsewhere. Their order is that given."""
    kept: list[QuoteFinding] = []
    for finding in findings:
        at = next((i for i, one in enumerate(kept) if one.kind is finding.kind and _touch(one, finding)), None)
        if at is None:
            kept.append(finding)
            continue
        first, second = sorted((kept[at], finding), key=lambda f: -f.confidence)
        kept[at] = replace(first, versions=_versions(first, second))
    return kept


def _touch(a: QuoteFinding, b: QuoteFinding) -> bool:
    """Whether two versions of one finding stand where two versions of the other do."""
    met = [
        (i, j)
        for i, v in enumerate(a.versions)
        for j, w in enumerate(b.versions)
        if any(_overlap(x, y) for x in v.occurrences for y in w.occurrences)
    ]
    return any(i != k and j != m for i, j in met for k, m in met)


def _overlap(a: QuoteOccurrence, b: QuoteOccurrence) -> bool:
    """Whether two places share more than half of the shorter."""
    if (a.article, a.field) != (b.article, b.field):
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared > min(a.end - a.start, b.end - b.start)


def _versions(first: QuoteFinding, second: QuoteFinding) -> tuple[QuoteVersion, ...]:
    """The versions of both: those of the second join the version of the first that stands in the same place."""
    out = list(first.versions)
    for version in second.versions:
        home = next(
            (i for i, v in enumerate(out) if any(_overlap(x, y) for x in v.occurrences for y in version.occurrences)),
            None,
        )
        if home is None:
            out.append(version)
            continue
        more = (x for x in version.occurrences if not any(_overlap(x, y) for v in out for y in v.occurrences))
        out[home] = replace(out[home], occurrences=(*out[home].occurrences, *more))
    return tuple(out)


def _value(version: QuoteVersion, slot: Slot, claims: ClaimsByPlace, origins: Origins) -> AnswerValue | None:
    given = [
        (claim, slot, place.start, place.end)
        for place in version.occurrences
        if (claim := claims.covering(place.article, place.field, place.start, place.end, place.quotation))
    ]
    return origins.answer(version.value, given) if given else None
