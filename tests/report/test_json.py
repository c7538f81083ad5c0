"""The JSON report keeps the contract of docs/json.md, and its bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from claimcheck.model import Findings
from claimcheck.report.to_json import report_object, to_json, to_jsonl
from tests.report.sample import sample_articles, sample_findings

DOCS = Path(__file__).parents[2] / "docs" / "json.md"


def documented_schema() -> dict[str, object]:
    """The JSON Schema that stands in the documentation."""
    block = re.search(r"```json schema\n(.*?)\n```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return json.loads(block.group(1))


@pytest.mark.parametrize("with_text", [False, True])
def test_the_report_fits_the_documented_schema(with_text):
    report = json.loads(to_json(sample_findings(), with_text=with_text))
    jsonschema.Draft202012Validator(documented_schema()).validate(report)


def test_the_schema_names_every_key():
    """Nothing undocumented is printed: the schema allows no further keys anywhere."""
    report = json.loads(to_json(sample_findings()))
    report["claims"][0]["when"]["mood"] = "sad"
    with pytest.raises(jsonschema.ValidationError, match="mood"):
        jsonschema.Draft202012Validator(documented_schema()).validate(report)


def test_an_empty_report_fits_too():
    report = json.loads(to_json(Findings((), (), ())))
    jsonschema.Draft202012Validator(documented_schema()).validate(report)
    assert report["discrepancies"] == []


def test_every_slot_span_is_its_text():
    texts = {article.id: article.text for article in sample_articles()}
    for claim in report_object(sample_findings())["claims"]:
        text = texts[claim["article"]]
        slots = [claim["what"], claim["when"], claim["amount"], claim["attribution"], claim["quote"]]
        for slot in [claim["sentence"], *claim["who"], *claim["where"], *(slot for slot in slots if slot)]:
            assert text[slot["start"] : slot["end"]] == slot["text"]


def test_every_cited_claim_stands_in_claims():
    report = report_object(sample_findings())
    ids = {claim["id"] for claim in report["claims"]}
    for item in report["discrepancies"]:
        for value in item["values"]:
            assert set(value["claims"]) <= ids
            assert {answer["claim"] for answer in value["answers"]} <= set(value["claims"])


def test_order_of_findings_changes_no_byte():
    findings = sample_findings()
    turned = replace(
        findings,
        articles=findings.articles[::-1],
        claims=findings.claims[::-1],
        discrepancies=findings.discrepancies[::-1],
        not_compared=findings.not_compared[::-1],
        lineage=dict(reversed(findings.lineage.items())),
    )
    assert to_json(turned) == to_json(findings)
    assert to_jsonl(turned) == to_jsonl(findings)


def test_infinity_is_null_and_whole_numbers_have_no_fraction():
    claims = report_object(sample_findings())["claims"]
    bounds = {(claim["amount"]["low"], claim["amount"]["high"]) for claim in claims if claim["amount"]}
    assert bounds == {(7, 7), (5, None)}
    assert '"low": 7,' in to_json(sample_findings())


def test_lineage_and_hash():
    articles = {article["id"]: article for article in report_object(sample_findings())["articles"]}
    assert articles["a-evening"]["lineage"] == articles["c-copy"]["lineage"] == "g1"
    assert articles["d-french"]["lineage"] == "d-french"
    assert len(articles["a-evening"]["text_sha256"]) == 64
    assert "text" not in articles["a-evening"]


def test_with_text():
    articles = report_object(sample_findings(), with_text=True)["articles"]
    assert [article["text"] for article in articles] == [article.text for article in sample_articles()]


def test_a_skipped_article_is_among_the_not_compared_even_if_the_engine_forgot():
    report = report_object(replace(sample_findings(), not_compared=()))
    assert report["not_compared"] == [{"article": "d-french", "reason": "language: fr"}]


def test_jsonl_lines_stand_alone():
    lines = [json.loads(line) for line in to_jsonl(sample_findings()).splitlines()]
    assert [line["relation"] for line in lines] == ["supersedes", "compatible"]
    for line in lines:
        cited = {claim["id"] for claim in line["cited"]}
        assert cited == {claim for value in line["values"] for claim in value["claims"]}
        assert {claim["article"] for claim in line["cited"]} == {article["id"] for article in line["articles"]}
