"""The members of a tar stream (v7, ustar, GNU, pax) that may be read, the others refused by name.

Read here and not by tarfile, which takes the length of a long name or an extended header on trust and holds it in
memory, follows sparse maps, and raises a dozen types of error. A stream is read once from start to end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.inputs import shown
from claimcheck.read.limits import CHUNK, MEGABYTE, WHOLE, Allowance, megabytes
from claimcheck.read.member_names import is_hidden, plain_name, reason_against

Report = Callable[[ReadError], None]

BLOCK = 512
BROKEN_TAR = "broken tar"
_LONGEST_HEADER = MEGABYTE  # bytes of a long name or of pax records
_FILES = frozenset({b"0", b"\x00", b"7"})
_REFUSED = {
    b"1": "a hard link: not followed",
    b"2": "a link: not followed",
    b"3": "a device: not read",
    b"4": "a device: not read",
    b"6": "a pipe: not read",
    b"S": "a sparse file: not read",
}
_FOLDER, _LONG_NAME, _LONG_LINK = b"5", b"L", b"K"
_PAX, _PAX_GLOBAL = (b"x", b"X"), b"g"


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    size: int
    kind: bytes


class _TarError(Exception):
    """The stream is broken at this place."""


def is_tar(head: bytes) -> bool:
    """True where the first 512 bytes are a tar header: its checksum tells."""
    return len(head) >= BLOCK and head[:1] != b"\x00" and _header(head[:BLOCK]) is not None


def members_of_tar(stream: BinaryIO, path: str, allowance: Allowance, report: Report) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the members as they stand. A member that is refused is one fault; where the stream breaks
    off, the fault is named and the members before are read. Raises ReadError where the allowance is used up."""
    tape = _Tape(stream)
    seen: set[str] = set()
    try:
        for header in _headers(tape):
            if header.kind == _FOLDER:
                continue
            if is_hidden(header.name):
                continue
            allowance.take_member()
            reason = _reason_against(header, seen)
            seen.add(header.name)
            if reason:
                report(ReadError(f"{path}!{shown(header.name)}", reason))
                continue
            data = tape.take(header.size)
            allowance.take(len(data))
            yield header.name, data
    except _TarError as error:
        report(ReadError(path, f"{BROKEN_TAR}: {error}", f"byte {tape.at}"))


class _Tape:
    """Reads a stream by what is left of a member; knows where it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.at = 0
        self._left = 0  # of the member
        self._padding = 0

    def block(self) -> bytes:
        """The next header block, after the rest of the member before; b"" at the end."""
        self._skip(self._left + self._padding)
        self._left = self._padding = 0
        data = self._read(BLOCK)
        if data and len(data) < BLOCK:
            raise _TarError("cut off")
        return data

    def begin(self, size: int) -> None:
        """A member of so many bytes follows."""
        self._left, self._padding = size, -size % BLOCK

    def take(self, size: int) -> bytes:
        """All bytes of the member."""
        data = self._read(size)
        self._left -= len(data)
        if len(data) < size:
            raise _TarError("cut off inside a member")
        return data

    def _skip(self, size: int) -> None:
        while size > 0:
            data = self._read(min(size, CHUNK))
            if not data:
                raise _TarError("cut off inside a member")
            size -= len(data)

    def _read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.at += len(data)
        return data


def _headers(tape: _Tape) -> Iterator[_Header]:
    """The members, with the long names and sizes that precede them applied."""
    said: dict[str, str] = {}
    everywhere: dict[str, str] = {}
    while block := tape.block():
        if not block.strip(b"\x00"):
            return  # the rest of the tape is blank
        header = _header(block)
        if header is None:
            raise _TarError("no header where one should stand")
        tape.begin(header.size)
        if header.kind in (_LONG_NAME, _LONG_LINK, _PAX_GLOBAL, *_PAX):
            if header.size > _LONGEST_HEADER:
                raise _TarError("too long a header")
            data = tape.take(header.size)
            if header.kind == _LONG_NAME:
                said["path"] = _text(data)
            elif header.kind in _PAX:
                said |= _records(data)
            elif header.kind == _PAX_GLOBAL:
                everywhere |= _records(data)
            continue
        both = everywhere | said
        said = {}
        size = int(both["size"]) if both.get("size", "").isdecimal() and len(both["size"]) < 20 else header.size
        if any(key.startswith("GNU.sparse") for key in both):
            header = _Header(header.name, header.size, b"S")
        tape.begin(size)
        name = plain_name(both.get("path") or header.name)
        is_folder = header.kind in (b"0", b"\x00") and name.endswith("/")  # v7
        yield _Header(name, size, _FOLDER if is_folder else header.kind)


def _reason_against(header: _Header, seen: set[str]) -> str:
    if reason := reason_against(header.name):
        return reason
    if header.kind not in _FILES:
        return _REFUSED.get(header.kind, "not a regular file")
    if header.name in seen:
        return "the name stands twice in the archive: the first is read"
    if header.size > WHOLE:
        return f"larger than {megabytes(WHOLE)}"
    return ""


def _header(block: bytes) -> _Header | None:
    """The fields of a header block, None where its checksum is wrong."""
    stated = _number(block[148:156])
    summed = sum(block) - sum(block[148:156]) + 8 * 32
    size = _number(block[124:136])
    if stated is None or stated != summed or size is None:
        return None
    name = _text(block[:100])
    kind = block[156:157]
    if block[257:263] == b"ustar\x00" and block[345:346] != b"\x00":
        name = f"{_text(block[345:500])}/{name}"
    return _Header(name, 0 if kind in (b"1", b"2", b"3", b"4", b"5", b"6") else size, kind)


def _number(field: bytes) -> int | None:
    """An octal number, or GNU's binary one for members of 8 GB and more."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.split(b"\x00", 1)[0].strip()
    if not digits.isdigit():
        return None
    try:
        return int(digits, 8)
    except ValueError:
        return None


def _text(field: bytes) -> str:
    return field.split(b"\x00", 1)[0].decode("utf-8", "surrogateescape")


def _records(data: bytes) -> dict[str, str]:
    """pax records, "LENGTH KEY=VALUE\\n" one after the other; what is not of that shape ends them."""
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        length, blank, _ = data[at : at + 20].partition(b" ")
        if not blank or not length.isdigit() or int(length) <= len(length) + 1:
            break
        record = data[at + len(length) + 1 : at + int(length) - 1]
        key, _, value = record.partition(b"=")
        found[_text(key)] = _text(value)
        at += int(length)
    return found
