"""Conflicts of acts: short articles with the status, denial or rebuttal they must give, and the many that give none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.compare.moments import parse_published
from claimcheck.compare.what import action_words
from claimcheck.conflict.actions.denial import NEITHER
from claimcheck.conflict.actions.polarity import ORDER, RESTRICTS
from claimcheck.conflict.actions.rebuttal import CONTRARY, FORGETS
from claimcheck.conflict.actions.status_table import read_pattern, status_table
from claimcheck.model import Article, Kind
from claimcheck.pipeline import check

CASES = json.loads((Path(__file__).parents[1] / "cases" / "actions.json").read_text("utf-8"))


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


def acts_found(rows, engine):
    return [d for d in check(articles(rows), engine=engine).discrepancies if d.kind is Kind.WHAT]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c,
            id=c["label"],
            marks=[pytest.mark.xfail(strict=True, reason=c["comment"])] if c["expect"] == "fail" else [],
        )
        for c in CASES
    ],
)
def test_case(case, engine):
    found = acts_found(case["input"], engine)
    told = [(d.relation, d.reasons[0].rule, [v.value for v in d.values]) for d in found]
    assert len(found) == len(case["expected"]), told
    for wanted, got in zip(case["expected"], found, strict=True):
        assert got.relation == wanted["relation"], told
        for value in wanted["values"]:
            assert any(value.lower() in v.value.lower() for v in got.values), told
        assert got.readings


def test_order_of_articles_changes_nothing(engine):
    for case in CASES:
        forth = acts_found(case["input"], engine)
        back = check(articles(case["input"])[::-1], engine=engine).discrepancies
        assert [d.id for d in forth] == [d.id for d in back if d.kind is Kind.WHAT]


def test_negatives_outnumber_positives():
    assert sum(not c["expected"] for c in CASES) > sum(bool(c["expected"]) for c in CASES)


def test_pattern_is_read():
    (found,) = read_pattern("not step_down post|office ~later !never", 3, 1)
    assert (found.predicate, found.negated, found.question, found.answer) == ("step down", True, 3, 1)
    assert found.groups == (frozenset({"post", "office"}),)
    assert found.around == (frozenset({"later"}),)
    assert found.without == frozenset({"never"})


def test_every_question_has_two_answers_and_a_confidence():
    for question in status_table().questions:
        assert len(question.answers) > 1
        assert 0.3 <= question.confidence < 1
        assert question.question.endswith("?")


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (NEITHER, "would neither confirm nor deny", True),
        (NEITHER, "confirmed the plan; he denied all else", False),
        (ORDER, "“Don't shoot", True),
        (ORDER, "they do not shoot", False),
        (RESTRICTS, "who were not evacuated", True),
        (RESTRICTS, "that he did not leave", False),
        (CONTRARY, "as some media reports claimed", True),
        (CONTRARY, "reports claimed", False),
        (FORGETS, "they do not recall her objecting", True),
        (FORGETS, "they recall her objecting", False),
    ],
)
def test_wording(pattern, text, matches):
    assert bool(pattern.search(text)) is matches or bool(pattern.match(text)) is matches


def test_lists_are_not_empty():
    for name in ("light", "loose", "denying", "untrue", "claim_nouns", "accusing", "spokespeople"):
        assert action_words(name)
