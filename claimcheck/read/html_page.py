"""Web pages: text, headline, date and source as trafilatura finds them.

The date is searched only where pages state it (tags, JSON-LD, address); trafilatura's search through the whole text
would take any date for the publication. Its upper bound is fixed, so that reading does not depend on the clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

from claimcheck.model import Article, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decode
from claimcheck.read.plain_text import with_newlines

_SUFFIXES = {".html", ".htm", ".xhtml"}
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|p)\b[^<]*>", re.IGNORECASE)
_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S)
_TIMES = re.compile(
    r"""<meta[^>]*(?:property|name|itemprop)=["'](?:article:published_time|datePublished|pubdate|publish-date|
        parsely-pub-date|dc\.date(?:\.issued)?|sailthru\.date)["'][^>]*content=["']([^"']{8,40})["']
      | <meta[^>]*content=["']([^"']{8,40})["'][^>]*(?:property|name|itemprop)=["'](?:article:published_time|
        datePublished|pubdate|publish-date|parsely-pub-date)["']
      | "datePublished"\s*:\s*"([^"]{8,40})"
      | <time[^>]*datetime=["']([^"']{8,40})["']""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)?")
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def looks_like_html(document: Document, sample: str) -> bool:
    """True for a document that opens as a page does, or is named .html and holds a tag."""
    if _START.match(sample):
        return True
    return document.suffix in _SUFFIXES and _TAG.search(sample) is not None


def read_html(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a page. Its url is the canonical address where the page gives one."""
    page = decode(document)
    if not page.strip():
        report(ReadError(document.path, "empty file"))
        return
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_links=False,
        date_extraction_params=dict(_DATE_SEARCH),
    )
    if found is None or isinstance(found, dict) or not (text := with_newlines(found.text or "").strip()):
        report(ReadError(document.path, "no article text found in the page"))
        return
    title = (found.title or "").strip()
    first, _, rest = text.partition("\n")
    if title and first.strip() == title and rest.strip():
        text = rest.lstrip("\n")
    yield complete(
        Article(
            id="",
            text=text,
            title=title,
            path=document.path,
            reader="html",
            source=(found.hostname or found.sitename or "").strip(),
            published=_published(page, found.date or ""),
            url=(found.url or "").strip(),
        )
    )


def _published(page: str, date: str) -> str:
    """The publication time as the page states it, where it falls on the day that was found; else that day."""
    for groups in _TIMES.findall(page):
        stated = next((group.strip() for group in groups if group), "")
        match = _ISO_TIME.fullmatch(stated)
        if match and (not date or match.group(1) == date):
            return stated
    return date
