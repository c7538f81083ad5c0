"""Amounts compared as figures and as answers to one question."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.compare.amount import (
    counted_class,
    figures_differ,
    relate_amount,
    same_count,
    stated_figure_words,
    told_as_addition,
)
from claimcheck.model import Amount, Hedge, Slot, SlotRelation

CASES = json.loads((Path(__file__).parent.parent / "cases" / "amount_compare.json").read_text(encoding="utf-8"))


def amount(**fields) -> Amount:
    """An amount from what a case says; an exact figure unless it says otherwise."""
    figure = fields.get("figure")
    hedge = Hedge(fields.get("hedge", "exact"))
    low, high = fields.get("low", figure), fields.get("high", figure)
    if hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN):
        high = math.inf
    if hedge is Hedge.ABOUT and figure is not None:
        low, high = figure * 0.9, figure * 1.1
    if hedge in (Hedge.AT_MOST, Hedge.LESS_THAN) and "low" not in fields:
        low = 0.0
    text = fields.get("text", f"{figure:g}" if figure is not None else f"{low:g} to {high:g}")
    return Amount(
        0,
        len(text),
        text,
        float(low),
        float(high),
        figure,
        hedge,
        fields.get("unit", ""),
        fields.get("of", ""),
        fields.get("role", ""),
        tuple(fields.get("scope", ())),
        fields.get("per", ""),
        fields.get("ordinal", False),
        fields.get("step", 0.0),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_figures_and_questions(case):
    a, b = (amount(**fields) for fields in case["input"])
    expected = case["expected"]
    if "relation" in expected:
        assert relate_amount(a, b).relation == expected["relation"]
    if "same_count" in expected:
        assert same_count(a, b).same is expected["same_count"]


def test_missing_amount_is_unknown():
    assert relate_amount(None, amount(figure=5.0)).relation is SlotRelation.UNKNOWN
    assert relate_amount(None, None).relation is SlotRelation.UNKNOWN


def test_better_matches_score_higher():
    dead = amount(figure=7.0, of="person", role="killed")
    ranked = [
        amount(figure=7.0, of="person", role="killed"),
        amount(figure=7.0, of="passenger", role="killed"),
        amount(figure=7.0, of="person", role="killed", scope=("of the",)),
        amount(figure=7.0, of="person", role="injured"),
        amount(figure=7.0, of="vehicle"),
    ]
    scores = [same_count(dead, other).score for other in ranked]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "at least 5", "figure": 5.0, "of": "person", "role": "killed"}, "at least 5 people killed"),
        ({"text": "Dozens", "low": 24, "high": 99, "hedge": "vague", "of": "rescuer"}, "Dozens of rescuers"),
        ({"text": "several", "low": 3, "high": 12, "hedge": "vague", "of": "city"}, "several cities"),
        ({"text": "One", "figure": 1.0, "of": "woman", "role": "injured"}, "One woman injured"),
        ({"text": "$3.2 million", "figure": 3.2e6, "unit": "USD", "of": "bill"}, "$3.2 million (bill)"),
        ({"text": "six years old", "figure": 6.0, "unit": "years old", "of": "boy"}, "six years old (boy)"),
        ({"text": "third", "figure": 3.0, "of": "victim", "ordinal": True}, "third victim"),
        ({"text": "7-2", "low": 2, "high": 7, "unit": "score"}, "7-2"),
    ],
)
def test_words_for_a_report(fields, words):
    assert stated_figure_words(amount(**fields)) == words


def test_an_addition_is_not_the_whole():
    whole, added = amount(figure=1400.0, of="officer"), amount(figure=1400.0, of="officer", scope=("additional",))
    assert told_as_addition(whole, added) and told_as_addition(added, whole)
    assert not told_as_addition(whole, whole)
    assert not told_as_addition(amount(figure=900.0, of="officer"), added)


def test_classes_of_counted_nouns():
    assert counted_class("fire engine") == "vehicle"
    assert counted_class("asylum seeker") == "person"
    assert counted_class("party-goer") == "person"
    assert counted_class("Marta Lind") == "person"
    assert counted_class("reason") == ""


amounts = st.builds(
    amount,
    figure=st.sampled_from([0.0, 1.0, 5.0, 7.0, 20.0, 50.0, 43.0, 146.0, 148.9, 150.0, 1000.0, 1.1e6]),
    hedge=st.sampled_from([hedge.value for hedge in Hedge if hedge not in (Hedge.RANGE, Hedge.VAGUE)]),
    unit=st.sampled_from(["", "USD", "m", "years old"]),
    of=st.sampled_from(["", "person", "officer", "excavator", "bill", "Marta Lind"]),
    role=st.sampled_from(["", "killed", "injured", "send"]),
    scope=st.sampled_from([(), ("other",), ("of the",), ("norwegian",)]),
    ordinal=st.booleans(),
)
ranges = st.builds(
    lambda low, width, hedge: amount(low=low, high=low + width, hedge=hedge, of="person"),
    st.integers(0, 300),
    st.integers(0, 900),
    st.sampled_from(["range", "vague"]),
)


@given(amounts | ranges, amounts | ranges)
@example(amount(figure=5.0, role="killed"), amount(figure=5.0, role="injured"))
@example(amount(figure=5.0, of="officer"), amount(figure=5.0, of="excavator"))
@example(amount(figure=5.0, scope=("other",)), amount(figure=5.0, scope=("norwegian",)))
def test_comparison_is_symmetric(a, b):
    assert relate_amount(a, b) == relate_amount(b, a)
    assert same_count(a, b) == same_count(b, a)
    assert figures_differ(a, b) == figures_differ(b, a)
    assert relate_amount(a, b).slot is Slot.AMOUNT
    assert 0.0 <= relate_amount(a, b).score <= 1.0 and 0.0 <= same_count(a, b).score <= 1.0


@given(amounts | ranges)
def test_an_amount_is_the_same_as_itself(a):
    assert relate_amount(a, a).relation is SlotRelation.SAME
