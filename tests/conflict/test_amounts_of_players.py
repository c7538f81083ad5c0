"""Figures of one player, and a figure that stands beside another thing: invented games and works."""

from __future__ import annotations

import pytest

from claimcheck.conflict.rules.amounts import _other_thing
from claimcheck.model import Amount, Article, Hedge, Kind
from claimcheck.pipeline import check


def quantities(engine, one, other):
    texts = (one, other)
    articles = [Article(id=f"a{i}", text=t, title="Tarn beat Lowick in the cup final") for i, t in enumerate(texts)]
    return [d for d in check(articles, engine=engine).discrepancies if d.kind is Kind.QUANTITY]


GAME = "Tarn beat Lowick on Friday in the cup final at Garrick Hall. {}"
ONE = "Jonas Brill had 12 points for Lowick."


def test_one_player_two_figures(engine):
    other = "Jonas Brill scored 14 points for Lowick."
    assert len(quantities(engine, GAME.format(ONE), GAME.format(other))) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Piet Sandor scored 14 points for Lowick.",
        "Jonas Brill scored seven points for Lowick in the first half.",
        "Jonas Brill scored 12 points for Lowick.",
        "Jonas Brill had 14 rebounds for Lowick.",
    ],
    ids=["another", "half", "same", "other-thing"],
)
def test_no_conflict_of_players(engine, other):
    assert quantities(engine, GAME.format(ONE), GAME.format(other)) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("excavator", "dump truck", True),
        ("excavator", "excavator", False),
        ("man", "person", False),
        ("bus", "", False),
    ],
)
def test_kinds_of_things(one, other, apart):
    a, b = (Amount(0, 3, "100", 100.0, 100.0, 100.0, Hedge.EXACT, "", of, "", ()) for of in (one, other))
    assert _other_thing(a, b) is _other_thing(b, a) is apart
