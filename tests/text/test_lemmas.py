"""Lemmas by table, irregular verbs and spelling rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.text import load_annotator
from claimcheck.text.encoder import OnnxAnnotator

CASES = json.loads((Path(__file__).parents[1] / "cases" / "lemmas.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def annotator() -> OnnxAnnotator:
    loaded = load_annotator()
    assert isinstance(loaded, OnnxAnnotator)
    return loaded


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, str], annotator: OnnxAnnotator) -> None:
    pairs = [pair.split() for pair in case["input"].split("|")]
    assert " ".join(annotator.lemma(form, pos) for form, pos in pairs) == case["expected"]
