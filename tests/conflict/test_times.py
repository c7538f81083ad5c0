"""Two times of one act, and the many pairs of times that belong to two."""

from __future__ import annotations

import pytest

from claimcheck.model import Kind
from claimcheck.pipeline import check
from tests.articles import article

DIFFER = [
    ("The jeweller's shop in Ghent was robbed on Tuesday.", "The jeweller's shop in Ghent was robbed on Wednesday."),
    ("The Ostrava glassworks was founded in 1924 by Josef Blaha.", "The Ostrava glassworks was founded in 1929."),
    ("Bookkeeper Karin Aigner served 41/2 months in Linz.", "Bookkeeper Karin Aigner served four years in Linz."),
]
TWO_ACTS = [
    ("The mayor of Ghent said on Monday the bridge is safe.", "The mayor of Ghent said on Friday the bridge is safe."),
    ("Karin Aigner remained in custody in Linz on Monday.", "Karin Aigner remained in custody in Linz on Thursday."),
    ("Sign up for the Ghent newsletter today.", "Sign up for the Ghent newsletter today."),
    ("The coach came off the Ghent road at 7.50 a.m.", "The first call from Ghent came at 8.25 a.m."),
    ("Josef Blaha was arrested in Linz on Monday.", "Karin Aigner was arrested in Linz on Thursday."),
    ("A man was shot on Pine Street in Ghent at 5 p.m.", "A man was shot on Canal Road in Ghent at 8 p.m."),
    ("A man was shot in Ghent at 5 p.m.", "A man was taken to hospital in Ghent at 6.20 p.m."),
    ("May 2, 2024 5:01 PM The glassworks in Ghent burned.", "The glassworks in Ghent burned at 3 p.m."),
]


def times(engine, one, two, published=("2024-05-03", "2024-05-03")):
    rows = [
        article(f"art-{i}", text, published=day)
        for i, (text, day) in enumerate(zip((one, two), published, strict=True))
    ]
    return [[v.value for v in d.values] for d in check(rows, engine=engine).discrepancies if d.kind is Kind.WHEN]


@pytest.mark.parametrize(("one", "two"), DIFFER)
def test_one_act_at_two_times(engine, one, two):
    assert len(times(engine, one, two)) == 1


@pytest.mark.parametrize(("one", "two"), TWO_ACTS)
def test_two_acts_have_two_times(engine, one, two):
    assert times(engine, one, two, ("2024-05-03", "2024-05-05")) == []


def test_negatives_outnumber_positives():
    assert len(TWO_ACTS) > len(DIFFER)
