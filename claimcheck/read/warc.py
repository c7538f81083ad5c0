"""Web archives (WARC 0.17 to 1.1, ARC 1 and 2): each page that was kept becomes a document.

The records are read here and not by a library, because every length and line in them is to be believed only up to a
limit, and what follows a broken record is to be read. Requests, metadata, revisits and answers other than 200 hold no
page of their own. WARC-Date is when a page was fetched; it is not taken for the time of publication.
Sources: ISO 28500:2017; the Internet Archive's ARC file format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.document import MEMBER, Document
from claimcheck.read.http_payload import LARGEST_PAGE, PayloadError, body_of, headers_of, media_type, parse_head
from claimcheck.read.inputs import shown

Report = Callable[[ReadError], None]

_VERSION = re.compile(rb"WARC/(\d{1,2}\.\d{1,3})\s*$")
_VERSIONS = frozenset({"0.17", "0.18", "1.0", "1.1"})
_ARC_LINE = re.compile(rb"([a-zA-Z][\w+.-]{1,20}:\S{1,8000}) (\S{1,60}) (\d{8,14}) (\S.{0,400}?) (\d{1,18})\s*$")
_ARC_HEAD = b"filedesc://"
_KEPT = frozenset({"response", "resource", "conversion"})
_LONGEST_LINE = 1 << 16
_MOST_LINES = 500
_HEAD = 1 << 16
_STEP = 1 << 18
_LONGEST_URL = 2_000

# What a newsroom's page or document is sent as. JSON that pages load for themselves is passed over by its content.
_TEXTS = frozenset({"text/html", "text/plain", "text/xml", "text/markdown", "text/csv", "application/xml"})
_DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
    }
)
_UNSAID = frozenset({"", "application/octet-stream", "unknown", "no-type", "application/http"})
_PAGE_START = re.compile(rb"[\s\xef\xbb\xbf]{0,200}<(?:!doctype\s+html|html|head|\?xml)\b", re.IGNORECASE)
_STORY_KEYS = re.compile(
    rb'"(?:headline|articleBody|body_text|body_html|body_xhtml|content_html|content_text)"\s{0,10}:'
)


@dataclass(frozen=True, slots=True)
class _Record:
    """The head of a record: its type, address, media type and the bytes of its block."""

    offset: int
    kind: str
    url: str
    content_type: str
    length: int
    headers: dict[str, str]


class _BrokenRecordError(ValueError):
    """A record that cannot be told; the next one may be."""


def is_web_archive(head: bytes) -> bool:
    """True for the first bytes of a WARC or ARC file."""
    return head.startswith((b"WARC/", _ARC_HEAD))


def documents_in_warc(stream: BinaryIO, path: str, report: Report) -> Iterator[Document]:
    """The pages of a web archive, in their order, one at a time in memory; ``path`` names it to the user, and the
    address of the page is added to it. A broken or cut record is passed to ``report`` with its byte offset, and reading
    goes on at the next. ``stream`` gives the unpacked archive."""
    archive = _Archive(stream, path, report)
    pages = 0
    while record := archive.next_record():
        end = archive.at + record.length
        try:
            document = _document_of(archive, record)
        except _BrokenRecordError as error:
            archive.fault(f"{record.url or 'a record'}: {error}"[:400], record.offset)
            if not archive.skip_to(end, is_told=True):
                break
            continue
        if document is not None:
            pages += 1
            yield document
        if not archive.skip_to(end):
            break
    if not pages and not archive.faults:
        report(ReadError(path, "no page in this web archive"))


class _Archive:
    """A stream with its position, which may be set forward only."""

    def __init__(self, stream: BinaryIO, path: str, report: Report) -> None:
        self.at = 0
        self.path = path
        self.faults = 0
        self._stream = stream
        self._report = report
        self._line: bytes | None = None  # read ahead, where a lost reader found the next record
        self._line_at = 0

    def fault(self, reason: str, offset: int) -> None:
        """Names a fault by its byte offset in the unpacked archive."""
        self.faults += 1
        self._report(ReadError(self.path, reason, f"byte {offset}"))

    def read(self, count: int) -> bytes:
        """As many bytes as there are, up to ``count``."""
        parts: list[bytes] = []
        while count > 0 and (part := self._stream.read(min(count, _STEP))):
            parts.append(part)
            count -= len(part)
            self.at += len(part)
        return b"".join(parts)

    def skip_to(self, end: int, *, is_told: bool = False) -> bool:
        """Passes over what is left of a record's block; False, and a fault unless one was told, where the archive ends
        inside it."""
        while self.at < end:
            part = self._stream.read(min(end - self.at, _STEP))
            if not part:
                if not is_told:
                    self.fault("the web archive is cut off", self.at)
                return False
            self.at += len(part)
        return True

    def _readline(self) -> bytes:
        if self._line is not None:
            line, self._line = self._line, None
            return line
        self._line_at = self.at
        line = self._stream.readline(_LONGEST_LINE)
        self.at += len(line)
        return line

    def next_record(self) -> _Record | None:
        """The head of the next record, None at the end. What is no record is named once and passed over."""
        lost = -1
        while line := self._readline():
            offset = self._line_at
            if not line.strip():
                continue
            try:
                record = self._record_at(line, offset)
            except _BrokenRecordError as error:
                self.fault(str(error), offset)
                lost = offset
                continue
            if record is not None:
                return record
            if lost < 0:
                lost = offset
                self.fault("no record of a web archive begins here", offset)
        return None

    def _record_at(self, line: bytes, offset: int) -> _Record | None:
        if version := _VERSION.match(line):
            if version.group(1).decode() not in _VERSIONS:
                raise _BrokenRecordError(f"WARC {version.group(1).decode()}: not a version that is read")
            return self._warc_record(offset)
        if arc := _ARC_LINE.match(line):
            url = arc.group(1).decode("utf-8", "replace")
            kind = "warcinfo" if url.startswith(_ARC_HEAD.decode()) else "response"
            content_type = arc.group(4).split(b" ")[0].decode("latin-1")
            return _Record(offset, kind, url, content_type, int(arc.group(5)), {})
        return None

    def _warc_record(self, offset: int) -> _Record:
        lines: list[str] = []
        while (line := self._readline()).strip() or not line:
            if not line:
                raise _BrokenRecordError("the web archive is cut off in the head of a record")
            if _VERSION.match(line):
                self._line = line
                raise _BrokenRecordError("the head of a record breaks off")
            lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
            if len(lines) > _MOST_LINES or len(line) >= _LONGEST_LINE:
                raise _BrokenRecordError("the head of a record is too long")
        headers = headers_of(lines)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            raise _BrokenRecordError(f"a record with the length {length[:40]!r}" if length else "a record of no length")
        url = headers.get("warc-target-uri", "").strip("<>").replace(" ", "%20")
        kind = headers.get("warc-type", "").lower()
        return _Record(offset, kind, url, headers.get("content-type", ""), int(length), headers)


def _document_of(archive: _Archive, record: _Record) -> Document | None:
    """The page of a record, None where it holds none. Raises _BrokenRecordError."""
    if record.kind not in _KEPT or record.length == 0 or record.url.lower().startswith(("dns:", "whois:", "ntp:")):
        return None
    if _is_segment(record):
        raise _BrokenRecordError("kept in segments, which are not put together")
    head = archive.read(min(record.length, _HEAD))
    is_message = record.kind == "response" and head.startswith(b"HTTP/")
    headers: dict[str, str] = {"content-type": record.content_type}
    body = 0
    if is_message:
        message = parse_head(head)
        if message is None:
            raise _BrokenRecordError("an HTTP answer whose head does not end")
        if message.status != 200:
            return None
        headers, body = message.headers, message.body
    elif record.kind == "response" and "http" in record.content_type:
        raise _BrokenRecordError("not an HTTP answer")
    kind, charset = media_type(headers.get("content-type", ""))
    if not _may_be_page(kind, head[body:], bool(headers.get("content-encoding"))):
        return None
    data = _payload(archive, record, head, headers if is_message else {}, body)
    if not data.strip() or not _is_page(kind, data):
        return None
    if cut := record.headers.get("warc-truncated"):
        archive.fault(f"{record.url}: cut off by the crawler ({cut[:40]}), read as far as it goes"[:400], record.offset)
    return Document(_name(archive.path, record.url, kind), data, _web_address(record.url), charset)


def _is_segment(record: _Record) -> bool:
    number = record.headers.get("warc-segment-number", "").strip()
    return number.isascii() and number.isdigit() and int(number) >= 1


def _payload(archive: _Archive, record: _Record, head: bytes, headers: dict[str, str], body: int) -> bytes:
    if record.length > LARGEST_PAGE + _HEAD:
        raise _BrokenRecordError(f"larger than {LARGEST_PAGE >> 20} MB, not read")
    data = head + archive.read(record.length - len(head))
    if len(data) < record.length:
        raise _BrokenRecordError("the web archive ends inside this page")
    try:
        return body_of(data[body:], headers)
    except PayloadError as error:
        raise _BrokenRecordError(str(error)) from None


def _may_be_page(kind: str, start: bytes, is_packed: bool) -> bool:
    """Whether a body is worth being held, by its media type and, where that says nothing, its beginning."""
    if kind in _TEXTS or kind in _DOCUMENTS or _is_json(kind):
        return True
    if kind.endswith("+xml"):
        return kind != "image/svg+xml"
    return kind in _UNSAID and (is_packed or _PAGE_START.match(start) is not None)


def _is_page(kind: str, data: bytes) -> bool:
    """Whether an unpacked body may hold an article: JSON has to have the keys of one."""
    if _is_json(kind):
        return _STORY_KEYS.search(data, 0, 1 << 20) is not None
    return kind not in _UNSAID or _PAGE_START.match(data) is not None


def _is_json(kind: str) -> bool:
    return kind in {"application/json", "text/json"} or kind.endswith("+json")


def _name(path: str, url: str, kind: str) -> str:
    """The page's name to the user. Text whose address ends in no suffix of its own is told by "#.txt"."""
    address = url[:_LONGEST_URL] or "page"
    if kind == "text/plain" and PurePath(address).suffix.lower() not in {".txt", ".text"}:
        address = f"{address}#.txt"
    return f"{path}{MEMBER}{shown(address)}"


def _web_address(url: str) -> str:
    is_address = url.lower().startswith(("http://", "https://")) and len(url) <= _LONGEST_URL
    return url if is_address and url.isprintable() and " " not in url else ""
