"""Tolls without a figure: nobody hurt, nobody dead so far. Invented incidents in invented towns."""

from __future__ import annotations

import pytest

from claimcheck.conflict.tolls import TollFinder
from claimcheck.conflict.tolls_none import read_nobody
from claimcheck.model import Relation
from tests.articles import article, view_of

PLACE = "It happened at a boatyard in Cleveland, said police chief Ordell Pruett."
DAY, LATER = "2021-06-05", "2021-06-07"
HURT = "Two men were shot on Saturday night. Both were in critical condition at Metro Hospital."


def between(engine, one, other, dates=(DAY, LATER)):
    left = view_of(engine, article("a", f"{one} {PLACE}", "", dates[0]))
    right = view_of(engine, article("b", f"{other} {PLACE}", "", dates[1]))
    return [c for c in TollFinder().between(left, right) if c.reasons[0].rule.startswith("toll_")]


@pytest.mark.parametrize(
    "one",
    ["Nobody was hurt, police said.", "No injuries were reported.", "Not one person was injured in the blaze."],
)
def test_nobody_hurt_against_somebody(engine, one):
    (found,) = between(engine, one, "Two firefighters were injured on Saturday.")
    assert found.relation is Relation.SUPERSEDES
    assert found.question == "Was anyone hurt?"


def test_a_later_report_of_nobody_contradicts(engine):
    (found,) = between(engine, "Two men were injured on Saturday.", "Nobody was hurt, police said.")
    assert found.relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    "one",
    [
        "No officers were hurt.",
        "Nobody else was injured.",
        "No other injuries were reported.",
        "No one was hurt in an earlier shooting.",
        "Nobody would have been hurt if the gate had held.",
        "A man was shot. No injuries were reported at the second house.",
        "Police gave no details.",
    ],
    ids=["officers", "else", "other", "earlier", "condition", "tells-both", "silent"],
)
def test_no_conflict_of_some_or_of_silence(engine, one):
    assert between(engine, one, "Two men were injured on Saturday.") == []


def test_the_hurt_of_an_earlier_report_have_died(engine):
    (found,) = between(engine, HURT, "One man was killed and another wounded on Saturday.")
    assert (found.relation, found.question) == (Relation.SUPERSEDES, "Was anyone killed?")


@pytest.mark.parametrize(
    ("one", "other", "dates"),
    [
        (HURT, "One man was killed on Saturday.", (LATER, DAY)),
        (f"{HURT} A third man died.", "Two men were killed on Saturday.", (DAY, LATER)),
        (f"{HURT} Homicide detectives are on the case.", "One man was killed on Saturday.", (DAY, LATER)),
        ("Police closed the road.", "One man was killed on Saturday.", (DAY, LATER)),
        (HURT, "A man feared dead in the shooting has turned up unharmed.", (DAY, LATER)),
    ],
    ids=["backwards", "tells-of-a-death", "homicide", "silent", "feared"],
)
def test_no_death_where_silence_or_order_forbids(engine, one, other, dates):
    assert between(engine, one, other, dates) == []


def test_the_order_of_articles_changes_nothing(engine):
    one = view_of(engine, article("a", f"{HURT} {PLACE}", "", DAY))
    other = view_of(engine, article("b", f"One man was killed on Saturday. {PLACE}", "", LATER))
    found = [[c.reasons[0] for c in TollFinder().between(x, y)] for x, y in ((one, other), (other, one))]
    assert found[0] == found[1] != []


def test_no_one_is_no_person(engine):
    assert read_nobody(view_of(engine, article("a", f"No one was hurt. {PLACE}"))) is not None
    assert between(engine, "No one was injured.", "No one was hurt.") == []
