"""One person or body under two spellings."""

from __future__ import annotations

import pytest

from claimcheck.conflict.names import MENTIONS, name_conflicts
from claimcheck.model import Kind, Severity
from tests.articles import article, view_of


def spelled(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    there = {(c.a.value, c.b.value) for c in name_conflicts(left, right)}
    assert {(b, a) for a, b in there} == {(c.a.value, c.b.value) for c in name_conflicts(right, left)}
    return there


def test_a_letter_makes_two_spellings(engine):
    told = spelled(engine, "Mayor Anneke Brandsma closed the bridge.", "Mayor Anneke Brandsman closed the bridge.")
    assert told == {("Anneke Brandsma", "Anneke Brandsman")}


def test_the_finding_asks_for_the_record(engine):
    left = view_of(engine, article("a", "Mayor Anneke Brandsma closed the bridge."))
    right = view_of(engine, article("b", "Mayor Anneke Brandsman closed the bridge."))
    (found,) = name_conflicts(left, right)
    assert (found.kind, found.severity) == (Kind.WHO, Severity.MINOR)
    assert found.question == "Which is the name: Anneke Brandsma or Anneke Brandsman?"
    assert found.a.claim.sentence.text[found.a.start : found.a.end] == "Anneke Brandsma"


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one name", "Anneke Brandsma spoke.", "Anneke Brandsma spoke."),
        ("a title more", "Anneke Brandsma spoke.", "Mayor Anneke Brandsma spoke."),
        ("two persons", "Anneke Brandsma spoke.", "Karl Winter spoke."),
        ("a family name alone", "Anneke Brandsma spoke.", "Brandsman spoke."),
        ("relatives by first name", "Anneke Brandsma spoke.", "Pieter Brandsma spoke."),
        ("accents", "José Núñez spoke.", "Jose Nunez spoke."),
        ("an initial", "Anneke Brandsma spoke.", "A. Brandsma spoke."),
        ("side by side", "Jaylen Brandsma and Jaylin Brandsma spoke.", "Jaylen Brandsma spoke."),
        ("a name at birth", "Anneke Brandsma spoke.", "She was born Annika Brandsma in Sneek."),
        ("the likes of", "Anneke Brandsma spoke.", "He wrote of the Anneke Brandsmas of this world."),
        ("a plural", "Anneke Brandsma spoke. He met more Anneke Brandsmas.", "Nobody spoke."),
        ("no names", "The mayor spoke.", "The mayor left."),
        ("nothing", "", "Anneke Brandsma spoke."),
    ],
)
def test_no_other_spelling(engine, label, one, other):
    assert spelled(engine, one, other) == set()


BOTH = "Anneke Brandsma spoke in Sneek. Later Anneke Brandsman left for Leeuwarden."


def test_an_article_may_be_at_odds_with_itself_once(engine):
    view = view_of(engine, article("a", BOTH))
    (found,) = name_conflicts(view, view)
    assert {found.a.value, found.b.value} == {"Anneke Brandsma", "Anneke Brandsman"}
    assert {r.reading: r.verdict for r in found.readings}["two bearers"] == "possible"


def test_a_family_name_alone_is_a_letter_off(engine):
    view = view_of(engine, article("a", "Mayor Olga Krajicek spoke in Sneek. Mr Krajciek left for Leeuwarden."))
    (found,) = name_conflicts(view, view)
    assert {found.a.value, found.b.value} == {"Krajicek", "Krajciek"}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Mayor Olga Krajicek spoke.", "Police said Krajciek left.", {("Krajicek", "Krajciek")}),
        ("Mayor Olga Huber spoke.", "Police said Olga Hubre left.", {("Olga Huber", "Olga Hubre")}),
        ("Mayor Olga Krajicek spoke.", "Police said Krajiceks left.", set()),
        ("Mayor Olga Krajicek spoke.", "The train stopped in Krajciek.", set()),
        ("Mayor Olga Krajicek spoke.", "The guard of Krajciek Mills left.", set()),
        ("Mayor Olga Krajicek spoke.", "Piet Krajciek left with his sons.", set()),
        ("Mayor Olga Palin spoke.", "Reporters waited for Plain Words to begin.", set()),
        ("Mayor Olga Palin spoke.", "It was Plain. The plain truth was told.", set()),
    ],
)
def test_a_slip_alone_in_another_article(engine, one, other, told):
    assert {frozenset(pair) for pair in spelled(engine, one, other)} == {frozenset(pair) for pair in told}


def test_a_misread_mark_is_no_letter(engine):
    assert spelled(engine, "Anneke Brandsma spoke.", "Anneke BrandsmaÃ spoke.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Olga Krajicek spoke. The Krajiceks left.",
        "Olga Krajicek spoke. Krajicek left.",
        "Olga Krajicek spoke to Piet Krajciek. Krajciek left.",
        "Olga Palin spoke. That report from Plain was good.",
    ],
)
def test_a_family_name_alone_that_is_right(engine, text):
    view = view_of(engine, article("a", text))
    assert not [c for c in name_conflicts(view, view) if len(c.a.value.split()) != len(c.b.value.split())]


def test_who_prints_both_may_name_two(engine):
    other = view_of(engine, article("b", "Anneke Brandsman spoke in Sneek."))
    alone = next(name_conflicts(view_of(engine, article("a", "Anneke Brandsma spoke in Sneek.")), other))
    both = next(c for c in name_conflicts(view_of(engine, article("a", BOTH)), other) if c.a.value == "Anneke Brandsma")
    assert both.score < alone.score


def test_a_name_printed_often_is_cited_a_few_times(engine):
    often = view_of(engine, article("a", "Anneke Brandsma spoke. " * 2 * MENTIONS))
    other = view_of(engine, article("b", "Anneke Brandsman spoke."))
    assert len(list(name_conflicts(often, other))) == MENTIONS
