"""Which articles tell of one event, judged on the two alone."""

from __future__ import annotations

import math
from itertools import permutations

import pytest

from claimcheck.align.event import (
    BLOCK_RARITY,
    PROFILE_SIZE,
    SAME_EVENT,
    event_pairs,
    groups_of,
    profile_similarity,
    same_event,
    view_article,
)
from claimcheck.compare.aligned import ArticleView
from claimcheck.model import Slot
from tests.align.wire import FERRY, SAME_FERRY, TRIAL
from tests.articles import article, view_of

RIVAL = (
    "A freight train left the rails outside Graz on Sunday night, the railway said. Nobody was hurt. The line to "
    "Villach was closed, and passengers were taken on by bus. Engineers expect the repairs to last until Thursday."
)


@pytest.fixture(scope="module")
def views(engine):
    texts = {"ferry": FERRY, "again": SAME_FERRY, "trial": TRIAL, "train": RIVAL}
    return {name: view_of(engine, article(name, text)) for name, text in texts.items()}


def test_two_desks_tell_one_event(views):
    assert same_event(views["ferry"], views["again"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("ferry", "trial"), ("ferry", "train"), ("again", "trial"), ("again", "train"), ("trial", "train")],
)
def test_other_events_are_others(views, one, other):
    assert not same_event(views[one], views[other])


def test_alike_in_kind_is_less_alike_than_one_event(views):
    assert profile_similarity(views["ferry"], views["train"]) < profile_similarity(views["ferry"], views["again"])


def test_similarity_is_symmetric_and_one_with_itself(views):
    for one in views.values():
        assert profile_similarity(one, one) == pytest.approx(1.0)
        for other in views.values():
            assert profile_similarity(one, other) == pytest.approx(profile_similarity(other, one))


def test_a_profile_is_short_and_of_unit_length(views):
    for view in views.values():
        assert 0 < len(view.profile) <= PROFILE_SIZE
        assert math.sqrt(sum(w * w for w in view.profile.values())) == pytest.approx(1.0)


def test_a_lemma_of_the_title_weighs_more(engine):
    text = "The harbour was closed. A lighthouse stood there."
    plain, titled = (view_of(engine, article("a", text, title)) for title in ("", "Lighthouse"))
    assert (
        titled.profile["lighthouse"] / titled.profile["harbour"]
        > plain.profile["lighthouse"] / plain.profile["harbour"]
    )


def test_a_sentence_counts_once_however_many_claims_it_gives(engine):
    one = view_of(engine, article("a", "The ferry sank and the harbour closed and the pilot swam."))
    assert len(set(one.profile)) == len(one.profile)
    weights = {lemma: one.profile[lemma] / engine.words.rarity(lemma) for lemma in ("ferry", "harbour", "pilot")}
    assert len({round(w, 9) for w in weights.values()}) == 1


def test_an_empty_article_is_of_no_event(engine, views):
    empty = view_of(engine, article("empty", ""))
    assert empty.profile == {}
    assert not same_event(empty, views["ferry"])
    assert not same_event(empty, empty)


def given(identifier, published, weights):
    length = math.sqrt(sum(w * w for w in weights.values()))
    return ArticleView(article(identifier, published=published), {k: w / length for k, w in weights.items()})


FAINT = ({"oban": 1.0, "reef": 2.0}, {"oban": 1.0, "quarry": 2.0})  # a cosine of 0.2


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-03-05", "2024-03-05", True),
        ("2024-03-05", "2024-04-01", True),
        ("2024-03-05", "2024-05-01", False),
        ("2024-05-01", "2024-03-05", False),
        ("", "2024-05-01", True),
        ("", "", True),
    ],
)
def test_months_between_two_articles_ask_for_more_likeness(first, second, expected):
    one, other = given("a", first, FAINT[0]), given("b", second, FAINT[1])
    assert profile_similarity(one, other) == pytest.approx(0.2)
    assert same_event(one, other) is expected


def test_a_trial_years_later_still_meets_its_event():
    one = given("a", "2019-01-01", {"oban": 2.0, "reef": 2.0, "ronay": 2.0})
    other = given("b", "2022-01-01", {"oban": 2.0, "ronay": 2.0, "court": 2.0})
    assert same_event(one, other)


def ids(pairs):
    return [(left.article.id, right.article.id) for left, right in pairs]


def test_pairs_are_the_same_in_any_order(engine, views):
    expected = [(n, n) for n in ("again", "ferry", "train", "trial")] + [("again", "ferry")]
    for order in permutations(views.values()):
        assert ids(event_pairs(order, engine.words)) == expected


def test_no_pair_hangs_on_common_words_alone(engine):
    """Lemmas that stand in every newspaper bring no two articles together, however alike the profiles are."""
    common = [
        lemma for lemma in ("say", "year", "people", "time", "day", "make") if engine.words.rarity(lemma) < BLOCK_RARITY
    ]
    assert len(common) > 3
    weights = dict.fromkeys(common, 1.0)
    one, other = given("a", "", weights), given("b", "", weights)
    assert same_event(one, other)
    assert ids(event_pairs([one, other], engine.words)) == [("a", "a"), ("b", "b")]


def test_the_verdict_on_a_pair_does_not_depend_on_the_rest(engine, views):
    alone = ids(event_pairs([views["ferry"], views["again"]], engine.words))
    assert set(alone) <= set(ids(event_pairs(list(views.values()), engine.words)))


def test_answers_are_held_by_slot(engine):
    view = view_of(engine, article("a", "Six people were hurt in Oban on Monday. The ferry sank."))
    assert {slot: len(claims) for slot, claims in view.by_slot.items()} == {
        Slot.AMOUNT: 1,
        Slot.WHEN: 1,
        Slot.WHERE: 1,
        Slot.WHAT: 2,
    }
    assert (len(view.amounts), len(view.times), [place.name for place in view.places]) == (1, 1, ["Oban"])


def test_an_article_without_claims_has_a_view(engine):
    assert view_article(article("a", "x"), [], engine.words).profile == {}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], []),
        ([("a", "a")], [["a"]]),
        ([("b", "a"), ("c", "b"), ("d", "d")], [["a", "b", "c"], ["d"]]),
        ([("d", "d"), ("c", "b"), ("b", "a")], [["a", "b", "c"], ["d"]]),
    ],
)
def test_groups_are_connected_and_sorted(pairs, expected):
    assert groups_of(pairs) == expected


def test_the_threshold_lies_under_what_two_desks_share(views):
    assert profile_similarity(views["ferry"], views["again"]) > 2 * SAME_EVENT
