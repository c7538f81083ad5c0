"""Values as bytes and back, for the store: exact, compact, and never executed when read.

MessagePack by the dataclasses' own types, compressed. What MessagePack cannot hold (halves of surrogate pairs in a
file's name) is written as ASCII JSON instead; the first byte tells which.
"""

from __future__ import annotations

import json
import zlib
from typing import TypeVar

import msgspec

T = TypeVar("T")
_PACKED, _PLAIN = b"m", b"j"
_LEVEL = 5
_encoder = msgspec.msgpack.Encoder()


def encode(value: object) -> bytes:
    """The value's bytes."""
    try:
        return _PACKED + zlib.compress(_encoder.encode(value), _LEVEL)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value)
        return _PLAIN + zlib.compress(json.dumps(plain, ensure_ascii=True).encode("ascii"), _LEVEL)


def decode(raw: bytes, kind: type[T]) -> T:
    """The value of a type that ``encode`` wrote. Raises ValueError for anything else."""
    try:
        data = zlib.decompress(raw[1:])
        if raw[:1] == _PACKED:
            value: T = msgspec.msgpack.decode(data, type=kind)
            return value
        return msgspec.convert(json.loads(data), kind)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"damaged {kind.__name__}: {error}") from None
