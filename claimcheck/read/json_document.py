"""JSON as every JSON reader takes it: under limits, and only what every program would read alike.

Python's own parser takes more than JSON (NaN, Infinity, keys that stand twice) and breaks on more than it should
(deep nesting, numbers of thousands of digits). Here each of these is an error with its place, never an exception of
another kind. A key that stands twice is kept apart rather than refused on sight: two texts of one article are a fault,
two types of a picture beside it are the sender's carelessness, so each reader says where it minds.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Never

from claimcheck.model import ReadError
from claimcheck.read.document import Document, decode, decoded_lines

JsonObject = dict[str, object]

_START = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
_DEEPEST = 400  # levels of nesting; feeds have about a dozen
_LONGEST_NUMBER = 400  # digits; a double has at most 309 before its point


class JsonError(ValueError):
    """Text that is no JSON: ``reason`` in a few words, ``line`` and ``column`` from 1 or 0 where unknown."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(reason)

    @property
    def place(self) -> str:
        """Line and column with a colon between, "" where unknown."""
        return f"{self.line}:{self.column}" if self.line else ""


class RepeatedKeys(dict[str, object]):
    """An object in which a key stood twice; ``repeated`` is the first such key, its last value was kept."""

    repeated: str = ""


def looks_like_json_text(sample: str) -> bool:
    """True for text that begins as a JSON object or a list of objects does."""
    return _START.match(sample) is not None


def parse_json(text: str) -> object:
    """The value of a JSON text. Objects with a key that stands twice come as RepeatedKeys.

    Raises JsonError for anything that is no JSON, is nested more than 400 deep or holds a number out of all measure.
    """
    _refuse_deep(text)
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_whole_number,
        )
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise JsonError(f"broken JSON: {reason}", error.lineno, error.colno) from None
    except RecursionError:
        raise JsonError("broken JSON: nested too deeply") from None


def parse_json_sample(sample: str, whole: int) -> object:
    """The value of a document's sample, None where it is no JSON or may have been cut at ``whole`` code points."""
    if len(sample) >= whole or not looks_like_json_text(sample):
        return None
    try:
        return parse_json(sample)
    except JsonError:
        return None


def parse_document(document: Document) -> object:
    """The value of a JSON document. Raises ReadError with the place "line:column"."""
    try:
        return parse_json(decode(document))
    except JsonError as error:
        raise ReadError(document.path, error.reason, error.place) from None


def lines_of(document: Document) -> Iterator[tuple[int, str, bool]]:
    """(number, line, whether it is the last) of the lines that are not blank, one held at a time. Only newline ends a
    line: strings of JSON may hold U+2028 and form feeds."""
    held: tuple[int, str] | None = None
    for number, line in decoded_lines(document):
        if not line.strip():
            continue
        if held is not None:
            yield *held, False
        held = number, line
    if held is not None:
        yield *held, True


def first_repeated_key(value: object) -> str | None:
    """The first key that stands twice in one object, anywhere in a value; None where none does."""
    stack = [value]
    while stack:
        found = stack.pop()
        if isinstance(found, RepeatedKeys):
            return found.repeated
        if isinstance(found, dict):
            stack.extend(reversed(found.values()))
        elif isinstance(found, list):
            stack.extend(reversed(found))
    return None


def repeated_key_of(value: Mapping[str, object]) -> str | None:
    """The key that stands twice in this very object; None where none does."""
    return value.repeated if isinstance(value, RepeatedKeys) else None


def objects_in(value: object) -> list[JsonObject]:
    """The objects of a list; an object alone is a list of one, anything else of none."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text_in(value: Mapping[str, object], *keys: str) -> str:
    """The first of the keys' values that has words: a string, or a number as it is written. "" where none has."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, str):
            text = whole_characters(found).strip()
            if text:
                return text
        elif isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        elif isinstance(found, float) and math.isfinite(found):
            return f"{found:g}"
    return ""


def lines_in(value: Mapping[str, object], *keys: str) -> str:
    """As text_in, where a list of strings counts as lines of one."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, list):
            lines = [whole_characters(line).strip() for line in found if isinstance(line, str)]
            text = "\n".join(line for line in lines if line)
        else:
            text = text_in(value, key)
        if text:
            return text
    return ""


def whole_characters(text: str) -> str:
    """Half a surrogate pair is no character and cannot be printed: one U+FFFD stands in for it, offsets unchanged."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def json_type(value: object) -> str:
    """What JSON calls the type of a value."""
    if value is None:
        return "null"
    names = {dict: "object", list: "list", str: "string", bool: "boolean", int: "number", float: "number"}
    return next((name for kind, name in names.items() if type(value) is kind), "object")


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    found: JsonObject = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = RepeatedKeys(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            marked.repeated = whole_characters(key)
            break
        seen.add(key)
    return marked


def _refuse_constant(name: str) -> Never:
    raise JsonError(f"{name} is not JSON")


def _whole_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise JsonError(f"broken JSON: a number of {len(digits):,} digits")
    return int(digits)


def _refuse_deep(text: str) -> None:
    """Raises JsonError for text whose brackets open more than _DEEPEST deep, before the parser recurses into them."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    depth = 0
    for match in _TOKEN.finditer(text):
        first = text[match.start()]
        if first in "[{":
            depth += 1
            if depth > _DEEPEST:
                raise JsonError("broken JSON: nested too deeply")
        elif first in "]}":
            depth -= 1
