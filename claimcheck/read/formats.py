"""The list of readers. A new format is a module with ``looks_like`` and ``read`` functions and an entry here.

Order matters: the first reader whose ``sniff`` agrees reads the document, so the most certain formats stand first and
plain text, which takes anything, last. A format of bytes (a wire feed in a container) sniffs ``document.data``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimcheck.model import Article, ReadError
from claimcheck.read.document import Document, decode
from claimcheck.read.html_page import looks_like_html, read_html
from claimcheck.read.json_articles import looks_like_json, looks_like_jsonl, read_json, read_jsonl
from claimcheck.read.markdown import looks_like_markdown, read_markdown
from claimcheck.read.plain_text import looks_like_text, read_text

_SAMPLE = 200_000  # code points of a document that sniffing sees


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name for --input-format, the test for its documents, and the function that reads them.

    ``read`` yields articles and passes each fault to its second argument; it raises ReadError where nothing of the
    document can be read. ``version`` changes when the reader makes another article of the same bytes; a ``binary``
    reader is asked before anything is decoded, and with an empty sample.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Document, str], bool]
    read: Callable[[Document, Callable[[ReadError], None]], Iterator[Article]]
    version: str = "1"
    binary: bool = False


# Binary formats, then XML by its root element, then marked copy, then JSON by its keys, then what only looks like text.
READERS: tuple[Reader, ...] = (
    Reader("jsonl", (".jsonl", ".ndjson"), looks_like_jsonl, read_jsonl),
    Reader("json", (".json",), looks_like_json, read_json),
    Reader("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html),
    Reader("markdown", (".md", ".markdown", ".mdown", ".mkd"), looks_like_markdown, read_markdown),
    Reader("text", (".txt", ".text", ""), looks_like_text, read_text),
)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def reader_named(name: str) -> Reader:
    """The reader of a format. Raises KeyError for a name that is none."""
    for reader in READERS:
        if reader.name == name:
            return reader
    raise KeyError(name)


def choose_reader(document: Document) -> Reader:
    """The reader for a document: by content, then by name. Raises ReadError where it holds no text."""
    for reader in READERS:
        if reader.binary and reader.sniff(document, ""):
            return reader
    sample = decode(document)[:_SAMPLE]
    for reader in READERS:
        if not reader.binary and reader.sniff(document, sample):
            return reader
    raise ReadError(document.path, "unknown format")
