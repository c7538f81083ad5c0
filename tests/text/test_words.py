"""Words: cases as the treebank divides them, and what holds of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.text import split_words

CASES = json.loads((Path(__file__).parents[1] / "cases" / "words.json").read_text(encoding="utf-8"))
MARKS = st.text(alphabet=list("abn't’sAB.?!\"“-–@#$%/\\&12,:[]() \n\u200b\u0301\U0001f600éß"), max_size=80)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, object]) -> None:
    text = str(case["input"])
    assert [text[start:end] for start, end in split_words(text)] == case["expected"]


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=120), MARKS))
def test_words_are_ordered_disjoint_and_cover_all_but_space(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in split_words(text):
        assert last <= start < end <= len(text)
        assert not any(letter.isspace() for letter in text[start:end])
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(flag or text[index].isspace() for index, flag in enumerate(covered))
