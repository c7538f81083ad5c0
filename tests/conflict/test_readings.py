"""The compatible readings that are tried on a pair, and what each says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.compare.aligned import FEATURES, Alignment, ArticleView
from claimcheck.conflict import readings
from claimcheck.conflict.rules import common_readings
from claimcheck.model import Comparison, Modality, Slot, SlotRelation
from tests.articles import article, toll_claim

HELD = {readings.RULED_OUT, readings.POSSIBLE, readings.HOLDS}


def pair(relations=None, a=None, b=None, **features):
    values = tuple(float(features.get(name, 0.0)) for name in FEATURES)
    comparisons = tuple(Comparison(slot, relation, f"the {slot}s") for slot, relation in (relations or {}).items())
    return Alignment(a or toll_claim("a", 4), b or toll_claim("b", 6), Slot.AMOUNT, values, comparisons, 0.8)


def views(first="", second=""):
    return ArticleView(article("a", published=first), {}), ArticleView(article("b", published=second), {})


def mode(identifier, modality):
    claim = toll_claim(identifier, 4)
    return replace(claim, what=replace(claim.what, modality=modality))


@pytest.mark.parametrize("relation", list(SlotRelation))
def test_only_what_is_disjoint_is_more_than_imprecise(relation):
    found = readings.reading_same_region(pair({Slot.AMOUNT: relation}), Slot.AMOUNT)
    assert (found.verdict == readings.RULED_OUT) is (relation is SlotRelation.DISJOINT)


APART = {"sentence_time_other": 1.0}, {"place_other": 1.0}


@pytest.mark.parametrize(
    ("label", "features", "relations", "dates", "verdict", "says"),
    [
        ("other times of the clauses", {"time_other": 1.0}, {Slot.WHEN: SlotRelation.DISJOINT}, ("", ""),
         readings.HOLDS, "the whens"),
        ("other times", APART[0], {}, ("", ""), readings.POSSIBLE, "times"),
        ("other places", APART[1], {}, ("", ""), readings.POSSIBLE, "places"),
        ("other times and places", APART[0] | APART[1], {}, ("", ""), readings.HOLDS, "times and the places"),
        ("one time, other places", APART[1], {Slot.WHEN: SlotRelation.SAME}, ("", ""), readings.POSSIBLE, "places"),
        ("one time", {}, {Slot.WHEN: SlotRelation.SAME}, ("", ""), readings.RULED_OUT, "times agree"),
        ("one place in another", {}, {Slot.WHERE: SlotRelation.WITHIN}, ("", ""), readings.RULED_OUT, "places agree"),
        ("undated", {}, {}, ("", ""), readings.POSSIBLE, "undated"),
        ("one undated", {}, {}, ("2024-03-05", ""), readings.POSSIBLE, "undated"),
        ("one day", {}, {}, ("2024-03-05", "2024-03-05"), readings.RULED_OUT, "who and what agree"),
        ("times that overlap", {}, {Slot.WHEN: SlotRelation.OVERLAPS}, ("2024-03-05", "2024-03-05"),
         readings.RULED_OUT, "who and what agree"),
    ],
)  # fmt: skip
def test_whether_they_are_two_events(label, features, relations, dates, verdict, says):
    found = readings.reading_other_event(pair(relations, **features), *views(*dates))
    assert found.verdict == verdict
    assert says in found.detail


def test_one_article_tells_one_event():
    """An article that is undated is of one date with itself."""
    one = pair(a=toll_claim("a", 4), b=toll_claim("a", 6, start=100))
    left = ArticleView(article("a"), {})
    assert readings.reading_other_event(one, left, left).verdict == readings.RULED_OUT


@pytest.mark.parametrize(
    ("dates", "verdict"),
    [
        (("2024-03-05", "2024-03-06"), readings.POSSIBLE),
        (("2024-03-06", "2024-03-05"), readings.POSSIBLE),
        (("2024-03-05", "2024-03-05"), readings.RULED_OUT),
        (("", ""), readings.RULED_OUT),
    ],
)
def test_as_of_different_times(dates, verdict):
    assert readings.reading_as_of(*views(*dates)).verdict == verdict


@pytest.mark.parametrize(
    ("one", "other", "tried"),
    [
        (Modality.EXPECTED, Modality.HAPPENED, True),
        (Modality.POSSIBLE, Modality.HAPPENED, True),
        (Modality.EXPECTED, Modality.DENIED, True),
        (Modality.HAPPENED, Modality.HAPPENED, False),
        (Modality.EXPECTED, Modality.EXPECTED, False),
        (Modality.DENIED, Modality.HAPPENED, False),
        (Modality.ALLEGED, Modality.HAPPENED, False),
    ],
)
def test_expected_then_happened(one, other, tried):
    for a, b in ((one, other), (other, one)):
        found = readings.reading_not_yet(pair(a=mode("a", a), b=mode("b", b)))
        assert (found is not None) is tried


@pytest.mark.parametrize(
    ("features", "verdict"),
    [
        ({}, readings.RULED_OUT),
        ({"rival_one": 1.0}, readings.POSSIBLE),
        ({"rival_both": 1.0}, readings.POSSIBLE),
    ],
)
def test_two_different_questions(features, verdict):
    assert readings.reading_other_answer(pair(**features)).verdict == verdict


def test_every_pair_is_read_in_at_least_four_ways():
    found = common_readings(pair({Slot.AMOUNT: SlotRelation.DISJOINT}), *views())
    assert len(found) >= 4
    assert len({reading.reading for reading in found}) == len(found)
    assert all(reading.verdict in HELD and reading.detail for reading in found)
