"""Figures that differ and are of two questions: contests, other times, narrower nouns, rates. Invented events."""

from __future__ import annotations

import pytest

from claimcheck.model import Kind
from claimcheck.pipeline import check
from tests.articles import article


def asked(engine, one, other):
    papers = [article(n, text, published="2024-03-05") for n, text in (("a", one), ("b", other))]
    return [d for d in check(papers, engine=engine).discrepancies if d.kind is Kind.QUANTITY]


TWO_QUESTIONS = {
    "points of a part of the game": (
        "Ilva Brandt scored 23 points on Friday as Korsby beat Lund.",
        "Ilva Brandt had five points in the run that opened the second half as Korsby beat Lund on Friday.",
    ),
    "another year's count": (
        "A strike shut 340 schools in the county on Monday.",
        "It was the first strike since 2019, when 280 schools in the county were shut.",
    ),
    "a season's pay and the contract's": (
        "Korsby offered striker Ilva Brandt a contract worth $200 million.",
        "Korsby offered striker Ilva Brandt $25 million a season.",
    ),
    "officers among the dead": (
        "Two officers were killed in the shooting at Korsby on Monday.",
        "Three people were killed in the shooting at Korsby on Monday, two of them officers.",
    ),
}


@pytest.mark.parametrize("pair", TWO_QUESTIONS.values(), ids=TWO_QUESTIONS)
def test_two_questions(engine, pair):
    assert asked(engine, *pair) == []
    assert asked(engine, *reversed(pair)) == []


ONE_QUESTION = {
    "one strike": (
        "A strike shut 340 schools in the county on Monday.",
        "A strike shut 280 schools in the county on Monday.",
    ),
    "one contract": (
        "Korsby offered striker Ilva Brandt a contract worth $200 million.",
        "Korsby offered striker Ilva Brandt a contract worth $160 million.",
    ),
}


@pytest.mark.parametrize("pair", ONE_QUESTION.values(), ids=ONE_QUESTION)
def test_one_question(engine, pair):
    (found,) = asked(engine, *pair)
    assert len(found.values) == 2
