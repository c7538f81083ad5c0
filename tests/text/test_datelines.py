"""Datelines are told from sentences that merely begin with capitals, brackets or a dash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.text.datelines import dateline_length

CASES = json.loads((Path(__file__).parents[1] / "cases" / "datelines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    words = case["input"].split()
    assert " ".join(words[: dateline_length(words)]) == case["expected"]
