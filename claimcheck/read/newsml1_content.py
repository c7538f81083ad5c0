"""The story in the components of a NewsML 1.x item: its words, headline, language, and what the item is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind, ItemClass
from claimcheck.read.body import Body, BodyBuilder, plain_body
from claimcheck.read.markup import body_of_html, local_name, words_of
from claimcheck.read.story_markup import headline_in, story_of, wire_paragraphs
from claimcheck.read.xml_parts import attribute, child, children, descendants, has_words, language, suffix, words
from claimcheck.read.xml_tree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = frozenset("main maintext body story text mainstory article content maincontent".split())
_ASIDE = frozenset(
    "stylesheet contact contacts logo headline subheadline caption thumbnail quicklook preview abstract summary "
    "byline dateline keyword keywords teaser supporting logos signature".split()
)
"""Roles of components that hold no words of the story."""
_MEDIA = {
    "photo": ItemClass.PICTURE,
    "picture": ItemClass.PICTURE,
    "image": ItemClass.PICTURE,
    "graphic": ItemClass.GRAPHIC,
    "video": ItemClass.VIDEO,
    "audio": ItemClass.AUDIO,
    "animation": ItemClass.ANIMATION,
}
_SPOKEN_FIRST = "en"  # of a story in several languages the one that can be compared is read


@dataclass(frozen=True, slots=True)
class Story:
    """A story's body, headline and language; the NewsLines around it, nearest first; what its item is."""

    body: Body
    headline: str
    language: str
    newslines: tuple[_Element, ...]
    item_class: ItemClass


@dataclass(frozen=True, slots=True)
class _Content:
    """A content item with words: its data, the components around it (inner first), role and language."""

    element: _Element
    data: _Element
    components: tuple[_Element, ...]
    role: str
    language: str
    is_html: bool


def story_in(item: _Element, path: str, byline: str) -> Story:
    """The story of a news item. Raises ReadError where HTML inside it cannot be parsed."""
    found = list(_contents(item))
    chosen = _chosen(found)
    around = chosen[0].components if chosen else tuple(descendants(item, "newscomponent"))
    newslines = tuple(lines for component in around for lines in children(component, "newslines"))
    headline = _headline(item, newslines)
    if not headline and chosen:
        headline = headline_in(chosen[0].data)
    spoken = (chosen[0].language if chosen else _language(around)) or language(item)
    if not chosen:
        item_class, body = _without_words(item)
        return Story(body, headline, spoken, newslines, item_class)
    byline = byline or next((text for lines in newslines if (text := words(lines, "byline"))), "")
    bodies = [_body_of(content, path, headline, byline) for content in chosen]
    return Story(_joined(bodies), headline, spoken, newslines, ItemClass.TEXT)


def _contents(item: _Element) -> Iterator[_Content]:
    """The content items of an item that hold words and are no style sheet, contact or the like."""
    said: dict[_Element, tuple[str, str]] = {}
    for element in descendants(item, "contentitem"):
        data = child(element, "datacontent")
        around = tuple(element.iterancestors())
        if data is None or not has_words(data) or any(local_name(outer) == "datacontent" for outer in around):
            continue
        media = attribute(child(element, "mediatype"), "FormalName").lower()
        mime = attribute(child(element, "mimetype"), "FormalName").lower()
        form = attribute(child(element, "format"), "FormalName").lower()
        if (media and media not in {"text", "complexdata"}) or "css" in mime or "css" in form:
            continue
        if mime.startswith(("image/", "audio/", "video/")):
            continue
        components = tuple(outer for outer in around if local_name(outer) == "newscomponent")
        for component in components:  # asked once each: a component may hold thousands of items
            if component not in said:
                said[component] = (_role(component), _language((component,)))
        if any(said[component][0] in _ASIDE for component in components):
            continue
        role = next((said[component][0] for component in components if said[component][0]), "")
        spoken = _language((element,)) or next((said[part][1] for part in components if said[part][1]), "")
        yield _Content(element, data, components, role, spoken, "html" in mime or "html" in form)


def _role(component: _Element) -> str:
    return suffix(attribute(child(component, "role"), "FormalName")).replace(" ", "").replace("-", "")


def _language(elements: tuple[_Element, ...]) -> str:
    for element in elements:
        declared = attribute(child(element, "descriptivemetadata/language"), "FormalName") or language(element)
        if declared:
            return declared
    return ""


def _chosen(found: list[_Content]) -> list[_Content]:
    """The contents that make the story: those in a main role where any is, in one language, and of equivalents the
    first."""
    main = [content for content in found if content.role in _MAIN] or found
    spoken = [content for content in main if content.language.lower().startswith(_SPOKEN_FIRST)] or main
    first = spoken[0].language if spoken else ""
    one_language = [content for content in spoken if content.language == first]
    chosen: list[_Content] = []
    used: set[_Element] = set()
    for content in one_language:
        inner = content.components[0] if content.components else None
        if inner is None or inner not in used or attribute(inner, "EquivalentsList").lower() != "yes":
            chosen.append(content)
        if inner is not None:
            used.add(inner)
    return chosen


def _headline(item: _Element, newslines: tuple[_Element, ...]) -> str:
    for lines in newslines:
        if text := words(lines, "headline"):
            return text
    return next((text for found in descendants(item, "headline") if (text := words_of(found))), "")


def _body_of(content: _Content, path: str, headline: str, byline: str) -> Body:
    if next(children(content.data, "*"), None) is not None:
        return story_of(content.data, headline, byline)
    text = "".join(str(part) for part in content.data.itertext())
    if content.is_html or "</p>" in text or "<br" in text:
        return body_of_html(text, path, line_of(content.data))
    parts = wire_paragraphs(text)
    if parts:
        builder = BodyBuilder()
        for part in parts:
            builder.paragraph(part)
        return builder.build()
    return plain_body(text)


def _joined(bodies: list[Body]) -> Body:
    if len(bodies) == 1:
        return bodies[0]
    builder = BodyBuilder()
    for body in bodies:
        for block in body.blocks:
            builder.add(block.kind, body.text[block.start : block.end])
    return builder.build()


def _without_words(item: _Element) -> tuple[ItemClass, Body]:
    """What an item without a story is, by its media, and its captions."""
    captions = BodyBuilder()
    for component in descendants(item, "newscomponent"):
        if _role(component) == "caption":
            for data in descendants(component, "datacontent"):
                captions.add(BlockKind.CAPTION, words_of(data))
    if child(item, "topicset") is not None:
        return ItemClass.CONCEPT, captions.build()
    for element in descendants(item, "mediatype", "mimetype"):
        named = attribute(element, "FormalName").lower()
        if (found := _MEDIA.get(named) or _MEDIA.get(named.partition("/")[0])) is not None:
            return found, captions.build()
    if any(True for _ in descendants(item, "newsitemref", "newsitem")):
        return ItemClass.PACKAGE, captions.build()
    return ItemClass.TEXT, captions.build()
