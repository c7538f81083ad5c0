"""Whether two claims answer one question: the features, the score, the floor. Order is asserted, not figures."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from claimcheck.align.pairs import KEYS, candidate_pairs
from claimcheck.align.question import Aligner, best_who
from claimcheck.compare.aligned import FEATURES
from claimcheck.model import EntityLabel, Slot, SlotRelation, Who, WhoRole
from tests.align.wire import FERRY, SAME_FERRY
from tests.articles import article, toll_claim, view_of

TOLL = "Four people were killed when a coach overturned near Harlow on Tuesday."


def best(engine, one, other, slot=Slot.AMOUNT):
    """The surest alignment of a slot between two texts; None where no pair of claims meets."""
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    found = [engine.aligner.align(a, b, slot, left, right) for a, b in candidate_pairs(left, right, slot, engine.words)]
    return max(found, key=lambda pair: pair.probability, default=None)


@pytest.mark.parametrize(
    ("label", "better", "worse"),
    [
        ("the same act before another", "Six people were killed when a coach overturned near Harlow.",
         "Six people were fined when a coach overturned near Harlow."),
        ("the same fate before another", "Six people died when a coach overturned near Harlow.",
         "Six people were hurt when a coach overturned near Harlow."),
        ("the same place before another", "Six people were killed when a coach overturned near Harlow.",
         "Six people were killed when a coach overturned near Truro."),
        ("other words before other things", "The coach crash near Harlow killed six people.",
         "The coach firm in Harlow employs six people."),
    ],
)  # fmt: skip
def test_the_better_counterpart_scores_higher(engine, label, better, worse):
    assert best(engine, TOLL, better).probability > best(engine, TOLL, worse).probability


def test_a_reworded_toll_passes_the_floor(engine):
    found = best(engine, TOLL, "Six people died when a coach overturned near Harlow.")
    assert found.probability >= engine.aligner.floor(Slot.AMOUNT)


def test_an_answer_that_the_other_article_gives_too_counts_against_the_pair(engine):
    rival = "Six people were injured. Four people were killed when a coach overturned near Harlow."
    alone = best(engine, TOLL, "Six people were injured when a coach overturned near Harlow.")
    left, right = view_of(engine, article("a", TOLL)), view_of(engine, article("b", rival))
    pairs = [
        engine.aligner.align(a, b, Slot.AMOUNT, left, right)
        for a, b in candidate_pairs(left, right, Slot.AMOUNT, engine.words)
        if b.amount.figure == 6
    ]
    assert alone.feature("rival_one") == alone.feature("rival_both") == 0.0
    assert all(pair.feature("rival_one") == 1.0 for pair in pairs)


@pytest.fixture(scope="module")
def views(engine):
    return view_of(engine, article("a", FERRY)), view_of(engine, article("b", SAME_FERRY))


@pytest.mark.parametrize("slot", list(KEYS))
def test_swapping_the_sides_changes_nothing(engine, views, slot):
    left, right = views
    for a, b in candidate_pairs(left, right, slot, engine.words):
        there = engine.aligner.align(a, b, slot, left, right)
        back = engine.aligner.align(b, a, slot, right, left)
        assert there.features == pytest.approx(back.features)
        assert there.probability == pytest.approx(back.probability)
        assert [(c.slot, c.relation) for c in there.comparisons] == [(c.slot, c.relation) for c in back.comparisons]


@pytest.mark.parametrize("slot", list(KEYS))
def test_features_are_finite_and_of_one_scale(engine, views, slot):
    left, right = views
    for a, b in candidate_pairs(left, right, slot, engine.words):
        found = engine.aligner.align(a, b, slot, left, right)
        assert len(found.features) == len(FEATURES)
        assert all(math.isfinite(x) and 0.0 <= x <= 2.0 for x in found.features)
        assert 0.0 < found.probability < 1.0


def test_features_are_read_by_name(engine, views):
    left, right = views
    a, b = next(iter(candidate_pairs(left, right, Slot.WHAT, engine.words)))
    found = engine.aligner.align(a, b, Slot.WHAT, left, right)
    assert [found.feature(name) for name in FEATURES] == list(found.features)
    with pytest.raises(ValueError, match="not in"):
        found.feature("no such feature")


def test_a_slot_that_was_not_compared_is_unknown(engine, views):
    left, right = views
    a, b = next(iter(candidate_pairs(left, right, Slot.WHAT, engine.words)))
    found = engine.aligner.align(a, b, Slot.WHAT, left, right)
    assert found.comparison(Slot.ATTRIBUTION).relation is SlotRelation.UNKNOWN


@pytest.mark.parametrize("slot", list(KEYS))
def test_every_slot_has_a_floor(engine, slot):
    assert 0.0 < engine.aligner.floor(slot) < 1.0


def test_weights_may_be_given(engine, views):
    left, right = views
    row = {"bias": -2.0, "floor": 0.3}
    aligner = Aligner(
        engine.words, engine.gazetteer, weights={**dict.fromkeys(KEYS, row), Slot.WHEN: row | {"floor": 0.6}}
    )
    a, b = next(iter(candidate_pairs(left, right, Slot.WHAT, engine.words)))
    assert aligner.align(a, b, Slot.WHAT, left, right).probability == pytest.approx(1 / (1 + math.exp(2)))
    assert (aligner.floor(Slot.WHEN), aligner.floor(Slot.WHERE)) == (0.6, 0.3)


def test_silence_is_not_a_contradiction(engine):
    """A claim without a slot tells nothing of that slot: the comparison is unknown."""
    bare = replace(toll_claim("a", 4), amount=None)
    found = {c.slot: c.relation for c in engine.aligner.compare(bare, toll_claim("b", 6))}
    assert {found[slot] for slot in (Slot.WHO, Slot.WHERE, Slot.WHEN, Slot.AMOUNT)} == {SlotRelation.UNKNOWN}


# ------------------------------------------------------------------------------------------------------ participants


def person(name, label=EntityLabel.PERSON):
    return Who(0, len(name), name, name, WhoRole.AGENT, head=name.split()[-1], label=label)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ([], [], SlotRelation.UNKNOWN),
        ([person("Anna Holt")], [], SlotRelation.UNKNOWN),
        ([person("Anna Holt")], [person("Anna Holt")], SlotRelation.SAME),
        ([person("Anna Holt")], [person("Karl Winter")], SlotRelation.DISJOINT),
        ([person("Karl Winter"), person("Anna Holt")], [person("Anna Holt")], SlotRelation.SAME),
        ([person("the driver", None)], [person("the guard", None)], SlotRelation.UNKNOWN),
        ([person("Anna Holt")], [person("the driver", None)], SlotRelation.UNKNOWN),
    ],
)
def test_the_best_agreement_between_participants(one, other, relation):
    assert best_who(one, other).relation is relation
    assert best_who(other, one).relation is relation
