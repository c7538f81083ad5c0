"""Versions of one story: their order, which stands, and what kills, holds, embargoes and corrections do."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.align.stories import StoryPolicy, standing
from claimcheck.align.version_order import in_order
from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, Correction, Item, ItemClass, NoticeKind, Signal, Status

TEXT = (
    "The ferry Alma ran aground off Holm at dawn and its sixty passengers were taken ashore by two lifeboats, the "
    "harbour master of Holm said. Nobody was hurt, and the ferry will be towed to Varde once the tide allows it."
)


def version(number="", time="", text=TEXT, identity="holm:1", title="Ferry runs aground", skipped=None, **item):
    filled = Item(provider="Holm News", provider_id=identity, version=number, version_created=time, **item)
    return Article(
        id=identity or title,
        text=text,
        title=title,
        published=time,
        published_at=parse_published(time),
        skipped=skipped,
        item=filled,
    )


def stands(articles, **policy):
    """Ids and reasons, whatever order the articles come in."""
    results = {
        tuple((a.id, a.item.version, a.skipped) for a in standing(order, StoryPolicy(**policy)).articles)
        for order in permutations(articles)
    }
    assert len(results) == 1, "the order of arrival changed what stands"
    return {(identity, number): reason for identity, number, reason in results.pop()}


def notices(articles, **policy):
    return [(n.article, n.kind) for n in standing(articles, StoryPolicy(**policy)).notices]


def test_only_the_latest_version_stands():
    found = stands(
        [
            version("1", "2026-05-01T10:00:00Z", "Five people"),
            version("2", "2026-05-01T11:00:00Z", "Six people"),
            version("10", "2026-05-01T12:00:00Z", "Seven people"),
        ]
    )
    assert found == {
        ("holm:1", "10"): None,
        ("holm:1@1", "1"): "superseded by version 10",
        ("holm:1@2", "2"): "superseded by version 10",
    }


def test_all_versions_may_be_compared():
    found = stands([version("1", text="Five"), version("2", text="Six")], all_versions=True)
    assert found == {("holm:1", "2"): None, ("holm:1@1", "1"): None}


# Label, times and numbers of two versions of one item, the older first.
ORDERS = [
    ("numbers are numbers, not words", ("", "9"), ("", "10")),
    ("the time of the version tells before the number", ("2026-05-01T10:00:00Z", "7"), ("2026-05-01T11:00:00Z", "2")),
    ("zones are taken into account", ("2026-05-01T12:00:00+05:00", "1"), ("2026-05-01T08:00:00Z", "2")),
    ("... even against the number", ("2026-05-01T12:00:00+05:00", "2"), ("2026-05-01T08:00:00Z", "1")),
    ("one time, two numbers", ("2026-05-01T10:00:00Z", "1"), ("2026-05-01T10:00:00Z", "2")),
    ("the clock went back between them", ("2026-10-25T02:50:00", "4"), ("2026-10-25T02:10:00", "5")),
    (
        "without a zone, but two hours apart",
        ("2026-10-25T00:50:00", "5"),
        ("2026-10-25T02:51:00", "4"),
    ),
    ("one zone unknown: the number tells", ("2026-05-01T12:00:00", "1"), ("2026-05-01T08:00:00Z", "2")),
    ("one zone unknown, but a day apart", ("2026-05-01T08:00:00", "2"), ("2026-05-02T08:00:00Z", "1")),
    ("a number with leading noughts", ("", "09"), ("", "10")),
    ("a number with a letter", ("", "v2"), ("", "v11")),
    ("no time in one: the number tells", ("2026-05-01T12:00:00Z", "1"), ("", "2")),
]


@pytest.mark.parametrize("label, older, newer", ORDERS, ids=[row[0] for row in ORDERS])
def test_order_of_versions(label, older, newer):
    a, b = version(older[1], older[0], "Old words"), version(newer[1], newer[0], "New words")
    for order in ([a, b], [b, a]):
        assert [v.text for v in in_order(order)] == ["Old words", "New words"]


@settings(max_examples=60)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_the_highest_number_stands_in_any_order_of_arrival(numbers, random):
    versions = [version(str(n), text=f"Text {n}") for n in numbers]
    random.shuffle(versions)
    current = [a for a in standing(versions, StoryPolicy()).articles if a.skipped is None]
    assert [(a.id, a.item.version) for a in current] == [("holm:1", str(max(numbers)))]


def test_one_number_with_two_texts_is_named_and_the_later_taken():
    a = version("3", "2026-05-01T10:00:00Z", "Five people were hurt")
    b = version("3", "2026-05-01T10:05:00Z", "Six people were hurt")
    found = stands([a, b])
    assert found[("holm:1", "3")] is None and len(found) == 2
    assert notices([a, b]) == [("holm:1", NoticeKind.LATE_VERSION)]


def test_a_version_delivered_twice_is_one():
    assert len(stands([version("3"), version("3")])) == 1


def test_a_kill_withdraws_every_version_whenever_it_comes():
    kill = version("3", "2026-05-01T12:00:00Z", "", title="KILL: Ferry", status=Status.CANCELED, editor_note="Untrue.")
    found = stands([version("1", "2026-05-01T10:00:00Z"), kill, version("2", "2026-05-01T11:00:00Z", TEXT + " More.")])
    assert set(found.values()) == {"killed by its provider: Untrue."} and len(found) == 3


def test_an_update_that_comes_after_the_kill_stays_withdrawn_and_is_named():
    kill = version("3", "2026-05-01T12:00:00Z", "", signals=(Signal.KILL,))
    late = version("4", "2026-05-01T13:00:00Z")
    assert all(reason.startswith("killed") for reason in stands([kill, late]).values())
    assert notices([kill, late]) == [("holm:1", NoticeKind.LATE_VERSION)]
    assert notices([kill, version("2", "2026-05-01T11:00:00Z")]) == []


def test_what_reprints_a_killed_story_is_marked():
    killed = version("1", status=Status.CANCELED)
    copy = version(identity="varde:7", text="VARDE - " + TEXT, title="Ferry aground")
    other = version(identity="varde:8", text="The council of Varde met on Monday and talked about the price of bread.")
    assert notices([killed, copy, other]) == [("varde:7", NoticeKind.RELIES_ON_WITHDRAWN)]
    assert stands([killed, copy, other])[("varde:7", "")] is None


def test_a_withheld_story_is_frozen_until_a_version_frees_it():
    first, held = version("1"), version("2", text=TEXT + " Held.", status=Status.WITHHELD)
    assert set(stands([first, held]).values()) == {"withheld by its provider: the story is frozen"}
    freed = version("3", text=TEXT + " Freed.", status=Status.USABLE)
    assert stands([first, held, freed])[("holm:1", "3")] is None


@pytest.mark.parametrize(
    "embargo, as_of, held",
    [
        ("2026-05-01T18:00:00Z", "", True),
        ("2026-05-01T18:00:00Z", "2026-05-01T17:59:00Z", True),
        ("2026-05-01T18:00:00Z", "2026-05-01T18:00:00Z", False),
        ("2026-05-01T18:00:00+02:00", "2026-05-01T16:00:00Z", False),
        ("2026-05-01T18:00:00+02:00", "2026-05-01T17:00:00+02:00", True),
        ("2026-05-01T18:00:00", "2026-05-01T18:00:00Z", True),  # whose six o'clock?
        ("2026-05-01T18:00:00", "2026-05-02T06:00:00Z", False),  # it is over everywhere
        ("on delivery of the speech", "2030-01-01T00:00:00Z", True),
        ("", "", False),
    ],
)
def test_an_embargo_lapses_when_its_time_has_come(embargo, as_of, held):
    item = version("1", embargo=embargo)
    reason = stands([item], as_of=parse_published(as_of))[("holm:1", "1")]
    assert (reason == f"embargoed: {embargo}") is held and (reason is None) is not held


def test_nothing_of_an_embargoed_item_is_repeated():
    item = version("1", embargo="2026-05-01T18:00:00Z", slug="FERRY", editor_note="secret", byline="A. Holm")
    (article,) = standing([item], StoryPolicy()).articles
    assert (article.title, article.text, article.item.slug, article.item.editor_note) == ("", "", "", "")
    assert article.item.embargo == "2026-05-01T18:00:00Z" and article.item.version == "1"


def test_an_embargoed_item_is_compared_where_asked_and_marked():
    item = version("1", embargo="2026-05-01T18:00:00Z")
    assert stands([item], with_embargoed=True) == {("holm:1", "1"): None}
    assert notices([item], with_embargoed=True) == [("holm:1", NoticeKind.EMBARGOED)]


def test_the_correction_of_the_version_that_stands_is_told():
    said = Correction("Corrects age to 43", "age", "43")
    items = [version("1"), version("2", text=TEXT + " Corrected.", corrections=(said,))]
    assert notices(items) == [("holm:1", NoticeKind.CORRECTION)]
    assert notices([*items, version("3", text=TEXT + " More.")]) == []


def family(identity, time, signals=(), update=None, slug="ferry-holm", provider="Holm News", text=TEXT, title="A"):
    return version("", time, text, identity, title, family=slug, signals=signals, update=update)


def test_updates_of_one_slug_are_versions_of_one_story():
    first = family("a", "2026-05-01T10:00:00Z", text="Five")
    update = family("b", "2026-05-01T14:00:00Z", (Signal.UPDATE,), 1, text="Six")
    assert stands([first, update]) == {("a", ""): "superseded by version 2026-05-01T14:00:00Z", ("b", ""): None}


@pytest.mark.parametrize(
    "label, a, b",
    [
        ("no mark of a version", family("a", "2026-05-01T10:00:00Z"), family("b", "2026-05-01T12:00:00Z")),
        ("another slug", family("a", "", (Signal.UPDATE,)), family("b", "", (Signal.UPDATE,), slug="bread-varde")),
        ("days apart", family("a", "2026-05-01T10:00:00Z"), family("b", "2026-05-08T10:00:00Z", (Signal.UPDATE,))),
        ("no slug", family("a", "", (Signal.UPDATE,), slug=""), family("b", "", (Signal.UPDATE,), slug="")),
    ],
)
def test_what_is_no_version_of_another(label, a, b):
    assert set(stands([a, b]).values()) == {None}


def test_an_item_that_names_its_earlier_self_replaces_it():
    old, new = version("1", identity="a"), version("1", "2026-05-01T10:00:00Z", "New", "b", replaces=("a",))
    assert stands([old, new])[("b", "1")] is None and stands([old, new])[("a", "1")].startswith("superseded")


def test_what_was_set_aside_for_another_reason_stays_so():
    picture = version("1", item_class=ItemClass.PICTURE, skipped="picture: not a text story")
    assert stands([picture]) == {("holm:1", "1"): "picture: not a text story"}


def test_articles_of_no_provider_are_never_versions():
    a = Article(id="a", text=TEXT, title="One")
    b = Article(id="b", text=TEXT, title="One")
    assert stands([a, b]) == {("a", ""): None, ("b", ""): None}
