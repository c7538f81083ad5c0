"""The rules of NewsML-G2 whose breach refuses an item. Read off the XML Schema of the standard (All-Power, to 2.36).

Let pass is what agencies do every day and what costs a desk nothing: a message without header, the parts of itemMeta in
another order, a zone without colon, and in news items an element of the agency's own, or a code without scheme, in the
standard's namespace. The other kinds of items carry no story; they are held to the names of elements too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.compare.moments import parse_published
from claimcheck.read.markup import words_of
from claimcheck.read.xml_parts import attribute, child, children, words
from claimcheck.read.xml_tree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

STANDARD = "NewsML-G2"
ITEMS = frozenset("newsitem packageitem conceptitem knowledgeitem planningitem catalogitem".split())

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_FOREIGN = frozenset({"inlinexml", "inlinedata", "rightsexpressionxml", "rightsexpressiondata", "ednote", "bag"})
"""Elements whose content is not, or not only, the standard's."""
_ONCE = ("itemMeta", "contentMeta", "contentSet", "groupSet", "newsCoverageSet", "conceptSet", "catalogContainer")
_ONCE_IN_META = ("itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus")
_NEEDED_IN_META = ("itemClass", "provider", "versionCreated")
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,4}){0,2}")
_POSITIVE = re.compile(r"\+?0*[1-9]\d{0,17}")
_QCODE = re.compile(r"\S{1,400}:\S{1,4000}")
_DECISIVE = frozenset({"itemClass", "pubStatus"})  # what their codes say decides how an item is read
_DEEPEST_RELATED = 3  # 2.34 allows a related in a related in a related
_CATALOG_FREE = (2, 30)  # since when an item may stand without a catalog


class Broken(NamedTuple):
    """A rule that an item breaks, as the reason of an error, and the line where."""

    reason: str
    place: str


class _Grammar(NamedTuple):
    elements: frozenset[str]
    inside: dict[str, frozenset[str]]
    absent: dict[str, frozenset[str]]
    required: dict[str, tuple[str, ...]]
    owners: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    raw = tomllib.loads(files("claimcheck.data").joinpath("newsml_g2.toml").read_text(encoding="utf-8"))

    def sets(table: dict[str, str]) -> dict[str, frozenset[str]]:
        return {name: frozenset(names.split()) for name, names in table.items()}

    return _Grammar(
        elements=frozenset(raw["elements"].split()),
        inside=sets(raw["inside"]),
        absent=sets(raw["absent"]),
        required={name: tuple(names.split()) for name, names in raw["required"].items()},
        owners=sets(raw["owners"]),
    )


def rules_of_message(root: _Element) -> Broken | None:
    """What a newsMessage breaks as a whole. Its header is not asked for: agencies send messages without."""
    if child(root, "itemset") is None:
        return _broken("newsMessage without itemSet", root)
    if not any(True for item_set in children(root, "itemset") for _ in children(item_set, "*")):
        return _broken("newsMessage without items", root)
    return None


def broken_rule(element: _Element) -> Broken | None:
    """The first rule an item (or a bare catalog) breaks, in the order of the document; None where it keeps them."""
    name = _name(element)
    if name.lower() in ITEMS:
        for found in _of_item(element, name):
            return found
    for found in _of_elements(element, name):
        return found
    return None


def _of_item(element: _Element, name: str) -> Iterator[Broken]:
    yield from _of_attributes(element, name)
    for part in _ONCE:
        if (second := _second(element, part)) is not None:
            yield _broken(f"{name} with two {part}", second)
    management = child(element, "itemmeta")
    if management is None:
        yield _broken(f"{name} without itemMeta", element)
        return
    for part in _NEEDED_IN_META:
        if child(management, part.lower()) is None:
            yield _broken(f"itemMeta without {part}", management)
    for part in _ONCE_IN_META:
        if (second := _second(management, part)) is not None:
            yield _broken(f"itemMeta with two {part}", second)
    yield from _of_dates(element, management)
    standard_version = tuple(int(part) for part in attribute(element, "standardversion").split("."))
    has_catalog = any(child(element, part) is not None for part in ("catalog", "catalogref"))
    if name == "newsItem" and standard_version < _CATALOG_FREE and not has_catalog:
        yield _broken("newsItem without catalog or catalogRef (before 2.30)", element)


def _of_attributes(element: _Element, name: str) -> Iterator[Broken]:
    for needed in ("guid", "standard", "standardversion"):
        if not attribute(element, needed):
            yield _broken(f"{name} without {needed}", element)
    if not _VERSION.fullmatch(attribute(element, "standardversion")):
        yield _broken(f"{name} with the standardversion {attribute(element, 'standardversion')!r}", element)
    if element.get("conformance") is not None and attribute(element, "conformance") not in ("core", "power"):
        yield _broken(f"{name} with the conformance {element.get('conformance')!r}, not core or power", element)
    if element.get("version") is not None and not _POSITIVE.fullmatch(attribute(element, "version")):
        yield _broken(f"{name} with the version {element.get('version')!r}, not a positive number", element)


def _of_dates(element: _Element, management: _Element) -> Iterator[Broken]:
    created = words(management, "versioncreated")
    if parse_published(created) is None:
        yield _broken(f"versionCreated {created[:40]!r} is no date", child(management, "versioncreated"))
    dates = [(management, name) for name in ("firstCreated", "embargoed")]
    dates += [(child(element, "contentmeta"), name) for name in ("contentCreated", "contentModified")]
    for around, name in dates:
        for found in children(around, name.lower()):
            text = words_of(found)
            if text and parse_published(text) is None:  # an empty embargoed is an embargo without an end
                yield _broken(f"{name} {text[:40]!r} is no date", found)


def _of_elements(item: _Element, item_name: str) -> Iterator[Broken]:
    """The rules of single elements, over everything that is the standard's own."""
    grammar = _grammar()
    absent = grammar.absent.get(item_name, frozenset())
    stack = [(item, "", 0)]
    while stack:
        element, around, depth = stack.pop()
        name = _name(element)
        if name not in grammar.elements and item_name != "newsItem":
            yield _broken(f"<{name}> is no element of the standard", element)
        allowed = grammar.inside.get(name)
        if around and allowed is not None and around not in allowed:
            yield _broken(f"<{name}> in <{around}>", element)
        if around == "contentMeta" and name in absent:
            yield _broken(f"<{name}> in the contentMeta of a {item_name}", element)
        if name == "related" and depth >= _DEEPEST_RELATED:
            yield _broken(f"more than {_DEEPEST_RELATED} nested related", element)
        yield from _of_own_attributes(element, name, grammar)
        if name.lower() not in _FOREIGN:
            deeper = depth + 1 if name == "related" else 0
            inner = [part for part in children(element, "*") if _is_own(part)]
            stack.extend((part, name, deeper) for part in reversed(inner))


def _of_own_attributes(element: _Element, name: str, grammar: _Grammar) -> Iterator[Broken]:
    for needed in grammar.required.get(name, ()):
        if element.get(needed) is None:
            yield _broken(f"<{name}> without {needed}", element)
    for key, value in element.attrib.items():
        attribute_name = str(key)
        owners = grammar.owners.get(attribute_name)
        if owners is not None and name not in owners:
            yield _broken(f"attribute {attribute_name} on <{name}>", element)
        if attribute_name == "qcode" and name in _DECISIVE and value and not _QCODE.fullmatch(str(value)):
            yield _broken(f"<{name}> with the qcode {str(value)[:40]!r}", element)


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_own(element: _Element) -> bool:
    """True for elements in the standard's namespace, and for those in none (agencies forget to declare it)."""
    space = str(element.tag).rpartition("}")[0].lstrip("{")
    return space in ("", _NAMESPACE)


def _second(element: _Element, name: str) -> _Element | None:
    found = children(element, name.lower())
    next(found, None)
    return next(found, None)


def _broken(rule: str, element: _Element | None) -> Broken:
    return Broken(f"breaks {STANDARD}: {rule}", "" if element is None else line_of(element))
