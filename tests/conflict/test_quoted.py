"""Quotations of one passage are one discrepancy. Invented speakers."""

from __future__ import annotations

from claimcheck.model import Kind
from claimcheck.pipeline import check
from tests.articles import article

TOLD = (
    "Mayor Ines Halvard spoke to reporters on Monday. “{}” Halvard said. "
    "The council will meet again on Friday to vote on the harbour."
)
FIRST = "We have waited nine long years for this bridge and the people of the valley deserve a straight answer today."
SECOND = "We have waited ten long years for this bridge and the people of this valley deserve a clear answer today."
OTHER = "Nobody in this town was asked whether the old ferry should be sold to a company from abroad."
CHANGED = "Nobody in this town was asked whether the old ferry should be given to a company from abroad."


def quotes(engine, *texts):
    papers = [article(f"p{i}", TOLD.format(text)) for i, text in enumerate(texts)]
    return [d for d in check(papers, engine=engine).discrepancies if d.kind is Kind.QUOTE]


def test_two_changes_in_one_sentence_are_asked_once(engine):
    (found,) = quotes(engine, FIRST, SECOND)
    assert len(found.values) == 2


def test_two_sentences_are_asked_apart(engine):
    found = quotes(engine, f"{FIRST} {OTHER}", f"{SECOND} {CHANGED}")
    assert len(found) == 2
    assert all(len(d.values) == 2 for d in found)


def test_the_order_of_papers_changes_nothing(engine):
    assert [d.question for d in quotes(engine, FIRST, SECOND)] == [
        d.question for d in reversed(quotes(engine, SECOND, FIRST))
    ]


def test_one_text_asks_nothing(engine):
    assert quotes(engine, FIRST, FIRST) == []
