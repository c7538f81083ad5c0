"""Particulars of one person in two articles: invented people in invented towns."""

from __future__ import annotations

import pytest

from claimcheck.conflict.actions import ActionFinder
from claimcheck.conflict.actions.particulars_read import read_charges, read_children, read_terms, read_wounds
from claimcheck.model import Kind, Relation
from tests.articles import article, view_of

DAY, LATER = "2021-06-05", "2021-06-09"


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (read_wounds, "He was shot twice in the left leg.", [{"leg"}]),
        (read_wounds, "She suffered gunshot wounds to the neck, hand and chest.", [{"neck", "hand", "chest"}]),
        (read_wounds, "He was treated for a broken rib.", [{"side"}]),
        (read_wounds, "He was shot on the left side of his forehead.", []),
        (read_wounds, "He was shot in the parking lot.", []),
        (read_charges, "He was charged with murder and armed robbery.", [{"attempted murder"}]),
        (read_charges, "He charged into the crowd.", []),
        (read_terms, "Moss was jailed for five years and four months.", [{"64 months"}]),
        (read_terms, "He was given a 64-month sentence.", [{"64 months"}]),
        (read_terms, "She was sentenced to 2 1/2 years in prison.", [{"30 months"}]),
        (read_terms, "He was sentenced to 10 to 20 years in prison.", []),
        (read_terms, "He received two years of probation in place of prison.", []),
        (read_terms, "He served nine months of a two-year sentence.", [{"24 months"}]),
        (read_terms, "She served six years in the army.", []),
        (read_children, "Rudd, a mother of three, ran the shop.", [{"3 children"}]),
        (read_children, "Her 12 children were told.", [{"12 children"}]),
        (read_children, "The father of two of the boys was there.", []),
        (read_children, "The father of one of the boys was there.", []),
    ],
)
def test_reading(read, text, expected):
    found = list(read(text))
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    if read is read_charges and expected:
        assert [set(c) for _, _, c in found] == [{"murder", "robbery"}]
    else:
        assert [set(c) for _, _, c in found] == expected


def between(engine, one, other, dates=(DAY, DAY)):
    left = view_of(engine, article("a", one, "", dates[0]))
    right = view_of(engine, article("b", other, "", dates[1]))
    found = ActionFinder(engine.words).between(left, right)
    return [c for c in found if c.reasons[0].rule.startswith("particular_")]


WOUND = "A man was found outside a bar in Dayton. {} Police have no suspect."
COURT = "Marta Kessel stood before the court in Dayton. {}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elroy Quint, 31, was shot in the leg.", "Quint had been shot in the chest, police said."),
        ("Elroy Quint was shot in the neck, hand and chest.", "Elroy Quint was shot in the neck, head and chest."),
        ("The 31-year-old man was shot in the stomach.", "A 31-year-old man was shot in the foot."),
    ],
    ids=["named", "list", "age"],
)
def test_other_wounds(engine, one, other):
    (found,) = between(engine, WOUND.format(one), WOUND.format(other))
    assert (found.kind, found.relation) == (Kind.WHAT, Relation.CONTRADICTS)
    assert found.question == "Where on the body was the victim hit?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elroy Quint was shot in the leg.", "Elroy Quint was shot in the thigh."),
        ("Elroy Quint was shot in the chest.", "Elroy Quint was shot in the upper body."),
        ("Elroy Quint was shot in the chest.", "Elroy Quint was shot in the chest and the leg."),
        ("Elroy Quint was shot in the leg.", "Ada Bloom was shot in the chest."),
        ("Elroy Quint was shot in the leg.", "Elroy Quint was there when a woman was shot in the chest."),
        ("The 31-year-old man was shot in the leg.", "A 31-year-old woman was shot in the chest."),
        ("The 31-year-old man was shot in the leg.", "A 44-year-old man was shot in the chest."),
        ("Elroy Quint was shot in the leg.", "Elroy Quint was shot in the street."),
        ("Elroy Quint was shot in the leg.", "In a separate shooting, Elroy Quint was shot in the chest."),
    ],
    ids=["class", "wide", "part", "names", "somebody-else", "sex", "age", "place", "other-case"],
)
def test_wounds_that_agree_or_are_of_others(engine, one, other):
    assert between(engine, WOUND.format(one), WOUND.format(other)) == []


def test_other_terms(engine):
    one = "Kessel was jailed for five years and four months for fraud."
    other = "Kessel was given a 68-month prison sentence for fraud."
    (found,) = between(engine, COURT.format(one), COURT.format(other))
    assert (found.kind, found.question) == (Kind.QUANTITY, "How long is the sentence?")


def test_the_later_charge_supersedes(engine):
    one = "Kessel was booked on suspicion of manslaughter."
    other = "Kessel was charged with murder."
    (found,) = between(engine, COURT.format(one), COURT.format(other), (DAY, LATER))
    assert found.relation is Relation.SUPERSEDES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kessel was jailed for two years for fraud.", "Kessel was given a 24-month prison sentence."),
        ("Kessel was jailed for two years for fraud.", "Kessel faces up to 10 years in prison."),
        ("Kessel was charged with murder.", "Kessel was charged with murder and robbery."),
        ("Kessel was charged with murder.", "In addition, Kessel is charged with robbery."),
        ("Kessel was charged with murder.", "Her brother Ole Rudd was charged with robbery."),
        ("Kessel is a mother of three.", "Ole Rudd is a father of two."),
    ],
    ids=["same", "maximum", "more", "added", "another", "children-of-two"],
)
def test_courts_that_agree(engine, one, other):
    assert between(engine, COURT.format(one), COURT.format(other)) == []


def test_other_numbers_of_children(engine):
    one, other = "Kessel, a mother of three, wept.", "The jury heard of Kessel, a mother of four."
    (found,) = between(engine, COURT.format(one), COURT.format(other))
    assert found.question == "How many children has the person?"


def test_order_changes_nothing(engine):
    one = view_of(engine, article("a", WOUND.format("Elroy Quint was shot in the leg."), "", DAY))
    other = view_of(engine, article("b", WOUND.format("Elroy Quint was shot in the chest."), "", DAY))
    found = [
        {frozenset((c.a.key, c.b.key)) for c in ActionFinder(engine.words).between(x, y)}
        for x, y in ((one, other), (other, one))
    ]
    assert found[0] == found[1] != set()
