"""Another language is named where it is certain; everything doubtful counts as English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.read.language import detect_language

ENGLISH = (
    "The bridge at Holm was closed on Monday after a lorry struck it, and nobody was hurt, the council said in a note."
)
CASES = json.loads((Path(__file__).parents[1] / "cases" / "languages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_other_languages(case):
    assert detect_language(case["input"]) == case["expected"]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Bridge closed.",
        "",
        "123 456 789",
        ENGLISH + " “La mairie est fermée aujourd'hui,” he said. “C'est la vie et les gens sont tristes.” " + ENGLISH,
        "Results: Holm 3 Vik 1; Lund 2 Ås 2; Berg 0 Dal 4; Nes 1 Moen 1; Strand 5 Li 0; Haug 2 Vold 3; Eide 1 Rud 0",
        "The Rio de Janeiro samba school Unidos de Holm won the contest of the year on Monday, and its fans danced.",
    ],
    ids=["news", "short", "empty", "numbers", "foreign quotation", "table", "foreign names"],
)
def test_what_is_english_or_doubtful_is_english(text):
    assert detect_language(text) == "en"
