"""Two places compared: the cases of where_pairs.json, symmetry, and lists of places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.gazetteer import Gazetteer, PlaceKind
from claimcheck.compare.where import relate_place, relate_where, standing_conflicts
from claimcheck.model import PlaceRelation, Slot, SlotRelation, Where

CASES = json.loads((Path(__file__).parents[1] / "cases" / "where_pairs.json").read_text("utf-8"))
GAZETTEER = Gazetteer.load()


def where(text, relation="in", kind="", within="", metonym=False) -> Where:
    """A place: resolved in the gazetteer by its text, by "id:NUMBER" or as "part:NAME"; unresolved with a kind of
    venue or street, or where the gazetteer does not know it."""
    names = tuple(name for name in within.split("|") if name)
    place = None
    if kind.startswith("id:"):
        place = GAZETTEER.by_id(int(kind[3:]))
    elif kind.startswith("part:"):
        place = GAZETTEER.resolve(kind[5:])
    elif not kind and not names:
        place = GAZETTEER.resolve(text)
    name = text if place is None or kind.startswith("part:") else place.name
    name = f"{text.split()[0]} {place.name}" if kind.startswith("part:") and place else name
    shown = "city" if place and place.kind is PlaceKind.CITY else "" if place else kind
    return Where(
        0, len(text), text, name, PlaceRelation(relation), place.id if place else None,
        place.within if place else names, shown, metonym,
    )  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(c, id=c["label"]) for c in CASES])
def test_case(case):
    a, b = (where(**one) for one in case["input"])
    found = relate_place(a, b, GAZETTEER)
    assert found.relation.value == case["expected"], found.reason
    assert found == relate_place(b, a, GAZETTEER)
    assert found.slot is Slot.WHERE
    assert found.reason


def test_lists_agree_where_one_pair_does():
    a = [where("Lyon"), where("Paris", "from")]
    b = [where("France")]
    assert relate_where(a, b, GAZETTEER).relation is SlotRelation.WITHIN


def test_lists_disagree_in_what_both_say():
    a = [where("Paris", "from"), where("Lyon")]
    b = [where("Paris", "from"), where("Nice")]
    found = relate_where(a, b, GAZETTEER)
    assert found.relation is SlotRelation.DISJOINT
    assert "Lyon" in found.reason
    assert found == relate_where(b, a, GAZETTEER)


def test_a_further_place_beside_an_agreement_is_no_difference():
    a = [where("Lyon"), where("Nice")]
    b = [where("Lyon"), where("Lille")]
    assert relate_where(a, b, GAZETTEER).relation is SlotRelation.SAME


def test_states_listed_and_one_of_them_agree():
    a = [where("Maine"), where("Vermont"), where("Ohio")]
    assert relate_where(a, [where("Vermont")], GAZETTEER).relation is SlotRelation.SAME


def test_silence_is_no_difference():
    assert relate_where([], [where("Lyon")], GAZETTEER).relation is SlotRelation.UNKNOWN
    assert relate_where([], [], GAZETTEER).relation is SlotRelation.UNKNOWN


def test_a_named_thing_lies_in_one_place():
    here = where("Grape Fair", "mention", "", "Nice|France")
    there = where("Grape Fair", "in", "", "Lyon|France")
    found = list(standing_conflicts([here, here], [there], GAZETTEER))
    assert [(one, other) for one, other, _ in found] == [(here, there)]
    assert "Nice" in found[0][2].reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (where("Grape Fair", "in", "", "Nice|France"), where("Grape Fair", "in", "", "France")),  # one in the other
        (where("Grape Fair", "in", "", "Nice|France"), where("Grape Fair")),  # not said
        (where("Grape Hall", "in", "venue", "Nice|France"), where("Grape Hall", "outside", "venue", "Nice|France")),
        (where("the fair", "in", "venue", "Nice|France"), where("the fair", "in", "venue", "Lyon|France")),  # no name
        (where("Lyon"), where("Nice")),  # two places, two claims
        (where("elm street", "in", "street"), where("oak street", "in", "street")),
    ],
)
def test_no_standing_conflict(a, b):
    assert not list(standing_conflicts([a], [b], GAZETTEER))


def test_no_standing_conflict_where_an_article_gives_both():
    a, b = where("Grape Fair", "in", "", "Nice|France"), where("Grape Fair", "in", "", "Lyon|France")
    assert not list(standing_conflicts([a, b], [b], GAZETTEER))
    both = [a, b]
    assert len(list(standing_conflicts(both, both, GAZETTEER))) == 1


PLACES = st.builds(
    where,
    st.sampled_from(["Lyon", "London", "Croydon", "New England", "Vermont", "Georgia", "Moscow", "Zzyx", "Elm Hall"]),
    st.sampled_from([relation.value for relation in PlaceRelation]),
    st.sampled_from(["", "venue", "street"]),
    st.sampled_from(["", "Lyon|France", "Nowhere"]),
    st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PLACES, max_size=3), st.lists(PLACES, max_size=3))
def test_comparison_is_symmetric(a, b):
    assert relate_where(a, b, GAZETTEER) == relate_where(b, a, GAZETTEER)


@settings(max_examples=200, deadline=None)
@given(PLACES)
def test_a_place_does_not_exclude_itself(place):
    assert relate_place(place, place, GAZETTEER).relation is not SlotRelation.DISJOINT
