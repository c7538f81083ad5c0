"""XML that holds no article: named as what it is, or refused by its root element."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.model import Article, Item, ItemClass, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document
from claimcheck.read.markup import local_name, words_of
from claimcheck.read.xml_parts import descendants
from claimcheck.read.xml_tree import line_of, parse_xml, root_name

_KINDS: dict[str, ItemClass] = {
    "events": ItemClass.EVENT,
    "event": ItemClass.EVENT,
    "catalog": ItemClass.CATALOG,
    "concept": ItemClass.CONCEPT,
    "conceptset": ItemClass.CONCEPT,
    "topicset": ItemClass.CONCEPT,
    "sports-content": ItemClass.DATA,
}
_PAGES = frozenset({"html", "head", "body"})


def looks_like_other_xml(document: Document, sample: str) -> bool:
    """True for what declares itself XML: a declaration, a document type or namespace, or a name that ends in .xml.
    HTML and XHTML pages are another reader's."""
    root = root_name(sample)
    if root.lower() in _PAGES:
        return False
    start = sample[:4000].lstrip("\ufeff \t\r\n")
    if start.startswith("<?xml"):
        return root != "" or "<html" not in sample[:20_000].lower()
    if root == "":
        return document.suffix == ".xml" and start.startswith("<")
    at = start.find(f"{root}")
    has_namespace = "xmlns" in start[at : start.find(">", at) + 1]
    return document.suffix == ".xml" or start[:9].upper() == "<!DOCTYPE" or has_namespace


def read_other_xml(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """An article that is set aside, for events, catalogs, concepts and results. Raises ReadError for everything else,
    naming the root element, and for XML that is broken."""
    root = parse_xml(document, "XML")
    item_class = _KINDS.get(local_name(root))
    if item_class is None:
        name = str(root.tag).rpartition("}")[2]
        raise ReadError(document.path, f"XML of a kind that is not read: root element <{name[:80]}>", line_of(root))
    named = next((text for found in descendants(root, "name", "title") if (text := words_of(found))), "")
    yield complete(Article(id="", text="", title=named, path=document.path, item=Item(item_class=item_class)))
