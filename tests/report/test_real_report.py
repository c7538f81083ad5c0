"""The report of the real engine on fixture events keeps the contract: schema, spans, citations, order of paths."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from claimcheck.conflict.graph import build_graph
from claimcheck.model import Field, Findings, Slot
from claimcheck.pipeline import check
from claimcheck.read import read_articles
from claimcheck.report.draw_graph import graph_to_svg
from claimcheck.report.explain import explain_discrepancy
from claimcheck.report.lookup import Lookup
from claimcheck.report.to_graph import graph_to_graphml
from claimcheck.report.to_html import to_html
from claimcheck.report.to_json import report_object, to_json
from claimcheck.report.to_table import to_table
from tests.report.test_json import documented_schema

FIXTURES = Path(__file__).parents[2] / "fixtures"
EVENTS = ("coach-crash", "summit-visit")


@pytest.fixture(scope="module", params=EVENTS)
def findings(request) -> Findings:
    return check(read_articles([FIXTURES / request.param / "articles"]))


def test_it_fits_the_documented_schema(findings):
    jsonschema.Draft202012Validator(documented_schema()).validate(json.loads(to_json(findings, with_text=True)))


def test_every_span_is_its_text(findings):
    report = report_object(findings, with_text=True)
    fields = {(a["id"], "text"): a["text"] for a in report["articles"]}
    fields |= {(a["id"], "title"): a["title"] for a in report["articles"]}
    for claim in report["claims"]:
        text = fields[claim["article"], claim["field"]]
        single = [claim[slot] for slot in ("what", "when", "amount", "attribution", "quote") if claim[slot]]
        for slot in [claim["sentence"], *claim["who"], *claim["where"], *single]:
            assert text[slot["start"] : slot["end"]] == slot["text"]


def test_ids_are_unique_and_citations_resolve(findings):
    claims = [claim.id for claim in findings.claims]
    assert len(claims) == len(set(claims))
    items = [item.id for item in findings.discrepancies]
    assert len(items) == len(set(items))
    lookup = Lookup.of(findings)
    for item in findings.discrepancies:
        for value in item.values:
            assert set(value.claims) == {answer.claim for answer in value.answers}
            for answer in value.answers:
                cited = lookup.cite(answer)
                assert cited.words
                assert answer.slot in Slot
                assert 0 <= answer.start < answer.end <= len(cited.article.field(Field(cited.claim.field)))


def test_every_output_takes_it(findings):
    assert to_table(findings)
    assert to_html(findings)
    graph = build_graph(findings)
    assert graph_to_graphml(graph)
    assert graph_to_svg(graph)
    for item in findings.discrepancies[:3]:
        assert explain_discrepancy(findings, item)


def test_the_order_of_articles_changes_no_byte():
    articles = list(read_articles([FIXTURES / "coach-crash" / "articles"]))
    assert to_json(check(articles)) == to_json(check(articles[::-1]))


def test_no_byte_depends_on_the_order_of_sets():
    outputs = set()
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", "report", "fixtures/coach-crash/articles", "--format", "json"],
            capture_output=True,
            check=True,
            cwd=FIXTURES.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
