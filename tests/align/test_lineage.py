"""Which articles are prints of one text."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.align.lineage import SHINGLE, containment, lineages, shingles
from tests.align.wire import FERRY, SAME_FERRY, TRIAL
from tests.articles import article

OWN_LEAD = (
    "Passengers have told of their fear on a ferry that hit a reef. They were in good hands, its owner said on Monday, "
    "and all of them will get their fares back by the end of the week. "
)
STATEMENT = (
    "“We are sorry for what our guests went through, we thank the volunteers who brought them to safety, and we shall "
    "learn from this,” Hebridean Lines said."
)


def first_half(text):
    return text[: text.index(" The ferry, the Isle")]


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("verbatim", FERRY),
        ("trimmed from the end", first_half(FERRY)),
        ("trimmed from the top", FERRY[FERRY.index("The ferry, the Isle") :]),
        ("with a lead of its own", OWN_LEAD + FERRY),
        ("trimmed, with a lead of its own", OWN_LEAD + first_half(FERRY)),
        ("a figure and a word changed", FERRY.replace("212", "about 200").replace("Sunday night", "late on Sunday")),
        ("other marks and capitals", FERRY.upper().replace("“", '"').replace("”", '"')),
        ("other line breaks", FERRY.replace(". ", ".\n\n")),
        ("a line of the outlet at the foot", FERRY + " Read more: ten things to know about reefs."),
    ],
)
def test_prints_of_one_text_share_a_lineage(label, other):
    assert lineages([article("a", FERRY), article("b", other)]) == {"a": "a", "b": "a"}


def test_another_headline_changes_nothing():
    one = article("a", FERRY, title="Ferry runs aground off Oban")
    other = article("b", FERRY, title="Terror in the fog", published="2024-03-06", source="b.example")
    assert lineages([one, other]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("two desks on one event", FERRY, SAME_FERRY),
        ("two events", FERRY, TRIAL),
        ("one statement quoted by both", FERRY + " " + STATEMENT, SAME_FERRY + " " + STATEMENT),
        ("one sentence taken over", FERRY, SAME_FERRY + " " + FERRY.split(". ")[1] + "."),
        ("the same words in another order", FERRY, " ".join(sorted(FERRY.split()))),
        ("one empty", FERRY, ""),
        ("both empty", "", ""),
        ("both shorter than a shingle", "Ferry aground, all safe.", "Ferry aground, all safe."),
    ],
)
def test_independent_texts_keep_lineages_of_their_own(label, one, other):
    assert lineages([article("a", one), article("b", other)]) == {"a": "a", "b": "b"}


def test_a_lineage_is_a_connected_group_named_by_its_smallest_id():
    """Two halves of one story share nothing, and the whole story joins them."""
    halves = FERRY[: FERRY.index(" The ferry, the Isle")], FERRY[FERRY.index("The ferry, the Isle") :]
    apart = [article("m", halves[0]), article("z", halves[1])]
    assert lineages(apart) == {"m": "m", "z": "z"}
    assert lineages([*apart, article("q", FERRY)]) == dict.fromkeys("mqz", "m")


def test_order_changes_nothing():
    articles = [article("b", FERRY), article("a", SAME_FERRY), article("d", OWN_LEAD + FERRY), article("c", TRIAL)]
    expected = {"a": "a", "b": "b", "c": "c", "d": "b"}
    assert all(lineages(list(order)) == expected for order in permutations(articles))


def test_nothing_gives_nothing():
    assert lineages([]) == {}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("ferry reef oban fog 🚒 naïve it's".split()), max_size=30))
def test_shingles_count_runs_of_six_words(words):
    text = " ".join(words)
    found = shingles(text)
    assert shingles(text.upper()) == found
    assert containment(found, found) == (1.0 if found else 0.0)
    assert len(found) <= max(0, len(text.replace("'", " ").split()) - SHINGLE + 1)


def test_containment_is_symmetric_and_of_the_smaller():
    small, large = frozenset({1, 2, 3, 4}), frozenset(range(1, 101)) - {4}
    assert containment(small, large) == containment(large, small) == 0.75
    assert containment(frozenset(), large) == 0.0
