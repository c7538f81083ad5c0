"""Blocking: which claims meet at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.align.pairs import KEYS, SHARED_RARITY, amount_keys, candidate_pairs, place_keys, time_keys
from claimcheck.model import Amount, PlaceRelation, Precision, Slot, TimeKind, When, Where
from tests.align.wire import FERRY, SAME_FERRY
from tests.articles import article, claims_of, toll_claim, view_of


def amount(**given):
    return toll_claim("a", 4, amount=Amount(0, 1, "4", 4, 4, 4, **given))


def at(kind, precision=None):
    return replace(toll_claim("a", 4), when=When(0, 1, "x", "x", kind, precision=precision))


def test_amounts_of_one_type_share_a_key():
    assert amount_keys(amount(of="person")) == amount_keys(amount(of="passenger")) == amount_keys(amount(of="pupil"))
    assert amount_keys(amount(unit="km")) == amount_keys(amount(unit="km", of="road"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"of": "person"}, {"of": "shop"}),
        ({"of": "person"}, {"of": "person", "per": "year"}),
        ({"unit": "km"}, {"unit": "kg"}),
        ({"unit": "USD"}, {"unit": "USD", "per": "year"}),
        ({"unit": "USD"}, {"of": "person"}),
        ({"unit": "years old", "of": "man"}, {"of": "man"}),
    ],
)
def test_amounts_of_other_types_do_not_meet(one, other):
    assert not set(amount_keys(amount(**one))) & set(amount_keys(amount(**other)))


def test_an_ordinal_counts_nothing():
    assert amount_keys(amount(of="person", ordinal=True)) == ()


def test_a_claim_without_the_answer_has_no_key():
    bare = replace(toll_claim("a", 4), amount=None)
    assert amount_keys(bare) == time_keys(bare) == place_keys(bare) == ()


def test_dates_clock_times_and_durations_never_meet():
    keys = [
        time_keys(at(TimeKind.DATE, Precision.DAY)),
        time_keys(at(TimeKind.TIME, Precision.MINUTE)),
        time_keys(at(TimeKind.DURATION)),
    ]
    assert len({key for found in keys for key in found}) == 3
    assert time_keys(at(TimeKind.DATE, Precision.YEAR)) == keys[0]
    assert time_keys(at(TimeKind.TIME, Precision.HOUR)) == keys[1]
    assert time_keys(at(TimeKind.SET)) == ()


def test_a_place_that_stands_for_a_government_is_no_place():
    def place(metonym):
        return Where(0, 6, "Moscow", "Moscow", PlaceRelation.IN, metonym=metonym)

    claim = toll_claim("a", 4)
    assert place_keys(replace(claim, where=(place(True),))) == ()
    assert place_keys(replace(claim, where=(place(True), place(False)))) == ("place",)


@pytest.fixture(scope="module")
def views(engine):
    return view_of(engine, article("a", FERRY)), view_of(engine, article("b", SAME_FERRY))


@pytest.mark.parametrize("slot", list(KEYS))
def test_no_pair_without_a_shared_telling_lemma_and_a_shared_key(engine, views, slot):
    for left, right in candidate_pairs(*views, slot, engine.words):
        shared = left.words & right.words
        assert any(engine.words.rarity(lemma) >= SHARED_RARITY for lemma in shared)
        assert set(KEYS[slot](left)) & set(KEYS[slot](right))


@pytest.mark.parametrize("slot", list(KEYS))
def test_no_pair_is_missed(engine, views, slot):
    """The index finds what trying all pairs would."""
    expected = {
        (left.id, right.id)
        for left in views[0].by_slot[slot]
        for right in views[1].by_slot[slot]
        if set(KEYS[slot](left)) & set(KEYS[slot](right))
        and any(engine.words.rarity(lemma) >= SHARED_RARITY for lemma in left.words & right.words)
    }
    assert {(left.id, right.id) for left, right in candidate_pairs(*views, slot, engine.words)} == expected


@pytest.mark.parametrize("slot", list(KEYS))
def test_the_sides_may_be_swapped(engine, views, slot):
    there = {(a.id, b.id) for a, b in candidate_pairs(*views, slot, engine.words)}
    back = {(b.id, a.id) for a, b in candidate_pairs(*reversed(views), slot, engine.words)}
    assert there == back


def test_tolls_meet_over_other_words(engine):
    one = view_of(engine, article("a", "Four people were killed when a coach overturned near Harlow."))
    other = view_of(engine, article("b", "The coach crash killed six passengers."))
    assert len(list(candidate_pairs(one, other, Slot.AMOUNT, engine.words))) == 1


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("nothing but common words", "Six members said so that year."),
        ("another thing counted", "The coach had 14 windows."),
        ("a unit", "The coach was 14 metres long."),
        ("no number", "The coach overturned near Harlow."),
    ],
)
def test_tolls_meet_nothing_else(engine, label, other):
    one = view_of(engine, article("a", "Four people were killed when a coach overturned near Harlow."))
    assert not list(candidate_pairs(one, view_of(engine, article("b", other)), Slot.AMOUNT, engine.words))


def test_an_article_meets_itself_once_a_pair_and_never_within_a_sentence(engine):
    text = "Four people were killed when a coach overturned. The coach killed six people, and nine coach drivers came."
    view = view_of(engine, article("a", text))
    met = [(a, b) for a, b in candidate_pairs(view, view, Slot.AMOUNT, engine.words)]
    assert met
    assert all(a.sentence != b.sentence for a, b in met)
    assert len({frozenset((a.id, b.id)) for a, b in met}) == len(met)


def test_title_and_text_of_one_article_meet(engine):
    text = "Four people were killed when a coach overturned."
    view = view_of(engine, article("a", text, title="Coach kills six people"))
    assert len(list(candidate_pairs(view, view, Slot.AMOUNT, engine.words))) == 1


def test_pairs_come_in_the_order_of_the_text(engine, views):
    for slot in KEYS:
        left = [claim.id for claim in views[0].by_slot[slot]]
        right = [claim.id for claim in views[1].by_slot[slot]]
        found = [(left.index(a.id), right.index(b.id)) for a, b in candidate_pairs(*views, slot, engine.words)]
        assert found == sorted(found)


def test_claims_of_one_text_need_no_view(engine):
    """Every claim with words has its place in the index of acts."""
    assert all(KEYS[Slot.WHAT](claim) for claim in claims_of(engine, FERRY))
