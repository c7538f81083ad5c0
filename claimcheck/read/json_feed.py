"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): every item is an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from claimcheck.model import Article, Item, ReadError
from claimcheck.read.article import complete
from claimcheck.read.body import Body, one_line, plain_body
from claimcheck.read.document import Document, decode
from claimcheck.read.feed import join_authors, without_footer
from claimcheck.read.json_document import JsonError, JsonObject, json_type, parse_json, whole_characters
from claimcheck.read.markup import body_of_html
from claimcheck.read.page_json import plain

Report = Callable[[ReadError], None]

_VERSION = re.compile(r'"version"\s{0,20}:\s{0,20}"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version')
_STANDARD = "JSON Feed"


def looks_like_json_feed(document: Document, sample: str) -> bool:
    """True for a JSON object that names a version of JSON Feed."""
    return sample.lstrip("\ufeff \t\r\n").startswith("{") and _VERSION.search(sample) is not None


def read_json_feed(document: Document, report: Report) -> Iterator[Article]:
    """The items of a feed in their order. A faulty item is named by its pointer ("/items/3"), the others are read.

    Raises ReadError for what is no JSON or no JSON Feed.
    """
    try:
        feed = parse_json(decode(document))
    except JsonError as error:
        raise ReadError(document.path, error.reason, error.place) from None
    if not isinstance(feed, dict):
        raise ReadError(document.path, f"breaks {_STANDARD}: a JSON {json_type(feed)}, an object was expected", "/")
    items = feed.get("items")
    if not isinstance(items, list):
        raise ReadError(document.path, f"breaks {_STANDARD}: feed without a list of items", "/items")
    if not items:
        report(ReadError(document.path, f"{_STANDARD} without items", "/items"))
    for number, item in enumerate(items):
        try:
            yield _article(document.path, f"/items/{number}", feed, item)
        except ReadError as error:
            report(error)


def _article(path: str, place: str, feed: JsonObject, item: object) -> Article:
    if not isinstance(item, dict):
        raise ReadError(path, f"breaks {_STANDARD}: an item that is a JSON {json_type(item)}", place)
    given = item.get("id")
    if isinstance(given, int | float) and not isinstance(given, bool):  # "must be coerced to a string"
        given = str(given)
    if not isinstance(given, str) or not given:
        raise ReadError(path, f"breaks {_STANDARD}: item without id", place)
    body = _body(path, place, item)
    source = _text(feed, "title")
    address = _text(item, "url") or _text(item, "external_url")
    return complete(
        Article(
            id="",
            text=body.text,
            blocks=body.blocks,
            title=plain(_text(item, "title")),
            source=source or _host(_text(feed, "home_page_url") or address),
            published=_text(item, "date_published") or _text(item, "date_modified"),
            url=address if address.lower().startswith(("http://", "https://")) else "",
            path=path,
            language=_text(item, "language") or _text(feed, "language"),
            reader="json-feed",
            item=Item(
                provider=source,
                provider_id=whole_characters(given),
                first_created=_text(item, "date_published"),
                version_created=_text(item, "date_modified"),
                byline=join_authors(_authors(item)) or join_authors(_authors(feed)),
            ),
        )
    )


def _body(path: str, place: str, item: JsonObject) -> Body:
    markup, words = _text(item, "content_html"), _text(item, "content_text")
    if markup.strip():
        return without_footer(body_of_html(markup, path, place))
    return plain_body(words if words.strip() else _text(item, "summary"))


def _authors(value: JsonObject) -> Iterator[str]:
    several = value.get("authors")
    for author in several if isinstance(several, list) else [value.get("author")]:
        if isinstance(author, dict):
            yield one_line(_text(author, "name"))


def _text(value: JsonObject, key: str) -> str:
    found = value.get(key)
    return whole_characters(found) if isinstance(found, str) else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
