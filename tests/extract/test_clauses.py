"""The predicates of whole sentences: lemma, clause, polarity and modality, as the shipped model reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.extract.predicate import children_of, clauses_of, content_lemmas, read_what
from tests.factories import annotated_sentence

CASES = json.loads((Path(__file__).parents[1] / "cases" / "clauses.json").read_text("utf-8"))


def param(case):
    fails = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


def acts_of(sentence):
    below = children_of(sentence)
    return [read_what(sentence, clause.predicate, below) for clause in clauses_of(sentence)]


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_polarity_and_modality(case, engine):
    acts = [act for sentence in engine.annotator.annotate(case["input"]) for act in acts_of(sentence)]
    assert [[act.lemma, act.negated, act.modality.value] for act in acts] == case["expected"]
    for act in acts:
        assert case["input"][act.start : act.end] == act.text


def test_every_token_belongs_to_one_clause(engine):
    text = "Police, who had closed the road, said the driver left and nobody saw where he went."
    for sentence in engine.annotator.annotate(text):
        held = sorted(index for clause in clauses_of(sentence) for index in clause.tokens)
        assert held == list(range(len(sentence.tokens)))


def test_a_clause_ends_where_the_next_begins():
    sentence = annotated_sentence(
        "Police said two men fled.",
        ["Police police NOUN 1 nsubj", "said say VERB -1 root", "two two NUM 3 nummod", "men man NOUN 4 nsubj",
         "fled flee VERB 1 ccomp", ". . PUNCT 1 punct"],
    )  # fmt: skip
    outer, inner = clauses_of(sentence)
    assert [sentence.tokens[i].text for i in outer.tokens] == ["Police", "said", "."]
    assert [sentence.tokens[i].text for i in inner.tokens] == ["two", "men", "fled"]


def test_a_broken_tree_ends():
    """Heads in a ring, as no parser should give them, belong to no clause."""
    sentence = annotated_sentence(
        "It fell down here", ["It it PRON 1 nsubj", "fell fall VERB -1 root", "down down ADV 3 advmod",
                              "here here ADV 2 advmod"],
    )  # fmt: skip
    (clause,) = clauses_of(sentence)
    assert clause.tokens == (0, 1)


def test_the_verb_group_is_the_text_where_it_is_unbroken(engine):
    (sentence,) = engine.annotator.annotate("The minister, she said, would not have been told.")
    assert "would not have been told" in [act.text for act in acts_of(sentence)]


def test_a_broken_verb_group_shows_its_verb_alone():
    sentence = annotated_sentence(
        "Has the old mayor left?",
        ["Has have AUX 4 aux", "the the DET 3 det", "old old ADJ 3 amod", "mayor mayor NOUN 4 nsubj",
         "left leave VERB -1 root", "? ? PUNCT 4 punct"],
    )  # fmt: skip
    (act,) = acts_of(sentence)
    assert (act.text, act.lemma) == ("left", "leave")


def test_content_lemmas_leave_out_numbers_marks_and_small_words():
    sentence = annotated_sentence(
        "In 2019 the 3 Boats sank.",
        ["In in ADP 1 case", "2019 2019 NUM 5 obl", "the the DET 4 det", "3 3 NUM 4 nummod", "Boats Boat NOUN 5 nsubj",
         "sank sink VERB -1 root", ". . PUNCT 5 punct"],
    )  # fmt: skip
    assert content_lemmas(sentence.tokens) == {"boat", "sink"}
