"""The text of a web page: what trafilatura keeps of it, or the article body that its JSON-LD holds, with its blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.markup import body_of_html
from claimcheck.read.page_json import JsonArticle

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^<>]{0,400}>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
# Paragraphs that a template ran together: "… until Friday.The mayor said". Only where nothing else parts them.
_GLUED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z“][a-z]+ )|(?<=[a-z]{2}[.!?][”\"])(?=[A-Z“][a-z]+ )")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?(?:\s|$)")
_CODE = re.compile(r"[{};]\s*[{};\n]|\bfunction\s*\(|\bvar\s+\w+\s*=")
_WORD = re.compile(r"\w+")
_TRANSLATED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})

# articleBody is taken where it has a quarter more words: templates leave out boxes and captions that it may hold, and
# its paragraphs are often lost, so that a few words more are no reason.
_LONGER = 1.25
_FEWEST_WORDS = 40
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:$|[\s_-])|wp-caption-text", re.IGNORECASE)

Part = tuple[BlockKind, str]


def plain_key(text: str) -> str:
    """A text for comparison: case, quotation marks, dashes and blanks do not tell two headlines apart."""
    return " ".join(text.translate(_TRANSLATED).casefold().split())


def parts_of_extract(body: _Element | None, captions: frozenset[str]) -> list[Part]:
    """The blocks of trafilatura's body element; those whose words stand in a caption of the page are marked so."""
    parts: list[Part] = []
    for child in [] if body is None else body:
        parts.extend(_parts_of(child))
        if child.tail and child.tail.strip():
            parts.append((BlockKind.PARAGRAPH, child.tail))
    return [(BlockKind.CAPTION if plain_key(text) in captions else kind, text) for kind, text in parts]


def _parts_of(element: _Element) -> Iterator[Part]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "table":
        rows = ("\t".join(one_line(_words(cell)) for cell in row.iter("cell")) for row in element.iter("row"))
        yield BlockKind.TABLE, "\n".join(row for row in rows if row.strip())
    elif tag == "list":
        for item in element.iter("item"):
            yield BlockKind.LIST, _words(item, leave_out="list")
    elif tag == "head":
        yield BlockKind.HEADING, one_line(_words(element))
    elif tag == "quote" and len(element) and not (element.text or "").strip():
        for child in element:
            yield from _parts_of(child)
            if child.tail and child.tail.strip():
                yield BlockKind.PARAGRAPH, child.tail
    else:
        yield BlockKind.PARAGRAPH, _words(element)


def _words(element: _Element, leave_out: str = "") -> str:
    """The words of an element of trafilatura's, its marked line breaks kept."""
    found: list[str] = []
    stack: list[tuple[_Element, bool]] = [(element, False)]
    while stack:
        node, done = stack.pop()
        if done:
            found.append(_spaced(node.tail))
            continue
        if node is not element:
            stack.append((node, True))
            if node.tag == leave_out or not isinstance(node.tag, str):
                continue
        found.append("\n" if node.tag == "lb" else "")
        found.append(_spaced(node.text))
        stack.extend((child, False) for child in reversed(node))
    return "".join(found)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s*\n\s*", " ", text or "")


def captions_of(root: _Element) -> frozenset[str]:
    """The words of every caption of a page, as plain_key makes them."""
    found: set[str] = set()
    for element in root.iter("figcaption", "div", "p", "span"):
        if element.tag == "figcaption" or _CAPTION_CLASS.search(element.get("class") or ""):
            words = plain_key("".join(map(str, element.itertext()))[:5000])
            if words:
                found.add(words)
    return frozenset(found)


def parts_of_json(article: JsonArticle, path: str) -> list[Part]:
    """The blocks of an article body in JSON-LD; those of a live blog's entries, newest first as they stand."""
    parts = _parts_of_string(article.body, path)
    if article.updates:
        entries: list[Part] = []
        for update in article.updates:
            if update.headline:
                entries.append((BlockKind.HEADING, update.headline))
            entries.extend(_parts_of_string(update.body, path))
        known = {plain_key(text) for _, text in parts}
        parts += [part for part in entries if plain_key(part[1]) not in known]
    return parts


def _parts_of_string(text: str, path: str) -> list[Part]:
    text = html.unescape(text) if "&lt;" in text else text
    if _MARKUP.search(text):
        body = body_of_html(text, path)
        return [(block.kind, body.text[block.start : block.end]) for block in body.blocks]
    text = _LINE_ENDS.sub("\n", html.unescape(text)).strip()
    if "\n" not in text:
        return [(BlockKind.PARAGRAPH, part) for part in _GLUED.split(text) if part.strip()]
    by_blank_line = "\n\n" in text
    pieces = re.split(r"\n[ \t]*\n" if by_blank_line else r"\n", text)
    return [(BlockKind.PARAGRAPH, piece) for piece in pieces if piece.strip()]


def better_parts(extracted: list[Part], given: list[Part]) -> list[Part]:
    """The parts that are the article: those of the page, unless those of the JSON-LD have more of it."""
    if count_words(given) < max(_FEWEST_WORDS, _LONGER * count_words(extracted)) or not _is_prose(given):
        return extracted if extracted or not _is_prose(given) else given
    return given


def _is_prose(parts: list[Part]) -> bool:
    text = "\n".join(text for _, text in parts)
    return _SENTENCE_END.search(text) is not None and len(_CODE.findall(text)) < 3


def count_words(parts: Iterable[Part]) -> int:
    """How many words the parts have together."""
    return sum(len(_WORD.findall(text)) for _, text in parts)


def build_body(parts: list[Part], is_headline: Callable[[str], bool]) -> Body:
    """The body of the parts, with the headline taken off its head, where templates repeat it."""
    start = 0
    while start < min(2, len(parts) - 1) and is_headline(parts[start][1]):
        start += 1
    builder = BodyBuilder()
    for kind, text in parts[start:]:
        if kind is BlockKind.TABLE:
            builder.table(line.split("\t") for line in text.split("\n"))
        else:
            builder.add(kind, text)
    return builder.build()
