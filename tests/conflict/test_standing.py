"""One thing in two places."""

from __future__ import annotations

import pytest

from claimcheck.conflict.standing import standing_place_conflicts
from tests.articles import article, view_of


def standing(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    return [(c.a.value, c.b.value) for c in standing_place_conflicts(left, right, engine.gazetteer)]


def test_one_hall_in_two_cities(engine):
    told = standing(engine, "The Lindahl Museum in Malmo closed.", "The Lindahl Museum in Oslo closed.")
    assert told == [("Lindahl Museum, Malmö", "Lindahl Museum, Oslo")]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one place", "The Lindahl Museum in Malmo closed.", "The Lindahl Museum in Malmo closed."),
        ("no place", "The Lindahl Museum closed.", "The Lindahl Museum in Malmo closed."),
        ("a city in its country", "The Lindahl Museum in Malmo closed.", "The Lindahl Museum in Sweden closed."),
        ("two things", "The Lindahl Museum in Malmo closed.", "The Orpheus Theatre in Lund closed."),
        ("nothing", "", "The Lindahl Museum in Malmo closed."),
    ],
)
def test_things_that_stand_where_they_stood(engine, label, one, other):
    assert standing(engine, one, other) == []


def test_one_article_has_its_things_in_one_place(engine):
    view = view_of(engine, article("a", "The Lindahl Museum in Malmo closed. The Lindahl Museum in Lund opened."))
    assert list(standing_place_conflicts(view, view, engine.gazetteer)) == []
