"""Documents out of containers: compressed files, zip and tar archives, web archives, and those inside one another.

Containers are known by their first bytes, whatever they are called. Nothing is written to disk; each member is a
document of its own, named ``week.zip!monday/1.xml``, and what is refused is named the same way.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.compressed import Unpacked, compression_of
from claimcheck.read.document import MEMBER, Document
from claimcheck.read.inputs import shown
from claimcheck.read.limits import CHUNK, HEAD, MOST_NESTED, WHOLE, Allowance
from claimcheck.read.tar_members import BROKEN_TAR, is_tar, members_of_tar
from claimcheck.read.zip_members import kind_of_zip, members_of_zip

Report = Callable[[ReadError], None]

_PACKED_SUFFIXES = {
    ".gz": "",
    ".gzip": "",
    ".tgz": ".tar",
    ".bz2": "",
    ".tbz2": ".tar",
    ".tbz": ".tar",
    ".xz": "",
    ".txz": ".tar",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WEB_ARCHIVE = (b"WARC/", b"filedesc://")  # WARC and ARC


def is_container(document: Document) -> bool:
    """True for what is opened and not read as one document. A Word document is none, though it is a zip file."""
    head = document.data
    if head.startswith(_ZIP):
        return not _is_word(document)
    return compression_of(head) is not None or head.startswith(_WEB_ARCHIVE) or is_tar(head)


def documents_from(document: Document, report: Report) -> Iterator[Document]:
    """The documents that a container holds, members of members included; another document comes back as it is.

    What is refused or broken is passed to ``report``, one fault a member, and the rest follows. At most a member at a
    time is held in memory; web archives and long lines are streamed.
    """
    return _documents(document, report, Allowance(document.path, document.length), 0)


def _documents(document: Document, report: Report, allowance: Allowance, depth: int) -> Iterator[Document]:
    if not is_container(document):
        yield document
        return
    if depth >= MOST_NESTED:
        report(ReadError(document.path, f"more than {MOST_NESTED} archives inside one another: not opened"))
        return
    try:
        with closing(document.stream()) as stream:
            yield from _opened(document, stream, report, allowance, depth)
    except ReadError as error:
        if depth and error.path == allowance.path:
            raise  # the input as a whole has had enough
        report(error)
    except OSError as error:
        report(ReadError(document.path, (error.strerror or type(error).__name__).lower()))


def _opened(
    document: Document, stream: BinaryIO, report: Report, allowance: Allowance, depth: int
) -> Iterator[Document]:
    head = document.data
    compression = compression_of(head)
    if compression:
        yield from _decompressed(document, compression, stream, report, allowance, depth)
    elif head.startswith(_ZIP):
        kind = kind_of_zip(stream, document.path)
        if kind:
            raise ReadError(document.path, f"{kind}: not read")
        members = members_of_zip(stream, document.path, allowance, report)
        yield from _members(document, members, report, allowance, depth)
    elif head.startswith(_WEB_ARCHIVE):
        yield from _pages(stream, document.path, report)
    else:
        members = members_of_tar(stream, document.path, allowance, report)
        yield from _members(document, members, report, allowance, depth)


def _members(
    outer: Document, members: Iterator[tuple[str, bytes]], report: Report, allowance: Allowance, depth: int
) -> Iterator[Document]:
    found = False
    for name, data in members:
        found = True
        path = f"{outer.path}{MEMBER}{shown(name)}"
        yield from _documents(Document(path, data, outer.url), report, allowance, depth + 1)
    if not found:
        report(ReadError(outer.path, "nothing readable in this archive"))


def _decompressed(
    outer: Document, compression: str, stream: BinaryIO, report: Report, allowance: Allowance, depth: int
) -> Iterator[Document]:
    """What a compressed file holds: an archive or web archive is streamed through, a document taken whole."""
    unpacked = Unpacked(stream, compression, outer.path, allowance, report)
    with io.BufferedReader(unpacked, CHUNK) as plain:
        head = plain.peek(CHUNK)
        if head.startswith(_WEB_ARCHIVE):
            yield from _pages(plain, outer.path, report)
        elif is_tar(head):

            def told(error: ReadError) -> None:
                if not (unpacked.broken and error.reason.startswith(BROKEN_TAR)):  # said already
                    report(error)

            members = members_of_tar(plain, outer.path, allowance, told)
            yield from _members(outer, members, report, allowance, depth + 1)
        else:
            data = plain.read(WHOLE + 1)
            if unpacked.broken:
                return
            name = _name_inside(outer.path)
            if len(data) <= WHOLE:
                inner = Document(name, data, outer.url, outer.charset)
                yield from _documents(inner, report, allowance, depth + 1)
                return
            yield _long(outer, name, data[:HEAD], compression, report)


def _long(outer: Document, name: str, head: bytes, compression: str, report: Report) -> Document:
    """A document that is too long to be unpacked into memory; readers that stream unpack it again."""

    def reopen() -> BinaryIO:
        allowance = Allowance(outer.path, outer.length)
        return io.BufferedReader(Unpacked(outer.stream(), compression, outer.path, allowance, report), CHUNK)

    return Document(name, head, outer.url, outer.charset, reopen, WHOLE + 1)


def _pages(stream: BinaryIO, path: str, report: Report) -> Iterator[Document]:
    from claimcheck.read.warc import documents_in_warc

    yield from documents_in_warc(stream, path, report)


def _name_inside(path: str) -> str:
    """What a compressed file calls its content: "a.xml.gz" holds "a.xml.gz!a.xml"."""
    base = path.rpartition("/")[2].rpartition(MEMBER)[2]
    for suffix, instead in _PACKED_SUFFIXES.items():
        if base.lower().endswith(suffix) and len(base) > len(suffix):
            return f"{path}{MEMBER}{base[: -len(suffix)]}{instead}"
    return f"{path}{MEMBER}{base}"


def _is_word(document: Document) -> bool:
    with closing(document.stream()) as stream:
        return kind_of_zip(stream, document.path) == "Word document"
