"""The labelled article sets under fixtures/, checked by themselves: nothing here runs the engine."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

import pytest

from claimcheck.model import Kind, Relation, Severity

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
EVENTS = sorted(path.parent.name for path in FIXTURES.glob("*/labels.json"))
NO_DISCREPANCIES = "council-vote"
ARTICLE_FIELDS = ["id", "source", "title", "published", "url", "text"]
SHARED_RUN = 12
"""Words in a row that two events may not have in common."""


class Mention(TypedDict, total=False):
    article: str
    text: str
    field: str


class LabelValue(TypedDict):
    value: str
    mentions: list[Mention]


class Label(TypedDict):
    id: str
    question: str
    kind: str
    relation: str
    severity: str
    values: list[LabelValue]
    note: str


def read_event_articles(event: str) -> dict[str, dict[str, str]]:
    """The articles of an event by id."""
    loaded: dict[str, dict[str, str]] = {}
    for path in sorted((FIXTURES / event / "articles").glob("*.json")):
        article = cast(dict[str, str], json.loads(path.read_text(encoding="utf-8")))
        assert path.stem == article["id"], f"{path} holds the article {article['id']}"
        loaded[article["id"]] = article
    return loaded


def read_event_labels(event: str) -> list[Label]:
    return cast(list[Label], json.loads((FIXTURES / event / "labels.json").read_text(encoding="utf-8")))


def word_runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    for start in range(len(words) - SHARED_RUN + 1):
        yield " ".join(words[start : start + SHARED_RUN])


def is_discrepancy(label: Label) -> bool:
    return label["relation"] != Relation.COMPATIBLE


def test_there_are_events() -> None:
    assert len(EVENTS) >= 14
    assert NO_DISCREPANCIES in EVENTS


@pytest.mark.parametrize("event", EVENTS)
def test_articles_follow_the_contract(event: str) -> None:
    articles = read_event_articles(event)
    assert 3 <= len(articles) <= 5
    for article in articles.values():
        assert list(article) == ARTICLE_FIELDS
        assert all(isinstance(value, str) for value in article.values())
        assert article["title"]
        assert 150 <= len(article["text"].split()) <= 450, article["id"]
        assert article["text"] == article["text"].strip()
        assert article["source"].endswith(".example")
        assert article["url"].startswith(f"https://{article['source']}/")
        if article["published"]:
            datetime.fromisoformat(article["published"])


@pytest.mark.parametrize("event", EVENTS)
def test_labels_have_known_kinds_and_relations(event: str) -> None:
    for label in read_event_labels(event):
        Kind(label["kind"])
        Relation(label["relation"])
        Severity(label["severity"])
        assert label["question"].endswith("?")
        assert label["note"]
        assert len(label["values"]) >= 2
        assert len({value["value"] for value in label["values"]}) == len(label["values"])


@pytest.mark.parametrize("event", EVENTS)
def test_every_mention_stands_once_in_its_article(event: str) -> None:
    articles = read_event_articles(event)
    for label in read_event_labels(event):
        for value in label["values"]:
            assert value["mentions"], label["id"]
            for mention in value["mentions"]:
                field = mention.get("field", "text")
                assert field in ("text", "title")
                found = articles[mention["article"]][field].count(mention["text"])
                assert found == 1, f"{label['id']}: {found} times in {mention['article']}: {mention['text']!r}"


@pytest.mark.parametrize("event", EVENTS)
def test_a_calendar_finding_lies_inside_one_article(event: str) -> None:
    for label in read_event_labels(event):
        if label["kind"] == Kind.CALENDAR and is_discrepancy(label):
            assert len({m["article"] for value in label["values"] for m in value["mentions"]}) == 1, label["id"]


@pytest.mark.parametrize("event", EVENTS)
def test_no_mention_gives_two_answers(event: str) -> None:
    """Outside calendar findings, which set two parts of one sentence against each other."""
    for label in read_event_labels(event):
        if label["kind"] == Kind.CALENDAR or not is_discrepancy(label):
            continue
        seen: Counter[tuple[str, str]] = Counter()
        for value in label["values"]:
            seen.update({(m["article"], m["text"]) for m in value["mentions"]})
        assert max(seen.values()) == 1, label["id"]


def test_ids_are_unique() -> None:
    labels = Counter(label["id"] for event in EVENTS for label in read_event_labels(event))
    articles = Counter(article for event in EVENTS for article in read_event_articles(event))
    assert max(labels.values()) == 1
    assert max(articles.values()) == 1
    for event in EVENTS:
        assert all(label["id"].startswith(f"{event}-") for label in read_event_labels(event))


def test_no_two_events_share_a_run_of_words() -> None:
    events_of: defaultdict[str, set[str]] = defaultdict(set)
    for event in EVENTS:
        for article in read_event_articles(event).values():
            for field in ("title", "text"):
                for run in word_runs(article[field]):
                    events_of[run].add(event)
    assert {run: sorted(events) for run, events in events_of.items() if len(events) > 1} == {}


def test_negatives_outnumber_discrepancies_and_every_kind_occurs() -> None:
    labels = [label for event in EVENTS for label in read_event_labels(event)]
    real = [label for label in labels if is_discrepancy(label)]
    assert len(labels) - len(real) > len(real)
    assert {label["kind"] for label in real} == {kind.value for kind in Kind}
    assert {label["relation"] for label in labels} == {relation.value for relation in Relation}
    assert not any(is_discrepancy(label) for label in read_event_labels(NO_DISCREPANCIES))
