"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Every entry is an article, a teaser as much as a whole story.

A feed is parsed as all XML is, under limits and without entities. One that is broken, as many feeds of the web are, is
read entry by entry, and the faults are named. Elements are matched by local name; those that belong to
pictures and podcasts (media:, itunes:) are told apart by their namespace.
Sources: RSS 2.0 (rssboard.org), RSS 1.0 (web.resource.org), RFC 4287, RFC 6721 for entries taken back.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.model import Article, BlockKind, Item, ReadError, Signal, Status
from claimcheck.read.article import complete
from claimcheck.read.body import Body, BodyBuilder, one_line, plain_body
from claimcheck.read.document import Document, decode
from claimcheck.read.feed_repair import entries_of_broken_feed, head_of_feed
from claimcheck.read.markup import body_of_element, body_of_html, local_name
from claimcheck.read.page_json import plain
from claimcheck.read.xml_tree import line_of, parse_xml_text, root_name

if TYPE_CHECKING:
    from lxml.etree import _Element

Report = Callable[[ReadError], None]

_ATOM = re.compile(r"www\.w3\.org/2005/Atom|purl\.org/atom/ns#")
_RSS_1 = re.compile(r"purl\.org/rss/1\.0|my\.netscape\.com/(?:rdf|publish)|channel\.netscape\.com")
_FOREIGN = re.compile(r"search\.yahoo\.com/mrss|itunes|podcast|georss|opengis|slash|wellformedweb|feedburner", re.I)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
# What blog software puts below each entry of a feed.
_FOOTER = re.compile(r"The post .{1,400} (?:appeared first|first appeared) on .{1,200}")
_FOOTER_LENGTH = 700
_NO_BODY = Body("", ())


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of all its entries: its standard ("RSS 2.0"), title, address, language, rights."""

    standard: str
    title: str = ""
    link: str = ""
    language: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the feed, times and names verbatim; ``body`` are the words of its longest form."""

    title: str = ""
    body: Body = _NO_BODY
    id: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    language: str = ""
    rights: str = ""
    source: str = ""
    is_withdrawn: bool = False


def looks_like_feed(document: Document, sample: str) -> bool:
    """True for XML whose root is that of a feed."""
    name = root_name(sample).lower()
    if name == "rss":
        return True
    if name in {"feed", "entry"}:
        return _ATOM.search(sample[:5000]) is not None or (name == "feed" and "<entry" in sample)
    return name == "rdf" and _RSS_1.search(sample[:5000]) is not None


def read_feed(document: Document, report: Report) -> Iterator[Article]:
    """The entries of a feed in their order. Raises ReadError for a feed that needs entities or has no channel; of a
    broken one, the entries that are whole are read, and the faults are named."""
    text = decode(document)
    standard = _standard(text[:5000])
    try:
        root = parse_xml_text(document.path, text, standard)
    except ReadError as error:
        if not error.reason.startswith("broken"):
            raise
        yield from _entry_by_entry(document.path, text, standard, error, report)
        return
    feed, elements = _feed_of(document.path, root, standard)
    if not elements:
        report(ReadError(document.path, f"{standard} feed without entries", line_of(root) or "1"))
    for element in elements:
        try:
            entry = _entry_of(document.path, element, feed)
        except ReadError as error:
            report(error)
            continue
        yield _as_article(document.path, feed, entry)


def _entry_by_entry(path: str, text: str, standard: str, error: ReadError, report: Report) -> Iterator[Article]:
    head = head_of_feed(path, text, standard)
    feed = Feed(standard)
    if head is not None:
        with contextlib.suppress(ReadError):
            feed, _ = _feed_of(path, head, standard)
    faults: list[ReadError] = []
    found = False
    for element, lines in entries_of_broken_feed(path, text, standard, faults.append):
        if not found:
            report(ReadError(path, f"{error.reason}; read entry by entry", error.place))
        found = True
        try:
            yield _as_article(path, feed, _entry_of(path, element, feed))
        except ReadError as refused:
            report(ReadError(path, refused.reason, str(lines + 1)))
    if not found:
        raise error
    for fault in faults:
        report(fault)


def _standard(head: str) -> str:
    if _ATOM.search(head) and root_name(head).lower() in {"feed", "entry"}:
        return "Atom"
    if root_name(head).lower() == "rdf":
        return "RSS 1.0"
    version = re.search(r"<rss\b[^<>]{0,1000}?\bversion\s{0,9}=\s{0,9}[\"']([\d.]{1,6})[\"']", head)
    return f"RSS {version.group(1)}" if version else "RSS"


def _feed_of(path: str, root: _Element, standard: str) -> tuple[Feed, list[_Element]]:
    """What the feed says of itself, and its entries."""
    if local_name(root) == "entry":
        return Feed(standard), [root]
    if local_name(root) == "feed":
        return _described(root, standard), [item for item in root if local_name(item) in {"entry", "deleted-entry"}]
    channel = next((child for child in root if local_name(child) == "channel"), None)
    if channel is None:
        raise ReadError(path, f"breaks {standard}: {local_name(root)} without channel", line_of(root) or "1")
    items = [item for outer in (channel, root) for item in outer if local_name(item) == "item"]
    return _described(channel, standard), items


def _described(element: _Element, standard: str) -> Feed:
    fields = _fields(element)
    return Feed(
        standard,
        title=_first(fields, "title"),
        link=_link(element),
        language=element.get(_XML_LANG) or _first(fields, "language"),
        rights=_first(fields, "copyright", "rights"),
    )


def _fields(element: _Element) -> dict[str, list[_Element]]:
    """The children by local name, those of pictures, podcasts and places left out."""
    found: dict[str, list[_Element]] = {}
    for child in element:
        name = local_name(child)
        if name and not _FOREIGN.search(str(child.tag).rpartition("}")[0]):
            found.setdefault(name, []).append(child)
    return found


def _first(fields: dict[str, list[_Element]], *names: str) -> str:
    """The words of the first of these elements that has any, as one line."""
    for name in names:
        for element in fields.get(name, ()):
            if words := plain(one_line("".join(map(str, element.itertext())))):
                return words
    return ""


def _entry_of(path: str, element: _Element, feed: Feed) -> Entry:
    place = line_of(element)
    if local_name(element) == "deleted-entry":
        ref = element.get("ref") or ""
        return Entry(id=ref, updated=element.get("when") or "", is_withdrawn=True)
    fields = _fields(element)
    title = _first(fields, "title")
    body = _body(path, place, fields)
    if feed.standard != "Atom" and not title and "description" not in fields and not body.text:
        raise ReadError(path, f"breaks {feed.standard}: item without title and description", place or "1")
    return Entry(
        title=title,
        body=body,
        id=_first(fields, "guid", "id", "identifier") or element.get(_RDF_ABOUT) or "",
        link=_link(element),
        published=_first(fields, "pubdate", "published", "issued", "date", "created"),
        updated=_first(fields, "updated", "modified"),
        author=_authors(fields),
        language=_language(element, fields),
        rights=_first(fields, "rights", "copyright"),
        source=_source(fields),
    )


def _language(element: _Element, fields: dict[str, list[_Element]]) -> str:
    inner = [child.get(_XML_LANG) for name in ("content", "summary", "title") for child in fields.get(name, ())]
    given = [element.get(_XML_LANG), _first(fields, "language"), *inner]
    return next((language for language in given if language), "")


def _source(fields: dict[str, list[_Element]]) -> str:
    """The feed that an entry was taken over from: RSS names it, Atom gives its head."""
    for element in fields.get("source", ()):
        inner = _fields(element)
        return _first(inner, "title") if inner else _first(fields, "source")
    return ""


def _authors(fields: dict[str, list[_Element]]) -> str:
    names: list[str] = []
    for element in [*fields.get("author", ()), *fields.get("creator", ())][:30]:
        inner = _fields(element)
        name = _first(inner, "name") if inner else plain(one_line("".join(map(str, element.itertext()))))
        if match := re.fullmatch(r"\S{1,200}@\S{1,200} \((.{1,200})\)", name):  # RSS: address (name)
            name = match.group(1)
        names.append(name)
    return join_authors(names)


def _link(element: _Element) -> str:
    """The entry's page: RSS has the address as words, Atom as href of the link that is no other relation."""
    links = [child for child in element if local_name(child) == "link"]
    for link in links:
        if href := link.get("href"):
            if (link.get("rel") or "alternate") == "alternate":
                return str(href).strip()
        elif link.text and link.text.strip():
            return str(link.text).strip()
    for guid in element:
        if local_name(guid) == "guid" and (guid.get("isPermaLink") or "true").lower() == "true":
            text = (guid.text or "").strip()
            return str(text) if text.startswith(("http://", "https://")) else ""
    return ""


def _body(path: str, place: str, fields: dict[str, list[_Element]]) -> Body:
    """The fullest form of an entry: content:encoded and the like, else its description or summary."""
    for name in (
        "encoded",
        "content",
        "body",
        "fulltext",
        "full-text",
        "description",
        "summary",
        "abstract",
        "tagline",
    ):
        for element in fields.get(name, ()):
            body = _body_of(path, place, element)
            if body.text:
                return without_footer(body)
    return _NO_BODY


def _body_of(path: str, place: str, element: _Element) -> Body:
    if (element.get("type") or "").lower() in {"xhtml", "application/xhtml+xml"} or len(element):
        return body_of_element(element)
    return body_of_words(path, place, element.text or "", is_plain=(element.get("type") or "").lower() == "text")


def body_of_words(path: str, place: str, words: str, *, is_plain: bool = False) -> Body:
    """The body of a description: markup where it has any, else plain text with its paragraphs."""
    if not is_plain and _TAG.search(words):
        return body_of_html(words, path, place)
    return plain_body(words if is_plain else html.unescape(words))


def without_footer(body: Body) -> Body:
    """The body without the line that blog software puts below an entry."""
    if not body.blocks or "appeared" not in body.text[-_FOOTER_LENGTH:]:
        return body
    last = body.blocks[-1]
    words = body.text[last.start : last.end]
    if len(words) > _FOOTER_LENGTH or not _FOOTER.fullmatch(words.replace("\n", " ")):
        return body
    builder = BodyBuilder()
    for block in body.blocks[:-1]:
        text = body.text[block.start : block.end]
        if block.kind is BlockKind.TABLE:
            builder.table(line.split("\t") for line in text.split("\n"))
        else:
            builder.add(block.kind, text)
    return builder.build()


def _as_article(path: str, feed: Feed, entry: Entry) -> Article:
    address = entry.link if entry.link.lower().startswith(("http://", "https://")) else ""
    host = _host(address) or _host(feed.link)
    provider = entry.source or feed.title
    item = Item(
        provider=provider,
        provider_id=entry.id,
        first_created=entry.published,
        version_created=entry.updated,
        byline=entry.author,
        rights=entry.rights or feed.rights,
    )
    if entry.is_withdrawn:
        item = replace(item, status=Status.CANCELED, signals=(Signal.KILL,))
    return complete(
        Article(
            id="",
            text=entry.body.text,
            blocks=entry.body.blocks,
            title=entry.title,
            source=provider or host,
            published=entry.published or entry.updated,
            url=address,
            path=path,
            language=entry.language or feed.language,
            reader="feed",
            item=item,
        )
    )


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def join_authors(names: Iterable[str]) -> str:
    """The names of several authors in one line, each once."""
    return ", ".join(dict.fromkeys(name for name in names if name))
