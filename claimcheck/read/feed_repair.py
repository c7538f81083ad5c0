"""Feeds that are no well-formed XML, read entry by entry: the faulty ones are named, the others read as they are.

Half the broken feeds of the web are so by a bare "&" in a title; that is the one fault mended here, because nothing
else can have been meant. Whatever else is wrong costs the entry that it is in, never its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claimcheck.model import ReadError
from claimcheck.read.markup import local_name
from claimcheck.read.xml_tree import parse_xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?(?:rss|rdf|feed))\b[^<>]{0,10000}>", re.IGNORECASE)
_MARK = re.compile(r"<(/?)(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])[^<>]{0,2000}>", re.IGNORECASE)
_CHANNEL = re.compile(r"<((?:[\w.-]{1,40}:)?channel)(?=[\s>])[^<>]{0,2000}>", re.IGNORECASE)
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z]\w{0,30};)", re.DOTALL)
_MOST_FAULTS = 100


def head_of_feed(path: str, text: str, standard: str) -> _Element | None:
    """The feed without its entries; None where that too is broken."""
    root = _ROOT.search(text)
    first = _MARK.search(text)
    if root is None or (first is not None and first.start() < root.end()):
        return None
    head = text[root.start() : first.start() if first else len(text)]
    channel = _CHANNEL.search(head)
    closing = f"</{channel.group(1)}>" if channel and "</" + channel.group(1) not in head else ""
    try:
        return parse_xml_text(path, f"{_mended(head)}{closing}</{root.group(1)}>", standard)
    except ReadError:
        return None


def entries_of_broken_feed(
    path: str, text: str, standard: str, report: Callable[[ReadError], None]
) -> Iterator[tuple[_Element, int]]:
    """The entries that can be read, each with the lines before it; the others are passed to ``report``."""
    root = _ROOT.search(text)
    if root is None:
        return
    line = faults = counted = 0
    for start, end in _spans(text, root.end()):
        line += text.count("\n", counted, start)
        counted = start
        try:
            if end < 0:
                raise ReadError(path, f"broken {standard}: an entry that is cut off", "1")
            wrapped = f"{root.group().replace(chr(10), ' ')}{_mended(text[start:end])}</{root.group(1)}>"
            parsed = parse_xml_text(path, wrapped, standard)
        except ReadError as error:
            faults += 1
            if faults > _MOST_FAULTS:
                return
            report(ReadError(path, error.reason, str(line + int(error.place or "1"))))
            continue
        entry = next((child for child in parsed if local_name(child) in {"item", "entry"}), None)
        if entry is not None:
            yield entry, line


def _spans(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where entries start and end; -1 for the end of one that another begins in, or that is cut off."""
    start = -1
    for mark in _MARK.finditer(text, at):
        if mark.group(1):
            if start >= 0:
                yield start, mark.end()
            start = -1
        elif not mark.group().endswith("/>"):
            if start >= 0:
                yield start, -1
            start = mark.start()
    if start >= 0:
        yield start, -1


def _mended(markup: str) -> str:
    return _BARE.sub(lambda found: "&amp;" if found.group() == "&" else found.group(), markup)
