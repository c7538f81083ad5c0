"""Where a person of the story lives."""

from __future__ import annotations

import pytest

from claimcheck.conflict.residence import residence_conflicts
from tests.articles import article, view_of


def told(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    there = {frozenset((c.a.value, c.b.value)) for c in residence_conflicts(left, right, engine.gazetteer)}
    assert there == {frozenset((c.a.value, c.b.value)) for c in residence_conflicts(right, left, engine.gazetteer)}
    return there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Judge Carol Vale, 51, of Springfield, Ohio, was fined.", "Carol Vale, who lived in Dayton, Ohio, was fined."),
        ("Carol Vale, of Toledo, Ohio, died in the fire.", "Dayton, Ohio resident Carol Vale died in the fire."),
        ("Carol Vale was 51 and lived in Toledo, Ohio.", "Carol Vale, a resident of Dayton, Ohio, drowned."),
        ("Carol Vale spoke. Vale, who lives in Toledo, Ohio, won.", "Carol Vale, 51, of Dayton, Ohio, won."),
    ],
)
def test_two_homes(engine, one, other):
    assert len(told(engine, one, other)) == 1


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one home", "Carol Vale, 51, of Dayton, Ohio, won.", "Carol Vale, who lives in Dayton, won."),
        ("a town in its state", "Carol Vale, 51, of Dayton, Ohio, won.", "Carol Vale, of Ohio, won."),
        ("a quarter of a city", "Carol Vale, 51, of Brooklyn, won.", "Carol Vale, 51, of New York City, won."),
        ("two persons", "Carol Vale, 51, of Dayton, Ohio, won.", "Peter Vale, 51, of Toledo, Ohio, won."),
        ("a namesake", "Carol Vale, 51, of Dayton, Ohio, won.", "Carol Hart, 51, of Toledo, Ohio, won."),
        ("an office", "Carol Vale, 51, of Dayton, Ohio, won.", "Carol Vale, of Toledo University, won."),
        ("where it happened", "Carol Vale, 51, of Dayton, Ohio, died.", "Carol Vale died in Toledo, Ohio."),
        (
            "the other home told too",
            "Carol Vale, of Dayton, Ohio, won. Carol Vale, who lived in Toledo, Ohio, is 51.",
            "Carol Vale, 51, of Toledo, Ohio, won.",
        ),
        ("nobody", "It rained in Dayton, Ohio.", "Carol Vale, 51, of Toledo, Ohio, won."),
    ],
)
def test_homes_that_agree(engine, label, one, other):
    assert told(engine, one, other) == set()


def test_the_question_names_the_person(engine):
    left = view_of(engine, article("a", "Carol Vale, 51, of Springfield, Ohio, was fined."))
    right = view_of(engine, article("b", "Carol Vale, who lived in Dayton, Ohio, was fined."))
    (found,) = residence_conflicts(left, right, engine.gazetteer)
    assert found.question == "Where does Carol Vale live: Dayton or Springfield?"
    assert not list(residence_conflicts(left, left, engine.gazetteer))
