"""The blocks of a Word document's body: paragraphs by their style, tables, text boxes, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind
from claimcheck.read.body import one_line
from claimcheck.read.markup import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_DELETED = frozenset({"del", "movefrom", "deltext", "instrtext", "delinstrtext"})
_UNREAD = _DELETED | frozenset(
    {"fallback", "ppr", "rpr", "sectpr", "tblpr", "trpr", "tcpr", "tblgrid", "annotation", "ruby"}
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "nobreakhyphen": "-"}
_MOST_BASES = 12  # styles that one style is based on, one after another
_KINDS = (
    (re.compile(r"(?:heading|überschrift|titre|título) ?\d?$|subtitle$"), BlockKind.HEADING),
    (re.compile(r"caption$|beschriftung$|légende$|figure|photo"), BlockKind.CAPTION),
    (re.compile(r"list\b"), BlockKind.LIST),
    (re.compile(r"footnote text|endnote text"), BlockKind.BOX),
)
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph: its words, what it is, and the name of its style, lower case ("title")."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    style: str = ""


@dataclass(frozen=True, slots=True)
class Styles:
    """The names of styles by their ids, and the ids of those that each is based on; those that set an outline level."""

    names: dict[str, str]
    bases: dict[str, str]
    outlined: frozenset[str]

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles of a document's word/styles.xml; none where it has no such part."""
        names: dict[str, str] = {}
        bases: dict[str, str] = {}
        outlined: set[str] = set()
        for style in root if root is not None else ():
            if local_name(style) != "style":
                continue
            key = _attribute(style, "styleid")
            for child in style:
                if local_name(child) == "name":
                    names[key] = _attribute(child, "val").lower()
                elif local_name(child) == "basedon":
                    bases[key] = _attribute(child, "val")
                elif local_name(child) == "ppr" and any(local_name(part) == "outlinelvl" for part in child):
                    outlined.add(key)
        return cls(names, bases, frozenset(outlined))

    def kind_of(self, key: str) -> tuple[BlockKind, str]:
        """(kind, name) of a style: its own, or of those that it is based on."""
        name = self.names.get(key, key.lower())
        for _ in range(_MOST_BASES):
            own = self.names.get(key, key.lower())
            found = next((kind for pattern, kind in _KINDS if pattern.match(own)), None)
            if found is not None:
                return found, name
            if own == "title":
                return BlockKind.HEADING, "title"
            if key in self.outlined:
                return BlockKind.HEADING, name
            if key not in self.bases:
                break
            key = self.bases[key]
        return BlockKind.PARAGRAPH, name


def blocks_of(root: _Element, styles: Styles) -> Iterator[Paragraph | list[list[str]]]:
    """The blocks under an element in order: paragraphs, and tables as rows of cells. Text boxes follow the paragraph
    that they are anchored in. Empty paragraphs are passed over."""
    carried: list[str] = []  # of paragraphs whose end was deleted
    for element in _block_elements(root):
        if local_name(element) == "tbl":
            rows = list(_rows(element))
            if any(any(row) for row in rows):
                yield rows
            continue
        text, boxes = _words(element)
        carried.append(text)
        if not _end_is_deleted(element):
            paragraph = _paragraph(element, "".join(carried), styles)
            carried.clear()
            if paragraph.text.strip():
                yield paragraph
        for box in boxes:
            for inner in _block_elements(box):
                words = one_line(_words(inner)[0]) if local_name(inner) == "p" else ""
                if words:
                    yield Paragraph(words, BlockKind.BOX)
    if "".join(carried).strip():
        yield Paragraph("".join(carried))


def footnotes_of(root: _Element | None) -> Iterator[str]:
    """The words of footnotes or endnotes, those of separators left out."""
    for note in root if root is not None else ():
        if local_name(note) in {"footnote", "endnote"} and not _attribute(note, "type"):
            words = one_line(" ".join(_words(part)[0] for part in note.iter() if local_name(part) == "p"))
            if words:
                yield words


def _block_elements(root: _Element) -> Iterator[_Element]:
    """Paragraphs and tables under an element, whatever wraps them; a table of one column is layout and opened."""
    stack: list[Iterator[_Element]] = [iter((root,))]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local_name(element)
        if name == "p" or (name == "tbl" and not _is_layout(element)):
            yield element
        elif name and name not in _UNREAD:
            stack.append(iter(element))


def _is_layout(table: _Element) -> bool:
    rows = [row for row in table if local_name(row) == "tr"]
    return all(sum(local_name(cell) == "tc" for cell in row) <= 1 for row in rows)


def _rows(table: _Element) -> Iterator[list[str]]:
    for row in table:
        if local_name(row) == "tr" and not _is_deleted_row(row):
            yield [
                one_line(" ".join(_words(part)[0] for part in cell.iter() if local_name(part) == "p"))
                for cell in row
                if local_name(cell) == "tc"
            ]


def _is_deleted_row(row: _Element) -> bool:
    return any(
        local_name(part) == "del" for properties in row if local_name(properties) == "trpr" for part in properties
    )


def _words(paragraph: _Element) -> tuple[str, list[_Element]]:
    """(the words of a paragraph, the text boxes in it)."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    stack: list[Iterator[_Element]] = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local_name(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "txbxcontent":
            boxes.append(element)
        elif name and name not in _UNREAD and not (name == "r" and _is_hidden(element)):
            stack.append(iter(element))
    return "".join(pieces), boxes


def _is_hidden(run: _Element) -> bool:
    properties = next((child for child in run if local_name(child) == "rpr"), None)
    if properties is None:
        return False
    return any(local_name(part) == "vanish" and _attribute(part, "val").lower() not in _OFF for part in properties)


def _paragraph(element: _Element, text: str, styles: Styles) -> Paragraph:
    kind, style = BlockKind.PARAGRAPH, ""
    properties = _properties(element)
    for part in properties if properties is not None else ():
        if local_name(part) == "pstyle":
            kind, style = styles.kind_of(_attribute(part, "val"))
        elif local_name(part) == "outlinelvl" and _attribute(part, "val") != "9" and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.HEADING
        elif local_name(part) == "numpr" and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.LIST
    return Paragraph(text, kind, style)


def _end_is_deleted(paragraph: _Element) -> bool:
    """Whether the mark at a paragraph's end is deleted, so that it goes on in the next."""
    properties = _properties(paragraph)
    for part in properties if properties is not None else ():
        if local_name(part) == "rpr":
            return any(local_name(mark) in {"del", "movefrom"} for mark in part)
    return False


def _properties(paragraph: _Element) -> _Element | None:
    return next((child for child in paragraph if local_name(child) == "ppr"), None)


def _attribute(element: _Element, name: str) -> str:
    """The value of an attribute by its local name, lower case, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].lower() == name:
            return str(value)
    return ""
