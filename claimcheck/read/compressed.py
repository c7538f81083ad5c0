"""gzip, bzip2 and xz as streams of what they hold, whatever follows or breaks off."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from claimcheck.model import ReadError
from claimcheck.read.limits import CHUNK, MEGABYTE, Allowance

_MAGIC = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00"}
_XZ_MEMORY = 100 * MEGABYTE  # what "xz -9" needs, and a little
_BROKEN = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
_REASONS = {
    "incorrect data check": "the checksum is wrong",
    "incorrect length check": "the length is wrong",
    "Memory usage limit": "it needs more memory than is allowed",
}


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib with the interface that bzip2 and xz have: it keeps the input it had no room for."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def compression_of(head: bytes) -> str | None:
    """The compression that a file's first bytes show: "gzip", "bzip2" or "xz"."""
    if head[:2] == _MAGIC["gzip"]:
        return "gzip"
    if head[:3] == _MAGIC["bzip2"] and head[3:4] in b"123456789" and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bzip2"
    return "xz" if head.startswith(_MAGIC["xz"]) else None


class Unpacked(io.RawIOBase):
    """What a compressed stream holds, all its members one after the other.

    A stream that breaks off or fails its checksum ends where it does and the fault is reported; ``broken`` is then
    true, and a caller that needs the whole of it knows that it has not got it. Bytes after the end are named and not
    read. Reading raises ReadError where the allowance is used up.
    """

    def __init__(
        self,
        packed: BinaryIO,
        compression: str,
        path: str,
        allowance: Allowance,
        report: Callable[[ReadError], None],
    ) -> None:
        super().__init__()
        self.broken = False
        self._packed = packed
        self._compression = compression
        self._path = path
        self._allowance = allowance
        self._report = report
        self._taken = 0  # bytes of the compressed stream that were read
        self._pieces = self._unpack()
        self._waiting = b""

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer, except at the end."""
        filled = 0
        view = memoryview(buffer)
        while filled < len(view):
            if not self._waiting:
                self._waiting = next(self._pieces, b"")
                if not self._waiting:
                    break
            part = self._waiting[: len(view) - filled]
            view[filled : filled + len(part)] = part
            self._waiting = self._waiting[len(part) :]
            filled += len(part)
        return filled

    def close(self) -> None:
        """Closes the compressed stream too."""
        if not self.closed:
            self._packed.close()
        super().close()

    def _unpack(self) -> Iterator[bytes]:
        data = self._more()
        while data:
            engine = self._engine()
            try:
                yield from self._member(engine, data)
            except _BROKEN as error:
                self._fail(_reason(error), 0)
                return
            if self.broken:
                return
            data = engine.unused_data.lstrip(b"\x00") or self._after_padding()
            if data and not self._is_member(data):
                self._report(self._fault("bytes after its end, not read", len(data)))
                return

    def _member(self, engine: _Engine, data: bytes) -> Iterator[bytes]:
        while not engine.eof:
            piece = engine.decompress(data, CHUNK)
            data = b""
            if piece:
                self._allowance.take(len(piece))
                yield piece
            if engine.eof or not engine.needs_input:
                continue
            data = self._more()
            if not data and not piece:
                self._fail("cut off", 0)
                return

    def _is_member(self, data: bytes) -> bool:
        magic = _MAGIC[self._compression]
        return data.startswith(magic) or magic.startswith(data)

    def _after_padding(self) -> bytes:
        """The next bytes that are not NUL: tapes and uploads are padded with them."""
        while data := self._more():
            if rest := data.lstrip(b"\x00"):
                return rest
        return b""

    def _more(self) -> bytes:
        data = self._packed.read(CHUNK)
        self._taken += len(data)
        return data

    def _engine(self) -> _Engine:
        if self._compression == "gzip":
            return _Gzip()
        if self._compression == "bzip2":
            return bz2.BZ2Decompressor()
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def _fail(self, reason: str, left: int) -> None:
        self.broken = True
        self._report(self._fault(reason, left))

    def _fault(self, reason: str, left: int) -> ReadError:
        return ReadError(self._path, f"broken {self._compression}: {reason}", f"byte {max(self._taken - left, 0)}")


def _reason(error: Exception) -> str:
    text = str(error)
    for said, plain in _REASONS.items():
        if said in text:
            return plain
    text = text.rpartition(": ")[2] or type(error).__name__
    return text[:1].lower() + text[1:]
