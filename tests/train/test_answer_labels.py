"""A label is met by its own answer, not by another one of its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.align.event import view_article
from claimcheck.compare.words import WordTable
from claimcheck.model import Amount, Slot, TimeKind, When
from claimcheck.train.answer_labels import AnswersGiven, answer_key, given, says
from tests.articles import article, toll_claim

TEXT = "4 people were killed and 9 injured when a coach overturned."
LABEL = {
    "kind": "quantity",
    "values": [
        {"value": "four", "mentions": [{"article": "a", "text": "4 people were killed and 9 injured"}]},
        {"value": "at least 5", "mentions": [{"article": "b", "text": "5 people were killed"}]},
    ],
}


def killed(identifier, figure):
    text = TEXT.replace("4 people", f"{figure} people")
    claim = toll_claim(identifier, figure, text)
    return replace(claim, amount=replace(claim.amount, end=1))


def injured():
    claim = toll_claim("a", 9, TEXT)
    return replace(claim, amount=Amount(25, 26, "9", 9, 9, 9, of="person", role="injured"))


def view(*claims):
    return view_article(article(claims[0].article, claims[0].sentence.text), claims, WordTable.load())


def test_another_answer_of_a_labelled_sentence_is_not_meant():
    a, other, b = killed("a", 4), injured(), killed("b", 5)
    found = AnswersGiven.of([view(a, other), view(b)], [LABEL])
    assert found.differ(a, b, Slot.AMOUNT) and found.differ(b, a, Slot.AMOUNT)
    assert not found.differ(other, b, Slot.AMOUNT)
    assert not found.differ(a, a, Slot.AMOUNT)


def test_unlabelled_prints_of_an_answer_count():
    a, b, later = killed("a", 4), killed("b", 5), killed("c", 5)
    found = AnswersGiven.of([view(a), view(b), view(later)], [LABEL])
    assert answer_key(later, Slot.AMOUNT) == answer_key(b, Slot.AMOUNT)
    assert found.differ(a, later, Slot.AMOUNT)


def test_labels_of_other_kinds_and_claims_without_an_answer_say_nothing():
    a = killed("a", 4)
    assert given(a, Slot.AMOUNT, view(a), [LABEL]) == {(0, 0)}
    assert given(a, Slot.AMOUNT, view(a), [{**LABEL, "kind": "what"}]) == set()
    assert given(a, Slot.WHEN, view(a), [LABEL]) == set()
    assert given(replace(a, article="z"), Slot.AMOUNT, view(a), [LABEL]) == set()


@pytest.mark.parametrize(
    ("figure", "text", "value", "expected"),
    [
        (1200, "1,200", "almost 1,200 women", True),
        (7, "seven", "at least 7", True),
        (7, "7", "seven", True),
        (7, "seven", "17 in all", False),
        (None, "dozens", "dozens", True),
        (None, "several", "dozens", False),
    ],
)
def test_figures_are_read_in_digits_and_words(figure, text, value, expected):
    assert says(Amount(0, len(text), text, 0, 9, figure), value) is expected


def test_of_times_the_mention_decides():
    assert says(When(0, 1, "x", "x", TimeKind.DATE), "about noon")
