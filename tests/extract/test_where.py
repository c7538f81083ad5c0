"""Places found in annotated text: the cases of where.json, datelines, and that every span is the text it says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.extract.dateline import find_dateline
from claimcheck.extract.venues import find_streets, street_name
from claimcheck.extract.where import find_places
from claimcheck.extract.who import find_people, participants_of
from claimcheck.model import AnnotatedArticle, Article, Entity, EntityLabel, Field, Where
from tests.factories import annotated_article, annotated_sentence

CASES = json.loads((Path(__file__).parents[1] / "cases" / "where.json").read_text("utf-8"))


def told(where: Where) -> str:
    """A place on one line, as the cases write it: text = name | kind | relation | container | metonym."""
    parts = [f"{where.text} = {where.name}", where.kind, where.relation.value]
    parts += [where.within[0]] if where.within and where.kind != "country" else []
    return " | ".join([*parts, *(["metonym"] if where.metonym else [])])


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c,
            id=c["label"],
            marks=[pytest.mark.xfail(strict=True, reason=c["comment"])] if c["expect"] == "fail" else [],
        )
        for c in CASES
    ],
)
def test_case(case, gazetteer):
    article = annotated_article(case["input"]["text"], case["input"]["title"])
    places = find_places(article, gazetteer)
    assert [told(where) for field in (Field.TITLE, Field.TEXT) for where in places[field]] == case["expected"]
    for field, found in places.items():
        assert all(article.article.field(field)[where.start : where.end] == where.text for where in found)
        assert [where.start for where in found] == sorted(where.start for where in found)


@pytest.mark.parametrize(
    ("text", "place", "region"),
    [
        ("LIMA, Jan 21 (Reuters) - A bridge fell.", "LIMA", ""),
        ("CHATHAM, Mass. (AP) _ A whale swam off.", "CHATHAM", "Mass."),
        ("NEW YORK (AP) — A crane fell.", "NEW YORK", ""),
        ("Peine (dpa/lni) - Ein Baum fiel um.", "Peine", ""),
        ("Strasbourg, 10 juil 2024 (AFP) - Une loi passe.", "Strasbourg", ""),
        ("MOSCOW, Monday (Reuters) - The rouble fell.", "MOSCOW", ""),
        ("BERLIN — Rivers rose.", "BERLIN", ""),
        ("TEL AVIV, Israel — Shops closed.", "TEL AVIV", "Israel"),
        ("A street under water. (Ann Ray/Agency) OSLO — Rivers rose.", "OSLO", ""),
    ],
)
def test_dateline(text, place, region):
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.region) == (place, region)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Lima is bracing for rain.",
        "The minister (right) — who left early — spoke.",
        "Ann Ray, a nurse, said so.",
        "BREAKING news from the coast.",
        "In 2019 (the last year) - so it was said - it rained.",
        "",
    ],
)
def test_no_dateline(text):
    found = find_dateline(text)
    assert found is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("on Third Avenue.", ["3rd avenue"]),
        ("at Third Avenue and Pine Street", ["3rd avenue & pine street"]),
        ("the corner of Oak and Main streets", ["main street & oak street"]),
        ("the 1200 block of Elm St.", ["elm street"]),
        ("on Interstate 95 and Route 9", ["interstate 95", "route 9"]),
        ("on 14th Street", ["14th street"]),
        ("on Broadway", ["broadway"]),
        ("the Supreme Court ruled", []),
        ("in the first place", []),
        ("a one-way street", []),
        ("Dr. Ann Ray spoke", []),
    ],
)
def test_streets(text, names):
    found = list(find_streets(text))
    assert [street.name for street in found] == names
    assert all(text[street.start : street.end] == street.text for street in found)


def test_street_names_meet():
    assert street_name("Third Ave.") == street_name("3rd Avenue")
    assert street_name("Pine St") != street_name("Pike St")


@given(st.text(max_size=200))
def test_any_text_has_sound_spans(text):
    dateline = find_dateline(text)
    assert dateline is None or text[dateline.start : dateline.end] == dateline.text
    assert all(text[street.start : street.end] == street.text for street in find_streets(text))


def test_no_sentences_no_places(gazetteer):
    assert find_places(AnnotatedArticle(Article("a", ""), (), ()), gazetteer) == {Field.TITLE: (), Field.TEXT: ()}


WORDS = (
    "Lyon",
    "the",
    "in",
    "Oak",
    "Street",
    "capital",
    "German",
    ",",
    "said",
    "he",
    "'s",
    "Mass.",
    "Erie",
    "hall",
    "US",
)
POSITIONS = ("PROPN", "NOUN", "ADP", "DET", "VERB", "PUNCT", "ADJ", "PRON")
RELATIONS = ("nsubj", "obj", "obl", "nmod", "compound", "case", "conj", "root", "acl", "xcomp", "flat", "appos")


@st.composite
def any_article(draw):
    """An article of one sentence of any words, heads (cycles included) and entities."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    size = len(words)
    rows = [
        f"{word} {word.lower()} {draw(st.sampled_from(POSITIONS))} {draw(st.integers(-1, size - 1))} "
        f"{draw(st.sampled_from(RELATIONS))}"
        for word in words
    ]
    sentence = annotated_sentence(" ".join(words), rows)
    entities, first = [], 0
    while first < size:
        last = draw(st.integers(first + 1, size))
        label = draw(st.sampled_from([None, *EntityLabel]))
        if label is not None:
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            entities.append(Entity(label, first, last, start, end, sentence.text[start:end]))
        first = last
    sentence = replace(sentence, entities=tuple(entities))
    return AnnotatedArticle(Article("any", sentence.text), (), (sentence,))


@settings(max_examples=300, deadline=None)
@given(any_article())
def test_any_parse_gives_sound_places_and_participants(article):
    for where in find_places(article, Gazetteer.load())[Field.TEXT]:
        assert article.article.text[where.start : where.end] == where.text
    people = find_people(article)
    for index in range(len(article.text[0].tokens)):
        for who in participants_of(article.text[0], index, people):
            assert article.article.text[who.start : who.end] == who.text
