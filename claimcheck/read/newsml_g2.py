"""NewsML-G2, core and power: news messages with their items, and items alone.

Elements are matched by local name, whatever namespace an agency declares or forgets. A document, or one item of a
message, that breaks a rule of the standard (``newsml_g2_rules``) is refused by that rule; the other items are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.model import Article, BlockKind, Item, ItemClass, ReadError
from claimcheck.read.article import complete
from claimcheck.read.body import Body, BodyBuilder, plain_body
from claimcheck.read.document import Document
from claimcheck.read.markup import body_of_html, local_name, words_of
from claimcheck.read.newsml_g2_item import class_of, headline_of, item_of, language_of_item
from claimcheck.read.newsml_g2_rules import ITEMS, STANDARD, broken_rule, rules_of_message
from claimcheck.read.story_markup import dateline_beside, headline_in, story_of
from claimcheck.read.xml_parts import attribute, child, children, descendants, has_words, language, suffix
from claimcheck.read.xml_tree import line_of, parse_xml, root_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = frozenset("newsMessage newsItem packageItem conceptItem knowledgeItem planningItem catalogItem".split())
_NAMESPACE = "iptc.org/std/nar/"
_STORIES = frozenset({"html", "nitf", "body", "div", "section", "article", "p", "body.content"})
_DATA_ROOTS = frozenset({"sports-content", "xbrl", "results", "election"})


def looks_like_newsml_g2(document: Document, sample: str) -> bool:
    """True for a root element of NewsML-G2; a bare catalog must stand in the standard's namespace."""
    root = root_name(sample)
    return root in _ROOTS or (root == "catalog" and _NAMESPACE in sample[:4000])


def read_newsml_g2(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The items of a document. Raises ReadError for XML that is broken and for a document of one item, or a message,
    that breaks the standard; a faulty item of several is passed to ``report`` and the others are read."""
    root = parse_xml(document, STANDARD)
    if local_name(root) == "newsmessage":
        yield from _read_message(document, root, report)
    else:
        yield _read_item(document, root)


def _read_message(document: Document, root: _Element, report: Callable[[ReadError], None]) -> Iterator[Article]:
    broken = rules_of_message(root)
    if broken is not None:
        raise ReadError(document.path, *broken)
    for item_set in children(root, "itemset"):
        for element in children(item_set, "*"):
            if local_name(element) not in ITEMS:
                name = str(element.tag).rpartition("}")[2]
                report(ReadError(document.path, f"breaks {STANDARD}: <{name}> in an itemSet", line_of(element)))
                continue
            try:
                yield _read_item(document, element)
            except ReadError as error:
                report(error)


def _read_item(document: Document, element: _Element) -> Article:
    broken = broken_rule(element)
    if broken is not None:
        raise ReadError(document.path, *broken)
    if local_name(element) == "catalog":
        return complete(Article(id="", text="", path=document.path, item=Item(item_class=ItemClass.CATALOG)))
    title = headline_of(element)
    content = _content_of(element)
    item_class = class_of(element)
    item = item_of(element, item_class or ItemClass.TEXT)
    if not title and content.root is not None:
        title = headline_in(content.root)
    declared = language_of_item(element)
    body = _body_of(document, element, content, title, item.byline)
    if item_class is None or item_class in (ItemClass.TEXT, ItemClass.PACKAGE):
        item_class = _class_by_content(item_class, content, body)
    article = Article(
        id="",
        text=body.text,
        title=title,
        language=declared,
        path=document.path,
        blocks=body.blocks,
        item=replace(item, item_class=item_class, dateline=dateline_beside(item.dateline, body.text)),
    )
    return complete(article)


@dataclass(frozen=True, slots=True)
class _Content:
    """What an item's contentSet holds: the root of a marked-up story, or plain text, or neither; the root of data; the
    media types of its remote contents."""

    root: _Element | None = None
    text: str = ""
    is_html: bool = False
    data: str = ""
    remote: tuple[str, ...] = ()


def _content_of(element: _Element) -> _Content:
    """The best of an item's contents: of several renditions the first in the item's language that holds words."""
    content_set = child(element, "contentset")
    spoken = language_of_item(element).partition("-")[0].lower()
    own: list[_Content] = []
    other: list[_Content] = []
    data = ""
    for part in children(content_set, "*"):
        name = local_name(part)
        found: _Content | None = None
        if name == "inlinexml":
            found = _inline_xml(part)
            data = data or (found.data if found else "")
        elif name == "inlinedata":
            found = _inline_data(part)
        if found is not None and not found.data:
            said = language(part).partition("-")[0].lower()
            (other if said and spoken and said != spoken else own).append(found)
    remote = tuple(attribute(part, "contenttype").lower() for part in children(content_set, "remotecontent"))
    best = next(iter(own + other), None)
    if best is None:
        return _Content(data=data, remote=remote)
    return _Content(best.root, best.text, best.is_html, data, remote)


def _inline_xml(part: _Element) -> _Content | None:
    """The content of an inlineXML; its root may be missing (words stand in it alone) or several (paragraphs)."""
    roots = list(children(part, "*"))
    if not roots:
        text = part.text or ""
        return _Content(text=text, is_html="<" in text) if text.strip() else None
    name = local_name(roots[0])
    if name in _DATA_ROOTS or (name not in _STORIES and not _holds_paragraphs(roots[0])):
        return _Content(data=name)
    root = part if len(roots) > 1 else roots[0]
    return _Content(root=root) if has_words(root) else None


def _holds_paragraphs(root: _Element) -> bool:
    return next(descendants(root, "p", "body.content"), None) is not None


def _inline_data(part: _Element) -> _Content | None:
    kind = attribute(part, "contenttype").lower()
    text = "".join(str(found) for found in part.itertext())
    if not text.strip() or attribute(part, "encoding", "encodinguri"):
        return None
    if kind and not kind.startswith("text/"):
        return None
    return _Content(text=text, is_html="html" in kind)


def _body_of(document: Document, element: _Element, content: _Content, title: str, byline: str) -> Body:
    if content.root is not None:
        return story_of(content.root, title, byline)
    if content.text and content.is_html:
        return body_of_html(content.text, document.path, line_of(element))
    if content.text:
        return plain_body(content.text)
    captions = BodyBuilder()
    if class_of(element) not in (ItemClass.TEXT, None):
        for description in children(child(element, "contentmeta"), "description"):
            if suffix(attribute(description, "role", "roleuri")) in {"caption", ""}:
                captions.add(BlockKind.CAPTION, words_of(description))
    return captions.build()


def _class_by_content(declared: ItemClass | None, content: _Content, body: Body) -> ItemClass:
    """What an item is by what it holds: words are a story; without them, data or the media of its remote contents."""
    if body.text:
        return ItemClass.TEXT
    if content.data:
        return ItemClass.EVENT if content.data in {"events", "event"} else ItemClass.DATA
    if declared is not None:
        return declared
    kinds = {kind.partition("/")[0] for kind in content.remote}
    for kind, item_class in (("image", ItemClass.PICTURE), ("video", ItemClass.VIDEO), ("audio", ItemClass.AUDIO)):
        if kind in kinds:
            return item_class
    return ItemClass.TEXT
