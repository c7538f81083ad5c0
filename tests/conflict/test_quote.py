"""Quotations that disagree: cases, the places pointed at, and what order must not change."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.conflict.quote import QuoteFinding, quote_findings
from claimcheck.extract.quote import find_quotes
from claimcheck.model import Field, Kind

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quote_findings.json").read_text(encoding="utf-8"))


def findings_of(texts: Mapping[str, str]) -> tuple[QuoteFinding, ...]:
    return quote_findings(
        {name: [(Field.TEXT, q) for q in find_quotes(text)] for name, text in texts.items()},
        {(name, Field.TEXT): text for name, text in texts.items()},
    )


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, dict[str, str]]) -> None:
    found = [
        [f.kind, f.severity, sorted(sorted({o.article for o in v.occurrences}) for v in f.versions)]
        for f in findings_of(case["input"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_order_of_articles_changes_nothing(case: dict[str, dict[str, str]]) -> None:
    names = list(case["input"])
    random.Random(3).shuffle(names)
    names.reverse()
    assert findings_of({name: case["input"][name] for name in names}) == findings_of(case["input"])


def test_the_place_is_the_changed_sentence() -> None:
    first = "Ida Roe said: “We lost the ferry in the night. "
    texts = {
        "a": first + "I am very grateful to the old harbour crew. They are well.”",
        "b": first + "I am grateful to the old harbour crew. They are well.”",
    }
    (finding,) = findings_of(texts)
    for version in finding.versions:
        for place in version.occurrences:
            sentence = texts[place.article][place.start : place.end]
            assert sentence in (
                "I am very grateful to the old harbour crew",
                "I am grateful to the old harbour crew",
            )
    words = {texts[o.article][o.words_start : o.words_end] for v in finding.versions for o in v.occurrences}
    assert words == {"very", ""}


def test_an_article_can_disagree_with_itself() -> None:
    text = (
        "“I am very grateful to every member of the old harbour crew of this town,” said Ida Roe. It rained. "
        "In her letter, Roe wrote: “I am grateful to every member of the old harbour crew of this town.”"
    )
    (finding,) = findings_of({"a": text})
    assert len(finding.versions) == 2
    two = findings_of({"a": text.split(" It rained. ")[0], "b": text.split(" It rained. ")[1]})
    assert finding.confidence < two[0].confidence


def test_a_third_article_changes_no_verdict_of_two() -> None:
    texts = {
        "a": "“I am very grateful to the old harbour crew,” said Ida Roe.",
        "b": "“I am grateful to the old harbour crew,” said Ida Roe.",
    }
    more = {**texts, "c": "“Fish prices doubled in a single night,” said Karl Moe."}
    assert findings_of(more) == findings_of(texts)


def test_every_finding_explains_itself() -> None:
    (finding,) = findings_of(CASES[0]["input"])
    assert finding.kind is Kind.QUOTE
    assert finding.question.startswith("What exactly did Ida Roe say")
    assert finding.explanation.endswith(".") and finding.ask.endswith("?")
    assert {r.reading for r in finding.readings} >= {"clip", "ellipsis", "translation", "house style"}
    assert 0.0 < finding.confidence < 1.0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet=list("ab “”\"'said Roe.,…\n"), max_size=60), max_size=4))
def test_any_text_can_be_checked(texts: list[str]) -> None:
    named = {str(i): text for i, text in enumerate(texts)}
    for finding in findings_of(named):
        assert len(finding.versions) > 1
        for version in finding.versions:
            for place in version.occurrences:
                assert 0 <= place.start < place.end <= len(named[place.article])
