"""Datelines are found where they stand, and no first sentence is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Dateline
from claimcheck.read.dateline import find_dateline, parse_dateline

CASES = json.loads((Path(__file__).parents[1] / "cases" / "wire" / "datelines.json").read_text(encoding="utf-8"))
APART = [
    ("LIMA, Jan 21 (Reuters) -", ("LIMA", "Jan 21", "Reuters")),
    ("MOSCOW, Monday (Reuters)", ("MOSCOW", "Monday", "Reuters")),
    ("Peine (dpa/lni) -", ("Peine", "", "dpa/lni")),
    ("WASHINGTON", ("WASHINGTON", "", "")),
    ("Washington, June 5", ("Washington", "June 5", "")),
    ("  Strasbourg,\n10 juil 2024 (AFP) ", ("Strasbourg", "10 juil 2024", "AFP")),
    ("Bergen", ("Bergen", "", "")),
    ("bergen (nordwire)", ("bergen", "", "nordwire")),
    ("Bergen 2024-05-03", ("Bergen", "2024-05-03", "")),
    ("On board the ferry Nordlys, off Bergen, May 3 (AP)", ("On board the ferry Nordlys, off Bergen", "May 3", "AP")),
    ("", ("", "", "")),
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, str | dict[str, str]]) -> None:
    text, expected = case["input"], case["expected"]
    assert isinstance(text, str)
    found = find_dateline(text)
    if expected is None:
        assert found is None
    else:
        assert isinstance(expected, dict)
        assert found is not None
        assert {"text": found.text, "place": found.place, "day": found.day, "agency": found.agency} == expected
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("line, parts", APART)
def test_lines_given_apart(line: str, parts: tuple[str, str, str]) -> None:
    assert parse_dateline(line) == Dateline(" ".join(line.split()), *parts)


@given(st.text(alphabet="AB ab,.()/—-–_:\n1|May3CNN", max_size=120))
def test_spans_hold_on_any_text(text: str) -> None:
    found = find_dateline(text)
    if found is not None:
        assert text[found.start : found.end] == found.text
        assert found.place or found.day or found.agency
    parse_dateline(text)


def test_long_lines_are_quick() -> None:
    for piece in ("A ", "A-", "A/", "(A", "May ", "A, ", "a", "|"):
        assert find_dateline(piece * 200_000) is None
        parse_dateline(piece * 2_000)
