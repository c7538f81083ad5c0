"""Two quotations: cases of each verdict, symmetry, and the operations that are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.quote import Operation, QuoteAlignment, align_quotes, relate_quote
from claimcheck.compare.quote_words import quote_words
from claimcheck.model import Quotation, SlotRelation

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quote_pairs.json").read_text(encoding="utf-8"))
SPOKEN = st.lists(
    st.sampled_from(
        "the bridge is shut wasn't n't not … [She] harbour harbor 25 twenty-five".split()
        + "We we. And one of worst (sic) f***".split()
    ),
    max_size=25,
).map(" ".join)


def quoted(text: str, start: int = 0) -> Quotation:
    return Quotation(start, start + len(text), text)


def marked(case: dict[str, object]) -> object:
    reason = "known failure" if case["expect"] == "fail" else ""
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(case, id=str(case["label"]), marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_cases(case: dict[str, list[str]]) -> None:
    one, two = case["input"]
    assert align_quotes(quoted(one), quoted(two)).relation == case["expected"]


@pytest.mark.parametrize("case", [marked(case) for case in CASES if case["expect"] == "pass"])
def test_cases_are_symmetric(case: dict[str, list[str]]) -> None:
    one, two = case["input"]
    assert_mirrored(align_quotes(quoted(one), quoted(two)), align_quotes(quoted(two), quoted(one)))


@settings(max_examples=300, deadline=None)
@given(SPOKEN, SPOKEN)
def test_comparison_is_symmetric(one: str, two: str) -> None:
    assert_mirrored(align_quotes(quoted(one), quoted(two)), align_quotes(quoted(two), quoted(one)))


def assert_mirrored(there: QuoteAlignment, back: QuoteAlignment) -> None:
    assert (there.relation, there.weight, there.likeness) == (back.relation, back.weight, back.likeness)
    assert [(d.a_text, d.b_text) for d in there.differences] == [(d.b_text, d.a_text) for d in back.differences]


@settings(max_examples=300, deadline=None)
@given(SPOKEN, st.integers(0, 50))
def test_a_quotation_is_never_unlike_itself(text: str, start: int) -> None:
    alignment = align_quotes(quoted(text), quoted(text, start))
    assert alignment.relation in (SlotRelation.SAME, SlotRelation.UNKNOWN)
    assert not alignment.changes


@settings(max_examples=300, deadline=None)
@given(SPOKEN, SPOKEN, st.integers(0, 50))
def test_places_point_at_the_words(one: str, two: str, start: int) -> None:
    a, b = quoted(one, start), quoted(two)
    for d in align_quotes(a, b).differences:
        assert one[d.a_start - start : d.a_end - start] == d.a_text
        assert two[d.b_start : d.b_end] == d.b_text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for word in quote_words(text).words:
        assert last <= word.start < word.end <= len(text)
        last = word.start


@pytest.mark.parametrize(
    "one, two, operation, words",
    [
        (
            "I am very grateful to the harbour crew",
            "I am grateful to the harbour crew",
            Operation.DROPPED,
            ("very", ""),
        ),
        (
            "a large volume of harbour letters",
            "a large number of harbour letters",
            Operation.SUBSTITUTED,
            ("volume", "number"),
        ),
        ("changed our harbour plan again", "changed our harbour plans again", Operation.INFLECTED, ("plan", "plans")),
        (
            "The captain wasn't awake that night",
            "The captain was not awake that night",
            Operation.CONTRACTED,
            ("n't", "not"),
        ),
        ("So she told me. It is a harbour of old lost ships", "It is a harbour of old lost ships", None, ("", "")),
        (
            "Next week we will search the harbour with divers.",
            "We will search the harbour with divers.",
            Operation.OPENING_CUT,
            ("Next week", ""),
        ),
        ("one of the worst storms of my life", "the worst storms of my life", Operation.DROPPED, ("one of", "")),
    ],
)
def test_changes_are_named(one: str, two: str, operation: Operation | None, words: tuple[str, str]) -> None:
    changes = align_quotes(quoted(one), quoted(two)).changes
    if operation is None:
        assert changes == ()
    else:
        assert [(d.operation, (d.a_text, d.b_text)) for d in changes] == [(operation, words)]


def test_closer_quotations_are_more_alike() -> None:
    said = quoted("The council never paid a cent for the old harbour bridge")
    near = align_quotes(said, quoted("The council never paid a penny for the old harbour bridge"))
    far = align_quotes(said, quoted("The mayor never paid anything at all for the old harbour"))
    assert near.likeness > far.likeness
    assert near.weight > far.weight


def test_claims_without_quotations_are_not_compared() -> None:
    said = quoted("The harbour bridge is not safe for lorries")
    assert relate_quote(said, None).relation is SlotRelation.UNKNOWN
    reported = Quotation(0, 10, "the bridge", direct=False)
    assert relate_quote(said, reported).relation is SlotRelation.UNKNOWN
    assert relate_quote(said, quoted("The harbour bridge is safe for lorries")).relation is SlotRelation.DISJOINT


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_relations_of_claims_are_symmetric(case: dict[str, list[str]]) -> None:
    one, two = (quoted(text) for text in case["input"])
    assert relate_quote(one, two) == relate_quote(two, one)
