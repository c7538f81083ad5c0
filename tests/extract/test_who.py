"""Participants of predicates and the names they resolve to: the cases of who.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.extract.who import find_people, participants_of
from claimcheck.model import EntityLabel, Who
from tests.factories import annotated_article

CASES = json.loads((Path(__file__).parents[1] / "cases" / "who.json").read_text("utf-8"))


def told(verb: str, found: tuple[Who, ...]) -> str:
    """The participants of a verb on one line, as the cases write them."""
    shown = [f"{who.role.value} {who.text}" + (f" = {who.name}" if who.name != who.text else "") for who in found]
    return f"{verb}: {'; '.join(shown)}"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c,
            id=c["label"],
            marks=[pytest.mark.xfail(strict=True, reason=c["comment"])] if c["expect"] == "fail" else [],
        )
        for c in CASES
    ],
)
def test_case(case):
    article = annotated_article(case["input"]["text"], case["input"]["title"])
    people = find_people(article)
    lines = []
    for field, sentences in ((article.article.title, article.title), (article.article.text, article.text)):
        for sentence in sentences:
            for index, token in enumerate(sentence.tokens):
                found = participants_of(sentence, index, people) if token.pos == "VERB" else ()
                assert all(field[who.start : who.end] == who.text for who in found)
                lines += [told(token.text, found)] if found else []
    assert lines == case["expected"]


def party(case_label: str):
    case = next(c for c in CASES if c["label"] == case_label)
    article = annotated_article(case["input"]["text"], case["input"]["title"])
    people = find_people(article)
    sentence = article.text[-1]
    verb = next(index for index, token in enumerate(sentence.tokens) if token.pos == "VERB")
    return participants_of(sentence, verb, people)[0]


def test_resolved_mentions_say_so():
    assert party("pronoun with one candidate").resolved
    assert party("office with one holder").resolved
    assert not party("surname is the full name").resolved


def test_labels_titles_and_aliases():
    president = party("office with one holder")
    assert (president.label, president.title) == (EntityLabel.PERSON, "Finnish President")
    council = party("acronym in brackets")
    assert "WSC" in council.aliases
    unsettled = party("pronoun with two candidates stays")
    assert (unsettled.label, unsettled.resolved, unsettled.name) == (None, False, "She")


def test_a_predicate_out_of_range_has_nobody():
    case = CASES[0]
    article = annotated_article(case["input"]["text"], case["input"]["title"])
    assert participants_of(article.text[0], 999, find_people(article)) == ()
