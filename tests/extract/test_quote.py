"""Quotations: cases on the surface, reported speech from a parse, and what holds of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract.quote import find_quotes, utterances
from claimcheck.extract.quote_marks import scan_quotes
from tests.factories import annotated_sentence

CASES = json.loads((Path(__file__).parents[1] / "cases" / "quotes.json").read_text(encoding="utf-8"))
MARKS = st.text(alphabet=list("\"'“”‘’«»`ab S.,?!…—\n6said: he"), max_size=120)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, object]) -> None:
    text = str(case["input"])
    found = [[q.text, q.speaker, q.cue] for q in find_quotes(text)]
    assert found == case["expected"]


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=150), MARKS))
def test_offsets_match_the_text(text: str) -> None:
    last = (-1, 0)
    for quote in find_quotes(text):
        assert text[quote.start : quote.end] == quote.text
        assert (quote.start, -quote.end) >= last
        last = (quote.start, -quote.end)
        if quote.cue_start >= 0:
            assert text[quote.cue_start : quote.cue_end] == quote.cue
        if quote.speaker_start >= 0:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


@settings(max_examples=300, deadline=None)
@given(MARKS)
def test_spans_nest_or_stand_apart(text: str) -> None:
    spans = scan_quotes(text)
    for i, one in enumerate(spans):
        assert one.outer_start <= one.start < one.end <= one.outer_end
        for two in spans[i + 1 :]:
            assert two.start >= one.end or two.end <= one.end


@settings(max_examples=200, deadline=None)
@given(MARKS)
def test_every_outer_quotation_is_in_one_utterance(text: str) -> None:
    quotes = find_quotes(text)
    grouped = [q for group in utterances(quotes, text) for q in group]
    assert len(grouped) == len(set(grouped))
    assert all(any(g.start <= q.start and q.end <= g.end for g in grouped) for q in quotes)


def test_halves_of_one_utterance_are_joined() -> None:
    text = (
        "“We will rebuild,” Ida Roe said, “but not this year. It costs too much.” Tom Hale said: “Nonsense, all of it.”"
    )
    groups = utterances(find_quotes(text), text)
    assert [[q.text for q in group] for group in groups] == [
        ["We will rebuild,", "but not this year. It costs too much."],
        ["Nonsense, all of it."],
    ]


def test_quotations_of_two_speakers_are_two_utterances() -> None:
    text = "“We will rebuild,” Ida Roe said. “Never,” said Tom Hale."
    assert len(utterances(find_quotes(text), text)) == 2


def test_reported_speech_needs_a_parse() -> None:
    text = "Ida Roe said the bridge was shut."
    rows = [
        "Ida Ida PROPN 2 nsubj",
        "Roe Roe PROPN 0 flat",
        "said say VERB -1 root",
        "the the DET 4 det",
        "bridge bridge NOUN 6 nsubj",
        "was be AUX 6 cop",
        "shut shut ADJ 2 ccomp",
        ". . PUNCT 2 punct",
    ]
    assert find_quotes(text) == ()
    (quote,) = find_quotes(text, [annotated_sentence(text, rows)])
    assert (quote.text, quote.speaker, quote.cue, quote.direct) == ("the bridge was shut", "Ida Roe", "said", False)


def test_quoted_clauses_are_not_reported_speech_too() -> None:
    text = "“It was shut,” said Roe."
    rows = [
        "“ “ PUNCT 3 punct",
        "It it PRON 3 nsubj",
        "was be AUX 3 cop",
        "shut shut ADJ 6 ccomp",
        ", , PUNCT 3 punct",
        "” ” PUNCT 3 punct",
        "said say VERB -1 root",
        "Roe Roe PROPN 6 nsubj",
        ". . PUNCT 6 punct",
    ]
    assert [q.direct for q in find_quotes(text, [annotated_sentence(text, rows)])] == [True]
