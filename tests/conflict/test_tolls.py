"""Tolls gathered over an article and compared with another's: invented incidents in invented towns."""

from __future__ import annotations

import pytest

from claimcheck.conflict.tolls import TollFinder, tells_of_many
from claimcheck.conflict.tolls_read import read_tolls, toll_words
from claimcheck.model import Kind, Relation, Severity
from tests.articles import article, view_of

PLACE = "The shooting happened at a garage in Cleveland, said police chief Ordell Pruett."
DAY, LATER = "2021-06-05", "2021-06-07"


def tolls(engine, text, title=""):
    return [
        (t.role, t.figure) for t in read_tolls(view_of(engine, article("a", text, title, DAY))) if t.role and not t.part
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men and a woman were shot on Friday.", [("shot", 3)]),
        ("Four people were killed and another nine were wounded in the blaze.", [("killed", 4), ("injured", 9)]),
        ("A gunman opened fire, killing a clerk and two customers.", [("fired", 1), ("killed", 3)]),
        ("The crash left one man dead and five people hurt.", [("killed", 1), ("injured", 5)]),
        ("Police arrested three men after the raid.", [("arrested", 3)]),
    ],
    ids=["list", "two-roles", "gunman", "left-dead", "arrested"],
)
def test_counts_of_a_text(engine, text, expected):
    assert tolls(engine, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man shot two dogs that had strayed into his yard.",
        "Homicides are up: 41 people were killed last year.",
        "The suspect wanted to kill the two boys, a source said.",
        "Her three children were not at home.",
        "Officers were called to 212 Larch Street about 4 p.m.",
    ],
    ids=["agent", "statistics", "plan", "family", "numbers"],
)
def test_no_count_of_the_event(engine, text):
    assert [t for t in tolls(engine, text) if t[1] > 1] == []


def between(engine, one, other, titles=("", ""), dates=(DAY, DAY)):
    left = view_of(engine, article("a", f"{one} {PLACE}", titles[0], dates[0]))
    right = view_of(engine, article("b", f"{other} {PLACE}", titles[1], dates[1]))
    return list(TollFinder().between(left, right))


def test_other_tolls_contradict(engine):
    (found,) = between(engine, "Seven people were wounded on Friday.", "Six people were shot on Friday.")
    assert (found.kind, found.relation, found.severity) == (Kind.QUANTITY, Relation.CONTRADICTS, Severity.MAJOR)
    assert (found.a.value, found.b.value) == ("Seven people injured", "Six people shot")
    assert found.question == "How many people were shot?"


def test_a_later_larger_toll_supersedes(engine):
    (found,) = between(
        engine, "Two people were killed on Friday.", "Three men were killed on Friday.", dates=(DAY, LATER)
    )
    assert found.relation is Relation.SUPERSEDES


def test_a_later_smaller_toll_contradicts(engine):
    (found,) = between(
        engine, "Five people were killed on Friday.", "Four people were killed on Friday.", dates=(DAY, LATER)
    )
    assert found.relation is Relation.CONTRADICTS


def test_a_headline_counts_too(engine):
    (found,) = between(engine, "Five people were hurt.", "It was late.", titles=("", "Gunfire at party wounds 8"))
    assert {found.a.key, found.b.key} == {"5.0", "8.0"}


def test_the_sides_may_be_swapped(engine):
    one, other = "Nine people were injured on Friday.", "Eleven people were injured on Friday."
    (there,), (back,) = between(engine, one, other), between(engine, other, one)
    assert (there.a.value, there.b.value, there.relation) == (back.b.value, back.a.value, back.relation)


COMPATIBLE = {
    "parts and total": ("One man was killed and two people were wounded.", "Three people were shot."),
    "the dead among the hurt": ("Four people were injured.", "One person died and three people were injured."),
    "the same": ("Two men and a woman were shot.", "Three people were shot."),
    "given elsewhere": ("Five people were shot.", "Two men were shot. In all five people were shot, police said."),
    "at least": ("At least four people were shot.", "Six people were shot."),
    "one of several": ("A man was shot in the leg.", "Four people were shot."),
    "a narrower kind": ("Four officers were injured.", "Nine people were injured."),
    "the gunman too": ("Three people were killed.", "Four people were killed, including the gunman."),
    "a year's": ("Three people were killed.", "So far 41 people were killed in the city."),
    "several incidents": ("Three people were shot.", "Four people were shot in two separate shootings."),
}


@pytest.mark.parametrize("pair", COMPATIBLE.values(), ids=COMPATIBLE)
def test_compatible_tolls(engine, pair):
    assert between(engine, *pair) == []
    assert between(engine, *reversed(pair)) == []


def test_two_towns_are_two_events(engine):
    left = view_of(engine, article("a", "Seven people were shot in Cleveland on Friday.", "", DAY))
    right = view_of(engine, article("b", "Six people were shot in Baltimore on Friday.", "", DAY))
    assert list(TollFinder().between(left, right)) == []


def test_months_apart_without_a_common_name(engine):
    left = view_of(engine, article("a", "Seven people were shot in Cleveland on Friday.", "", DAY))
    right = view_of(engine, article("b", "Six people were shot in Cleveland on Friday.", "", "2021-12-04"))
    assert list(TollFinder().between(left, right)) == []


def test_a_headline_against_its_text(engine):
    view = view_of(engine, article("a", f"Six people were injured. {PLACE}", "Blast injures 8 in Cleveland", DAY))
    (found,) = TollFinder().between(view, view)
    assert {found.a.key, found.b.key} == {"6.0", "8.0"}


def test_a_headline_that_agrees(engine):
    view = view_of(engine, article("a", "Two men died and six people were injured.", "2 dead, 6 hurt in blast", DAY))
    assert list(TollFinder().between(view, view)) == []


def test_persons_without_a_number_beside_a_count(engine):
    titles = ("Parents, 2 children dead in Cleveland fire", "2 adults, 2 children killed in Cleveland fire")
    assert between(engine, "It was late.", "It was early.", titles=titles) == []


@pytest.mark.parametrize("debris", ["two men and ", "a man, ", "1 ", "killed "])
def test_long_debris_is_read_in_no_time(debris):
    text = debris * 3000
    words = toll_words()
    assert [m for p in (words.headline, words.listed) for m in p.finditer(text)] == []


def test_an_article_of_several_incidents(engine):
    assert tells_of_many(
        view_of(engine, article("a", "Police had a long night.", "Four dead in weekend shootings", DAY))
    )
    assert not tells_of_many(view_of(engine, article("a", "Police had a long night.", "Four dead in shooting", DAY)))
