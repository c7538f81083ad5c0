"""What an HTTP message carries: media type, charset, chunked transfer, compression; all under limits.

Used on messages that archives kept and on those just fetched. Sources: RFC 9110, RFC 9112.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

LARGEST_PAGE = 20 << 20
"""Bytes of a page, packed or unpacked."""
MOST_RATIO = 100
"""Times its packed size that a page above a megabyte may unpack to; markup packs to a tenth, a bomb to a thousandth."""
_SMALL = 1 << 20
_STEP = 1 << 18
_LONGEST_HEAD = 1 << 16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?=\s|$)")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)


class PayloadError(ValueError):
    """A message whose body cannot be had: broken, cut off, or larger than is read."""


@dataclass(frozen=True, slots=True)
class HttpHead:
    """The status of a response, its headers by lower-case name (the first of each), and where its body starts."""

    status: int
    headers: dict[str, str]
    body: int


def parse_head(data: bytes) -> HttpHead | None:
    """The head of a response; None where the bytes are none, or their head does not end in 64 kB."""
    status = _STATUS.match(data)
    end = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    if status is None or end is None:
        return None
    lines = data[: end.start()].decode("latin-1").split("\n")[1:]
    return HttpHead(int(status.group(1)), headers_of(lines), end.end())


def headers_of(lines: list[str]) -> dict[str, str]:
    """Headers by their lower-case name; folded lines are joined, and the first of a name counts."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if line[:1] in " \t" and name:
            found[name] = f"{found[name]} {line.strip()}".strip()
            continue
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon else ""
        if name in found:
            name = ""
        elif name:
            found[name] = value.strip()
    return found


def media_type(header: str) -> tuple[str, str]:
    """("text/html", "utf-8") of a Content-Type header; "" for what it does not say."""
    charset = _CHARSET.search(header[:1000])
    return header.partition(";")[0].strip().lower(), charset.group(1) if charset else ""


def body_of(data: bytes, headers: dict[str, str], limit: int = LARGEST_PAGE) -> bytes:
    """The body of a message without its transfer and content codings. Archives often keep a body decoded under headers
    that still call it coded: where the bytes do not begin as the coding does, they are taken as they are.

    Raises PayloadError for codings that are not read, and for bodies that are cut off or unpack beyond the limit.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(data):
        data = _joined_chunks(data)
    codings = [coding.strip().lower() for coding in headers.get("content-encoding", "").split(",")]
    codings = [coding for coding in codings if coding and coding != "identity"]
    if len(codings) > 2:
        raise PayloadError("packed more than twice")
    for coding in reversed(codings):
        data = unpacked(data, coding, limit)
    return data


def _joined_chunks(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(data, at):
        size = int(head.group(1), 16)
        if size == 0:
            return b"".join(parts)
        at = head.end() + size
        if at > len(data):
            raise PayloadError("its last chunk is cut off")
        parts.append(data[head.end() : at])
        at += 2 if data.startswith(b"\r\n", at) else 1 if data.startswith(b"\n", at) else 0
    if at < len(data):
        raise PayloadError("broken chunks")
    raise PayloadError("its last chunk is missing")


def unpacked(data: bytes, coding: str, limit: int) -> bytes:
    """The data without one content coding (gzip, deflate). Raises PayloadError as body_of does."""
    if coding in {"gzip", "x-gzip"}:
        return _inflated(data, 31, limit) if data.startswith(b"\x1f\x8b") else data
    if coding == "deflate":
        zlib_head = len(data) > 1 and data[0] & 15 == 8 and (data[0] * 256 + data[1]) % 31 == 0
        return _inflated(data, 15 if zlib_head else -15, limit) if data else data
    if data[:200].lstrip()[:1] in (b"<", b"{", b"["):  # decoded when it was kept
        return data
    raise PayloadError(f"packed with {coding[:20]!r}, which is not read")


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    """The members of a gzip or deflate stream. Never holds more than the limit."""
    most = min(limit, max(_SMALL, len(data) * MOST_RATIO))
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest:
        engine = zlib.decompressobj(window)
        waiting = rest
        while not engine.eof:
            try:
                part = engine.decompress(waiting, _STEP)
            except zlib.error:
                raise PayloadError("its packed body is broken") from None
            waiting = engine.unconsumed_tail
            size += len(part)
            if size > most:
                raise PayloadError(f"unpacks to more than {most / (1 << 20):.0f} MB")
            parts.append(part)
            if not part and not waiting and not engine.eof:
                raise PayloadError("its packed body is cut off")
        rest = engine.unused_data if window == 31 and engine.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(parts)
