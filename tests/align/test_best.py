"""Between two articles an answer keeps its nearest counterparts."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.align.best import NEAR_BEST, best_pairs
from claimcheck.compare.aligned import FEATURES, Alignment
from claimcheck.model import Slot
from tests.articles import toll_claim


def pair(a, b, probability):
    left, right = toll_claim("a", a), toll_claim("b", b)
    return Alignment(left, right, Slot.AMOUNT, (0.0,) * len(FEATURES), (), probability)


def kept(*alignments):
    return [(p.a.amount.figure, p.b.amount.figure) for p in best_pairs(alignments)]


def test_nothing_gives_nothing():
    assert kept() == []


def test_a_lone_pair_stays_however_weak():
    assert kept(pair(4, 6, 0.01)) == [(4, 6)]


def test_a_weak_rival_goes():
    assert kept(pair(4, 6, 0.9), pair(4, 12, 0.3)) == [(4, 6)]


def test_a_pair_must_be_near_the_best_of_both_sides():
    """12 has no better partner than 4, but 4 has."""
    assert kept(pair(4, 6, 0.9), pair(4, 12, 0.5), pair(9, 12, 0.3)) == [(4, 6)]


def test_two_nearly_as_good_stay():
    assert kept(pair(4, 6, 0.9), pair(4, 7, 0.8)) == [(4, 6), (4, 7)]


def test_strangers_do_not_compete():
    assert kept(pair(4, 6, 0.9), pair(20, 30, 0.2)) == [(4, 6), (20, 30)]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 5), st.integers(1, 5)), st.floats(0.01, 1.0), max_size=12))
def test_the_best_of_all_stays_and_order_changes_nothing(scores):
    alignments = [pair(a, b, p) for (a, b), p in scores.items()]
    found = best_pairs(alignments)
    if alignments:
        assert max(alignments, key=lambda p: p.probability) in found
    assert {(p.a.id, p.b.id) for p in best_pairs(alignments[::-1])} == {(p.a.id, p.b.id) for p in found}
    for one in found:
        rivals = [p.probability for p in alignments if one.a.id == p.a.id or one.b.id == p.b.id]
        assert one.probability >= NEAR_BEST * max(rivals)


def test_one_article_against_itself_keeps_sides_apart():
    """A claim that stands left in one pair and right in another is two answers in search of a counterpart."""
    chain = [pair(4, 6, 0.9), pair(6, 8, 0.3)]
    for order in permutations(chain):
        assert len(best_pairs(list(order))) == 2
