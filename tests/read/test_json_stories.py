"""schema.org articles and exports are read where they have a headline and a body; other objects are no articles."""

from __future__ import annotations

import json

import pytest

from claimcheck.model import Article, ReadError
from claimcheck.read.document import Document
from claimcheck.read.json_articles import read_json

TEXT = "The bridge at Holm closed on Monday after a lorry struck it, the council said."
TIME = "2024-05-06T10:11:12+02:00"


def read(value: object) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    text = value if isinstance(value, str) else json.dumps(value)
    return list(read_json(Document("a.json", text.encode()), faults.append)), faults


NEWS_ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge closed",
    "articleBody": TEXT,
    "datePublished": TIME,
    "dateModified": "2024-05-06T12:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ines Lund"}, "Jon Vik"],
    "publisher": {"@type": "Organization", "name": "Holm Post"},
    "url": "https://holm.example/bridge",
    "inLanguage": "en-GB",
}


@pytest.mark.parametrize(
    "value",
    [
        NEWS_ARTICLE,
        [NEWS_ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "x"}, NEWS_ARTICLE]},
        {**NEWS_ARTICLE, "@type": ["Article", "ReportageNewsArticle"]},
        {**NEWS_ARTICLE, "@type": "http://schema.org/NewsArticle"},
    ],
)
def test_schema_org(value):
    (article,), faults = read(value)
    assert not faults
    assert (article.title, article.text, article.published) == ("Bridge closed", TEXT, TIME)
    assert (article.source, article.url, article.reader) == ("Holm Post", "https://holm.example/bridge", "schema.org")
    assert article.item.byline == "Ines Lund, Jon Vik"
    assert article.item.version_created == "2024-05-06T12:00:00+02:00"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Bridge closed", "body": TEXT, "published_at": TIME, "link": "https://holm.example/1"},
        {"headline": "Bridge closed", "content": f"<p>{TEXT}</p>", "pubDate": TIME, "url": "https://holm.example/1"},
        {
            "title": {"rendered": "Bridge closed"},
            "content": {"rendered": f"<p>{TEXT}</p>"},
            "date_gmt": TIME,
            "link": "https://holm.example/1",
        },
        {
            "headline": {"main": "Bridge closed"},
            "body_html": TEXT,
            "pub_date": TIME,
            "web_url": "https://holm.example/1",
        },
        {"name": "Bridge closed", "articleBody": [TEXT], "created_at": TIME, "canonical_url": "https://holm.example/1"},
    ],
)
def test_exports(value):
    (article,), faults = read(value)
    assert not faults
    assert (article.title, article.text) == ("Bridge closed", TEXT)
    assert (article.published, article.url, article.reader) == (TIME, "https://holm.example/1", "json")


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"title": "t"},
        {"body": TEXT},
        {"title": "t", "body": None},
        {"title": "t", "content": {"type": "doc"}},
        {"title": ["t"], "content": []},
        {"@type": "NewsArticle", "headline": "t"},
        {"@type": "Organization", "name": "t"},
        {"@type": 5, "@graph": "x"},
        '{"title": "t", "body": "a", "body": "b"}',
    ],
)
def test_objects_without_headline_and_body_are_no_articles(value):
    articles, faults = read(value)
    assert not articles
    assert [fault.reason for fault in faults] in (
        ["not an article: no 'text'"],
        ["the key 'body' stands twice in one object"],
    )


def test_text_decides_for_article_json():
    (article,), _ = read({**NEWS_ARTICLE, "text": TEXT, "title": "Own title"})
    assert (article.title, article.reader, article.source) == ("Own title", "json", "")
    _, faults = read({**NEWS_ARTICLE, "text": None})
    assert [fault.reason for fault in faults] == ["not an article: no 'text'"]


def test_mixed_lists_name_what_is_no_article():
    articles, faults = read([NEWS_ARTICLE, {"text": TEXT}, {"title": "x"}])
    assert [article.reader for article in articles] == ["schema.org", "json"]
    assert [str(fault) for fault in faults] == ["a.json:item 3: not an article: no 'text'"]
