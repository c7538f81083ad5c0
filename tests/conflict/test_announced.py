"""Disagreement that a text announces itself."""

from __future__ import annotations

import pytest

from claimcheck.conflict.announced import announced_conflicts
from claimcheck.model import Kind, Relation, Severity
from tests.articles import claims_of


def announced(engine, text):
    return [(c.kind, c.a.value, c.b.value) for c in announced_conflicts(claims_of(engine, text))]


def test_within_a_sentence(engine):
    found = announced(engine, "Some reports say the plane fell near Graz, others say it fell near Linz.")
    assert found == [(Kind.WHERE, "Graz", "Linz")]


def test_in_two_sentences_that_follow(engine):
    found = announced(engine, "Some witnesses said the driver slept. Others said he was awake.")
    assert found == [(Kind.WHAT, "Some witnesses said the driver slept", "Others said he was awake")]


@pytest.mark.parametrize(
    "text",
    [
        "Some experts believe the fault is in the wing, while others think it is in the tail.",
        "Several residents reported two bangs. Other residents reported three.",
        "One witness said two men fled. Another said there were three.",
    ],
)
def test_other_ways_to_announce(engine, text):
    assert len(announced(engine, text)) == 1


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("one voice", "Some witnesses said the driver slept. The road was closed."),
        ("no belief", "Some witnesses wept. Others went home."),
        ("a sentence between", "Some witnesses said the driver slept. It rained. Others said he was awake."),
        ("others who do something", "Some witnesses said the driver slept. Others ran to help."),
        ("some of a thing", "Some of the money was paid out, and other sums were kept."),
        ("the others first", "Others said he was awake. Some witnesses wept."),
        ("agreement", "Witnesses and officials said the driver slept."),
        ("nothing", ""),
    ],
)
def test_nothing_announced(engine, label, text):
    assert announced(engine, text) == []


@pytest.mark.xfail(
    strict=True, reason="two sayings in a row that both begin with some or several are set against each other"
)
def test_one_voice_that_goes_on(engine):
    assert announced(engine, "Several passengers said the brakes failed. Some said they heard a bang.") == []


@pytest.mark.xfail(strict=True, reason="an announced disagreement about a number is called one about what happened")
def test_two_counts_are_a_quantity(engine):
    text = "Some officials say twelve were hurt. Other officials say twenty were hurt."
    assert [kind for kind, _, _ in announced(engine, text)] == [Kind.QUANTITY]


def test_title_and_text_are_kept_apart(engine):
    claims = claims_of(engine, "Others said he was awake.", title="Some witnesses said the driver slept")
    assert list(announced_conflicts(claims)) == []


def test_it_is_attributed_and_minor(engine):
    (found,) = announced_conflicts(claims_of(engine, "Some say the plane fell near Graz, others say near Linz."))
    assert (found.relation, found.severity) == (Relation.ATTRIBUTED, Severity.MINOR)
    assert found.reasons[0].rule == "announced_disagreement"
    assert found.a.claim.article == found.b.claim.article
