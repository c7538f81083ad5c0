"""Article JSON: one object, a list of objects, or one object a line (JSONL). Text is kept exactly as given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from claimcheck.model import Article, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decode, decoded_lines

Report = Callable[[ReadError], None]

_JSON_START = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_OPTIONAL = ("title", "source", "published", "url")
_LINE_SUFFIXES = {".jsonl", ".ndjson"}


class _BadJsonError(ValueError):
    """JSON that Python would accept and no other program should: duplicate keys, NaN."""


def looks_like_json(document: Document, sample: str) -> bool:
    """True for a document that is named .json or begins as a JSON object or list of objects does."""
    return document.suffix == ".json" or _JSON_START.match(sample) is not None


def looks_like_jsonl(document: Document, sample: str) -> bool:
    """True for a document named .jsonl or whose first line is a whole JSON object with another object below it."""
    if document.suffix in _LINE_SUFFIXES:
        return True
    if document.suffix == ".json" and not _JSON_START.match(sample):
        return False
    lines = [line for line in sample.split("\n") if line.strip()][:2]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def read_json(document: Document, report: Report) -> Iterator[Article]:
    """The articles of a JSON document. Broken JSON is one error with line and column; a faulty object in a list is
    named by its place in the list, the others are read."""
    try:
        value = _parse(decode(document))
    except json.JSONDecodeError as error:
        report(ReadError(document.path, f"broken JSON: {_reason(error)}", f"{error.lineno}:{error.colno}"))
        return
    except _BadJsonError as error:
        report(ReadError(document.path, str(error)))
        return
    if not isinstance(value, list):
        yield from _read_value(value, document.path, "", report)
        return
    if not any(isinstance(item, dict) and "text" in item for item in value):
        report(ReadError(document.path, "no article in this list: no item has a 'text'" if value else "an empty list"))
        return
    for number, item in enumerate(value, 1):
        yield from _read_value(item, document.path, f"item {number}", report)


def read_jsonl(document: Document, report: Report) -> Iterator[Article]:
    """The articles of a JSONL document; a faulty line is named by its number, the others are read."""
    found = False
    for number, line, is_last in _lines(document):  # only newline: JSON strings may hold U+2028 and form feeds
        try:
            value = _parse(line)
        except json.JSONDecodeError as error:
            cut = is_last and found and not line.rstrip().endswith("}")
            why = "the last line is cut off" if cut else f"broken JSON: {_reason(error)}"
            report(ReadError(document.path, why, f"{number}:{error.colno}"))
            continue
        except _BadJsonError as error:
            report(ReadError(document.path, str(error), str(number)))
            continue
        finally:
            found = True
        yield from _read_value(value, document.path, str(number), report)
    if not found:
        report(ReadError(document.path, "empty file"))


def _lines(document: Document) -> Iterator[tuple[int, str, bool]]:
    """(number, line, whether it is the last) of the lines that are not blank."""
    held: tuple[int, str] | None = None
    for number, line in decoded_lines(document):
        if not line.strip():
            continue
        if held is not None:
            yield *held, False
        held = number, line
    if held is not None:
        yield *held, True


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError:
        raise _BadJsonError("broken JSON: nested too deeply") from None
    except (json.JSONDecodeError, _BadJsonError):
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise _BadJsonError(f"broken JSON: {error}") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _BadJsonError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise _BadJsonError(f"{name} is not JSON")


def _reason(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _read_value(value: object, path: str, place: str, report: Report) -> Iterator[Article]:
    try:
        yield _to_article(value, path, place)
    except ReadError as error:
        report(error)


def _to_article(value: object, path: str, place: str) -> Article:
    if not isinstance(value, dict):
        raise ReadError(path, f"not an article: a JSON {_json_type(value)}, an object was expected", place)
    text = value.get("text")
    if text is None:
        raise ReadError(path, "not an article: no 'text'", place)
    if not isinstance(text, str):
        raise ReadError(path, f"'text' is a JSON {_json_type(text)}, a string was expected", place)
    if not text.strip():
        raise ReadError(path, "'text' is empty", place)
    fields = {key: _string(value, key, path, place) for key in _OPTIONAL}
    given_id = value.get("id")
    if isinstance(given_id, int) and not isinstance(given_id, bool):
        given_id = str(given_id)
    if given_id is not None and not isinstance(given_id, str):
        raise ReadError(path, f"'id' is a JSON {_json_type(given_id)}, a string was expected", place)
    return complete(
        Article(
            id=_whole_characters(given_id or ""),
            text=_whole_characters(text),
            path=path,
            reader="json",
            title=fields["title"],
            source=fields["source"],
            published=fields["published"],
            url=fields["url"],
        )
    )


def _string(value: dict[str, object], key: str, path: str, place: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ReadError(path, f"{key!r} is a JSON {_json_type(found)}, a string was expected", place)
    return _whole_characters(found)


def _whole_characters(text: str) -> str:
    """Half a surrogate pair is no character and cannot be printed: one U+FFFD stands in for it, offsets unchanged."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _json_type(value: object) -> str:
    if value is None:
        return "null"
    names = {dict: "object", list: "list", str: "string", bool: "boolean", int: "number", float: "number"}
    return names.get(type(value), "value")
