"""The compatible readings that are tried on a pair, and what each says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from claimcheck.compare.aligned import FEATURES, Alignment, ArticleView, SentenceView
from claimcheck.conflict import readings
from claimcheck.conflict.rules.sides import common_readings
from claimcheck.model import Comparison, Modality, Precision, Slot, SlotRelation, TimeKind, When
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
        ("other times of the clauses of two tolls", {"time_other": 1.0}, {Slot.WHEN: SlotRelation.DISJOINT}, ("", ""),
         readings.POSSIBLE, "times"),
        ("other times", APART[0], {}, ("", ""), readings.POSSIBLE, "times"),
        ("other places", APART[1], {}, ("", ""), readings.POSSIBLE, "places"),
        ("other times and places", APART[0] | APART[1], {}, ("", ""), readings.HOLDS, "times and the places"),
        ("one time, other places", APART[1], {Slot.WHEN: SlotRelation.SAME}, ("", ""), readings.POSSIBLE, "places"),
        ("one time", {}, {Slot.WHEN: SlotRelation.SAME}, ("", ""), readings.RULED_OUT, "times agree"),
        ("one place in another", {}, {Slot.WHERE: SlotRelation.WITHIN}, ("", ""), readings.RULED_OUT, "places agree"),
        ("undated", {}, {}, ("", ""), readings.POSSIBLE, "undated"),
        ("one undated", {}, {}, ("2024-03-05", ""), readings.POSSIBLE, "undated"),
        ("one day", {}, {}, ("2024-03-05", "2024-03-05"), readings.RULED_OUT, "sets the two apart"),
        ("times that overlap", {}, {Slot.WHEN: SlotRelation.OVERLAPS}, ("2024-03-05", "2024-03-05"),
         readings.RULED_OUT, "sets the two apart"),
    ],
)  # fmt: skip
def test_whether_they_are_two_events(label, features, relations, dates, verdict, says):
    found = readings.reading_other_event(pair(relations, **features), *views(*dates))
    assert found.verdict == verdict
    assert says in found.detail


def dated(identifier, figure, day="", *, past=False, amounts=(), published="2024-03-20"):
    """A claim and the view of its article, whose sentence names a day, counts or an earlier time."""
    claim = toll_claim(identifier, figure)
    low = datetime.fromisoformat(day) if day else None
    high = low + timedelta(days=1) if low else None
    times = (When(0, 1, "x", day, TimeKind.DATE, low, high, Precision.DAY),) if low else ()
    frame = SentenceView(times=times, amounts=amounts, past=past)
    view = ArticleView(article(identifier, published=published), {}, sentences={(claim.field, 0): frame})
    return claim, view


def judged(slot, left, right, relations=None, **features):
    """The reading of two claims for one slot, which must be the same from either side."""
    (a, one), (b, two) = left, right
    forth = replace(pair(relations, a, b, **features), slot=slot)
    back = replace(pair(relations, b, a, **features), slot=slot)
    found = readings.reading_other_event(forth, one, two)
    assert readings.reading_other_event(back, two, one) == found
    return found


@pytest.mark.parametrize(
    ("label", "first", "second", "verdict"),
    [
        ("the next day", "2024-03-04", "2024-03-05", readings.POSSIBLE),
        ("three days between them", "2024-03-04", "2024-03-08", readings.POSSIBLE),
        ("four days between them", "2024-03-04", "2024-03-09", readings.HOLDS),
        ("weeks", "2024-02-04", "2024-03-09", readings.HOLDS),
        ("one side names no day", "2024-02-04", "", readings.POSSIBLE),
    ],
)
@pytest.mark.parametrize("slot", [Slot.AMOUNT, Slot.WHERE])
def test_days_that_lie_far_apart_are_of_two_events(slot, label, first, second, verdict):
    assert judged(slot, dated("a", 4, first), dated("b", 6, second), sentence_time_other=1.0).verdict == verdict


def test_days_far_apart_say_nothing_where_the_sentences_share_a_time():
    found = judged(Slot.AMOUNT, dated("a", 4, "2024-02-04"), dated("b", 6, "2024-03-09"))
    assert found.verdict == readings.RULED_OUT


def test_the_day_in_question_never_explains_itself():
    """Two days told of one act are what is asked: however far apart, they stay a difference."""
    disjoint = {Slot.WHEN: SlotRelation.DISJOINT}
    found = judged(Slot.WHEN, dated("a", 4, "2024-02-04"), dated("b", 6, "2024-03-09"), disjoint, time_other=1.0)
    assert found.verdict == readings.POSSIBLE


@pytest.mark.parametrize("slot", [Slot.WHERE, Slot.WHO, Slot.WHAT])
def test_times_of_the_clauses_keep_only_counts_apart(slot):
    found = judged(slot, dated("a", 4), dated("b", 6), {Slot.WHEN: SlotRelation.DISJOINT}, time_other=1.0)
    assert found.verdict == readings.POSSIBLE


@pytest.mark.parametrize(
    ("past", "features", "verdict"),
    [
        (True, {"sentence_time_other": 1.0}, readings.HOLDS),
        (True, {}, readings.RULED_OUT),
        (False, {"sentence_time_other": 1.0}, readings.POSSIBLE),
    ],
)
def test_a_look_back_at_another_time(past, features, verdict):
    assert judged(Slot.AMOUNT, dated("a", 4, past=past), dated("b", 6), **features).verdict == verdict


@pytest.mark.parametrize(
    ("one", "other", "names_other", "verdict"),
    [
        (4, 6, 1.0, readings.HOLDS),
        (4, 4, 1.0, readings.POSSIBLE),
        (4, 6, 0.0, readings.POSSIBLE),
    ],
)
def test_times_with_other_names_and_other_figures(one, other, names_other, verdict):
    left = dated("a", one, amounts=(toll_claim("a", one).amount,))
    right = dated("b", other, amounts=(toll_claim("b", other).amount,))
    found = judged(Slot.WHEN, left, right, {Slot.WHEN: SlotRelation.DISJOINT}, names_other=names_other)
    assert found.verdict == verdict


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
