"""One public body under two names."""

from __future__ import annotations

import pytest

from claimcheck.conflict.bodies import BodyFinder
from tests.articles import article, view_of


def told(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    found = [sorted((c.a.value, c.b.value)) for c in BodyFinder().between(left, right)]
    assert found == [sorted((c.a.value, c.b.value)) for c in BodyFinder().between(right, left)]
    return found


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (
            "The Canal Safety Inquiry Branch opened a file.",
            "A man from the Canal Safety Inquiry Unit came.",
            ["Canal Safety Inquiry Branch", "Canal Safety Inquiry Unit"],
        ),
        (
            "She ran the Committee to Rebuild the Harbour in 1988.",
            "She chaired Mayor Aldous's Campaign to Rebuild the Harbour.",
            ["Campaign to Rebuild the Harbour", "Committee to Rebuild the Harbour"],
        ),
    ],
)
def test_one_noun_differs(engine, one, other, names):
    assert told(engine, one, other) == [names]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("the same", "The Canal Safety Unit came.", "The Canal Safety Unit left."),
        ("a plural", "The Canal Safety Service came.", "The Canal Safety Services left."),
        ("British spelling", "The Canal Safety Centre came.", "The Canal Safety Center left."),
        ("house style", "The Marsh County Sheriff's Office came.", "The Marsh County Sheriff's Department left."),
        ("another word", "The Senate Budget Committee met.", "The House Budget Committee met."),
        ("its union", "The Marsh County Nurses Association met.", "The Marsh County Nurses Service met."),
        ("short names", "The Canal Unit came.", "The Canal Branch left."),
        ("no bodies", "The mayor came.", "The mayor left."),
        ("nothing", "", "The Canal Safety Unit came."),
    ],
)
def test_no_two_names(engine, label, one, other):
    assert told(engine, one, other) == []
