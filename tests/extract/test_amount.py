"""Amounts found in annotated sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract.amount import find_amounts
from claimcheck.extract.amount.numerals import join_ranges, scan_numerals
from claimcheck.model import Amount, Sentence, Token
from tests.factories import annotated_sentence

CASES = json.loads((Path(__file__).parent.parent / "cases" / "amount.json").read_text(encoding="utf-8"))


def _marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else []
    return pytest.param(case, id=case["label"], marks=marks)


def _shown(amount: Amount) -> dict[str, object]:
    return {
        "text": amount.text,
        "low": amount.low,
        "high": "inf" if amount.high == float("inf") else amount.high,
        "figure": amount.figure,
        "hedge": amount.hedge.value,
        "unit": amount.unit,
        "of": amount.of,
        "role": amount.role,
        "scope": list(amount.scope),
        "per": amount.per,
        "ordinal": amount.ordinal,
        "step": amount.step,
    }


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_amounts_of_a_sentence(case):
    given_input = case["input"]
    sentence = annotated_sentence(given_input["text"], given_input["rows"], given_input["entities"], start=100)
    found = find_amounts(sentence)
    assert len(found) == len(case["expected"])
    for amount, wanted in zip(found, case["expected"], strict=True):
        assert {key: _shown(amount)[key] for key in wanted} == wanted
    for amount in found:
        assert sentence.text[amount.start - 100 : amount.end - 100] == amount.text


def test_negative_cases_outnumber_positive_ones():
    refused = sum(not case["expected"] for case in CASES)
    assert refused > len(CASES) - refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1, 600", 1600),
        ("1,600", 1600),
        ("450,0000", 4_500_000),
        ("twenty-three", 23),
        ("one hundred and five", 105),
        ("two and a half million", 2_500_000),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("1.5bn", 1_500_000_000),
        ("3 million", 3_000_000),
        ("two-thirds of", 200 / 3),
        ("one-tenth of 1 percent", 0.1),
        ("half a mile", 0.5),
    ],
)
def test_numerals_as_written(text, value):
    (numeral,) = join_ranges(scan_numerals(text), text)
    assert numeral.figure == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two to three", 2, 3),
        ("10-15", 10, 15),
        ("between 5 and 7", 5, 7),
        ("3 to 5 million", 3_000_000, 5_000_000),
        ("four- to five-point", 4, 5),
        ("two or three dozen", 24, 36),
    ],
)
def test_ranges_as_written(text, low, high):
    (numeral,) = join_ranges(scan_numerals(text), text)
    assert (numeral.low, numeral.high, numeral.figure) == (low, high, None)


def test_a_change_is_two_numbers():
    assert [numeral.figure for numeral in join_ranges(scan_numerals("from 5 to 7"), "from 5 to 7")] == [5, 7]


def _bare(text: str) -> Sentence:
    """A sentence whose words are all tagged as nouns that hang on the first: the worst of parses."""
    tokens, position = [], 0
    for index, word in enumerate(text.split()):
        position = text.index(word, position)
        tokens.append(Token(word, position, position + len(word), word.lower(), "NOUN", "dep", 0 if index else -1))
        position += len(word)
    return Sentence(0, len(text), text, tuple(tokens))


words = st.sampled_from(
    "five 12 1,200 $3 3m of the people were killed and injured more than at least to - , ( ) % years old street 1987"
    " million dozen no one third in his 60s half a mile feet , . twenty-three killing wounded hundreds".split()
)


@given(st.lists(words, min_size=1, max_size=14))
def test_offsets_match_the_text_whatever_the_parse(chosen):
    text = " ".join(chosen)
    for amount in find_amounts(_bare(text)):
        assert text[amount.start : amount.end] == amount.text
        assert amount.low <= amount.high


@given(st.text(max_size=60))
def test_any_text_is_survived(text):
    for amount in find_amounts(_bare(text)):
        assert text[amount.start : amount.end] == amount.text


def test_a_sentence_without_tokens_has_no_amounts():
    assert find_amounts(Sentence(0, 8, "5 people", ())) == ()
