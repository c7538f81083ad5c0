"""Finding times: a table of sentences, and properties that hold for any text."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.moments import parse_published
from claimcheck.extract.when import find_times
from claimcheck.model import When

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "when.json").read_text("utf-8"))
WORDS = (
    "on at the early late last next this Monday Wednesday May March 8 31 2017 2016 20th 6.10 6:45 pm a.m. GMT two days"
    " ago"
    " later before after half past noon week year month anniversary of D-Day Christmas Day every for ( ) , . - ' night"
    " morning in since until 1990s quarter second hours old aged and to from BC Q3 today’s \n"
).split(" ")


def check(found: When, expected: dict[str, Any]) -> None:
    """One found time against what the case says of it."""
    for key, value in expected.items():
        if key in {"low", "high"}:
            assert getattr(found, key) == datetime.fromisoformat(value), key
        elif key == "low_none":
            assert found.low is None and found.high is None
        elif key in {"inferred", "seconds"}:
            assert list(getattr(found, key)) == value, key
        else:
            assert getattr(found, key) == value, key


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_times_of_a_sentence(case: dict[str, Any]) -> None:
    text = case["input"]["text"]
    found = find_times(text, parse_published(case["input"]["published"]))
    if case["expect"] == "fail":
        pytest.xfail("known to be wrong")
    assert [when.text for when in found] == [wanted["text"] for wanted in case["expected"]]
    for when, wanted in zip(found, case["expected"], strict=True):
        check(when, wanted)


def test_refusals_outnumber_finds() -> None:
    refused = [case for case in CASES if not case["expected"]]
    assert len(refused) * 2 > len(CASES)


def test_dateline_takes_the_place_of_publication() -> None:
    when = find_times("It sank on Monday.", parse_published("2019-06-12"), dateline=parse_published("2019-06-04"))[0]
    assert (when.value, when.anchor) == ("2019-06-03", "dateline")


def test_tense_of_a_parser_decides_where_given() -> None:
    published = parse_published("2019-06-12")
    assert find_times("The vote is Monday.", published, future=lambda start: True)[0].value == "2019-06-17"
    assert find_times("The vote is Monday.", published, future=lambda start: False)[0].value == "2019-06-10"


@pytest.mark.parametrize("unit", ["two-", "Monday, ", "12:30 ", " ", "March 3-", "a\n ", "1.", "the third "])
def test_long_runs_of_one_word_take_no_time(unit: str) -> None:
    """A rule that backtracks would take minutes here."""
    find_times(unit * 3000, parse_published("2019-06-12"))


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", "2019-06-12", "2016-02-29T23:59:59+01:00"]))
@settings(max_examples=300, deadline=None)
def test_spans_match_the_text_and_never_overlap(words: list[str], published: str) -> None:
    text = " ".join(words)
    reached = 0
    for when in find_times(text, parse_published(published)):
        assert text[when.start : when.end] == when.text
        assert when.start >= reached
        reached = when.end
        assert (when.low is None) == (when.high is None)
        if when.low is not None and when.high is not None:
            assert when.low < when.high
        assert when.value


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for when in find_times(text, parse_published("2019-06-12")):
        assert text[when.start : when.end] == when.text
