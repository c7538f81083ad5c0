"""Marks of versions are read where they are set as marks, and ordinary words are left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Correction, Item, Signal, Status
from claimcheck.read.article import complete
from claimcheck.read.signals import corrections_in, signals_of, slug_family, status_of, update_number, urgency_of

_CASES = Path(__file__).parents[1] / "cases" / "wire"


class _Marks(TypedDict, total=False):
    signals: list[str]
    number: int | None
    family: str


class _Case(TypedDict):
    label: str
    input: dict[str, str]
    expected: _Marks


class _CorrectionCase(TypedDict):
    label: str
    input: str
    expected: list[dict[str, str]]


SIGNALS: list[_Case] = json.loads((_CASES / "signals.json").read_text(encoding="utf-8"))
CORRECTIONS: list[_CorrectionCase] = json.loads((_CASES / "corrections.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SIGNALS, ids=[case["label"] for case in SIGNALS])
def test_signals(case: _Case) -> None:
    given_, expected = case["input"], case["expected"]
    assert list(map(str, signals_of(**given_))) == expected["signals"]
    if "number" in expected:
        assert update_number(given_["headline"], given_["slug"]) == expected["number"]
        assert slug_family(given_["headline"] or given_["slug"]) == expected["family"]


@pytest.mark.parametrize("case", CORRECTIONS, ids=[case["label"] for case in CORRECTIONS])
def test_corrections(case: _CorrectionCase) -> None:
    assert list(corrections_in(case["input"])) == [Correction(**fields) for fields in case["expected"]]


@pytest.mark.parametrize(
    "word, status",
    [
        ("usable", Status.USABLE),
        ("stat:usable", Status.USABLE),
        ("Cancelled", Status.CANCELED),
        ("canceled", Status.CANCELED),
        ("killed", Status.CANCELED),
        (" WITHHELD ", Status.WITHHELD),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", Status.CANCELED),
        ("embargoed", Status.USABLE),
        ("", None),
        ("unusable", None),
        ("usable?", None),
        ("status", None),
    ],
)
def test_status(word: str, status: Status | None) -> None:
    assert status_of(word) is status


@pytest.mark.parametrize(
    "text, urgency",
    [
        ("3", 3),
        ("urgency:3", 3),
        ("03", 3),
        ("3.0", 3),
        ("Flash", 1),
        ("Eilmeldung", 2),
        ("u", 3),
        ("r", 4),
        *[(text, None) for text in ("0", "10", "", "3rd", "x", "-1", "½", "³")],
    ],
)
def test_urgency(text: str, urgency: int | None) -> None:
    assert urgency_of(text) == urgency


@given(st.text(alphabet="UPDATE 1234567890-:()[],CORectsakil\n.;/—nstd", max_size=200))
def test_any_text_is_read(text: str) -> None:
    signals_of(text, text, text, text)
    update_number(text, text)
    assert slug_family(slug_family(text)) == slug_family(slug_family(slug_family(text)))
    for correction in corrections_in(text):
        assert correction.text


def test_long_text_is_quick() -> None:
    for piece in ("UPDATE 1-", "Corrects ", "(", "CORRECTION: ", "the story ", "This story has been ", "a, ", "1st "):
        text = piece * 100_000
        signals_of(text, text, text, text)
        slug_family(text[:10_000])
        corrections_in(text)


def test_an_article_is_completed_with_its_marks() -> None:
    story = complete(
        Article(
            id="",
            title="UPDATE 2-Ferry burns off Bergen",
            text="By Ann Moss\n\nBERGEN, May 3 (Reuters) - A ferry burned.\n\n(Corrects number of dead to 12, not 15)",
            item=Item(signals=(Signal.KILL,), provider_id="x"),
        )
    )
    item = story.item
    assert item.signals == (Signal.KILL, Signal.UPDATE, Signal.CORRECTION)
    assert (item.update, item.family) == (2, "ferry burns off bergen")
    assert item.dateline is not None
    assert story.text[item.dateline.start : item.dateline.end] == "BERGEN, May 3 (Reuters) -"
    assert [(c.field, c.new, c.old) for c in item.corrections] == [("number of dead", "12", "15")]


def test_a_plain_story_has_no_marks() -> None:
    story = complete(Article(id="", title="Ferry burns", text="A ferry burned off Bergen.\n\nIt sank."))
    assert (story.item.signals, story.item.corrections, story.item.update, story.item.dateline) == ((), (), None, None)


def test_a_slug_of_one_word_names_no_family() -> None:
    story = complete(Article(id="", title="Ferry burns", text="It burned.", item=Item(slug="Politics")))
    assert story.item.family == "ferry burns"
