"""Attributions: cases over given parses, credits of quotations, and what holds of the spans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract.attribution import Attributed, find_attributions
from claimcheck.extract.quote import find_quotes
from claimcheck.model import Sentence
from tests.factories import annotated_sentence

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attributions.json").read_text(encoding="utf-8"))


def parsed(parts: list[dict[str, object]]) -> tuple[str, list[Sentence]]:
    text, sentences = "", []
    for part in parts:
        text += " " if text else ""
        sentences.append(annotated_sentence(str(part["text"]), list(part["rows"]), start=len(text)))
        text += str(part["text"])
    return text, sentences


def told(text: str, one: Attributed) -> list[object]:
    note = one.attribution
    return [note.source, note.cue, note.stance, note.depth, note.anonymous, text[one.start : one.end]]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, list[dict[str, object]]]) -> None:
    text, sentences = parsed(case["input"])
    found = find_attributions(sentences, text)
    assert [told(text, one) for one in found] == case["expected"]
    for one in found:
        assert text[one.attribution.start : one.attribution.end] == one.attribution.text


SHE_SAID = {
    "text": "She said it rained.",
    "rows": [
        "She she PRON 1 nsubj",
        "said say VERB -1 root",
        "it it PRON 3 nsubj",
        "rained rain VERB 1 ccomp",
        ". . PUNCT 1 punct",
    ],
}
ROE_CAME = {
    "text": "Ida Roe came.",
    "rows": ["Ida Ida PROPN 2 nsubj", "Roe Roe PROPN 0 flat", "came come VERB -1 root", ". . PUNCT 2 punct"],
}


def test_a_pronoun_takes_the_one_person_before() -> None:
    text, sentences = parsed([ROE_CAME, SHE_SAID])
    (one,) = find_attributions(sentences, text)
    assert (one.attribution.source, one.attribution.text) == ("Ida Roe", "She said")


def test_an_unresolved_pronoun_stays_as_written() -> None:
    text, sentences = parsed([SHE_SAID])
    (one,) = find_attributions(sentences, text)
    assert one.attribution.source == "She"


def test_quotations_give_their_credit_once() -> None:
    text = "“It was shut. Nobody crossed,” said Ida Roe."
    quotes = find_quotes(text)
    found = find_attributions((), text, quotes)
    assert [told(text, one) for one in found] == [
        ["Ida Roe", "said", "asserts", 1, False, "It was shut. Nobody crossed,"]
    ]
    assert find_attributions((), text) == ()


def test_an_unnamed_speaker_is_anonymous() -> None:
    text = "“It was shut,” a passenger said. “It was open,” police said."
    assert [one.attribution.anonymous for one in find_attributions((), text, find_quotes(text))] == [True, False]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=list("ab .[]12,3\n"), max_size=60))
def test_footnotes_support_words(text: str) -> None:
    for one in find_attributions((), text):
        assert text[one.attribution.start : one.attribution.end] == one.attribution.text
        assert 0 <= one.start < one.end <= one.attribution.start
        assert text[one.start : one.end].strip()
