"""Short pairs of articles with the discrepancies they must give, and the many that must give none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.compare.moments import parse_published
from claimcheck.conflict.confidence import AS_SCORED
from claimcheck.model import Article
from claimcheck.pipeline import check

CASES = json.loads((Path(__file__).parents[1] / "cases" / "conflicts.json").read_text("utf-8"))


def articles(rows):
    return [
        Article(
            id=f"art-{i}",
            text=row["text"],
            title=row["title"],
            source=row["source"],
            published=row["published"],
            published_at=parse_published(row["published"]),
        )
        for i, row in enumerate(rows)
    ]


def param(case):
    fails = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_case(case, engine):
    as_scored = replace(engine, calibration=AS_SCORED)  # what is proved here are the rules and their scores
    found = [d for d in check(articles(case["input"]), engine=as_scored).discrepancies if d.confidence >= 0.3]
    told = [(d.kind, d.relation, [v.value for v in d.values]) for d in found]
    assert len(found) == len(case["expected"]), told
    for wanted, got in zip(case["expected"], found, strict=True):
        assert (got.kind, got.relation) == (wanted["kind"], wanted["relation"]), told
        for value in wanted["values"]:
            assert any(value.lower() in v.value.lower() for v in got.values), told


def test_negatives_outnumber_positives():
    assert sum(not c["expected"] for c in CASES) > sum(bool(c["expected"]) for c in CASES)
