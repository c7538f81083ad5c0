"""The list of readers. A new format is a module with ``looks_like`` and ``read`` functions and an entry here.

Order matters: the first reader whose ``sniff`` agrees reads the document, so the most certain formats stand first and
plain text, which takes anything, last. A format of bytes (a wire feed in a container) sniffs ``document.data``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from claimcheck.model import Article, ReadError
from claimcheck.read.anpa import looks_like_anpa, read_anpa
from claimcheck.read.csv_articles import looks_like_csv, read_csv
from claimcheck.read.document import Document, decode
from claimcheck.read.docx import looks_like_docx, read_docx
from claimcheck.read.dpa_json import looks_like_dpa, read_dpa
from claimcheck.read.email_message import looks_like_email, read_email
from claimcheck.read.feed import looks_like_feed, read_feed
from claimcheck.read.html_page import looks_like_html, read_html
from claimcheck.read.json_articles import looks_like_json, looks_like_jsonl, read_json, read_jsonl
from claimcheck.read.json_feed import looks_like_json_feed, read_json_feed
from claimcheck.read.limits import WHOLE, megabytes
from claimcheck.read.markdown import looks_like_markdown, read_markdown
from claimcheck.read.newsml1 import looks_like_newsml1, read_newsml1
from claimcheck.read.newsml_g2 import looks_like_newsml_g2, read_newsml_g2
from claimcheck.read.ninjs import looks_like_ninjs, read_ninjs
from claimcheck.read.nitf import looks_like_nitf, read_nitf
from claimcheck.read.other_xml import looks_like_other_xml, read_other_xml
from claimcheck.read.pdf import looks_like_pdf, read_pdf
from claimcheck.read.plain_text import looks_like_text, read_text

_SAMPLE = 200_000  # code points of a document that sniffing sees


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name for --input-format, the test for its documents, and the function that reads them.

    ``read`` yields articles and passes each fault to its second argument; it raises ReadError where nothing of the
    document can be read. ``version`` changes when the reader makes another article of the same bytes; a ``binary``
    reader is asked before anything is decoded, and with an empty sample; one that ``streams`` reads documents too long
    to be held (``Document.stream``, ``decoded_lines``).
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Document, str], bool]
    read: Callable[[Document, Callable[[ReadError], None]], Iterator[Article]]
    version: str = "1"
    binary: bool = False
    streams: bool = False


# Binary formats, then XML by its root element, then marked copy, then JSON by its keys, then what only looks like text.
READERS: tuple[Reader, ...] = (
    Reader("pdf", (".pdf",), looks_like_pdf, read_pdf, binary=True),
    Reader("docx", (".docx", ".docm", ".doc"), looks_like_docx, read_docx, binary=True),
    Reader("anpa", (".tst", ".anpa", ".txt"), looks_like_anpa, read_anpa, binary=True),
    Reader("email", (".eml", ".mbox", ".txt"), looks_like_email, read_email, binary=True),
    Reader("newsml-g2", (".xml",), looks_like_newsml_g2, read_newsml_g2),
    Reader("newsml", (".xml",), looks_like_newsml1, read_newsml1),
    Reader("nitf", (".xml", ".nitf"), looks_like_nitf, read_nitf),
    Reader("feed", (".xml", ".rss", ".atom", ".rdf"), looks_like_feed, read_feed),
    Reader("xml", (".xml",), looks_like_other_xml, read_other_xml),
    Reader("json-feed", (".json",), looks_like_json_feed, read_json_feed),
    Reader("jsonl", (".jsonl", ".ndjson"), looks_like_jsonl, read_jsonl, streams=True),
    Reader("ninjs", (".json",), looks_like_ninjs, read_ninjs),
    Reader("dpa", (".json",), looks_like_dpa, read_dpa),
    Reader("json", (".json",), looks_like_json, read_json),
    Reader("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html, version="2"),
    Reader("csv", (".csv", ".tsv"), looks_like_csv, read_csv, streams=True),
    Reader("markdown", (".md", ".markdown", ".mdown", ".mkd"), looks_like_markdown, read_markdown),
    Reader("text", (".txt", ".text", ""), looks_like_text, read_text),
)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
# Formats that nearly any text may look like. Found by content in a file of another name they prove nothing.
_UNCERTAIN = frozenset({"text", "markdown", "csv"})


def reader_named(name: str) -> Reader:
    """The reader of a format. Raises KeyError for a name that is none."""
    for reader in READERS:
        if reader.name == name:
            return reader
    raise KeyError(name)


def choose_reader(document: Document) -> Reader:
    """The reader for a document: by content, then by name. Raises ReadError where it holds no text, and where it is too
    long for its reader."""
    for reader in READERS:
        if reader.binary and reader.sniff(document, ""):
            return _able(reader, document)
    sample = decode(document if document.whole else _beginning(document))[:_SAMPLE]
    for reader in READERS:
        if not reader.binary and reader.sniff(document, sample):
            return _able(reader, document)
    raise ReadError(document.path, "unknown format")


def choose_by_content(document: Document) -> Reader:
    """As choose_reader, for a document that nobody named: one in a folder or an archive, whose name ends in a way that
    no reader knows, is read only where its content is certain. Raises ReadError for the others."""
    reader = choose_reader(document)
    if document.suffix not in SUFFIXES and reader.name in _UNCERTAIN:
        raise ReadError(document.path, f"no reader for {document.suffix} files; --input-format forces one")
    return reader


def _able(reader: Reader, document: Document) -> Reader:
    if not document.whole and not reader.streams:
        raise ReadError(document.path, f"larger than {megabytes(WHOLE)}, too large for {reader.name}")
    return reader


def _beginning(document: Document) -> Document:
    """The whole lines at the start of a long document, or what there is of the first."""
    lines, newline, _ = document.data.rpartition(b"\n")
    return replace(document, data=lines + newline or document.data[:-4])
