"""The denominator that an adjective gives a sum of money."""

from __future__ import annotations

import pytest

from claimcheck.extract.amount.measures import money_rate


@pytest.mark.parametrize(
    ("text", "money", "per"),
    [
        ("It came to a $23 million average annual value.", "$23 million", "year"),
        ("She earned an annual salary of $3 million.", "$3 million", "year"),
        ("The monthly rent was about $900.", "$900", "month"),
        ("The annual fair drew a man who paid $3.", "$3", ""),
        ("He paid $3 for a weekly paper.", "$3", ""),
        ("The deal is worth $40 million.", "$40 million", ""),
    ],
)
def test_money_rate(text, money, per):
    start = text.index(money)
    assert money_rate(text, start, start + len(money)) == per
