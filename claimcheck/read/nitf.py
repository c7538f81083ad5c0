"""NITF 2.5 to 3.6, alone: a story with its document data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Article, Dateline, Item, ReadError, Signal, Status
from claimcheck.read.article import complete
from claimcheck.read.body import one_line
from claimcheck.read.document import Document
from claimcheck.read.markup import local_name, words_of
from claimcheck.read.newsml_g2_item import SIGNALS, STATUSES, urgency_of
from claimcheck.read.story_markup import dateline_beside, story_of
from claimcheck.read.xml_parts import attribute, child, children, descendants, language, suffix, words
from claimcheck.read.xml_tree import line_of, parse_xml, root_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_VERSION = re.compile(r"NITF\s{1,4}(\d\.\d)|nitf-(\d)-(\d)", re.IGNORECASE)
_KILLED = frozenset({"killed", "kill"})


def looks_like_nitf(document: Document, sample: str) -> bool:
    """True for the root element nitf, in any case and namespace."""
    return root_name(sample).lower() == "nitf"


def read_nitf(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The story of a document. Raises ReadError for XML that is broken and for a document without a body."""
    root = parse_xml(document, "NITF")
    body = child(root, "body")
    if body is None:
        raise ReadError(document.path, f"breaks {_standard(root)}: nitf without body", line_of(root))
    head = child(body, "body.head")
    item = _item_of(root, head)
    title = _headline(root, head)
    declared = language(root) or language(body)
    story = story_of(_without_head(body, head), title, item.byline)
    yield complete(
        Article(
            id="",
            text=story.text,
            title=title,
            language=declared,
            path=document.path,
            blocks=story.blocks,
            item=replace(item, dateline=dateline_beside(item.dateline, story.text)),
        )
    )


def _standard(root: _Element) -> str:
    """The standard with its version, as far as a document names it."""
    found = _VERSION.search(attribute(root, "version")) or _VERSION.search(attribute(root, "schemaLocation"))
    return "NITF " + (found.group(1) or f"{found.group(2)}.{found.group(3)}") if found else "NITF"


def _without_head(body: _Element, head: _Element | None) -> _Element:
    if head is not None:
        body.remove(head)
    return body


def _headline(root: _Element, head: _Element | None) -> str:
    """The main headline; where a desk gave none, the document's title."""
    for name in ("hl1", "hl2"):
        if text := next((text for found in descendants(head, name) if (text := words_of(found))), ""):
            return text
    return words(head, "hedline") or words(head, "headline") or words(root, "head/title")


def _item_of(root: _Element, head: _Element | None) -> Item:
    data = child(root, "head/docdata")
    named = attribute(data, "management-status").lower()
    embargo = _embargo(data, named)
    return Item(
        provider=_provider(data, head),
        provider_id=attribute(child(data, "doc-id"), "id-string") or attribute(child(data, "du-key"), "key"),
        version=attribute(child(data, "du-key"), "version") or attribute(child(data, "doc-id"), "version"),
        first_created=_first_created(root, data),
        version_created=_issued(root, data, head),
        status=_status(named, embargo),
        signals=_signals(data, named),
        editor_note="\n".join(dict.fromkeys(_notes(data))),
        embargo=embargo,
        urgency=urgency_of(attribute(child(data, "urgency"), "ed-urg")),
        slug=_slug(root, data),
        byline=_byline(head),
        dateline=_dateline(head),
        rights=_rights(data, head),
        replaces=tuple(dict.fromkeys(filter(None, [attribute(data, "management-doc-idref")]))),
    )


def _status(named: str, embargo: str) -> Status | None:
    """Embargoed is usable from its hour on; without an hour nobody may use it."""
    if named == "embargoed":
        return Status.USABLE if any(char.isdigit() for char in embargo) else Status.WITHHELD
    return Status.CANCELED if named in _KILLED else STATUSES.get(named)


def _embargo(data: _Element | None, named: str) -> str:
    """The hour of release of an embargoed story, and of one whose release lies after its issue."""
    release = attribute(child(data, "date.release"), "norm")
    issue = attribute(child(data, "date.issue"), "norm")
    if named == "embargoed":
        return release or named
    is_later = len(release) == len(issue) and release[15:] == issue[15:] and release > issue
    return release if is_later else ""


def _signals(data: _Element | None, named: str) -> tuple[Signal, ...]:
    found = [Signal.KILL] if named in _KILLED else []
    for message in children(data, "ed-msg"):
        signal = SIGNALS.get(suffix(attribute(message, "msg-type")))
        if signal is not None and signal not in found:
            found.append(signal)
    return tuple(found)


def _notes(data: _Element | None) -> Iterator[str]:
    for message in children(data, "ed-msg"):
        text = attribute(message, "info") or words_of(message)
        if text:
            yield text


def _provider(data: _Element | None, head: _Element | None) -> str:
    """Who sends the story: its distributor, the registrar of its id, its source, the holder of its rights."""
    source = next(descendants(data, "from-src"), None)
    return (
        words(head, "distributor")
        or attribute(child(data, "doc-id"), "regsrc")
        or attribute(source, "src-name")
        or attribute(child(data, "doc.copyright"), "holder")
    )


def _issued(root: _Element, data: _Element | None, head: _Element | None) -> str:
    """When this version was issued, as its norm gives it; else the day of publication, of the story, of release."""
    published = child(root, "head/pubdata")
    story = next(descendants(head, "story.date"), None)
    return (
        attribute(child(data, "date.issue"), "norm")
        or words(data, "date.issue")
        or attribute(published, "date.publication")
        or attribute(story, "norm")
        or attribute(child(data, "date.release"), "norm")
    )


def _first_created(root: _Element, data: _Element | None) -> str:
    dates = [attribute(found, "norm") for found in children(child(root, "head"), "revision-history")]
    return min((date for date in dates if date), default="")


def _slug(root: _Element, data: _Element | None) -> str:
    """The key that a story keeps through its versions; without one, its first keyword or its fixture."""
    keyword = child(data, "key-list/keyword")
    slugline = next((found for found in descendants(child(root, "head"), "meta") if _is_slug(found)), None)
    return (
        attribute(child(data, "du-key"), "key")
        or attribute(slugline, "content")
        or attribute(keyword, "key")
        or attribute(child(data, "fixture"), "fix-id")
    )


def _is_slug(meta: _Element) -> bool:
    return attribute(meta, "name").lower() in {"slug", "slugline", "anpa-keyword", "slug-line"}


def _byline(head: _Element | None) -> str:
    """The byline with the writer's title parted from the name."""
    byline = child(head, "byline")
    if byline is None:
        return ""
    parts: list[str] = [byline.text or ""]
    for part in byline:
        spaced = local_name(part) in {"byttl", "virtloc"}
        parts += [" " if spaced else "", words_of(part), " " if spaced else "", part.tail or ""]
    return one_line("".join(parts))


def _dateline(head: _Element | None) -> Dateline | None:
    element = child(head, "dateline")
    if element is None or not (text := words_of(element)):
        return None
    day = next((words_of(found) for found in descendants(element, "story.date")), "")
    return Dateline(text, place=words(element, "location"), day=day)


def _rights(data: _Element | None, head: _Element | None) -> str:
    """The rights as words; else who holds them and since when."""
    stated = words(head, "rights") or words(data, "doc.rights")
    if stated:
        return stated
    owner = attribute(child(data, "doc.rights"), "owner")
    copyright_of = child(data, "doc.copyright")
    holder, year = attribute(copyright_of, "holder"), attribute(copyright_of, "year")
    return owner or " ".join(part for part in (holder, year) if part)
