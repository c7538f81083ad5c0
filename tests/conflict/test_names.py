"""One person under two spellings."""

from __future__ import annotations

import pytest

from claimcheck.conflict.names import name_conflicts, names_of
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
    assert found.question == "How is the name spelled: Anneke Brandsma or Anneke Brandsman?"
    assert found.a.claim.sentence.text[found.a.start : found.a.end] == "Mayor Anneke Brandsma"


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
        ("both in one article", "Anneke Brandsma spoke. Anneke Brandsman left.", "Anneke Brandsman spoke."),
        ("no names", "The mayor spoke.", "The mayor left."),
        ("nothing", "", "Anneke Brandsma spoke."),
    ],
)
def test_no_other_spelling(engine, label, one, other):
    assert spelled(engine, one, other) == set()


def test_only_what_is_printed_in_full_counts(engine):
    """A pronoun, or a family name that stands for the person, prints no first name to compare."""
    view = view_of(engine, article("a", "Anneke Brandsma arrived. Brandsma spoke. She left."))
    assert {name: len(places) for name, places in names_of(view).items()} == {"Anneke Brandsma": 1}
