"""Web pages: headline, times and source as the page states them, its text as trafilatura or its JSON-LD gives it.

A page is reduced to text and never trusted: no script runs, nothing is fetched, and what is no story (a cookie notice,
a list of links, an error) is named as such. The date is searched only where pages state it (tags, JSON-LD, address);
trafilatura's search through the whole text would take any date for the publication. Its upper bound is fixed, so that
reading does not depend on the clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, BlockKind, Dateline, Item, ReadError, Signal
from claimcheck.read.article import complete
from claimcheck.read.body import one_line
from claimcheck.read.crowded_tags import crowded_tag
from claimcheck.read.document import Document, decode
from claimcheck.read.markup import body_of_element, reason_of_parser
from claimcheck.read.page_facts import PageFacts, facts_of_page, is_time
from claimcheck.read.page_json import JsonArticle, split_json
from claimcheck.read.page_junk import reason_for_junk, signs_of_page
from claimcheck.read.page_text import (
    Part,
    better_parts,
    build_body,
    captions_of,
    parts_of_extract,
    parts_of_json,
    plain_key,
)
from claimcheck.read.xml_tree import root_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUFFIXES = {".html", ".htm", ".xhtml"}
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|p)\b[^<]{0,400}>", re.IGNORECASE)
_DOCTYPE = re.compile(r"[\s\ufeff]{0,100}<!doctype\s+html\b", re.IGNORECASE)
_ROOTS = frozenset({"html", "head", "body", "article"})
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}

_LARGEST = 20_000_000  # code points
_MOST_TAGS = 1_000_000  # "<" in the source: what the parser may have to hold
_MOST_ELEMENTS = 30_000  # the longest live blogs have some 20,000; trafilatura takes seconds beyond
_SIMPLE_ABOVE = 10_000  # elements above which trafilatura's second opinions cost more than they find


def looks_like_html(document: Document, sample: str) -> bool:
    """True for a document that opens as a page does, or is named .html and holds a tag."""
    if _DOCTYPE.match(sample) or root_name(sample).lower() in _ROOTS:
        return True
    return document.suffix in _SUFFIXES and _TAG.search(sample) is not None


def read_html(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a page. Its url is the canonical address where the page gives one, else that of its container.
    A page that is no story comes with ``skipped`` set. Raises ReadError for a page that is too large or too deep."""
    page = decode(document)
    if not page.strip():
        report(ReadError(document.path, "empty file"))
        return
    source, values = split_json(page)
    root = _parse(document.path, source)
    if root is None:
        report(ReadError(document.path, "no article text found in the page"))
        return
    facts = facts_of_page(root, values, document.url)
    signs = signs_of_page(root)
    captions = captions_of(root)
    body, found_title, found_date = _extract(document.path, root, facts.url)
    json = facts.json or JsonArticle()
    parts = better_parts(parts_of_extract(body, captions), parts_of_json(json, document.path)) or _marked_body(root)
    junk = reason_for_junk(facts, signs, parts)
    if not parts and junk is None:
        report(ReadError(document.path, "no article text found in the page"))
        return
    yield _as_article(
        document, facts, parts or [(BlockKind.PARAGRAPH, signs.text[:5000])], junk, found_title, found_date
    )


def _parse(path: str, page: str) -> _Element | None:
    """The tree of a page; None where it holds no element. Raises ReadError beyond the limits."""
    from lxml import html
    from lxml.etree import LxmlError

    if len(page) > _LARGEST:
        raise ReadError(path, f"a page of more than {_LARGEST:,} characters is not read")
    if page.count("<") > _MOST_TAGS:
        raise ReadError(path, f"a page of more than {_MOST_TAGS:,} tags is not read")
    if (start := crowded_tag(page)) is not None:
        raise ReadError(path, "a tag with more than 1,000 attributes: not read", str(page.count("\n", 0, start) + 1))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        if "is empty" in str(error):
            return None
        raise ReadError(path, f"broken HTML: {reason_of_parser(error)}", "1") from None
    for entry in parser.error_log:
        if "depth" in entry.message:
            raise ReadError(path, "broken HTML: nested too deeply", str(entry.line))
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise ReadError(path, "a page with more text in one element than is read", str(entry.line))
    if _count(root) > _MOST_ELEMENTS:
        raise ReadError(path, f"a page of more than {_MOST_ELEMENTS:,} elements is not read")
    return root


def _count(root: _Element) -> int:
    return sum(1 for _ in root.iter())


def _extract(path: str, root: _Element, url: str) -> tuple[_Element | None, str, str]:
    """(body, title, date) as trafilatura finds them; (None, "", "") where it finds no text."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    simple = _count(root) > _SIMPLE_ABOVE
    try:
        found = trafilatura.bare_extraction(
            root,
            url=url or None,
            fast=simple,
            with_metadata=not simple,
            include_comments=False,
            include_tables=True,
            include_links=False,
            date_extraction_params=dict(_DATE_SEARCH),
        )
    except Exception as error:  # whatever a library of heuristics raises on broken pages, the page is at fault
        raise ReadError(path, f"broken HTML: {type(error).__name__} while its text was looked for", "1") from None
    if found is None or isinstance(found, dict):
        return None, "", ""
    return found.body, (found.title or "").strip(), (found.date or "").strip()


def _marked_body(root: _Element) -> list[Part]:
    """The element that microdata calls the article's body, where nothing else found a text."""
    for element in root.iter():
        if isinstance(element.tag, str) and "articlebody" in (element.get("itemprop") or "").lower().split():
            body = body_of_element(element)
            return [(block.kind, body.text[block.start : block.end]) for block in body.blocks]
    return []


def _as_article(
    document: Document, facts: PageFacts, parts: list[Part], junk: str | None, found_title: str, found_date: str
) -> Article:
    json = facts.json or JsonArticle()
    known = {plain_key(headline) for headline in (*facts.headlines, found_title) if headline}
    body = build_body(parts, lambda text: plain_key(text) in known)
    published = _published(facts, found_date)
    return complete(
        Article(
            id="",
            text=body.text,
            title=facts.headline or one_line(found_title),
            path=document.path,
            reader="html",
            source=facts.host or facts.publisher,
            published=published,
            url=facts.url,
            language=facts.language,
            skipped=junk,
            blocks=body.blocks,
            item=Item(
                provider=facts.publisher,
                provider_id=json.identifier,
                version=json.version,
                first_created=published,
                version_created=facts.modified,
                signals=(Signal.CORRECTION,) if json.correction else (),
                editor_note=json.correction,
                byline=facts.byline,
                dateline=Dateline(json.dateline) if json.dateline else None,
                rights=facts.rights,
            ),
        )
    )


def _published(facts: PageFacts, found_date: str) -> str:
    """The publication time as the page states it where that is a time; else the day that was found on the page."""
    stated = facts.published
    if is_time(stated) or parse_published(stated) is not None:
        return stated
    return found_date or stated
