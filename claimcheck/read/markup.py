"""The words of HTML and XHTML, and of XML that borrows its elements (NITF): paragraphs, headings, captions, tables.

Elements are matched by local name, whatever namespace an agency gave them. Nothing of the markup is trusted: scripts,
styles, forms and frames go with all they hold, tags become nothing or a paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind, ReadError
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.crowded_tags import crowded_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    "script style noscript template iframe object embed applet form button input select textarea svg canvas audio "
    "video map nav head title".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 hl1 hl2 caption.title".split())
_PARAGRAPHS = frozenset("p dt dd blockquote pre address summary bq center note".split())
_CAPTIONS = frozenset("figcaption media-caption caption".split())
_LISTS = frozenset("li".split())
_BOXES = frozenset("aside".split())
_CONTAINERS = frozenset(
    "html body div section article main header footer figure ul ol dl details span-block body.content block media "
    "media-reference hedline bq-block fn datasource".split()
)
_BREAKS = frozenset({"br"})
_BLOCKS = _HEADINGS | _PARAGRAPHS | _CAPTIONS | _LISTS | _BOXES | _CONTAINERS | frozenset({"table", "tr", "td", "th"})


def local_name(element: _Element) -> str:
    """The element's name without namespace, lower case; "" for comments and processing instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def body_of_html(markup: str, path: str, place: str = "") -> Body:
    """The body of an HTML fragment or page; ``path`` and ``place`` name it in errors. Broken markup is read as browsers
    do. Raises ReadError where it is nested so deeply that the parser gives up."""
    from lxml import html
    from lxml.etree import LxmlError

    if not markup.strip():
        return Body("", ())
    if crowded_tag(markup) is not None:
        raise ReadError(path, "broken HTML: a tag with more than 1,000 attributes", place)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=False)
    except (LxmlError, ValueError, AssertionError) as error:
        if "is empty" in str(error):
            return Body("", ())
        raise ReadError(path, f"broken HTML: {reason_of_parser(error)}", place) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise ReadError(path, "broken HTML: nested too deeply", place)
    return body_of_element(root)


def reason_of_parser(error: Exception) -> str:
    """What an XML or HTML parser said, in a few lower-case words without its own idea of the file's name."""
    text = re.sub(r"\s*\(<string>.*\)$|, line \d+, column \d+.*$", "", " ".join(str(error).split()))
    return (text[:1].lower() + text[1:]) or type(error).__name__


def body_of_element(root: _Element, *, kind: BlockKind = BlockKind.PARAGRAPH) -> Body:
    """The body of an element's descendants; loose text between blocks is a paragraph of ``kind``."""
    builder = BodyBuilder()
    add_element(builder, root, kind)
    return builder.build()


def add_element(builder: BodyBuilder, root: _Element, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
    """Adds the blocks of an element to a body. Walks without recursion, so depth costs nothing but time."""
    loose: list[str] = []

    def flush(as_kind: BlockKind) -> None:
        builder.add(as_kind, _joined(loose))
        loose.clear()

    kinds: list[BlockKind] = [kind]
    for event, element in _walk(root):
        name = local_name(element)
        if event == "table":
            flush(kinds[-1])
            builder.table(_rows(element))
        elif event == "text":
            loose.append(element.text or "")
        elif event == "tail":
            loose.append(element.tail or "")
        elif name in _BREAKS:
            if event == "start":
                loose.append("\n")
        elif name in _BLOCKS:
            flush(kinds[-1])
            if event == "start":
                kinds.append(_kind_of(name, kinds[-1]))
            elif len(kinds) > 1:
                kinds.pop()
    flush(kinds[-1])


def words_of(element: _Element) -> str:
    """All words of an element in one line, those of scripts and styles left out."""
    parts: list[str] = []
    for event, found in _walk(element, tables=False):
        if event == "text":
            parts.append(found.text or "")
        elif event == "tail":
            parts.append(found.tail or "")
        elif event == "start" and local_name(found) in _BLOCKS | _BREAKS:
            parts.append(" ")
    return one_line("".join(parts))


def _kind_of(name: str, outer: BlockKind) -> BlockKind:
    if name in _HEADINGS:
        own = BlockKind.HEADING
    elif name in _CAPTIONS:
        own = BlockKind.CAPTION
    elif name in _LISTS:
        own = BlockKind.LIST
    elif name in _BOXES:
        own = BlockKind.BOX
    else:
        own = outer
    return outer if outer in (BlockKind.BOX, BlockKind.CAPTION) else own


def _joined(parts: list[str]) -> str:
    """Loose text with source line ends as blanks; "\\n" of its own stands for a line break that was marked up."""
    lines: list[list[str]] = [[]]
    for part in parts:
        if part == "\n":
            lines.append([])
        else:
            lines[-1].append(part)
    return "\n".join(one_line("".join(line)) for line in lines)


def _walk(root: _Element, *, tables: bool = True) -> Iterator[tuple[str, _Element]]:
    """(start | text | end | tail, element) in document order; dropped elements give their tail alone, tables (where
    wanted) one event. The text of an element is told apart from its start, so that a caller may act in between."""
    stack: list[tuple[_Element, Iterator[_Element]]] = [(root, iter(root))]
    yield "start", root
    if root.text:
        yield "text", root
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
            if stack and element.tail:
                yield "tail", element
            continue
        name = local_name(child)
        if not name or name in _DROPPED:
            if child.tail:
                yield "tail", child
        elif tables and name == "table":
            yield "table", child
            if child.tail:
                yield "tail", child
        else:
            stack.append((child, iter(child)))
            yield "start", child
            if child.text:
                yield "text", child


def _nearest_table(row: _Element) -> _Element | None:
    return next((outer for outer in row.iterancestors() if local_name(outer) == "table"), None)


def _rows(table: _Element) -> Iterator[list[str]]:
    """The rows of a table, those of tables inside its cells left to the cells' words."""
    for row in table.iter():
        if local_name(row) == "tr" and _nearest_table(row) is table:
            yield [words_of(cell) for cell in row if local_name(cell) in {"td", "th"}]
