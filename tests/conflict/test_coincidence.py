"""A happening said to fall on a named day, and dated otherwise in the same article."""

from __future__ import annotations

import pytest

from claimcheck.conflict.coincidence import coincidence_findings
from claimcheck.model import Severity
from tests.articles import claims_of

WALL = "The visit coincides with the 35th anniversary of the fall of the Berlin Wall."


def found(engine, text):
    return [finding.values for finding in coincidence_findings(claims_of(engine, text))]


@pytest.mark.parametrize(
    ("label", "text", "values"),
    [
        ("a visit and an arrival", f"{WALL} The chancellor arrived on May 20.",
         ("coincides with the 35th anniversary of the fall of the Berlin Wall (9 November 2024)", "May 20")),
        ("a march and marchers", "The march coincides with Christmas Day. Marchers set out on 3 July.",
         ("coincides with Christmas Day (25 December)", "3 July")),
        ("a festival and itself", "The festival falls on Bastille Day. The festival opens on 3 March.",
         ("coincides with Bastille Day (14 July)", "3 March")),
        ("the date first", "The festival opens on 3 March. The festival falls on Bastille Day.",
         ("3 March", "coincides with Bastille Day (14 July)")),
    ],
)  # fmt: skip
def test_a_date_at_odds_with_the_named_day(engine, label, text, values):
    assert found(engine, text) == [values]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("the day itself", "The festival falls on Bastille Day. The festival opens on 14 July."),
        ("within the week around it", f"{WALL} The chancellor arrived on November 5."),
        ("around the turn of the year", "The festival falls on New Year's Day. The festival opens on 30 December."),
        ("another happening", "The festival falls on Bastille Day. His wedding took place on 3 March."),
        ("no day in the date", "The festival falls on Bastille Day. The festival opens in March."),
        ("a span", "The festival falls on Bastille Day. The festival lasts for three weeks."),
        ("nothing dated", "The festival falls on Bastille Day. The festival is free."),
        ("no coincidence said", "Bastille Day was rainy. The festival opens on 3 March."),
        ("what somebody said", "“The festival falls on Bastille Day,” she said. The festival opens on 3 March."),
        ("a date somebody said", "The festival falls on Bastille Day. “The festival opens on 3 March,” she said."),
        ("an unknown day", "The festival falls on Founders' Day. The festival opens on 3 March."),
        ("one sentence", "The festival falls on Bastille Day and the festival committee met on 3 March."),
        ("nothing", ""),
    ],
)
def test_nothing_at_odds(engine, label, text):
    assert found(engine, text) == []


def test_a_coincidence_is_told_once(engine):
    text = "The festival falls on Bastille Day. The festival opens on 3 March. The festival closes on 9 March."
    assert len(found(engine, text)) == 1


def test_the_finding_can_be_acted_on(engine):
    text = f"{WALL} The chancellor arrived on May 20."
    (finding,) = coincidence_findings(claims_of(engine, text))
    assert finding.severity is Severity.MAJOR
    assert [text[span.start : span.end] for span in finding.spans] == [span.text for span in finding.spans]
    assert "9 November 2024" in finding.explanation and "days apart" in finding.explanation
    assert {reading.verdict for reading in finding.readings} == {"possible", "ruled out"}
