"""Two places for one happening: whose place it is counts."""

from __future__ import annotations

import pytest

from claimcheck.conflict.rules.places import places_differ
from claimcheck.conflict.rules.sides import Tools
from claimcheck.model import Slot
from tests.articles import article, view_of


def told(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    tools = Tools(engine.gazetteer)
    found = set()
    for a in left.by_slot[Slot.WHERE]:
        for b in right.by_slot[Slot.WHERE]:
            conflict = places_differ(engine.aligner.align(a, b, Slot.WHERE, left, right), left, right, tools)
            if conflict is not None:
                found.add((conflict.a.value, conflict.b.value))
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fair opened in Leeds.", "The fair opened in Bristol."),
        ("Ann Vale opened the fair in Leeds.", "Ann Vale opened the fair in Bristol."),
        ("Ann Vale was taken to Hillcrest Hospital.", "Ann Vale was taken to Lakeside Hospital."),
    ],
)
def test_two_places(engine, one, other):
    assert told(engine, one, other)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("two persons", "Ann Vale campaigned in Leeds.", "Peter Holt campaigned in Bristol."),
        ("who knows whom", "A man was taken to Hillcrest Hospital.", "A woman was taken to Lakeside Hospital."),
        ("the wounded", "They were taken to Hillcrest Hospital.", "He was taken to Lakeside Hospital."),
        ("a mall of the town", "A boy was shot in a Naples mall.", "A boy was shot in Bayfield Mall."),
        ("one place", "The fair opened in Leeds.", "The fair opened in Leeds."),
    ],
)
def test_places_of_other_things(engine, label, one, other):
    assert not told(engine, one, other)
