"""What a text takes back: in one sentence, in two, and of a person's age."""

from __future__ import annotations

import pytest

from claimcheck.conflict.persons import PersonFinder
from claimcheck.conflict.taken_back import taken_back
from claimcheck.model import Kind, Relation
from tests.articles import article, view_of


def told(engine, text):
    return list(taken_back(view_of(engine, article("a", text, published="2031-05-02"))))


@pytest.mark.parametrize(
    ("label", "text", "first", "now"),
    [
        (
            "but later",
            "Police initially said that a guard had fired, but later said the shots came from a car.",
            "Police initially said that a guard had fired",
            "but later said the shots came from a car",
        ),
        (
            "the passive",
            "The barge was originally reported to be empty, but the harbour master now says it carried grain.",
            "The barge was originally reported to be empty",
            "but the harbour master now says it carried grain",
        ),
        (
            "only told before, and a word for now",
            "Officials had previously said the dam would hold, but they have since ordered people to leave.",
            "Officials had previously said the dam would hold",
            "but they have since ordered people to leave",
        ),
        (
            "not as first reported",
            "Four sailors were hurt in the blast, not five as first reported.",
            "not five as first reported",
            "Four sailors were hurt in the blast",
        ),
        (
            "denied in one clause",
            "Officers say that this was not a raid as first thought.",
            "as first thought",
            "Officers say that this was not a raid",
        ),
        (
            "early reports, set aside",
            "Despite early reports that the barge had sunk, it was towed to Marlow.",
            "Despite early reports that the barge had sunk",
            "it was towed to Marlow",
        ),
        (
            "early reports that proved wrong",
            "Early reports said one sailor had died, but that proved to be incorrect.",
            "Early reports said one sailor had died",
            "but that proved to be incorrect",
        ),
        (
            "the sentence after it",
            "Investigators at first believed the two fires were linked. However, they were set by two people.",
            "Investigators at first believed the two fires were linked",
            "However, they were set by two people",
        ),
    ],
)
def test_taken_back(engine, label, text, first, now):
    (conflict,) = told(engine, text)
    assert (conflict.a.value, conflict.b.value) == (first, now)
    assert conflict.relation is Relation.SUPERSEDES
    for side in (conflict.a, conflict.b):
        assert text[side.start : side.end] == side.value
        assert side.claim.sentence.start <= side.start < side.end <= side.claim.sentence.end


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("nothing else is told", "Police initially said that a guard had fired."),
        ("early reports alone", "Early reports said one sailor had died. The harbour is closed."),
        ("despite something else", "Despite the early hour, reports of the fire drew a crowd to the harbour."),
        ("a witness", "At first I thought it was thunder, but later I saw the smoke."),
        ("a neighbour", "A neighbour first thought it was thunder, but later saw the smoke."),
        ("told before, and no turn", "Officials had previously said the dam would hold, but the rain went on."),
        ("no details", "Police initially said that a guard had fired, but did not say at whom."),
        ("the next sentence goes on", "Police initially said that a guard had fired. The guard is in hospital."),
        ("earlier this month", "The court said earlier this month that the trial would begin, but not when."),
        ("as first reported", "Four sailors were hurt, as first reported by the Marlow Herald."),
        ("worse than thought", "The damage is worse than first thought, the harbour master said."),
        ("the first time", "It was the first reported theft of the year, but later two more were reported."),
    ],
)
def test_nothing_taken_back(engine, label, text):
    assert told(engine, text) == []


def ages(engine, *texts):
    views = [view_of(engine, article(f"a{i}", text, published="2031-05-02")) for i, text in enumerate(texts)]
    pairs = [(views[0], views[0])] if len(views) == 1 else [(views[0], views[1]), (views[1], views[0])]
    found = [
        sorted(
            (c.kind, c.relation, *sorted((c.a.key, c.b.key)))
            for c in PersonFinder().between(*pair)
            if c.reasons[0].rule == "age_first_told"
        )
        for pair in pairs
    ]
    assert all(one == found[0] for one in found)
    return found[0]


def test_an_age_told_first(engine):
    text = "A 21-year-old man was pulled from the river on Friday. Police initially said the man was 19."
    assert ages(engine, text) == [(Kind.WHO, Relation.SUPERSEDES, "19.0", "21.0")]


def test_an_age_told_first_by_another_report(engine):
    first = "A girl was pulled from the river. The girl was initially described by police as being 3 years old."
    assert ages(engine, first, "A 5-year-old girl was pulled from the river.") == [
        (Kind.WHO, Relation.SUPERSEDES, "3.0", "5.0")
    ]


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("one age", ("A 19-year-old man drowned on Friday. Police initially said the man was 19.",)),
        ("another sex", ("A 21-year-old woman drowned. Police initially said the man was 19.",)),
        ("another age class", ("A 71-year-old man drowned. Police initially said the man was 19.",)),
        ("a man of whom more is told", ("A 21-year-old man drowned. Police initially said a 19-year-old man fled.",)),
        (
            "two ages in the other report",
            (
                "A girl drowned. The girl was initially described by police as being 3 years old.",
                "A 5-year-old girl drowned. A 7-year-old girl was saved.",
            ),
        ),
        (
            "a boy in the other report",
            (
                "A girl drowned. The girl was initially described by police as being 3 years old.",
                "A 5-year-old boy drowned.",
            ),
        ),
    ],
)
def test_no_age_told_first(engine, label, texts):
    assert ages(engine, *texts) == []
