"""Word documents (.docx): title, author and times from the properties, the story from the paragraphs and tables.

What a reader of the finished document sees is read: insertions stay, deletions, hidden text, comments, headers and
footers go. The package is a zip file and is checked as any archive is; its XML is parsed under the same limits as a
wire's. Nothing but lxml is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.model import Article, BlockKind, Item, ReadError
from claimcheck.read.article import complete
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.document import MEMBER, Document
from claimcheck.read.docx_text import Paragraph, Styles, blocks_of, footnotes_of
from claimcheck.read.limits import Allowance
from claimcheck.read.markup import local_name
from claimcheck.read.plain_text import split_headline
from claimcheck.read.signals import status_of
from claimcheck.read.xml_tree import parse_xml
from claimcheck.read.zip_members import kind_of_zip, members_of_zip

if TYPE_CHECKING:
    from lxml.etree import _Element

_STANDARD = "Word document"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD, _ENCRYPTED = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
_MAIN = "word/document.xml"
_PARTS = re.compile(r"\[Content_Types\]\.xml$|docProps/core\.xml$|word/[\w-]+\.xml$", re.IGNORECASE)
_MAIN_TYPES = ("document.main+xml", "template.main+xml")
# Titles and authors that programs write, not people.
_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|word document|document ?\d*|dokument ?\d*|untitled.*|unbenannt.*"
    r"|.*\.(?:docx?|dotx?|rtf|odt))$",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"(?:python-docx|microsoft\b.*|admin\w*|user|benutzer|author|unknown|owner|[\w.-]*\d{3,})$", re.I
)
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s[A-ZÀ-Þ][^\n.:;]{2,100}$")
_HEAD_BLOCKS = 6


def looks_like_docx(document: Document, sample: str) -> bool:
    """True for a Word document, and for an old or encrypted one, which are refused by name."""
    if document.data.startswith(_OLE):
        return _OLD_WORD in document.data or _ENCRYPTED in document.data
    if not document.data.startswith(_ZIP):
        return False
    with document.stream() as stream:
        return kind_of_zip(stream, document.path) == "Word document"


def read_docx(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a Word document. Raises ReadError for one that is old, encrypted, broken or hostile."""
    if document.data.startswith(_OLE):
        encrypted = _ENCRYPTED in document.data
        reason = "encrypted office document" if encrypted else "old Word document (.doc): save it as .docx"
        raise ReadError(document.path, reason, "byte 0")
    package = _open(document)
    story = _Story()
    styles = Styles.of(package.tree("word/styles.xml"))
    main = package.tree(package.main)
    if main is None:
        raise ReadError(document.path, f"breaks OOXML: no {package.main}", package.main)
    for block in blocks_of(main, styles):
        story.add(block)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        for note in footnotes_of(package.tree(part)):
            story.add(Paragraph(note, BlockKind.BOX))
    yield _article(story, _properties(package.tree("docProps/core.xml")), document.path)


@dataclass(frozen=True, slots=True)
class _Package:
    """The XML parts of a document that are read, by name."""

    path: str
    parts: dict[str, bytes]
    faults: dict[str, ReadError]
    main: str

    def tree(self, name: str) -> _Element | None:
        """The root of a part, None where there is none. A broken main part raises ReadError, others are passed over."""
        if name in self.faults and name == self.main:
            raise self.faults[name]
        data = self.parts.get(name)
        if data is None:
            return None
        try:
            return parse_xml(Document(f"{self.path}{MEMBER}{name}", data), _STANDARD)
        except ReadError as error:
            if name == self.main:
                raise ReadError(self.path, error.reason, f"{name}:{error.place}" if error.place else name) from None
            return None


def _open(document: Document) -> _Package:
    faults: dict[str, ReadError] = {}

    def note(error: ReadError) -> None:
        name = error.path.removeprefix(f"{document.path}{MEMBER}")
        faults[name] = ReadError(document.path, error.reason, name)

    allowance = Allowance(document.path, document.length)
    with document.stream() as stream:
        members = members_of_zip(stream, document.path, allowance, note)
        parts = {name: data for name, data in members if _PARTS.match(name)}
    package = _Package(document.path, parts, faults, _MAIN)
    return _Package(document.path, parts, faults, _main_part(package.tree("[Content_Types].xml"), parts))


def _main_part(types: _Element | None, parts: dict[str, bytes]) -> str:
    """The part that the package lists as its document; programs may call it as they like."""
    for override in types if types is not None else ():
        if str(override.get("ContentType", "")).lower().endswith(_MAIN_TYPES):
            name = str(override.get("PartName", "")).lstrip("/")
            if name in parts:
                return name
    return _MAIN


@dataclass(slots=True)
class _Story:
    """The blocks of a document in order."""

    blocks: list[Paragraph | list[list[str]]] = field(default_factory=list)

    def add(self, block: Paragraph | list[list[str]]) -> None:
        self.blocks.append(block)

    def first(self) -> Paragraph | None:
        return next((block for block in self.blocks if isinstance(block, Paragraph)), None)

    def take_title(self, title: str) -> str:
        """The headline: a paragraph in the style Title, else the title of the properties, else a first heading, else a
        first line that looks like one; taken out of the story where it opens it."""
        styled = next((block for block in self.blocks[:_HEAD_BLOCKS] if _is(block, "title")), None)
        first = self.first()
        if isinstance(styled, Paragraph):
            self.blocks.remove(styled)
            return one_line(styled.text)
        if title:
            if first is not None and one_line(first.text).casefold() == title.casefold():
                self.blocks.remove(first)
            return title
        if first is None:
            return ""
        following = "\n\n".join(block.text for block in self.blocks[1:_HEAD_BLOCKS] if isinstance(block, Paragraph))
        found = one_line(first.text)
        if first.kind is not BlockKind.HEADING and split_headline(f"{found}\n\n{following}")[0] != found:
            return ""
        self.blocks.remove(first)
        return found

    def take_byline(self) -> str:
        """A line "By …" near the top, taken out of the story; "" where there is none."""
        for block in self.blocks[:_HEAD_BLOCKS]:
            if isinstance(block, Paragraph) and _BYLINE.match(block.text):
                self.blocks.remove(block)
                return block.text
        return ""

    def body(self) -> Body:
        builder = BodyBuilder()
        for block in self.blocks:
            if isinstance(block, Paragraph):
                builder.add(block.kind, block.text)
            else:
                builder.table(block)
        return builder.build()


def _is(block: Paragraph | list[list[str]], style: str) -> bool:
    return isinstance(block, Paragraph) and block.style == style


def _article(story: _Story, properties: dict[str, str], path: str) -> Article:
    title = one_line(properties.get("title", ""))
    author = one_line(properties.get("creator", ""))
    headline = story.take_title("" if _NO_TITLE.match(title) else title)
    byline = story.take_byline() or ("" if _NO_AUTHOR.match(author) else author)
    body = story.body()
    item = Item(
        version=properties.get("revision", ""),
        first_created=properties.get("created", ""),
        version_created=properties.get("modified", ""),
        status=status_of(properties.get("contentstatus", "")),
        byline=byline,
    )
    article = Article(
        id="",
        text=body.text,
        title=headline,
        language=properties.get("language", ""),
        path=path,
        reader="docx",
        blocks=body.blocks,
        item=item,
    )
    return complete(article)


def _properties(root: _Element | None) -> dict[str, str]:
    """The core properties by local name, lower case."""
    if root is None:
        return {}
    return {local_name(child): (child.text or "").strip() for child in root if local_name(child)}
