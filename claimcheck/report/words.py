"""Sentences that several report formats share."""

from __future__ import annotations

from claimcheck.model import Findings, Relation, Severity
from claimcheck.report.lookup import one_line, source_name


def counted(count: int, word: str, plural: str = "") -> str:
    """ "1 article", "2 articles"."""
    return f"{count} {word if count == 1 else plural or word + 's'}"


def summary_line(findings: Findings) -> str:
    """How many discrepancies of which relation, how many articles were and were not compared."""
    real = [item for item in findings.discrepancies if item.relation is not Relation.COMPATIBLE]
    compatible = len(findings.discrepancies) - len(real)
    parts = []
    for relation in (Relation.CONTRADICTS, Relation.ATTRIBUTED, Relation.SUPERSEDES):
        count = sum(item.relation is relation for item in real)
        if count:
            parts.append(f"{count} {relation}")
    major = sum(item.severity is Severity.MAJOR for item in real)
    line = counted(len(real), "discrepancy", "discrepancies") if real else "No discrepancies"
    if parts:
        line += f" ({', '.join(parts)}; {major} major)"
    if compatible:
        line += f", {counted(compatible, 'compatible reading')}"
    skipped = {item.article for item in findings.not_compared} & {article.id for article in findings.articles}
    whole = {article.id for article in findings.articles if article.skipped is not None}
    line += f" in {counted(len(findings.articles) - len(whole), 'article')}"
    if skipped or whole:
        line += f"; {counted(len(skipped | whole), 'article')} not or not wholly compared"
    return line + "."


def rights_of(findings: Findings) -> list[str]:
    """The rights that items state, each once with its sources: what a report quotes carries them along."""
    holders: dict[str, set[str]] = {}
    for article in findings.articles:
        if article.item.rights:
            stated = one_line(article.item.rights)
            holders.setdefault(stated, set()).add(source_name(article))
    return [f"{', '.join(sorted(names))}: {stated}" for stated, names in sorted(holders.items())]
