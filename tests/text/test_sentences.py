"""Sentence boundaries: cases from news and bad extractions, and what holds of any text."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.text import split_sentences

CASES = json.loads((Path(__file__).parents[1] / "cases" / "sentences.json").read_text(encoding="utf-8"))
NEWS_MARKS = st.text(alphabet=list("ab AB.?!\"“”’'()[]12\n\t•-—…$%,:;\u200b\u0301\U0001f600é"), max_size=120)


def _params() -> list[object]:
    return [
        pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
        for case in CASES
    ]


@pytest.mark.parametrize("case", _params())
def test_cases(case: dict[str, object]) -> None:
    text = str(case["input"])
    assert [text[start:end] for start, end in split_sentences(text)] == case["expected"]


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), NEWS_MARKS))
def test_sentences_are_ordered_disjoint_and_cover_all_but_space(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(flag or text[index].isspace() for index, flag in enumerate(covered))


@pytest.mark.parametrize("unit", ["word ", "x", "a.", "He left. ", '"', "(", "word\n", "• ", "U.S. "])
def test_cost_is_linear(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    began = time.perf_counter()
    split_sentences(text)
    assert time.perf_counter() - began < 20
