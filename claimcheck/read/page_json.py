"""What a page says of its article in JSON-LD (schema.org NewsArticle and its kin).

A JSON string may hold "</script>", where a browser ends the script and the page breaks. The JSON is therefore read from
the page itself, to its own end, and taken out before the page is parsed. Vocabulary: https://schema.org/NewsArticle.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.read.json_document import whole_characters

_SCRIPT = re.compile(r"<script\b[^<>]{0,400}?\bld\+json\b[^<>]{0,400}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\b", re.IGNORECASE)
_WRAPPER = re.compile(r"\s*(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)?\s*")
_INLINE_TAG = re.compile(r"</?(?:em|i|b|strong|span|br|sup|sub|mark|u|a|p|cite|q|small)\b[^<>]{0,400}>", re.IGNORECASE)
_ARTICLE_TYPES = frozenset({"article", "report", "blogposting", "liveblogposting", "socialmediaposting"})
_LISTING_TYPES = frozenset({"collectionpage", "itemlist", "searchresultspage"})
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 3_000_000  # code points; articles with all their comments have some 300,000
_MOST_NODES = 2_000
_MOST_AUTHORS = 30
_DECODER = json.JSONDecoder(strict=False)  # raw line ends in strings are common and harmless

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class LiveUpdate:
    """One entry of a live blog."""

    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class JsonArticle:
    """The article of a page as its JSON-LD describes it; every string "" where it says nothing.

    ``is_free`` is None where the page does not say; ``word_count`` 0. ``body`` is as given, markup and all.
    """

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    body: str = ""
    dateline: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    identifier: str = ""
    version: str = ""
    correction: str = ""
    is_free: bool | None = None
    word_count: int = 0
    updates: tuple[LiveUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class PageJson:
    """All that a page's JSON-LD gives: its article, if one, and whether it calls itself a list of articles."""

    article: JsonArticle | None = None
    is_listing: bool = False


def split_json(page: str) -> tuple[str, list[object]]:
    """(the page with its JSON-LD taken out, the JSON-LD values). A script that is no JSON is left where it is."""
    kept: list[str] = []
    values: list[object] = []
    at = tried = 0
    for start in _SCRIPT.finditer(page):
        if start.start() < at:
            continue
        tried += 1
        if tried > _MOST_SCRIPTS:
            break
        value, end = _value_at(page, start.end())
        if end < 0:
            continue
        values.append(value)
        kept.append(page[at : start.end()])
        close = _SCRIPT_END.search(page, end)
        at = close.start() if close else len(page)
    kept.append(page[at:])
    return "".join(kept), values


def _value_at(page: str, start: int) -> tuple[object, int]:
    """The JSON value that begins at a place, and its end; -1 where there is none."""
    wrapper = _WRAPPER.match(page, start)
    at = wrapper.end() if wrapper else start
    if page[at : at + 1] not in ("{", "["):
        return None, -1
    try:
        value, length = _DECODER.raw_decode(page[at : at + _LONGEST_SCRIPT])
    except (ValueError, RecursionError):
        return None, -1
    return value, at + length


def read_page_json(values: list[object], url: str) -> PageJson:
    """What the JSON-LD values of a page say of the article at ``url`` ("" where the page names none)."""
    nodes = list(_nodes(values))
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _types(node) and any(_is_article_type(name) for name in _types(node))]
    is_listing = any(_LISTING_TYPES & set(_types(node)) for node in nodes)
    chosen = _article_of_page(articles, url)
    if chosen is None:
        return PageJson(None, is_listing or len(articles) > 1)
    return PageJson(_as_article(chosen, known), is_listing)


def _is_article_type(name: str) -> bool:
    return name in _ARTICLE_TYPES or name.endswith("newsarticle")


def _types(node: Node) -> tuple[str, ...]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return tuple(re.split(r"[/:#]", name)[-1].lower() for name in names if isinstance(name, str))


def _nodes(values: list[object]) -> Iterator[Node]:
    """The objects that describe the page itself: at the top, in lists and graphs, as a page's main entity."""
    waiting: list[tuple[object, int]] = [(value, 0) for value in reversed(values)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        value, depth = waiting.pop()
        if depth > 6:
            continue
        if isinstance(value, list):
            waiting.extend((item, depth + 1) for item in reversed(value[:_MOST_NODES]))
        elif isinstance(value, dict):
            seen += 1
            yield value
            inner = [value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
            waiting.extend((item, depth + 1) for item in reversed(inner) if isinstance(item, list | dict))


def _article_of_page(articles: list[Node], url: str) -> Node | None:
    """The article that the page is about. None where it describes several and none of them is at its address."""
    here = [node for node in articles if url and _plain_url(_url_of(node)) == _plain_url(url)]
    if here:
        return max(here, key=lambda node: len(_text(node.get("articleBody"))) + len(node))
    headlines = {_text(node.get("headline")) or _text(node.get("name")) for node in articles}
    if not articles or len(headlines) > 1:
        return None
    return max(articles, key=lambda node: len(_text(node.get("articleBody"))) + len(node))


def _url_of(node: Node) -> str:
    main = node.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id") or main.get("url")
    for value in (node.get("url"), main, node.get("@id")):
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _plain_url(url: str) -> str:
    """An address without scheme, www., query, fragment and last slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url.strip().lower()).rstrip("/")


def _as_article(node: Node, known: dict[object, Node]) -> JsonArticle:
    correction = node.get("correction")
    free = node.get("isAccessibleForFree")
    return JsonArticle(
        headline=plain(_text(node.get("headline")) or _text(node.get("name"))),
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        authors=tuple(dict.fromkeys(_names(node.get("author") or node.get("creator"), known)))[:_MOST_AUTHORS],
        publisher=next(_names(node.get("publisher"), known), ""),
        body=_joined(node.get("articleBody")),
        dateline=plain(_text(node.get("dateline"))),
        url=_url_of(node),
        language=_language(node.get("inLanguage")),
        rights=plain(_text(node.get("copyrightNotice")) or next(_names(node.get("copyrightHolder"), known), "")),
        identifier=_identifier(node.get("identifier")),
        version=_text(node.get("version")),
        correction=plain(_correction(correction)),
        is_free=_truth(free),
        word_count=_number(node.get("wordCount")),
        updates=tuple(_updates(node.get("liveBlogUpdate"))),
    )


def plain(text: str) -> str:
    """A one-line string of JSON-LD without the character references and inline tags that templates leave in it."""
    return " ".join(html.unescape(_INLINE_TAG.sub("", html.unescape(text))).split()) if text else ""


def _text(value: object) -> str:
    """A string as given; numbers as written; the first of a list; "@value" of a typed value."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return whole_characters(value).strip() if isinstance(value, str) else ""


def _joined(value: object) -> str:
    if isinstance(value, list):
        return "\n\n".join(part for item in value[:_MOST_NODES] if (part := _text(item)))
    return _text(value)


def _names(value: object, known: dict[object, Node]) -> Iterator[str]:
    """The names of persons and organisations, given as text, as objects, or by the id of an object elsewhere."""
    for item in value[:_MOST_AUTHORS] if isinstance(value, list) else [value]:
        found = item
        if isinstance(found, dict) and not found.get("name"):
            found = known.get(found["@id"]) if isinstance(found.get("@id"), str) else None
        names = found.get("name") if isinstance(found, dict) else found
        for name in names[:_MOST_AUTHORS] if isinstance(names, list) else [names]:
            if text := plain(_text(name)):
                yield text


def _language(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return _text(value)


def _identifier(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("value")
    return _text(value) if not isinstance(value, list) else ""


def _correction(value: object) -> str:
    if isinstance(value, list):
        value = value[-1] if value else ""
    if isinstance(value, dict):
        value = value.get("text") or value.get("description")
    return _text(value)


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    name = _text(value).lower().rpartition("/")[2]
    return {"true": True, "false": False, "1": True, "0": False}.get(name)


def _number(value: object) -> int:
    text = _text(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _updates(value: object) -> Iterator[LiveUpdate]:
    for item in value[:_MOST_NODES] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            headline, body = plain(_text(item.get("headline"))), _joined(item.get("articleBody"))
            if headline or body:
                yield LiveUpdate(headline, body)
