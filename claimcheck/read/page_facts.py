"""What a web page says of itself outside its text: JSON-LD first, then meta elements, then microdata, then its title.

Every string is as the page has it, "" where it says nothing. Nothing is fetched, and no address is believed that is
none: only http and https addresses come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.read.page_json import JsonArticle, PageJson, read_page_json

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE_BREAK = re.compile(r"\s+[|–—•·»:-]+\s+|\s*[|»]\s*")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)?)?")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_PUBLISHED = (
    "article:published_time datepublished pubdate publish-date publishdate parsely-pub-date dc.date.issued dc.date "
    "dcterms.issued dcterms.created sailthru.date article.published og:published_time og:article:published_time"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time og:article:modified_time datemodified last-modified dcterms.modified "
    "lastmod article.updated revised"
).split()
_AUTHORS = "author article:author_name parsely-author sailthru.author dc.creator dcterms.creator byl".split()
_SITE = "og:site_name application-name apple-mobile-web-app-title dc.publisher".split()
_RIGHTS = "copyright rights dc.rights dcterms.rights".split()
_HEADLINES = "og:title twitter:title parsely-title sailthru.title dc.title".split()
_LONGEST = 1_000  # code points of a value that may be a headline, a name, an address
_MOST_H1 = 20


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page beside its text.

    ``headlines`` are all spellings of its headline, the best first; ``kind`` is og:type in lower case; ``names_itself``
    is True where the page calls itself an article, ``is_listing`` where it calls itself a list of them.
    """

    json: JsonArticle | None
    headlines: tuple[str, ...]
    page_title: str
    published: str
    modified: str
    byline: str
    publisher: str
    host: str
    url: str
    language: str
    rights: str
    kind: str
    names_itself: bool
    is_listing: bool

    @property
    def headline(self) -> str:
        """The headline, "" where the page has none."""
        return self.headlines[0] if self.headlines else ""


def facts_of_page(root: _Element, values: list[object], address: str) -> PageFacts:
    """The facts of a parsed page; ``values`` are its JSON-LD, ``address`` where its container says that it was."""
    meta = _meta(root)
    canonical = _canonical(root, meta)
    page = read_page_json(values, canonical or address)
    url = canonical or _web_address(page.article.url if page.article else "") or _web_address(address)
    json = page.article or JsonArticle()
    micro = _microdata(root)
    published = json.published or _first(meta, _PUBLISHED) or micro.get("datepublished", "")
    kind = meta.get("og:type", "").lower()
    return PageFacts(
        json=page.article,
        headlines=_headlines(root, meta, json, micro),
        page_title=_page_title(root),
        published=published,
        modified=json.modified or _first(meta, _MODIFIED) or micro.get("datemodified", ""),
        byline=", ".join(json.authors) or _byline(meta) or micro.get("author", ""),
        publisher=json.publisher or _first(meta, _SITE),
        host=(urlsplit(url).hostname or "").removeprefix("www.") if url else "",
        url=url,
        language=_language(root, meta, json),
        rights=json.rights or _first(meta, _RIGHTS),
        kind=kind,
        names_itself=_names_itself(page, kind, micro, meta),
        is_listing=page.is_listing,
    )


def _names_itself(page: PageJson, kind: str, micro: dict[str, str], meta: dict[str, str]) -> bool:
    return page.article is not None or "article" in kind or "articlebody" in micro or "article:published_time" in meta


def _meta(root: _Element) -> dict[str, str]:
    """The first value of each meta element, by its name in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "")[:_LONGEST].split())
        if name and content:
            found.setdefault(name.strip().lower()[:60], content)
    return found


def _first(meta: dict[str, str], names: list[str]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _canonical(root: _Element, meta: dict[str, str]) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            if address := _web_address(link.get("href") or ""):
                return address
    return _web_address(meta.get("og:url", ""))


def _web_address(text: str) -> str:
    """The text where it is a whole http or https address, else ""."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(text) <= 2 * _LONGEST
    except ValueError:
        return ""
    return text if good and not re.search(r"[\s\x00-\x1f]", text) else ""


def _microdata(root: _Element) -> dict[str, str]:
    """The first value of the itemprops that an article has: content, datetime, or the element's words."""
    wanted = {"headline", "datepublished", "datemodified", "author", "articlebody"}
    found: dict[str, str] = {}
    for element in root.iter():
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        if not prop or element.tag == "meta" and not element.get("content"):
            continue
        for name in prop.lower().split():
            if name in wanted and name not in found:
                value = element.get("content") or element.get("datetime") or _words(element)
                if value := " ".join(value[:_LONGEST].split()):
                    found[name] = value
    return found


def _words(element: _Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _page_title(root: _Element) -> str:
    title = next(root.iter("title"), None)
    return _words(title)[:_LONGEST] if title is not None else ""


def _headlines(root: _Element, meta: dict[str, str], json: JsonArticle, micro: dict[str, str]) -> tuple[str, ...]:
    site = {name.casefold() for name in (json.publisher, *(meta.get(name, "") for name in _SITE)) if name}
    tops = [_words(top)[:_LONGEST] for _, top in zip(range(_MOST_H1), root.iter("h1"), strict=False)]
    given = [json.headline, *(meta.get(name, "") for name in _HEADLINES), micro.get("headline", "")]
    if len([top for top in tops if top]) == 1:
        given.append(tops[0])
    given.append(_page_title(root))
    cleaned = [_without_site(text[:_LONGEST], site) for text in given if text]
    found = list(dict.fromkeys(text for text in cleaned if text and text.casefold() not in site))
    if found and _CUT.search(found[0]):  # cut for a search engine: the whole stands elsewhere
        stem = _CUT.sub("", found[0]).rstrip()
        whole = [text for text in found[1:] + tops if text.startswith(stem) and len(text) > len(found[0])]
        found = whole[:1] + found
    return tuple(dict.fromkeys(found + [top for top in tops if top]))


def _without_site(title: str, site: set[str]) -> str:
    """A title without the name of the site that stands before or behind it."""
    breaks = list(_TITLE_BREAK.finditer(title))
    for match in breaks[-1:]:
        if title[match.end() :].strip().casefold() in site:
            return title[: match.start()].strip()
    for match in breaks[:1]:
        if title[: match.start()].strip().casefold() in site:
            return title[match.end() :].strip()
    return title.strip()


def title_segments(title: str) -> Iterator[str]:
    """The parts of a page's title: headline, section, site."""
    yield from (part.strip() for part in _TITLE_BREAK.split(title) if part and part.strip())


def _byline(meta: dict[str, str]) -> str:
    name = _first(meta, _AUTHORS)
    return "" if name.startswith(("http://", "https://")) else name


def _language(root: _Element, meta: dict[str, str], json: JsonArticle) -> str:
    element = next(root.iter("html"), None)
    own = "" if element is None else (element.get("lang") or element.get("xml:lang") or "")
    for text in (own, json.language, meta.get("content-language", ""), meta.get("og:locale", "")):
        if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9-]{1,12})?", text.strip()):
            return text.strip()
    return ""


def is_time(text: str) -> bool:
    """True for a day or a moment as ISO 8601 writes it."""
    return _ISO_TIME.fullmatch(text.strip()) is not None
