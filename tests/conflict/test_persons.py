"""People of two articles: ages of one person, one person under two names, a name withheld and given."""

from __future__ import annotations

import pytest

from claimcheck.conflict.persons import PersonFinder
from claimcheck.conflict.persons.admit import may_be_one_age
from claimcheck.conflict.persons.record import read_people
from claimcheck.model import Relation, Slot
from tests.articles import article, view_of


def found(engine, one, other, dates=("2031-05-02", "2031-05-03")):
    """(rule, the two values, relation) of every conflict, the same whichever article comes first."""
    left = view_of(engine, article("a", one, published=dates[0]))
    right = view_of(engine, article("b", other, published=dates[1]))
    told, again = (
        sorted((c.reasons[0].rule, *sorted((c.a.value, c.b.value)), c.relation) for c in PersonFinder().between(*pair))
        for pair in ((left, right), (right, left))
    )
    assert told == again
    for conflict in PersonFinder().between(left, right):
        for side in (conflict.a, conflict.b):
            assert side.claim.sentence.start <= side.start < side.end <= side.claim.sentence.end
    return told


def rules(*given, **more):
    return [rule for rule, *_ in found(*given, **more)]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("commas", "Olga Marwick, 34, was pulled from the river.", "Rescuers found Olga Marwick, 36, on the bank."),
        ("before the name", "Police named 19-year-old Piers Aldous.", "Piers Aldous, 18, was arrested at home."),
        ("misspelt", "Tamsin Wolfe, 51, drove the lorry.", "The driver, Tamsin Wolff, 53, was unhurt."),
        ("a family name", "Olga Marwick fell. Marwick, 34, is in hospital.", "Olga Marwick, 43, broke a leg."),
    ],
)
def test_one_person_has_two_ages(engine, label, one, other):
    assert rules(engine, one, other) == ["one_person_two_ages"]


@pytest.mark.parametrize(
    ("label", "one", "other", "dates"),
    [
        ("the same", "Olga Marwick, 34, fell.", "Olga Marwick, 34, fell.", ("2031-05-02", "2031-05-03")),
        ("a birthday", "Olga Marwick, 34, fell.", "Olga Marwick, 35, was fined.", ("2031-05-02", "2032-01-09")),
        ("two years on", "Olga Marwick, 34, fell.", "Olga Marwick, 36, was fined.", ("2031-05-02", "2033-02-09")),
        ("two persons", "Olga Marwick, 34, fell.", "Piers Aldous, 36, fell.", ("2031-05-02", "2031-05-03")),
        ("father and son", "Piers Aldous, 19, fell.", "Piers Aldous, 51, wept.", ("2031-05-02", "2031-05-03")),
        (
            "at the time",
            "Olga Marwick, 34, fell.",
            "Olga Marwick was 31 when she married.",
            ("2031-05-02", "2031-05-03"),
        ),
        ("then", "Olga Marwick, 34, fell.", "A car hit then 15-year-old Olga Marwick.", ("2031-05-02", "2031-05-03")),
        ("no age", "Olga Marwick, 34, fell.", "Olga Marwick fell.", ("2031-05-02", "2031-05-03")),
        ("nothing", "", "Olga Marwick, 34, fell.", ("2031-05-02", "2031-05-03")),
    ],
)
def test_no_two_ages(engine, label, one, other, dates):
    assert rules(engine, one, other, dates=dates) == []


def test_undated_reports_a_year_apart_weigh_less(engine):
    texts = ("Olga Marwick, 34, fell.", "Olga Marwick, 35, was fined.")
    undated = [view_of(engine, article(i, text)) for i, text in zip("ab", texts, strict=True)]
    dated = [view_of(engine, article(i, text, published="2031-05-02")) for i, text in zip("ab", texts, strict=True)]
    (less,), (more,) = list(PersonFinder().between(*undated)), list(PersonFinder().between(*dated))
    assert less.score < more.score


def test_an_article_with_two_ages_of_one_person(engine):
    view = view_of(engine, article("a", "Olga Marwick, 34, fell. Rescuers took Olga Marwick, 43, away."))
    (conflict,) = PersonFinder().between(view, view)
    assert conflict.question == "How old is Olga Marwick: 34 or 43?"


@pytest.mark.parametrize(
    ("label", "one", "other", "told"),
    [
        ("family names", "The boy is 7-year-old Tobin Marwick.", "The family named 7-year-old Tobin Aldous.", True),
        ("given names", "Rolan Pizarru, 45, was hit.", "The blast hurt 45-year-old Donal Pizarru.", True),
        ("other ages", "The boy is 7-year-old Tobin Marwick.", "The family named 9-year-old Tobin Aldous.", False),
        ("no name shared", "The boy is 7-year-old Tobin Marwick.", "The family named 7-year-old Kai Aldous.", False),
        ("husband and wife", "Peter Marwick, 45, was hit.", "The blast hurt 45-year-old Susan Marwick.", False),
        (
            "both printed",
            "The boy is 7-year-old Tobin Marwick. Kai Aldous wept.",
            "The family named 7-year-old Tobin Aldous.",
            False,
        ),
        ("a middle name", "It was Tobin Marwick, 7.", "It was Tobin Ray Marwick, 7.", False),
    ],
)
def test_one_person_under_two_names(engine, label, one, other, told):
    assert rules(engine, one, other) == (["one_person_two_names"] if told else [])


WITHHELD = "A 16-year-old girl drowned on Friday. Her name has not been released."


def test_a_name_that_is_given_later(engine):
    ((rule, *_, relation),) = found(engine, WITHHELD, "The girl was Tamsin Wolfe, 16, of Redmere.")
    assert (rule, relation) == ("name_withheld_then_given", Relation.SUPERSEDES)


@pytest.mark.parametrize(
    ("label", "one", "other", "dates"),
    [
        ("another age", WITHHELD, "The girl was Tamsin Wolfe, 15.", ("2031-05-02", "2031-05-03")),
        ("two of the age", WITHHELD, "Tamsin Wolfe, 16, and Olga Reed, 16, sang.", ("2031-05-02", "2031-05-03")),
        ("a boy", WITHHELD, "The boy was Peter Wolfe, 16.", ("2031-05-02", "2031-05-03")),
        ("named before", WITHHELD, "The girl was Tamsin Wolfe, 16.", ("2031-05-02", "2031-05-01")),
        (
            "the police",
            "A 16-year-old girl drowned. The officer who found her was not identified.",
            "The girl was Tamsin Wolfe, 16.",
            ("2031-05-02", "2031-05-03"),
        ),
        (
            "a motive",
            "A 16-year-old girl drowned. Police have not released a cause.",
            "The girl was Tamsin Wolfe, 16.",
            ("2031-05-02", "2031-05-03"),
        ),
        (
            "a grown man",
            "A 12-year-old drowned. The man's identity has not been released.",
            "The boy was Piers Aldous, 12.",
            ("2031-05-02", "2031-05-03"),
        ),
    ],
)
def test_no_name_withheld(engine, label, one, other, dates):
    assert "name_withheld_then_given" not in rules(engine, one, other, dates=dates)


ONE_VICTIM = "A man was stabbed to death at a bakery on Friday. The victim's name has not been released."
NAMED = "Piers Wolfe was stabbed to death at the bakery."


def test_the_one_victim_is_named_later(engine):
    ((rule, *_, relation),) = found(engine, ONE_VICTIM, NAMED)
    assert (rule, relation) == ("victim_unnamed_then_named", Relation.SUPERSEDES)


@pytest.mark.parametrize(
    ("label", "one", "other", "dates"),
    [
        ("named before", ONE_VICTIM, NAMED, ("2031-05-02", "2031-05-01")),
        ("two victims", ONE_VICTIM + " Two people were hurt.", NAMED, ("2031-05-02", "2031-05-03")),
        ("two are named", ONE_VICTIM, NAMED + " Kai Aldous was killed, too.", ("2031-05-02", "2031-05-03")),
        ("printed in both", ONE_VICTIM + " Mr. Wolfe was a baker.", NAMED, ("2031-05-02", "2031-05-03")),
        ("a woman", ONE_VICTIM, "Olga Wolfe was stabbed to death.", ("2031-05-02", "2031-05-03")),
        ("nobody died", ONE_VICTIM, "Piers Wolfe was wounded at the bakery.", ("2031-05-02", "2031-05-03")),
        ("the arrested", ONE_VICTIM, "Piers Wolfe, arrested on Friday, was wounded.", ("2031-05-02", "2031-05-03")),
        (
            "withheld for the age",
            "A boy died on Friday. The name of the shooter was not released because of his age.",
            NAMED,
            ("2031-05-02", "2031-05-03"),
        ),
        (
            "another age",
            "A 41-year-old man was stabbed to death. His name has not been released.",
            "Piers Wolfe, 52, was stabbed to death.",
            ("2031-05-02", "2031-05-03"),
        ),
    ],
)
def test_no_victim_named_later(engine, label, one, other, dates):
    assert "victim_unnamed_then_named" not in rules(engine, one, other, dates=dates)


@pytest.mark.parametrize(
    ("label", "one", "other", "may"),
    [
        ("a year off", "A 7-year-old girl was shot.", "An 8-year-old girl was shot.", True),
        ("man and woman", "A 31-year-old man was shot.", "A 32-year-old woman was shot.", False),
        ("victim and suspect", "A 31-year-old man was shot.", "A 32-year-old man was arrested.", False),
        ("years apart", "A 21-year-old man was shot.", "A 31-year-old man was shot.", False),
        ("two names", "Olga Marwick, 34, was shot.", "Tamsin Reed, 35, was shot.", False),
        ("one name", "Olga Marwick, 34, was shot.", "Olga Marwick, 36, was shot.", True),
        ("at the time", "A 7-year-old girl was shot.", "The then 8-year-old girl was shot.", False),
    ],
)
def test_ages_that_one_person_can_bear(engine, label, one, other, may):
    views = [view_of(engine, article(i, t, published="2031-05-02")) for i, t in (("a", one), ("b", other))]
    people = [read_people(view) for view in views]
    a, b = (next((c, c.amount) for c in view.by_slot[Slot.AMOUNT]) for view in views)
    assert may_be_one_age(a, b, *people, 0.6) is may
    assert may_be_one_age(b, a, *reversed(people), 0.6) is may
