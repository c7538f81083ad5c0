"""One minute of the clock in the two halves of the day."""

from __future__ import annotations

import pytest

from claimcheck.compare.moments import parse_published
from claimcheck.conflict.scene_times_half import half_day_conflicts
from claimcheck.model import Article
from tests.articles import view_of

EVENING = "The airship reached the mast at Marlow at 9:25 p.m. on Friday, its owner said."
CASES = [
    ("a slip of the half", EVENING, "The airship landed at Marlow at 9:25 a.m. on Friday.", True),
    ("without a day", EVENING, "The airship landed at Marlow at 9:25 a.m.", True),
    ("the same half", EVENING, "The airship landed at Marlow at 9:25 p.m.", False),
    ("another minute", EVENING, "The airship landed at Marlow at 9:26 a.m.", False),
    ("another day", EVENING, "The airship landed at Marlow at 9:25 a.m. on Saturday.", False),
    ("nothing in common", EVENING, "A bakery opened its doors at 9:25 a.m.", False),
    (
        "both halves in one article",
        EVENING,
        "The airship left at 9:25 p.m. The airship landed at Marlow at 9:25 a.m.",
        False,
    ),
    (
        "the full hour",
        "The airship dock at Marlow opens at 8 a.m.",
        "The airship dock at Marlow closes at 8 p.m.",
        False,
    ),
    ("a stamp", EVENING, "Updated March 8, 2024 9:25 AM. An airship landed at Marlow.", False),
]


def view(engine, name, text):
    published = "2024-03-09"
    return view_of(engine, Article(id=name, text=text, published=published, published_at=parse_published(published)))


@pytest.mark.parametrize(("label", "a", "b", "expected"), CASES, ids=[case[0] for case in CASES])
def test_half_of_the_day(engine, label, a, b, expected):
    left, right = view(engine, "a", a), view(engine, "b", b)
    there, back = ([*half_day_conflicts(*pair)] for pair in ((left, right), (right, left)))
    assert bool(there) is expected
    assert [(c.topic, c.score, {c.a.value, c.b.value}) for c in there] == [
        (c.topic, c.score, {c.a.value, c.b.value}) for c in back
    ]
