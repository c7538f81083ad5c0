"""Streets, blocks and corners that two reports print differently."""

from __future__ import annotations

import pytest

from claimcheck.conflict.scene_places import scene_place_conflicts
from claimcheck.model import Kind, Relation
from tests.articles import article, view_of


def told(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    there = {(c.reasons[0].rule, frozenset((c.a.value, c.b.value))) for c in scene_place_conflicts(left, right)}
    back = {(c.reasons[0].rule, frozenset((c.a.value, c.b.value))) for c in scene_place_conflicts(right, left)}
    assert there == back
    return there


@pytest.mark.parametrize(
    ("rule", "one", "other", "values"),
    [
        (
            "street_kind",
            "A man was shot on Larkmoor Avenue on Friday.",
            "Neighbors on Larkmoor Road heard four shots.",
            {"Larkmoor Avenue", "Larkmoor Road"},
        ),
        (
            "street_kind",
            "The crash happened on 9th Street near the mill.",
            "The crash occurred on Ninth Avenue, police said.",
            {"9th Street", "Ninth Avenue"},
        ),
        (
            "street_spelling",
            "A woman was stabbed in a house on Tannehill Drive.",
            "The stabbing happened on Tanehill Drive.",
            {"Tannehill Drive", "Tanehill Drive"},
        ),
        (
            "street_block",
            "The shooting happened in the 1400 block of Orme Street.",
            "A boy was shot in the 1500 block of Orme St. late Monday.",
            {"1400 block of Orme Street", "1500 block of Orme St."},
        ),
        (
            "street_block",
            "The shooting happened at 1422 Orme Street.",
            "A boy was shot in the 2200 block of Orme St. late Monday.",
            {"1422 Orme Street", "2200 block of Orme St."},
        ),
        (
            "street_corner",
            "Two men were shot at Orme Street and Quill Avenue.",
            "The shooting happened at Orme Street and Bishop Avenue.",
            {"Orme Street and Quill Avenue", "Orme Street and Bishop Avenue"},
        ),
    ],
)
def test_one_scene_two_addresses(engine, rule, one, other, values):
    assert told(engine, one, other) == {(rule, frozenset(values))}


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one street", "A man was shot on Larkmoor Avenue.", "The shooting on Larkmoor Ave. woke the street."),
        ("no kind printed", "A man was shot in the 300 block of Larkmoor.", "A man was shot on Larkmoor Avenue."),
        (
            "one article knows both",
            "A man was shot on Larkmoor Avenue. Larkmoor Road was closed.",
            "He was shot on Larkmoor Road.",
        ),
        ("two of a grid", "A man was shot on 9th Street.", "The family lives on 9th Avenue."),
        ("the plural of two", "He was shot at Orme and Quill streets.", "He was shot on Orme Avenue."),
        ("two streets", "A man was shot on Larkmoor Avenue.", "A man was shot on Dunbar Avenue."),
        ("short names lie near", "A man was shot on Pine Street.", "A man was shot on Pike Street."),
        ("numbers lie near", "A man was shot on 36th Street.", "A man was shot on 46th Street."),
        ("a compass word more", "A man was shot on East Orme Street.", "A man was shot on Orme Street."),
        ("a compass letter", "The shooting happened on E. Orme St.", "A man was shot on East Orme Street."),
        (
            "a house in its block",
            "The shooting happened at 1422 Orme Street.",
            "He was shot in the 1400 block of Orme Street.",
        ),
        (
            "home and scene",
            "Ann Vale, 18, of 76 Orme Street, was charged.",
            "He was shot in the 1400 block of Orme Street.",
        ),
        (
            "arrest and scene",
            "He was arrested in the 1900 block of Orme Street.",
            "He was shot in the 1400 block of Orme Street.",
        ),
        (
            "opposite ends",
            "He was shot in the 1900 block of North Orme Street.",
            "He was shot at 200 South Orme Street.",
        ),
        (
            "another corner on the way",
            "He was shot at Orme Street and Quill Avenue.",
            "He fled to Orme Street and Bishop Avenue.",
        ),
        ("a corner named in both", "He was shot at Orme Street and Quill Avenue.", "He was shot on Quill Avenue."),
        ("a patrol is no road", "He was shot on Kansas Avenue.", "The Kansas Highway Patrol was shot at."),
        (
            "two corners of one article",
            "He was shot at Orme Street and Quill Avenue. She was shot at Orme Street and Vane Street.",
            "He was shot at Orme Street and Bishop Avenue.",
        ),
        ("nothing", "", "He was shot on Kansas Avenue."),
    ],
)
def test_addresses_that_agree(engine, label, one, other):
    assert told(engine, one, other) == set()


def test_a_street_is_cited_where_it_is_the_scene(engine):
    one = "Neighbors live on Larkmoor Avenue. The road there is long. A man was shot dead on Larkmoor Avenue."
    left = view_of(engine, article("a", one))
    right = view_of(engine, article("b", "A man was shot on Larkmoor Road."))
    found = next(scene_place_conflicts(left, right))
    assert found.kind is Kind.WHERE
    assert found.a.claim.sentence.text.startswith("A man")
    assert found.question == "Which is the street: Larkmoor Avenue or Larkmoor Road?"
    assert one[found.a.start : found.a.end] == "Larkmoor Avenue"


def test_a_misprinted_street_is_one_street(engine):
    left = view_of(engine, article("a", "A woman was stabbed in a house on Tannehill Drive."))
    right = view_of(engine, article("b", "The stabbing happened on Tanehill Drive."))
    (found,) = scene_place_conflicts(left, right)
    assert found.relation is Relation.COMPATIBLE
    assert found.readings[0].verdict == "holds"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("He was shot on Larkmoor Avenue. Police closed Larkmoor Road.", {"street_kind"}),
        ("He was shot on Tannehill Drive. Few live on Tanehill Drive.", {"street_spelling"}),
        (
            "He was shot at Orme Street and Quill Avenue. The shooting happened at Orme Street and Bishop Avenue.",
            {"street_corner"},
        ),
        ("He was shot in the 1900 block of Orme Street. Another was shot in the 200 block of Orme Street.", set()),
        ("The shots were fired at 9th Street and 9th Avenue.", set()),
        ("He was shot on Larkmoor Avenue. Larkmoor Avenue is quiet.", set()),
    ],
)
def test_an_article_may_print_its_street_two_ways(engine, text, rules):
    view = view_of(engine, article("a", text))
    assert {c.reasons[0].rule for c in scene_place_conflicts(view, view)} == rules
