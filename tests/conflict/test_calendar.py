"""Calendar rules: what cannot hold inside one article, and what looks like it and does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.moments import parse_published
from claimcheck.conflict.calendar import CalendarFinding, calendar_findings
from claimcheck.extract.when import find_times
from claimcheck.model import AnnotatedArticle, Article, Field, Sentence
from claimcheck.text.sentences import split_sentences

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "calendar.json").read_text("utf-8"))


def findings(text: str, published: str = "2019-06-12", title: str = "") -> tuple[CalendarFinding, ...]:
    """The calendar findings of an article of that text."""
    article = Article("a", text, title, published=published, published_at=parse_published(published))

    def sentences(of: str) -> tuple[Sentence, ...]:
        return tuple(Sentence(start, end, of[start:end], ()) for start, end in split_sentences(of))

    annotated = AnnotatedArticle(article, sentences(title), sentences(text))
    times = {field: find_times(article.field(field), article.published_at) for field in Field}
    return calendar_findings(annotated, (), times)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_findings_of_an_article(case: dict[str, Any]) -> None:
    text = case["input"]["text"]
    found = findings(text, case["input"]["published"])
    assert [item.rule for item in found] == [wanted["rule"] for wanted in case["expected"]]
    for item, wanted in zip(found, case["expected"], strict=True):
        assert all(text[span.start : span.end] == span.text for span in item.spans)
        assert item.explanation.endswith((".", "”.")) and item.question.endswith("?") and item.ask
        assert list(item.values) == wanted.get("values", list(item.values))


def test_what_holds_outnumbers_what_does_not() -> None:
    assert sum(not case["expected"] for case in CASES) * 2 > len(CASES)


def test_a_sentence_printed_twice_is_reported_once() -> None:
    sentence = "The mill closed on Saturday, Dec. 31, 2017."
    assert len(findings(f"{sentence}\n\n{sentence}")) == 1


def test_a_title_is_read_too() -> None:
    found = findings("Nothing more is known.", title="Mill closed on Saturday, Dec. 31, 2017")
    assert [item.field for item in found] == [Field.TITLE]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_checked(text: str) -> None:
    for item in findings(text):
        assert all(text[span.start : span.end] == span.text for span in item.spans)
