"""One main event at two times of the day: pairs of articles, more of which agree than not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.compare.moments import parse_published
from claimcheck.conflict.scene_times import SceneFinder, exclude
from claimcheck.conflict.scene_times_read import Phase, Told, read_scene, spot_words
from claimcheck.model import Article, Claim, Field, Precision, Span, TimeKind, What, When
from tests.articles import view_of

CASES = json.loads((Path(__file__).parents[1] / "cases" / "scene_times.json").read_text("utf-8"))


def views(engine, case):
    return [
        view_of(
            engine,
            Article(
                id=f"art-{i}",
                text=row["text"],
                title=row["title"],
                source=row["source"],
                published=row["published"],
                published_at=parse_published(row["published"]),
            ),
        )
        for i, row in enumerate(case["input"])
    ]


def param(case):
    fails = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
    return pytest.param(case, id=case["label"], marks=fails)


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_case(case, engine):
    left, right = views(engine, case)
    told = [sorted((c.a.value, c.b.value)) for c in SceneFinder().between(left, right)]
    assert told == ([sorted(case["expected"])] if case["expected"] else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_either_side_may_come_first(case, engine):
    left, right = views(engine, case)
    there, back = ([*SceneFinder().between(*pair)] for pair in ((left, right), (right, left)))
    assert [(c.topic, c.severity, c.relation, c.score, {c.a.value, c.b.value}) for c in there] == [
        (c.topic, c.severity, c.relation, c.score, {c.a.value, c.b.value}) for c in back
    ]


def test_negatives_outnumber_positives():
    assert sum(not c["expected"] for c in CASES) > sum(bool(c["expected"]) for c in CASES)


def test_every_conflict_can_be_acted_on(engine):
    found = [c for case in CASES for c in SceneFinder().between(*views(engine, case))]
    assert found
    for conflict in found:
        assert conflict.question.endswith("?")
        assert conflict.ask
        assert {r.verdict for r in conflict.readings} <= {"ruled out", "possible"}
        for side in (conflict.a, conflict.b):
            sentence = side.claim.sentence
            assert sentence.text[side.start - sentence.start : side.end - sentence.start] == side.value


def test_an_article_without_a_clock_has_no_scene(engine):
    text = "A man was shot on Tolland Street in Marlow on Friday."
    assert read_scene(view_of(engine, Article(id="a", text=text))) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tolland Street", {"tolland"}),
        ("the scene", set()),
        ("900 block of North Pine Avenue", {"900", "pine"}),
        ("Street", set()),
    ],
)
def test_telling_words_of_a_spot(name, words):
    assert spot_words(name) == words


def told(minute, phase, reach):
    """A clock time of one phase that leaves so many minutes of room."""
    moment = datetime(2024, 3, 8, minute // 60, minute % 60)
    when = When(0, 1, "x", f"2024-03-08T{minute // 60:02d}:{minute % 60:02d}", TimeKind.TIME, moment, moment)
    when = replace(when, precision=Precision.MINUTE, inferred=("date",))
    claim = Claim("c", "a", Field.TEXT, Span(0, 1, "x"), 0, 1, What(0, 1, "x", "happen"))
    return Told(claim, when, phase, minute, minute - reach, minute + reach)


times = st.builds(told, st.integers(0, 1439), st.sampled_from(Phase), st.integers(1, 20))


@given(times, times)
def test_exclusion_is_symmetric(a, b):
    there, back = exclude(a, b), exclude(b, a)
    assert (there is None) == (back is None)
    if there and back:
        assert there.minutes == back.minutes


@given(times)
def test_nothing_excludes_itself(a):
    assert exclude(a, a) is None


@given(times, st.integers(1, 200))
def test_help_may_come_later(event, after):
    later = told((event.minute + after) % 1440, Phase.COMING, 1)
    assert exclude(replace(event, phase=Phase.EVENT), later) is None
