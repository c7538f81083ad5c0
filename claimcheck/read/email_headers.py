"""Mail headers as text: encoded words and raw bytes decoded, dates and message ids taken out."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime

from claimcheck.compare.moments import parse_published

STATEFUL = re.compile(r"iso-2022-\w+|hz|hz-gb-2312|utf-7", re.IGNORECASE)
"""Charsets of seven bits, which any decoder takes for ASCII."""
_LONGEST = 1 << 16
_ENCODED = re.compile(rb"=\?([!-)+->@-~]{1,40})(?:\*[a-zA-Z-]{1,12})?\?([BbQq])\?([^?]*)\?=")
_SENDER = re.compile(r"<\s*([^\s<>@,;:]{1,200}@[^\s<>@,;:]{1,250})\s*>")
_ADDRESS = re.compile(r"([^\s<>@,;:()]{1,200}@[^\s<>@,;:()]{1,250})")
_AROUND = " \"'<>,;"
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")


def decoded_words(value: str) -> str:
    """A header value as text in one line. Bytes that stand in it raw are UTF-8 where they are valid, as senders mean
    them, whatever charset an encoded word (RFC 2047) names; one that is broken stays as it is."""
    raw = value.encode("utf-8", "surrogateescape")[:_LONGEST]
    pieces: list[tuple[bytes, str]] = []  # neighbours of one charset are one: a letter may be cut between them
    at = 0
    for match in _ENCODED.finditer(raw):
        between = raw[at : match.start()]
        if between.strip() or not at:
            pieces.append((between, ""))
        charset = match[1].decode("ascii").lower()
        word = _bytes_of(match[2].upper(), match[3])
        if word is None:
            pieces.append((match.group(), ""))
        elif pieces and pieces[-1][1] == charset:
            pieces[-1] = (pieces[-1][0] + word, charset)
        else:
            pieces.append((word, charset))
        at = match.end()
    pieces.append((raw[at:], ""))
    text = "".join(_text_of(data, charset) for data, charset in pieces)
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _bytes_of(encoding: bytes, word: bytes) -> bytes | None:
    if encoding == b"Q":
        return _QUOTED.sub(lambda match: bytes((int(match[1], 16),)), word.replace(b"_", b" "))
    with suppress(binascii.Error, ValueError):
        return binascii.a2b_base64(word + b"=" * (-len(word) % 4))
    return None


def _text_of(data: bytes, charset: str) -> str:
    if STATEFUL.fullmatch(charset):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(charset)
    for name in ("utf-8", charset or "cp1252"):
        with suppress(UnicodeDecodeError, LookupError, ValueError):
            return data.decode("cp1252" if name in {"iso-8859-1", "us-ascii"} else name)
    return data.decode("latin-1")


def sender_of(value: str) -> tuple[str, str]:
    """(name, address) of the first sender that a header names; "" for what it does not say. The library's own parser
    goes as deep as the header is crooked."""
    value = value[:1_000]
    found = _SENDER.search(value) or _ADDRESS.search(value)
    if found is None:
        return value.split("<")[0].strip(_AROUND), ""
    name = value[: found.start()].strip(_AROUND) if found.re is _SENDER else ""
    return name.rpartition(">,")[2].strip(_AROUND), found[1].lower()


def date_of(value: str) -> str:
    """A date as written where it is read as one, in ISO 8601 where only a mail program would read it; else ""."""
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", value[:200]).strip()
    if not bare or parse_published(bare) is not None:
        return bare
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(bare).isoformat()
    return ""


def ids_of(value: str) -> list[str]:
    """The message ids of a header, without their angle brackets."""
    found = re.findall(r"<([^<>\s]{1,400})>", value[:20_000])
    return found or ([value.strip()] if re.fullmatch(r"\s*[^\s@]{1,400}@[^\s@]{1,200}\s*", value[:700]) else [])
