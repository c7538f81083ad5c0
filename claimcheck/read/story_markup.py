"""The story inside the marked-up content of a wire item (XHTML, HTML, NITF), without what the item says elsewhere:
page header, headline, byline and teaser are fields of the item, not words of the story."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind, Dateline
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.dateline import find_dateline, parse_dateline
from claimcheck.read.markup import add_element, local_name, words_of
from claimcheck.read.xml_parts import has_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADLINES = frozenset({"h1", "hl1"})
_PAGES = frozenset({"body", "html", "article", "main", "section", "div"})
_DROPPED = frozenset(
    "media-object media-metadata media-producer nitf-table-metadata body.head pubdata revision-history".split()
)
_CONTENTS = frozenset({"body.content", "body.end"})
_FIELDS = frozenset("byline teaser slugline publicationdate entry-title".split())
"""Classes (of dpa's pages and of the hNews microformat) of elements that repeat a field of the item."""
_BOX_CLASSES = frozenset("infobox factbox info-box fact-box sidebar".split())
_LONGEST_WIRE = 500_000  # code points; a longer paragraph is no wire copy
_OPENING = 2000  # code points of a story in which its dateline is looked for
_INDENTED = re.compile(r"(?: {2,}|\t)\s{0,20}\S")
_ESCAPED_TWICE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|quot|apos|amp|nbsp|[lr][sd]quo|[nm]dash|hellip);")


def story_of(root: _Element, headline: str = "", byline: str = "") -> Body:
    """The body of a content element. ``headline`` and ``byline`` are what the item's fields say: a heading, or a first
    paragraph, of just these words is passed over. The tree is changed: take nothing from it afterwards."""
    builder = BodyBuilder()
    for part in _parts(root):
        _prepare(part, headline, byline)
        add_element(builder, part, BlockKind.PARAGRAPH)
    return builder.build()


def wire_paragraphs(text: str) -> list[str]:
    """The paragraphs of text that is set as on a wire, wrapped at the margin with the first line of each paragraph
    indented or after an empty line; [] for text that is not (an indented source, where every line is)."""
    if len(text) > _LONGEST_WIRE:
        return []
    lines = text.replace("\r\n", "\n").split("\n")
    following = [line for line in lines[1:] if line.strip()]
    at_margin = sum(1 for line in following if not line[0].isspace())
    indented = sum(1 for line in following if _INDENTED.match(line))
    if at_margin < 2 or not indented:
        return []
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or _INDENTED.match(line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return [joined for lines in paragraphs if (joined := one_line(" ".join(lines)))]


def dateline_beside(field: Dateline | None, text: str) -> Dateline | None:
    """The dateline of an item's field, its parts told apart; None where the story itself opens with a dateline, which
    is the better one: it has its place in the text."""
    if field is None or find_dateline(text[:_OPENING]) is not None:
        return None
    read = parse_dateline(field.text)
    return replace(field, place=field.place or read.place, day=field.day or read.day, agency=read.agency)


def headline_in(root: _Element) -> str:
    """The headline that the content itself carries (hl1, else a lone h1, else its title), "" where none."""
    found: dict[str, list[str]] = {"hl1": [], "h1": [], "title": []}
    for element in root.iter():
        name = local_name(element)
        if name in found and len(found[name]) < 2 and (text := words_of(element)):
            found[name].append(text)
    if found["hl1"]:
        return found["hl1"][0]
    if len(found["h1"]) == 1:
        return found["h1"][0]
    return found["title"][0] if found["title"] else ""


def _parts(root: _Element) -> Iterable[_Element]:
    """The elements whose words are the story: of NITF the contents of the body and its end, of XHTML the body."""
    contents = [element for element in root.iter() if local_name(element) in _CONTENTS]
    if contents:  # one inside another would be read twice
        return [part for part in contents if not any(local_name(outer) in _CONTENTS for outer in part.iterancestors())]
    bodies = [element for element in root.iter() if local_name(element) == "body"]
    return bodies[:1] or [root]


def _prepare(part: _Element, headline: str, byline: str) -> None:
    """Takes out of a part what is no word of the story, and marks boxes as boxes."""
    out: list[_Element] = []
    set_as_wire: list[_Element] = []
    same = one_line(headline).casefold()
    for element in part.iter():
        name = local_name(element)
        if not name:
            continue
        _unescape(element)
        classes = frozenset((element.get("class") or "").lower().split()[:12])
        if _is_no_story(element, name, classes, part) or (name in _HEADLINES and same and _says(element, same)):
            out.append(element)
        elif classes & _BOX_CLASSES and element is not part:
            element.tag = "aside"
        elif name in {"p", "pre"} and not len(element) and "\n" in (element.text or ""):
            set_as_wire.append(element)
    for element in out:
        _take_out(element)
    for element in set_as_wire:
        _part_paragraphs(element)
    if byline:
        _take_out_byline(part, one_line(byline).casefold())


def _is_no_story(element: _Element, name: str, classes: frozenset[str], part: _Element) -> bool:
    if name in _DROPPED:
        return True
    if element is part:
        return False
    parent = element.getparent()
    is_page_header = name == "header" and parent is not None and local_name(parent) in _PAGES
    return is_page_header or bool(classes & _FIELDS)


def _part_paragraphs(element: _Element) -> None:
    """Turns a paragraph that holds a whole wire text into its paragraphs."""
    texts = wire_paragraphs(element.text or "")
    if len(texts) > 1:
        element.text = None
        element.tag = "div"
        for text in texts:
            paragraph = element.makeelement("p")
            paragraph.text = text
            element.append(paragraph)


def _take_out_byline(part: _Element, same: str) -> None:
    """The first paragraph of a body often repeats the byline that the item gives as a field."""
    for element in part.iter():
        if local_name(element) == "p":
            if _says(element, same):
                _take_out(element)
                return
            if has_words(element):
                return


def _says(element: _Element, same: str) -> bool:
    """True where an element holds just these words (one line, in lower case). A long element is not read to its end:
    headings inside headings would have it read over and over."""
    length = 0
    for text in element.itertext():
        length += len(str(text))
        if length > 4 * len(same) + 400:
            return False
    return words_of(element).casefold() == same


def _take_out(element: _Element) -> None:
    """Empties an element where it stands; the words after it stay. (Moving nodes about a large tree costs more.)"""
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag = "span"


def _unescape(element: _Element) -> None:
    """Text that was escaped twice ("o&amp;#39;clock") is certain: no newsroom writes a character reference."""
    text, tail = element.text, element.tail
    if text and "&" in text:
        element.text = _ESCAPED_TWICE.sub(_character, text)
    if tail and "&" in tail:
        element.tail = _ESCAPED_TWICE.sub(_character, tail)


def _character(match: re.Match[str]) -> str:
    """The character of a reference; controls and surrogates, which XML cannot hold, stay as they are written."""
    found = html.unescape(match.group())
    return found if all(char.isprintable() or char in "\t\n\u00a0" for char in found) else match.group()
