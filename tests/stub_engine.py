"""A stand-in for the engine, for tests of what is outside it: finds one discrepancy where two articles state different
tolls, by a rule that nobody would ship. Quick, and independent of models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType

from claimcheck.config import Config
from claimcheck.model import (
    Amount,
    Answer,
    AnswerValue,
    Article,
    Claim,
    Comparison,
    Discrepancy,
    Field,
    Findings,
    Kind,
    NotCompared,
    Relation,
    Severity,
    Slot,
    SlotRelation,
    Span,
    What,
    content_id,
)

_TOLL = re.compile(r"(\d+) (?:people )?died")


class Engine:
    """Nothing to load."""

    @classmethod
    def load(cls, config: Config | None = None) -> Engine:
        return cls()


def extract_claims(article: Article, engine: Engine | None = None) -> list[Claim]:
    """A claim for each "N died"."""
    claims = []
    for match in _TOLL.finditer(article.text):
        start, end = match.span()
        number = float(match.group(1))
        claims.append(
            Claim(
                id=content_id(article.id, str(start)),
                article=article.id,
                field=Field.TEXT,
                sentence=Span(start, end, match.group()),
                start=start,
                end=end,
                what=What(end - 4, end, "died", "die"),
                amount=Amount(start, match.end(1), match.group(1), number, number, number, of="person"),
            )
        )
    return claims


def relate(a: Claim, b: Claim) -> list[Comparison]:
    """The one comparison."""
    return [Comparison(Slot.AMOUNT, SlotRelation.DISJOINT, "other figures")]


def check(articles: Iterable[Article], config: Config | None = None, engine: Engine | None = None) -> Findings:
    """One discrepancy where the tolls differ: superseded where two articles are dated, else a contradiction."""
    known = list(articles)
    read = [article for article in known if article.skipped is None]
    claims = [claim for article in read for claim in extract_claims(article)]
    by_toll: dict[str, list[Claim]] = {}
    for claim in claims:
        assert claim.amount is not None
        by_toll.setdefault(claim.amount.text, []).append(claim)
    found: tuple[Discrepancy, ...] = ()
    if len(by_toll) > 1:
        dated = sum(bool(article.published) for article in read) > 1
        found = (_discrepancy(by_toll, Relation.SUPERSEDES if dated else Relation.CONTRADICTS),)
    skipped = tuple(NotCompared(article.id, article.skipped) for article in known if article.skipped is not None)
    return Findings(tuple(known), tuple(claims), found, skipped)


def _discrepancy(by_toll: dict[str, list[Claim]], relation: Relation) -> Discrepancy:
    values = []
    for toll, claims in sorted(by_toll.items()):
        answers = tuple(Answer(claim.id, Slot.AMOUNT, claim.start, claim.start + len(toll)) for claim in claims)
        ids = tuple(claim.id for claim in claims)
        values.append(AnswerValue(toll, ids, answers, len(claims), len(claims)))
    return Discrepancy(
        id=content_id(*sorted(claim for value in values for claim in value.claims)),
        kind=Kind.QUANTITY,
        relation=relation,
        severity=Severity.MAJOR,
        confidence=0.75,
        question="How many people died?",
        values=tuple(values),
        explanation="The figures differ.",
        ask="Ask the police.",
    )


def as_pipeline() -> ModuleType:
    """The stand-in as the module ``claimcheck.pipeline``."""
    module = ModuleType("claimcheck.pipeline")
    module.__dict__.update(Engine=Engine, check=check, extract_claims=extract_claims, relate=relate)
    return module
