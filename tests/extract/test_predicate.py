"""Polarity and modality of a predicate, read by the shipped annotator's trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.extract.predicate import children_of, clauses_of, read_what

CASES = json.loads((Path(__file__).parents[1] / "cases" / "predicates.json").read_text("utf-8"))


def params():
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
        yield pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", list(params()))
def test_case(case, engine):
    (sentence,) = engine.annotator.annotate(case["input"]["text"])
    below = children_of(sentence)
    found = next(
        read_what(sentence, c.predicate, below)
        for c in clauses_of(sentence)
        if sentence.tokens[c.predicate].text == case["input"]["word"]
    )
    assert {"negated": found.negated, "modality": found.modality.value} == case["expected"]
    assert case["input"]["text"][found.start : found.end] == found.text


def test_what_is_yet_to_be_done_was_not_done(engine):
    (sentence,) = engine.annotator.annotate("Charges had yet to be filed against the owner as of Friday.")
    (filed,) = [c for c in clauses_of(sentence) if sentence.tokens[c.predicate].lemma == "file"]
    what = read_what(sentence, filed.predicate, children_of(sentence))
    assert (what.negated, what.modality.value) == (True, "happened")
