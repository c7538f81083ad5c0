"""Long figures that are almost one, between two articles of one event. Invented towns and firms."""

from __future__ import annotations

import pytest

from claimcheck.conflict.near_figures import near_figure_conflicts
from claimcheck.model import Kind, Severity
from tests.articles import article, view_of


def between(engine, one, other):
    views = (view_of(engine, article(name, text, "", "2021-06-05")) for name, text in (("a", one), ("b", other)))
    return list(near_figure_conflicts(*views))


REAL = {
    "one thing by one name": (
        "Employers in the valley created 317,000 jobs in May.",
        "The valley gained 318,000 jobs, the ministry said.",
    ),
    "one digit": (
        "A crowd of 24,318 people watched the regatta at Orlby.",
        "In all 24,518 people watched the regatta at Orlby.",
    ),
    "shared words": (
        "The harbour board paid $2,415,000 for the crane.",
        "For the crane the harbour board paid $2,451,000.",
    ),
}


@pytest.mark.parametrize("pair", REAL.values(), ids=REAL)
def test_near_figures(engine, pair):
    (found,) = between(engine, *pair)
    (back,) = between(engine, *reversed(pair))
    assert (found.kind, found.severity) == (Kind.QUANTITY, Severity.MINOR)
    assert (found.a.value, found.b.value, found.score) == (back.b.value, back.a.value, back.score)
    assert found.question == back.question


COMPATIBLE = {
    "rounded to fewer digits": (
        "The harbour board will cut $119 billion from the plan.",
        "The harbour board's cut of $120 billion from the plan is final.",
    ),
    "rounded": ("It created 317,000 jobs.", "It created 317,412 jobs."),
    "hedged": ("It created about 317,000 jobs.", "It created 318,000 jobs."),
    "far apart": ("It created 317,000 jobs.", "It created 412,000 jobs."),
    "short": ("It created 31 jobs.", "It created 32 jobs."),
    "another thing": ("It created 317,000 jobs.", "It sold 318,000 tyres."),
    "another unit": ("It paid $317,000.", "It is 318,000 metres long."),
    "given too": (
        "It created 317,000 jobs, less than the 318,000 jobs that were foreseen.",
        "The ministry foresaw 318,000 jobs.",
    ),
    "nothing in common": ("The bridge drew 4,318 people.", "Elsewhere 4,319 voters stayed away."),
}


@pytest.mark.parametrize("pair", COMPATIBLE.values(), ids=COMPATIBLE)
def test_no_near_figures(engine, pair):
    assert between(engine, *pair) == []
    assert between(engine, *reversed(pair)) == []
