"""Finding the parts of an XML item by local name, and what they say: words, codes, attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.read.body import one_line
from claimcheck.read.markup import local_name, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEW = 100  # attributes of an element among which one of another case or namespace is looked for
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The child elements of a local name (lower case), in their order; "*" is any name. None has no children."""
    if element is None:
        return
    for child in element:
        found = local_name(child)
        if found and name in (found, "*"):
            yield child


def child(element: _Element | None, path: str) -> _Element | None:
    """The first descendant along a path of local names ("newsmanagement/status"); each step may have several."""
    step, _, rest = path.partition("/")
    for found in children(element, step):
        if not rest:
            return found
        deeper = child(found, rest)
        if deeper is not None:
            return deeper
    return None


def descendants(element: _Element | None, *names: str) -> Iterator[_Element]:
    """All elements of these local names below an element, in document order."""
    if element is None:
        return
    for found in element.iterdescendants():
        if local_name(found) in names:
            yield found


def words(element: _Element | None, path: str = "") -> str:
    """The words of an element, or of the first along a path, in one line; "" where there is none."""
    found = child(element, path) if path and element is not None else element
    return "" if found is None else words_of(found)


def has_words(element: _Element) -> bool:
    """True where an element holds any words; costs no more than finding the first."""
    return any(str(text).strip() for text in element.itertext())


def attribute(element: _Element | None, *names: str) -> str:
    """The first of these attributes (local names, any case) that says anything, without outer white space."""
    if element is None:
        return ""
    for name in names:
        value = element.get(name)
        if value is None and len(element.attrib) <= _FEW:
            value = next((given for key, given in _attributes(element) if key == name.lower()), "")
        if value and value.strip():
            return one_line(value)
    return ""


def _attributes(element: _Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        yield str(key).rpartition("}")[2].lower(), str(value)


def code(element: _Element | None) -> str:
    """The code an element carries, "" without one: its qcode ("stat:usable"), uri or literal, in this order."""
    return attribute(element, "qcode", "uri", "literal")


def suffix(value: str) -> str:
    """The last part of a code, lower case: whatever alias a provider gave a scheme, "stat:usable", "ps:usable" and
    ".../pubstatusg2/usable" are one code."""
    return value.rstrip("/#:").replace("#", "/").replace(":", "/").rpartition("/")[2].strip().lower()


def language(element: _Element) -> str:
    """The language that an element declares for its words, "" where it declares none."""
    return attribute(element, XML_LANG)
