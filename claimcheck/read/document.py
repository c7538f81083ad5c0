"""A file as bytes, and its text: UTF-8, UTF-16, a declared charset, Windows-1252 where that is certain.

Nothing is guessed by statistics: a wrong guess turns names and amounts into other names and amounts, so a file
whose encoding is not certain is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from claimcheck.model import ReadError

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF media"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg media"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"{\\rtf", "RTF"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.-]+)""",
    re.IGNORECASE,
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PUNCTUATION_1252 = rb"[\x80\x82-\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xbd]"
# A letter of Windows-1252 that stands in a word, or a mark that stands where marks do.
_PLAUSIBLE_1252 = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z])|" + _PUNCTUATION_1252)


@dataclass(frozen=True, slots=True)
class Document:
    """One input before anything is known of it: the name shown to the user and its bytes.

    ``url`` is the address that a container (a web archive, a fetched page) says it came from, ``charset`` the
    encoding that its transport declared; "" where unknown.
    """

    path: str
    data: bytes
    url: str = ""
    charset: str = ""

    @property
    def suffix(self) -> str:
        """The lower-case file name suffix with its dot, "" where there is none."""
        return PurePath(self.path).suffix.lower()


def binary_kind(data: bytes) -> str | None:
    """What the bytes are, if they are no text; None for text (UTF-16 included)."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16_without_mark(data):
        return None
    if b"\x00" in data[:65536]:
        return "NUL bytes"
    head = data[:4096]
    if head and len(_CONTROLS.findall(head)) * 50 > len(head):
        return "control bytes"
    return None


def decode(document: Document) -> str:
    """The text of a document, without byte-order mark and with the line ends it has.

    Raises ReadError for binary data and for an encoding that is not certain; the place is a byte offset.
    """
    data = document.data
    kind = binary_kind(data)
    if kind is not None:
        raise ReadError(document.path, f"binary file, not text ({kind})")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(document, "utf-16")
    guess = _utf16_without_mark(data)
    if guess:
        return _decode_as(document, guess)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _decode_other(document, error)


def _decode_other(document: Document, error: UnicodeDecodeError) -> str:
    declared = _declared_charset(document.data)
    if declared:
        return _decode_as(document, declared)
    is_cut = error.reason == "unexpected end of data"  # UTF-8 that ends inside a character
    if not is_cut and _is_certainly_1252(document.data):
        return document.data.decode("cp1252")
    raise ReadError(
        document.path,
        f"not UTF-8 (byte 0x{document.data[error.start]:02x}) and no other encoding is certain",
        f"byte {error.start}",
    )


def _decode_as(document: Document, encoding: str) -> str:
    try:
        return document.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(document.path, f"not valid {encoding}: {error.reason}", f"byte {error.start}") from None


def _declared_charset(data: bytes) -> str | None:
    """The charset that HTML or XML names in its first 2,048 bytes, where Python knows it and it is not UTF-8."""
    match = _DECLARED.search(data[:2048])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii")
    try:
        b"".decode(name)  # unknown names and codecs that do not make text raise LookupError
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if codec.name in {"utf-8", "utf-16", "utf-16-le", "utf-16-be"}:
        return None
    return "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name  # as browsers do


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text shows itself by every second byte being NUL."""
    head = data[:2048]
    if len(head) < 8 or (len(head) % 2 and len(data) <= 2048):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd * 10 > half * 7 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 7 and odd * 20 < half:
        return "utf-16-be"
    return None


def _is_certainly_1252(data: bytes) -> bool:
    """True for Western text of one byte a character: no undefined byte, no UTF-8 sequence, every high byte a
    letter inside a word or a common mark, and few of them (Cyrillic or Greek code pages are mostly high bytes)."""
    high = len(_HIGH.findall(data))
    if high * 8 > len(data) or _UNDEFINED_1252.search(data) or _CONTROLS.search(data) or _MULTIBYTE.search(data):
        return False
    return len(_PLAUSIBLE_1252.findall(data)) == high
