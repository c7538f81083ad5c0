"""Comparing times: a table of pairs, symmetry, and publication times as feeds write them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.moments import parse_published
from claimcheck.compare.occasions import all_occasions, find_occasion, orthodox_easter, western_easter
from claimcheck.compare.when import relate_when
from claimcheck.extract.when import find_times
from claimcheck.model import Precision, SlotRelation, TimeKind, When

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "when_relate.json").read_text("utf-8"))


def first_time(text: str, published: str) -> When | None:
    """The first time of a phrase."""
    found = find_times(f"It was {text}.", parse_published(published))
    return found[0] if found else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_relation_of_two_times(case: dict[str, Any]) -> None:
    given_ = case["input"]
    a, b = first_time(given_["a"], given_["published_a"]), first_time(given_["b"], given_["published_b"])
    assert a is not None and b is not None
    assert relate_when(a, b).relation == case["expected"]
    assert relate_when(b, a) == relate_when(a, b)


def test_compatible_cases_outnumber_conflicts() -> None:
    conflicts = sum(case["expected"] == "disjoint" for case in CASES)
    assert conflicts * 2 < len(CASES)


def test_missing_time_is_unknown() -> None:
    when = first_time("on Monday", "2019-06-12")
    assert relate_when(None, when).relation is SlotRelation.UNKNOWN
    assert relate_when(when, None).relation is SlotRelation.UNKNOWN


_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1))


@st.composite
def times(draw: st.DrawFn) -> When:
    """Times of every kind, resolved or not."""
    kind = draw(st.sampled_from([TimeKind.DATE, TimeKind.TIME, TimeKind.DURATION, TimeKind.SET]))
    relation = draw(st.sampled_from(["on", "before", "after", "since", "until", "by", "for"]))
    inferred = tuple(
        draw(
            st.lists(
                st.sampled_from(["year", "week", "day", "date", "half-day", "fiscal", "day order"]),
                max_size=2,
                unique=True,
            )
        )
    )
    if kind is TimeKind.DURATION:
        low = draw(st.floats(0, 1e9))
        return When(0, 1, "x", "P1D", kind, seconds=(low, low + draw(st.floats(0, 1e9))), relation=relation)
    if kind is TimeKind.SET or draw(st.booleans()):
        value = draw(st.sampled_from(["XXXX-05-20", "XXXX-WXX-3", "PAST_REF", "XXXX-WXX-1", "XXXX-XX-XX", "XXXX-05"]))
        return When(0, 1, "x", value, kind, precision=Precision.DAY, relation=relation, inferred=inferred)
    low_moment = draw(_MOMENTS)
    precision = draw(st.sampled_from(list(Precision)))
    length = timedelta(minutes=draw(st.integers(1, 1_000_000)))
    offset = draw(st.sampled_from([None, 0, -300, 330]))
    anchor = draw(st.sampled_from(["", "publication", "text"]))
    return When(
        0, 1, "x", f"{low_moment:%Y-%m-%d}", kind, low_moment, low_moment + length, precision, offset, None, relation,
        anchor, "", inferred,
    )  # fmt: skip


@given(times(), times())
@settings(max_examples=500, deadline=None)
def test_relation_is_symmetric(a: When, b: When) -> None:
    assert relate_when(a, b) == relate_when(b, a)


@given(times())
@settings(max_examples=300, deadline=None)
def test_a_time_never_contradicts_itself(when: When) -> None:
    assert relate_when(when, when).relation is not SlotRelation.DISJOINT


@pytest.mark.parametrize(
    ("raw", "low", "precision", "offset"),
    [
        ("2016-11-09", "2016-11-09T00:00:00", Precision.DAY, None),
        ("2016-11-09T08:46:26+01:00", "2016-11-09T08:46:26", Precision.SECOND, 60),
        ("2016-11-09T08:46:26.123Z", "2016-11-09T08:46:26", Precision.SECOND, 0),
        ("2016-11-08 12:00", "2016-11-08T12:00:00", Precision.MINUTE, None),
        ("2016-11-08 00:00:00", "2016-11-08T00:00:00", Precision.DAY, None),
        ("Wed, 09 Nov 2016 08:46:26 -0500", "2016-11-09T08:46:26", Precision.SECOND, -300),
        ("November 9, 2016 8:46 pm EST", "2016-11-09T20:46:00", Precision.MINUTE, -300),
        ("9 Nov 2016", "2016-11-09T00:00:00", Precision.DAY, None),
        ("20161109T084626Z", "2016-11-09T08:46:26", Precision.SECOND, 0),
        ("20161109T084626+0100", "2016-11-09T08:46:26", Precision.SECOND, 60),  # as NITF and NewsML write it
        ("20161109", "2016-11-09T00:00:00", Precision.DAY, None),
        ("1478680000", "2016-11-09T08:26:40", Precision.SECOND, 0),
        ("2016-11", "2016-11-01T00:00:00", Precision.MONTH, None),
        ("2016", "2016-01-01T00:00:00", Precision.YEAR, None),
    ],
)
def test_publication_time(raw: str, low: str, precision: Precision, offset: int | None) -> None:
    interval = parse_published(raw)
    assert interval is not None
    assert (interval.low, interval.precision, interval.utc_offset) == (datetime.fromisoformat(low), precision, offset)


@pytest.mark.parametrize("raw", ["", " ", "yesterday", "2016-13-40", "09/11/2016", "unknown", "0000-00-00", "12:30"])
def test_publication_time_refused(raw: str) -> None:
    assert parse_published(raw) is None


@given(st.text(max_size=60))
def test_any_publication_string_is_safe(raw: str) -> None:
    parse_published(raw)


def test_occasions_are_many_and_sourced() -> None:
    occasions = all_occasions()
    assert len(occasions) >= 300
    assert all(occasion.source for occasion in occasions)
    for occasion, year in product(occasions, (2023, 2024)):
        assert all(day.year == year for day in occasion.days_in(year))


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2016, (3, 27), (5, 1)), (2017, (4, 16), (4, 16)), (2019, (4, 21), (4, 28)), (2024, (3, 31), (5, 5))],
)
def test_easter(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert (western_easter(year).month, western_easter(year).day) == western
    assert (orthodox_easter(year).month, orthodox_easter(year).day) == orthodox


def test_event_with_several_accepted_days() -> None:
    surrender = find_occasion("Japan’s surrender")
    assert surrender is not None
    assert {day.isoformat() for day in surrender.event_days()} >= {"1945-08-15", "1945-09-02"}
