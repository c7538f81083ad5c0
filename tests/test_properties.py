"""What holds of any input: offsets match the text, comparison is symmetric, order changes nothing."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.align.event import view_article
from claimcheck.align.pairs import candidate_pairs
from claimcheck.model import Article, Field, Slot
from claimcheck.pipeline import check, extract_all
from claimcheck.read import read_articles
from claimcheck.report.to_json import to_json

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVENTS = sorted(p.name for p in FIXTURES.iterdir() if (p / "labels.json").exists())

FRAGMENTS = st.sampled_from(
    [
        "Five people were killed in Lyon on Tuesday. ",
        "“We never said that,” Anna Holt told reporters [3]. ",
        "At least 1,200 of them — some in their 60s — left at 7.30pm.\n",
        "El Niño’s café 🚒 burned",
        "\u200b\ufeff",
        "d\u00b7\u0301\u0000x ",
        "$3.5 million\u00a0a year ",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=40)), max_size=8).map("".join)


def spans(claim):
    yield claim.sentence
    yield claim.what
    yield from claim.who
    yield from claim.where
    yield from (v for v in (claim.when, claim.amount, claim.attribution, claim.quote) if v is not None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=st.text(max_size=60))
def test_every_span_is_the_text_it_says(engine, text, title):
    article = Article(id="x", text=text, title=title)
    for claim in extract_all([article], engine)[0].claims:
        held = article.field(claim.field)
        assert 0 <= claim.start <= claim.end <= len(held)
        for value in spans(claim):
            assert held[value.start : value.end] == value.text


@pytest.mark.parametrize("event", EVENTS[:3])
def test_comparison_is_symmetric(engine, event):
    articles = list(read_articles([str(FIXTURES / event / "articles")]))
    views = [view_article(e.annotated.article, e.claims, engine.words) for e in extract_all(articles, engine)]
    seen = 0
    for slot in (Slot.AMOUNT, Slot.WHEN, Slot.WHERE, Slot.WHAT):
        for a, b in candidate_pairs(views[0], views[1], slot, engine.words):
            there = engine.aligner.align(a, b, slot, views[0], views[1])
            back = engine.aligner.align(b, a, slot, views[1], views[0])
            assert there.features == pytest.approx(back.features)
            assert [c.relation for c in there.comparisons] == [c.relation for c in back.comparisons]
            seen += 1
    assert seen


def test_order_of_articles_changes_nothing(engine):
    articles = list(read_articles([str(FIXTURES / "coach-crash" / "articles")]))[:3]
    reports = {to_json(check(list(order), engine=engine)) for order in permutations(articles)}
    assert len(reports) == 1


def test_every_cited_claim_stands_in_the_report_and_covers_its_answers(engine):
    articles = list(read_articles([str(FIXTURES / "court-case" / "articles")]))
    report = json.loads(to_json(check(articles, engine=engine)))
    claims = {c["id"]: c for c in report["claims"]}
    assert report["discrepancies"]
    for found in report["discrepancies"]:
        assert len(found["values"]) >= 2
        for value in found["values"]:
            assert value["claims"]
            for answer in value["answers"]:
                sentence = claims[answer["claim"]]["sentence"]
                assert sentence["start"] <= answer["start"] <= answer["end"] <= sentence["end"]


def test_a_mixed_folder_gives_what_its_events_give(engine):
    one = list(read_articles([str(FIXTURES / "coach-crash" / "articles")]))
    two = list(read_articles([str(FIXTURES / "cup-match" / "articles")]))
    apart = {d.id for part in (one, two) for d in check(part, engine=engine).discrepancies}
    assert {d.id for d in check([*one, *two], engine=engine).discrepancies} == apart


def test_fields_are_kept_apart(engine):
    article = Article(id="x", text="Nothing happened.", title="Five killed in Lyon")
    claims = extract_all([article], engine)[0].claims
    assert {c.field for c in claims} == {Field.TITLE, Field.TEXT}
