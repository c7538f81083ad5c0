"""What an article is called tells nothing: other ids give the same discrepancies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.pipeline import check
from claimcheck.read import read_articles

FIXTURES = Path(__file__).parents[2] / "fixtures"


def told(findings):
    """The discrepancies without ids and without the words of a question, which quote one of the sides."""
    return sorted(
        (d.kind, d.relation, d.severity, d.confidence, sorted((v.value, len(v.claims), v.sources) for v in d.values))
        for d in findings.discrepancies
    )


@pytest.mark.parametrize(
    "event",
    [
        "coach-crash",
        "council-vote",
        "court-case",
        "museum-theft",
        "summit-visit",
    ],
)
def test_other_ids_give_the_same_discrepancies(engine, event):
    articles = sorted(read_articles([FIXTURES / event / "articles"]), key=lambda one: one.id)
    renamed = [replace(one, id=f"{chr(122 - i)}{i}") for i, one in enumerate(articles)]
    assert told(check(renamed, engine=engine)) == told(check(articles, engine=engine))
