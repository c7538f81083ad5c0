"""How two answers stand to one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from claimcheck.compare.moments import parse_published
from claimcheck.conflict.relation import attributed, decide_relation, different_sources, order, shorten, superseded
from claimcheck.model import Amount, Attribution, Hedge, Interval, Modality, Precision, Relation
from tests.articles import article, toll_claim

DAY_ONE, DAY_TWO = "2024-03-05", "2024-03-06"


def credit(source, **given):
    return Attribution(0, len(source), source, source, "said", **given)


def told(a, b, first=DAY_ONE, second=DAY_TWO):
    """The relation of two claims in articles published so."""
    left, right = article("a", published=first), article("b", published=second)
    relation, reason = decide_relation(a, b, left, right)
    back, again = decide_relation(b, a, right, left)
    assert (back, again) == (relation, reason), "the sides may be swapped"
    return relation


# -------------------------------------------------------------------------------------------------------------- order


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-03-05", "2024-03-06", -1),
        ("2024-03-06", "2024-03-05", 1),
        ("2024-03-05", "2024-03-05", 0),
        ("2024-03-05T09:00", "2024-03-05T10:00", -1),
        ("2024-03-05", "2024-03-05T10:00", 0),
        ("2024-03-05", "", 0),
        ("", "", 0),
    ],
)
def test_order(first, second, expected):
    assert order(parse_published(first), parse_published(second)) == expected
    assert order(parse_published(second), parse_published(first)) == -expected


def test_intervals_that_touch_are_in_order():
    noon = datetime(2024, 3, 5, 12)
    one = Interval(datetime(2024, 3, 5, 11), noon, Precision.HOUR)
    other = Interval(noon, datetime(2024, 3, 5, 13), Precision.HOUR)
    assert order(one, other) == -1


# ------------------------------------------------------------------------------------------------------------- growth


def test_a_toll_that_grows_supersedes():
    assert told(toll_claim("a", 4), toll_claim("b", 6)) is Relation.SUPERSEDES


def test_a_toll_that_falls_contradicts():
    assert told(toll_claim("a", 6), toll_claim("b", 4)) is Relation.CONTRADICTS


def test_tolls_of_one_hour_contradict():
    assert told(toll_claim("a", 4), toll_claim("b", 6), DAY_ONE, DAY_ONE) is Relation.CONTRADICTS


@pytest.mark.parametrize(("first", "second"), [("", ""), (DAY_ONE, ""), ("", DAY_TWO)])
def test_without_dates_nothing_says_which_is_later(first, second):
    assert told(toll_claim("a", 4), toll_claim("b", 6), first, second) is Relation.CONTRADICTS


def amount(figure, hedge=Hedge.EXACT, **given):
    return Amount(0, 1, f"{hedge} {figure}", figure, given.pop("high", figure), figure, hedge, **given)


@pytest.mark.parametrize("hedge", [Hedge.AT_LEAST, Hedge.MORE_THAN])
def test_an_open_count_leaves_room_even_without_dates(hedge):
    low = toll_claim("a", 4, amount=amount(4, hedge, of="person", role="killed", high=float("inf")))
    assert told(low, toll_claim("b", 6), "", "") is Relation.SUPERSEDES


def test_an_open_count_above_leaves_no_room():
    high = toll_claim("a", 6, amount=amount(6, Hedge.AT_LEAST, of="person", role="killed", high=float("inf")))
    assert told(high, toll_claim("b", 4), "", "") is Relation.CONTRADICTS


def test_equal_figures_have_not_grown():
    assert told(toll_claim("a", 23), toll_claim("b", 23)) is Relation.CONTRADICTS


def test_a_measure_does_not_grow():
    low, high = (toll_claim(i, 1, amount=amount(x, unit="km", of="road")) for i, x in (("a", 4), ("b", 6)))
    assert told(low, high) is Relation.CONTRADICTS


def test_a_price_does_not_grow():
    low, high = (toll_claim(i, 1, amount=amount(x, unit="USD", role="paid")) for i, x in (("a", 4), ("b", 6)))
    assert told(low, high) is Relation.CONTRADICTS


# ------------------------------------------------------------------------------------------- order and words of update


def bare(identifier, sentence="", modality=Modality.HAPPENED, **given):
    claim = replace(toll_claim(identifier, 4, sentence, **given), amount=None)
    return replace(claim, what=replace(claim.what, modality=modality))


def test_expected_then_happened_supersedes():
    assert told(bare("a", modality=Modality.EXPECTED), bare("b")) is Relation.SUPERSEDES


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (Modality.HAPPENED, Modality.EXPECTED),
        (Modality.EXPECTED, Modality.EXPECTED),
        (Modality.HAPPENED, Modality.HAPPENED),
        (Modality.POSSIBLE, Modality.HAPPENED),
    ],
)
def test_other_modes_do_not(earlier, later):
    assert told(bare("a", modality=earlier), bare("b", modality=later)) is Relation.CONTRADICTS


def test_expected_then_happened_needs_an_order():
    assert told(bare("a", modality=Modality.EXPECTED), bare("b"), DAY_ONE, DAY_ONE) is Relation.CONTRADICTS


@pytest.mark.parametrize(
    "words", ["The road is now closed.", "Police have since freed him.", "It was later confirmed."]
)
def test_words_of_an_update_in_the_later_report(words):
    assert told(bare("a", "The road is open."), bare("b", words)) is Relation.SUPERSEDES


@pytest.mark.parametrize(
    ("label", "earlier", "later", "dates"),
    [
        ("in the earlier report", "The road is now open.", "The road is closed.", (DAY_ONE, DAY_TWO)),
        ("in neither", "The road is open.", "The road is closed.", (DAY_ONE, DAY_TWO)),
        ("inside another word", "The road is open.", "The road to Knowle is closed.", (DAY_ONE, DAY_TWO)),
        ("without an order", "The road is open.", "The road is now closed.", (DAY_ONE, DAY_ONE)),
        ("without dates", "The road is open.", "The road is now closed.", ("", "")),
    ],
)
def test_no_word_of_an_update(label, earlier, later, dates):
    assert told(bare("a", earlier), bare("b", later), *dates) is Relation.CONTRADICTS


def test_the_words_of_a_quotation_update_nothing():
    assert told(bare("a"), bare("b", "“The road is now closed.”", speech=True)) is Relation.CONTRADICTS


def test_one_article_does_not_update_itself():
    a, b = bare("a", "The road is open."), bare("a", "The road is now closed.", start=40)
    one = article("a", published=DAY_ONE)
    assert superseded(a, b, one, one) is None


# ------------------------------------------------------------------------------------------------------------- sources


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("police", "the union", True),
        ("Anna Holt", "Karl Winter", True),
        ("police", "police", False),
        ("police", "the police", False),
        ("Anna Holt", "Holt", False),
        ("POLICE", "police", False),
        ("", "police", False),
    ],
)
def test_sources_of_their_own(one, other, expected):
    assert different_sources(credit(one), credit(other)) is expected
    assert different_sources(credit(other), credit(one)) is expected


def test_a_claim_without_credit_has_no_source_of_its_own():
    assert different_sources(credit("police"), None) is False
    assert different_sources(None, None) is False
    assert attributed(toll_claim("a", 4, attribution=credit("police")), toll_claim("b", 6)) is None


def test_two_sources_who_disagree_are_attributed():
    a, b = toll_claim("a", 4, attribution=credit("police")), toll_claim("b", 6, attribution=credit("the union"))
    assert told(a, b, DAY_ONE, DAY_ONE) is Relation.ATTRIBUTED


def test_an_update_goes_before_sources():
    a, b = toll_claim("a", 4, attribution=credit("police")), toll_claim("b", 6, attribution=credit("the hospital"))
    assert told(a, b) is Relation.SUPERSEDES


def test_the_reason_names_the_sources_in_one_order():
    a, b = toll_claim("a", 4, attribution=credit("police")), toll_claim("b", 6, attribution=credit("ambulance crews"))
    assert attributed(a, b) == attributed(b, a)
    assert "ambulance crews" in attributed(a, b).detail and "police" in attributed(a, b).detail


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("short", 20, "short"), ("two\n  lines", 20, "two lines"), ("cut at a word here", 12, "cut at a…"), ("", 5, "")],
)
def test_shorten(text, width, expected):
    assert shorten(text, width) == expected
    assert len(shorten(text, width)) <= width
