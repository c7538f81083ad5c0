"""Scores turned into shares of what is real."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.conflict.confidence import AS_SCORED, Calibration, shipped_calibration
from claimcheck.train.confidence import Judged, brier, fit, left_out, reliability

SCORES = st.floats(0.0, 1.0)
CURVES = st.builds(Calibration, st.floats(-3, 3), st.floats(0.05, 4))


@given(SCORES, SCORES, CURVES)
def test_a_curve_keeps_the_order(a, b, curve):
    low, high = sorted((a, b))
    assert 0.0 <= curve.confidence(low) <= curve.confidence(high) <= 1.0


@given(st.floats(0.002, 0.998))
def test_as_scored_changes_nothing(score):
    assert AS_SCORED.confidence(score) == pytest.approx(score)


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_nothing_is_certain(score):
    assert 0.0 < AS_SCORED.confidence(score) < 1.0


def test_the_shipped_curve_rises():
    assert shipped_calibration().slope > 0


def overconfident(event: str, count: int = 40) -> list[Judged]:
    """Half of what is told at 0.9 is real, and a tenth of what is told at 0.5."""
    return [Judged(event, 0.9, i % 2 == 0) for i in range(count)] + [
        Judged(event, 0.5, i % 10 == 0) for i in range(count)
    ]


def test_overconfident_scores_are_brought_down():
    curve = fit(overconfident("fire"))
    assert curve.confidence(0.9) == pytest.approx(0.5, abs=0.05)
    assert curve.confidence(0.5) == pytest.approx(0.1, abs=0.05)


def test_no_event_judges_itself():
    odd = [Judged("flood", 0.9, False)] * 40
    told = dict.fromkeys(p for j, p in left_out([*overconfident("fire"), *odd]) if j.event == "flood")
    (confidence,) = told
    assert confidence == pytest.approx(fit(overconfident("fire")).confidence(0.9))


def test_calibrated_confidence_is_nearer_to_the_truth():
    rows = [*overconfident("fire"), *overconfident("flood"), *overconfident("vote")]
    assert brier(left_out(rows)) < brier([(j, j.score) for j in rows])


def test_reliability_counts_each_once():
    rows = [(j, j.score) for j in overconfident("fire")]
    table = list(reliability(rows))
    assert sum(held for _, _, held, _, _ in table) == len(rows)
    assert [(round(low, 1), held, real) for low, _, held, real, _ in table] == [(0.4, 40, 4), (0.8, 40, 20)]


def test_nothing_judged_leaves_scores_alone():
    assert fit([]) == AS_SCORED


def test_all_real_stays_finite():
    curve = fit([Judged("fire", 0.8, True)] * 5)
    assert 0.5 < curve.confidence(0.8) < 1.0
