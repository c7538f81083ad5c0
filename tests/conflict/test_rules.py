"""The rules, one pair at a time: what they say does not depend on which side comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.align.event import event_pairs
from claimcheck.align.pairs import candidate_pairs
from claimcheck.conflict.rules import RULES, Tools, disjoint_places
from claimcheck.model import Relation, Slot
from claimcheck.read import read_articles
from tests.articles import article, claims_of, view_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
EVENTS = ("summit-visit", "museum-theft", "company-deal", "warehouse-fire")


@pytest.fixture(scope="module")
def judged(engine):
    """Every conflict of four events from either side: (event, there, back)."""
    tools = Tools(engine.gazetteer)
    out = []
    for event in EVENTS:
        views = [view_of(engine, one) for one in read_articles([FIXTURES / event / "articles"])]
        for left, right in event_pairs(views, engine.words):
            for slot, rules in RULES.items():
                for a, b in candidate_pairs(left, right, slot, engine.words):
                    there = engine.aligner.align(a, b, slot, left, right)
                    back = engine.aligner.align(b, a, slot, right, left)
                    out += [(event, rule(there, left, right, tools), rule(back, right, left, tools)) for rule in rules]
    return [(event, there, back) for event, there, back in out if there or back]


def test_there_is_something_to_judge(judged):
    assert len(judged) >= 15
    assert {event for event, _, _ in judged} == set(EVENTS)


def test_both_sides_see_a_conflict_or_none_does(judged):
    assert all(there and back for _, there, back in judged)


@pytest.mark.parametrize("name", ["kind", "relation", "severity", "topic", "score", "ask"])
def test_the_sides_may_be_swapped(judged, name):
    for _, there, back in judged:
        one, other = getattr(there, name), getattr(back, name)
        assert one == (pytest.approx(other) if name == "score" else other), (there.a.value, there.b.value)


def test_answers_stay_with_their_claims(judged):
    for _, there, back in judged:
        assert {(s.claim.id, s.slot, s.start, s.end, s.key) for s in (there.a, there.b)} == {
            (s.claim.id, s.slot, s.start, s.end, s.key) for s in (back.a, back.b)
        }


def test_every_conflict_can_be_acted_on(judged):
    for _, found, _ in judged:
        assert found.question.endswith("?")
        assert found.ask.endswith(".")
        assert found.reasons and found.readings
        assert found.a.key != found.b.key
        assert 0.0 <= found.score <= found.same_question <= 1.0
        assert found.relation in Relation


def test_answers_are_words_of_their_articles(judged):
    for _, found, _ in judged:
        for side in (found.a, found.b):
            low, high = side.start - side.claim.sentence.start, side.end - side.claim.sentence.start
            assert 0 <= low < high <= len(side.claim.sentence.text)


# ------------------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("label", "one", "other", "expected"),
    [
        ("two cities", "The fair opened in Malmo.", "The fair opened in Bergen.", ("Malmö", "Bergen")),
        ("a city and its country", "The fair opened in Malmo.", "The fair opened in Sweden.", None),
        ("one city", "The fair opened in Malmo.", "The fair opened in Malmö.", None),
        ("from and to", "The train to Malmo left.", "The train from Bergen left.", None),
        ("a government", "Moscow protested.", "Washington protested.", None),
        ("silence", "The fair opened.", "The fair opened in Bergen.", None),
    ],
)
def test_places_that_exclude_each_other(engine, label, one, other, expected):
    (a,), (b,) = claims_of(engine, one), claims_of(engine, other)
    found = disjoint_places(a, b, engine.gazetteer)
    assert (found[:2] and tuple(place.name for place in found[:2]) if found else None) == expected
    assert (disjoint_places(b, a, engine.gazetteer) is None) is (expected is None)


def test_one_toll_makes_no_conflict(engine):
    left = view_of(engine, article("a", "Four people were killed when a coach overturned near Harlow."))
    right = view_of(engine, article("b", "Four people were killed when a coach overturned near Harlow."))
    tools = Tools(engine.gazetteer)
    for a, b in candidate_pairs(left, right, Slot.AMOUNT, engine.words):
        pair = engine.aligner.align(a, b, Slot.AMOUNT, left, right)
        assert all(rule(pair, left, right, tools) is None for rule in RULES[Slot.AMOUNT])
