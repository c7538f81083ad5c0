"""A file as bytes, and its text: UTF-8, UTF-16 and UTF-32, a declared charset, Windows-1252 where that is certain.

Nothing is guessed by statistics: a wrong guess turns names and amounts into other names and amounts, so a file
whose encoding is not certain is refused.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.file_kinds import kind_of_bytes
from claimcheck.read.limits import WHOLE, megabytes

MEMBER = "!"
"""Stands between a container and what is in it: ``week.zip!monday/1.xml``."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z0-9_:.-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s{0,20}=\s{0,20}["']([\w.:-]+)""",
    re.IGNORECASE,
)
# What pages and wires are written in (the WHATWG's list, and what DOS and the Mac had). Python knows other names that
# are no character sets (unicode_escape, punycode, utf-7); nobody who declares those means well.
_CHARSETS = frozenset(
    "cp437 cp850 cp852 cp866 cp874 cp932 cp949 cp950 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gb2312 gbk gb18030 big5 "
    "big5hkscs euc_jp shift_jis euc_kr iso2022_jp hz ascii".split()
)
_ESCAPED = frozenset({"iso2022_jp", "hz"})  # seven-bit bytes that are not ASCII
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PUNCTUATION_1252 = rb"[\x80\x82-\x85\x91-\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb\xbd]"
# A letter of Windows-1252 that stands in a word, or a mark that stands where marks do.
_PLAUSIBLE_1252 = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z])|" + _PUNCTUATION_1252)
# The same among UTF-8: alone between ASCII characters, and no byte that begins what cut UTF-8 leaves (â of a dash, Ã
# of an é).
_STRAY_1252 = re.compile(
    rb"(?<![\x80-\xff])" + _PUNCTUATION_1252 + rb"(?![\x80-\xff])"
    rb"|(?<=[A-Za-z])[\xc0\xc1\xc4-\xe1\xe3-\xf6\xf8-\xfc](?=[a-z])"
)
_MOST_STRAY = 1000


@dataclass(frozen=True, slots=True)
class Document:
    """One input before anything is known of it: the name shown to the user and its bytes.

    ``url`` is the address that a container (a web archive, a fetched page) says it came from, ``charset`` the
    encoding that its transport declared; "" where unknown. Of a document that is too long to be held, ``data`` is the
    beginning, ``reopen`` gives the whole of it as a stream and ``size`` its length; only readers that stream get it.
    """

    path: str
    data: bytes
    url: str = ""
    charset: str = ""
    reopen: Callable[[], BinaryIO] | None = None
    size: int = -1

    @property
    def suffix(self) -> str:
        """The lower-case file name suffix with its dot, "" where there is none."""
        return PurePath(self.path.rpartition(MEMBER)[2] or self.path).suffix.lower()

    @property
    def whole(self) -> bool:
        """Whether ``data`` is all there is."""
        return self.reopen is None

    @property
    def length(self) -> int:
        """Bytes of the whole document."""
        return len(self.data) if self.reopen is None else self.size

    def stream(self) -> BinaryIO:
        """The whole document as a stream, to be closed by the caller."""
        return io.BytesIO(self.data) if self.reopen is None else self.reopen()


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, and how many bytes were repaired to get it, the first of them at ``first``."""

    text: str
    encoding: str
    repaired: int = 0
    first: int = -1


def binary_kind(data: bytes) -> str | None:
    """What the bytes are, if they are no text; None for text (UTF-16 and UTF-32 included)."""
    kind = kind_of_bytes(data)
    if kind is not None:
        return kind
    if _wide_encoding(data):
        return None
    if b"\x00" in data[:65536]:
        return "NUL bytes"
    head = data[:4096]
    if head and len(_CONTROLS.findall(head)) * 50 > len(head):
        return "control bytes"
    return None


def refusal(document: Document, kind: str) -> ReadError:
    """What is said of a document that is no text."""
    if kind == "NUL bytes":
        return ReadError(document.path, f"binary file, not text ({kind})", f"byte {document.data.index(0)}")
    if kind == "control bytes":
        found = _CONTROLS.search(document.data)
        return ReadError(document.path, f"binary file, not text ({kind})", f"byte {found.start() if found else 0}")
    return ReadError(document.path, f"{kind}, not an article")


def decode(document: Document) -> str:
    """The text of a document, without byte-order mark and with the line ends it has.

    Raises ReadError for binary data and for an encoding that is not certain; the place is a byte offset.
    """
    return decoded(document).text


def decoded(document: Document) -> Decoded:
    """The text of a document and its encoding: as a byte-order mark says, else UTF-8 where the bytes are valid (no
    other encoding is so by chance), else as transport or document declare, else Windows-1252 where that is certain.
    A few bytes of Windows-1252 inside UTF-8 are repaired. Raises ReadError as ``decode`` does."""
    data = document.data
    kind = binary_kind(data)
    if kind is not None:
        raise refusal(document, kind)
    wide = _wide_encoding(data)
    if wide:
        return _decoded_as(document, wide)
    declared = _declared_charset(document)
    if declared in _ESCAPED:
        return _decoded_as(document, declared)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        return _decoded_other(document, declared, error)


def decoded_lines(document: Document) -> Iterator[tuple[int, str]]:
    """(number, line) of a document, without line ends. One that is too long to be held is read as UTF-8, line by line.

    Raises ReadError as ``decode`` does, with the line as place, and for a line that is too long.
    """
    if document.whole:
        yield from enumerate(decode(document).split("\n"), 1)
        return
    with document.stream() as stream:
        number = 0
        while raw := stream.readline(WHOLE):
            number += 1
            if len(raw) == WHOLE:
                raise ReadError(document.path, f"a line longer than {megabytes(WHOLE)}", str(number))
            try:
                yield number, raw.removesuffix(b"\n").decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                bad = raw[error.start]
                raise ReadError(document.path, f"not UTF-8 (byte 0x{bad:02x})", f"{number}:{error.start}") from None


def repair_said(document: Document) -> ReadError | None:
    """What is said of a text whose bytes had to be repaired; None for the others, refused ones included."""
    try:
        found = decoded(document)
    except ReadError:
        return None
    if not found.repaired:
        return None
    marks = "1 byte" if found.repaired == 1 else f"{found.repaired} bytes"
    return ReadError(document.path, f"UTF-8 with {marks} of Windows-1252, read as such", f"byte {found.first}")


def _decoded_other(document: Document, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    data = document.data
    if declared:
        return _decoded_as(document, declared)
    is_cut = error.reason == "unexpected end of data"  # UTF-8 that ends inside a character
    if not is_cut and _is_certainly_1252(data):
        return Decoded(data.decode("cp1252"), "cp1252")
    repaired = None if is_cut else _without_strays(data)
    if repaired is not None:
        return repaired
    raise ReadError(
        document.path,
        f"not UTF-8 (byte 0x{data[error.start]:02x}) and no other encoding is certain",
        f"byte {error.start}",
    )


def _decoded_as(document: Document, encoding: str) -> Decoded:
    try:
        return Decoded(document.data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        raise ReadError(document.path, f"not valid {encoding}: {error.reason}", f"byte {error.start}") from None


def _declared_charset(document: Document) -> str | None:
    """The charset that the transport names, else that of HTML or XML in its first 2,048 bytes, where it is known and
    not UTF-8 (which is tried in any case)."""
    match = _DECLARED.search(document.data[:2048])
    inside = (match.group(1) or match.group(2)).decode("ascii", "replace") if match else ""
    for name in (document.charset, inside):
        try:
            codec = codecs.lookup(name.strip().strip("\"'"))
        except (LookupError, ValueError):
            continue
        if codec.name in _CHARSETS:
            return "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name  # as browsers do
    return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by byte-order mark or because mostly Latin text in it is NUL in all bytes but one."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) and len(data) % 4 == 0:
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:2048]
    if len(head) < 8 or (len(head) % 2 and len(data) <= 2048):
        return None
    quarter, half = len(head) // 4, len(head) // 2
    zeros = [head[start::4].count(0) for start in range(4)]
    if len(data) % 4 == 0:
        if zeros[0] * 20 < quarter and zeros[1] * 10 > quarter * 7 and (zeros[2] + zeros[3]) * 20 > half * 19:
            return "utf-32-le"
        if zeros[3] * 20 < quarter and zeros[2] * 10 > quarter * 7 and (zeros[0] + zeros[1]) * 20 > half * 19:
            return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
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


def _without_strays(data: bytes) -> Decoded | None:
    """UTF-8 into which a few characters of Windows-1252 were pasted; None where any other byte is wrong."""
    view = memoryview(data)
    parts: list[str] = []
    strays: list[int] = []
    at = 0
    while True:
        try:
            parts.append(str(view[at:], "utf-8"))
            return Decoded("".join(parts).removeprefix("\ufeff"), "utf-8", len(strays), strays[0])
        except UnicodeDecodeError as error:
            wrong = at + error.start
            if not _STRAY_1252.match(data, wrong) or len(strays) == min(_MOST_STRAY, 10 + len(data) // 50):
                return None
            parts += [str(view[at:wrong], "utf-8"), data[wrong : wrong + 1].decode("cp1252")]
            strays.append(wrong)
            at = wrong + 1
