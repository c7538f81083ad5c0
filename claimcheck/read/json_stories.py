"""Articles as the web's own JSON has them: schema.org NewsArticle, and exports of newsroom systems.

There is no standard for an export, so only what nearly all of them share is believed: a headline under one of a few
names, a body under another, a time and an address if they are there. An object without both headline and body is no
article, whatever else it holds.
"""

from __future__ import annotations

import re

from claimcheck.model import Article, Item
from claimcheck.read.article import complete
from claimcheck.read.body import Body, one_line, plain_body
from claimcheck.read.json_document import JsonObject, objects_in, text_in, whole_characters
from claimcheck.read.json_markup import body_of_markup, has_markup

_ARTICLE_TYPE = re.compile(r"(?:^|[/:#])(?:\w{0,40}NewsArticle|Article|Report|BlogPosting|LiveBlogPosting)$")
_TITLES = ("headline", "title", "name")
_BODIES = (
    "articleBody body_html bodyHtml content_html contentHtml body content body_text bodyText content_text articleText "
    "full_text fulltext fullText story html"
).split()
_TIMES = (
    "datePublished published published_at publishedAt publish_date publishDate publication_date date_published pubDate "
    "pub_date webPublicationDate firstPublished date_gmt date created_at createdAt"
).split()
_ADDRESSES = ("url", "link", "canonical_url", "canonicalUrl", "permalink", "webUrl", "web_url", "uri")
_SOURCES = ("source", "publisher", "provider", "site_name", "siteName", "site", "publication")
_AUTHORS = ("byline", "author", "authors", "creator")
_INNER = ("rendered", "value", "html", "text", "main", "original", "name", "plain")
_MOST_AUTHORS = 30


def is_story(value: JsonObject) -> bool:
    """True for a schema.org article, a graph with one in it, or an object with both a headline and a body."""
    return (
        bool(_articles_in_graph(value))
        or (_is_news_article(value) and bool(_body_text(value)))
        or (bool(_first(value, _TITLES)) and bool(_body_text(value)))
    )


def articles_of_story(value: JsonObject, path: str, place: str) -> list[Article]:
    """The articles of such an object. Raises ReadError for markup that no parser takes."""
    nodes = _articles_in_graph(value) or [value]
    return [_article(node, path, place) for node in nodes]


def _article(value: JsonObject, path: str, place: str) -> Article:
    body = _body(_body_text(value), path, place)
    title = _first(value, _TITLES)
    if has_markup(title):
        title = body_of_markup(title, path, place).text
    is_linked = _is_news_article(value)
    version_created = _first(value, ("dateModified", "updated_at", "updatedAt", "modified_gmt", "modified"))
    return complete(
        Article(
            id=_first(value, ("id",)),
            text=body.text,
            title=one_line(title),
            source=_first(value, _SOURCES),
            published=_first(value, _TIMES),
            url=_first(value, (*_ADDRESSES, "@id", "mainEntityOfPage")),
            path=path,
            language=_first(value, ("inLanguage", "language", "lang")),
            reader="schema.org" if is_linked else "json",
            blocks=body.blocks,
            item=Item(
                provider_id=_first(value, ("identifier", "guid", "uuid", "_id")),
                version=_first(value, ("version",)),
                version_created=version_created,
                byline=one_line(_names(value)),
                rights=_first(value, ("copyrightNotice", "copyrightHolder", "rights")),
            ),
        )
    )


def _articles_in_graph(value: JsonObject) -> list[JsonObject]:
    graph = objects_in(value.get("@graph"))
    return [node for node in graph if _is_news_article(node) and _body_text(node)]


def _is_news_article(value: JsonObject) -> bool:
    given = value.get("@type")
    names = given if isinstance(given, list) else [given]
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name[-80:]) is not None for name in names)


def _body_text(value: JsonObject) -> str:
    return _first(value, tuple(_BODIES))


def _body(text: str, path: str, place: str) -> Body:
    return body_of_markup(text, path, place) if has_markup(text) else plain_body(text)


def _first(value: JsonObject, keys: tuple[str, ...] | list[str]) -> str:
    """The first of the keys' values that has words: a string, a number, the words of an object or of a list."""
    for key in keys:
        text = text_in(value, key) or _inner(value.get(key))
        if text:
            return text
    return ""


def _inner(found: object) -> str:
    """The words of {"rendered": ...} and its kin; of a list of strings or of such objects, a paragraph each."""
    if isinstance(found, dict):
        return text_in(found, *_INNER, "@value", "@id")
    if isinstance(found, list):
        parts = [whole_characters(part).strip() if isinstance(part, str) else _inner_of_entry(part) for part in found]
        return "\n\n".join(part for part in parts if part)
    return ""


def _inner_of_entry(entry: object) -> str:
    return text_in(entry, *_INNER, "content") if isinstance(entry, dict) else ""


def _names(value: JsonObject) -> str:
    for key in _AUTHORS:
        found = value.get(key)
        entries = found[:_MOST_AUTHORS] if isinstance(found, list) else [found]
        names = [
            whole_characters(entry).strip() if isinstance(entry, str) else _inner_of_entry(entry) for entry in entries
        ]
        line = ", ".join(name for name in names if name)
        if line:
            return line
    return ""
