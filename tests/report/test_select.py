"""Thresholds, --all, baseline and draft decide what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.config import Config
from claimcheck.model import ClaimcheckError, Severity
from claimcheck.report.select import load_baseline, selected
from claimcheck.report.to_json import to_json
from tests.report.sample import sample_findings


def shown(config=None, **options):
    return [item.id for item in selected(sample_findings(), config or Config(), **options).discrepancies]


def test_compatible_readings_are_shown_under_all_only():
    assert shown() == ["0123456789ab"]
    assert shown(Config(all=True)) == ["0123456789ab", "fedcba987654"]


@pytest.mark.parametrize(("floor", "count"), [(0.0, 1), (0.8125, 1), (0.82, 0)])
def test_min_confidence_includes_its_bound(floor, count):
    assert len(shown(Config(min_confidence=floor))) == count


def test_min_severity():
    assert shown(Config(all=True, min_severity=Severity.MAJOR)) == ["0123456789ab"]


def baseline_of(tmp_path, findings):
    path = tmp_path / "accepted.json"
    path.write_text(to_json(findings), encoding="utf-8")
    return load_baseline(path)


def test_what_the_baseline_holds_is_not_shown_again(tmp_path):
    assert shown(baseline=baseline_of(tmp_path, sample_findings())) == []


def test_an_accepted_pair_under_a_new_id_is_not_shown_again(tmp_path):
    findings = sample_findings()
    old = replace(findings, discrepancies=(replace(findings.discrepancies[0], id="other"),))
    assert shown(baseline=baseline_of(tmp_path, old)) == []


def test_a_new_claim_makes_it_new_again(tmp_path):
    findings = sample_findings()
    first, second = findings.discrepancies[0].values
    fewer = replace(first, claims=first.claims[:1], answers=first.answers[:1])
    old = replace(findings.discrepancies[0], id="other", values=(fewer, second))
    assert shown(baseline=baseline_of(tmp_path, replace(findings, discrepancies=(old,)))) == ["0123456789ab"]


def test_an_empty_baseline_accepts_nothing(tmp_path):
    empty = replace(sample_findings(), discrepancies=())
    assert shown(baseline=baseline_of(tmp_path, empty)) == ["0123456789ab"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not a JSON report"),
        ("{", "not a JSON report"),
        ("{}", "not a claimcheck report"),
        ("[1]", "not a claimcheck report"),
    ],
)
def test_a_wrong_baseline_is_named(tmp_path, content, message):
    path = tmp_path / "accepted.json"
    path.write_text(content)
    with pytest.raises(ClaimcheckError, match=message):
        load_baseline(path)


def test_a_draft_shows_only_what_touches_it_and_its_answer_first():
    findings = selected(sample_findings(), Config(all=True), draft={"b-morning"})
    assert [item.values[0].value for item in findings.discrepancies] == ["at least five", "9 p.m."]
    assert shown(draft={"c-copy"}, config=Config(all=True)) == ["0123456789ab"]
    assert shown(draft={"d-french"}) == []
