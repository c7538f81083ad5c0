"""Named days and dates as places in the year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.conflict.named_days import days_apart, month_days
from claimcheck.pipeline import find_times

DAYS = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=3).map(frozenset)


def days(text, published=""):
    (when,) = find_times(text, published)
    return month_days(when)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 12 May.", {(5, 12)}),
        ("It began on 12 May 2021.", {(5, 12)}),
        ("It falls on Christmas Day.", {(12, 25)}),
        ("It falls on the 35th anniversary of the fall of the Berlin Wall.", {(11, 9)}),
        ("It began in May.", set()),
        ("It began in 2021.", set()),
        ("It lasted for two days.", set()),
    ],
)
def test_the_days_that_a_text_names(text, expected):
    assert days(text) == expected


def test_a_feast_that_moves_takes_the_year_of_the_text():
    assert days("It fell on Easter Sunday 2021.") == {(4, 4)}
    assert days("It fell on Easter Sunday 2024.") == {(3, 31)}


def test_an_anniversary_without_a_year_is_that_of_publication():
    assert days("It falls on the anniversary of the fall of the Berlin Wall.", "2024-05-20") == {(11, 9)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({(5, 12)}, {(5, 12)}, 0),
        ({(5, 12)}, {(5, 19)}, 7),
        ({(12, 31)}, {(1, 1)}, 1),
        ({(12, 25)}, {(1, 7)}, 13),
        ({(5, 12)}, {(1, 1), (5, 10)}, 2),
        (set(), {(5, 12)}, None),
        (set(), set(), None),
    ],
)
def test_days_apart(one, other, expected):
    found = days_apart(frozenset(one), frozenset(other))
    assert found == expected or (expected and abs(found - expected) <= 1)


@given(DAYS, DAYS)
def test_distance_is_symmetric_and_at_most_half_a_year(a, b):
    assert days_apart(a, b) == days_apart(b, a)
    assert 0 <= days_apart(a, b) <= 183
    assert days_apart(a, a) == 0
