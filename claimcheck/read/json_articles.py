"""Article JSON: one object, a list of objects, or one object a line (JSONL). Text is kept exactly as given.

An object without ``text`` that is an item of ninjs or of dpa's digitalwires, a schema.org article or a newsroom
system's export is read as what it is, also among others in a list or in a JSONL feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck.model import Article, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decode
from claimcheck.read.dpa_json import articles_of_dpa, is_dpa
from claimcheck.read.json_document import (
    JsonError,
    JsonObject,
    first_repeated_key,
    json_type,
    lines_of,
    looks_like_json_text,
    parse_json,
    whole_characters,
)
from claimcheck.read.json_stories import articles_of_story, is_story
from claimcheck.read.ninjs import articles_of_ninjs, is_ninjs

Report = Callable[[ReadError], None]

_OPTIONAL = ("title", "source", "published", "url")
_LINE_SUFFIXES = {".jsonl", ".ndjson"}


def looks_like_json(document: Document, sample: str) -> bool:
    """True for a document that is named .json or begins as a JSON object or list of objects does."""
    return document.suffix == ".json" or looks_like_json_text(sample)


def looks_like_jsonl(document: Document, sample: str) -> bool:
    """True for a document named .jsonl or whose first line is a whole JSON object with another object below it."""
    if document.suffix in _LINE_SUFFIXES:
        return True
    if document.suffix == ".json" and not looks_like_json_text(sample):
        return False
    lines = [line for line in sample.split("\n") if line.strip()][:2]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return False
    try:
        return isinstance(parse_json(lines[0]), dict)
    except JsonError:
        return False


def read_json(document: Document, report: Report) -> Iterator[Article]:
    """The articles of a JSON document. Broken JSON is one error with line and column; a faulty object in a list is
    named by its place in the list, the others are read."""
    try:
        value = parse_json(decode(document))
    except JsonError as error:
        report(ReadError(document.path, error.reason, error.place))
        return
    if not isinstance(value, list):
        yield from _read_value(value, document.path, "", report)
        return
    if not any(isinstance(item, dict) and ("text" in item or _is_known(item)) for item in value):
        report(ReadError(document.path, "no article in this list: no item has a 'text'" if value else "an empty list"))
        return
    for number, item in enumerate(value, 1):
        yield from _read_value(item, document.path, f"item {number}", report)


def read_jsonl(document: Document, report: Report) -> Iterator[Article]:
    """The articles of a JSONL document, a line at a time; a faulty line is named by its number, the others are read."""
    found = False
    for number, line, is_last in lines_of(document):
        is_only, found = not found, True
        try:
            value = parse_json(line)
        except JsonError as error:
            if is_last and not is_only and error.line and not line.rstrip().endswith("}"):
                report(ReadError(document.path, "the last line is cut off", f"{number}:{error.column}"))
            else:
                place = f"{number}:{error.column}" if error.line else str(number)
                report(ReadError(document.path, error.reason, place))
            continue
        yield from _read_value(value, document.path, str(number), report)
    if not found:
        report(ReadError(document.path, "empty file"))


def _is_known(value: JsonObject) -> bool:
    return is_dpa(value) or is_ninjs(value) or is_story(value)


def _read_value(value: object, path: str, place: str, report: Report) -> Iterator[Article]:
    try:
        if isinstance(value, dict) and "text" not in value:
            yield from _read_known(value, path, place, report)
        else:
            yield _to_article(value, path, place)
    except ReadError as error:
        report(error)


def _read_known(value: JsonObject, path: str, place: str, report: Report) -> Iterator[Article]:
    """The articles of an object that is no article JSON. Raises ReadError where it is nothing known either."""
    if is_dpa(value):
        yield from articles_of_dpa(value, path, place, report)
    elif is_ninjs(value):
        yield from articles_of_ninjs(value, path, place, report)
    elif is_story(value) and first_repeated_key(value) is None:
        yield from articles_of_story(value, path, place)
    else:
        yield _to_article(value, path, place)


def _to_article(value: object, path: str, place: str) -> Article:
    if not isinstance(value, dict):
        _refuse_repeated(value, path, place)
        raise ReadError(path, f"not an article: a JSON {json_type(value)}, an object was expected", place)
    _refuse_repeated(value, path, place)
    text = value.get("text")
    if text is None:
        raise ReadError(path, "not an article: no 'text'", place)
    if not isinstance(text, str):
        raise ReadError(path, f"'text' is a JSON {json_type(text)}, a string was expected", place)
    if not text.strip():
        raise ReadError(path, "'text' is empty", place)
    fields = {key: _string(value, key, path, place) for key in _OPTIONAL}
    given_id = value.get("id")
    if isinstance(given_id, int) and not isinstance(given_id, bool):
        given_id = str(given_id)
    if given_id is not None and not isinstance(given_id, str):
        raise ReadError(path, f"'id' is a JSON {json_type(given_id)}, a string was expected", place)
    return complete(
        Article(
            id=whole_characters(given_id or ""),
            text=whole_characters(text),
            path=path,
            reader="json",
            title=fields["title"],
            source=fields["source"],
            published=fields["published"],
            url=fields["url"],
        )
    )


def _refuse_repeated(value: object, path: str, place: str) -> None:
    """A key that stands twice makes two articles of one; which is meant nobody can know."""
    twice = first_repeated_key(value)
    if twice is not None:
        raise ReadError(path, f"the key {twice!r} stands twice in one object", place)


def _string(value: JsonObject, key: str, path: str, place: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ReadError(path, f"{key!r} is a JSON {json_type(found)}, a string was expected", place)
    return whole_characters(found)
