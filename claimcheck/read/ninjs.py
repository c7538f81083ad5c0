"""ninjs, IPTC's news in JSON: generations 1 (headline, body_text), 2 (headlines, bodies) and 3 (versionCreated), and
what agencies and newsroom systems make of it: AP's wrapped items, Superdesk's own, lists and feeds of items.

An item of plain ninjs is held against the version it declares, or shows, and refused with the first rule it breaks.
Items of somebody's own standard (TTNINJS), of a feed (AP, BBC) or without ``uri`` but with Superdesk's ``guid`` are
read as far as they go: they add what they need and never claimed to be plain ninjs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from claimcheck.model import Article, BlockKind, Dateline, Item, ItemClass, ReadError, Status
from claimcheck.read.article import complete
from claimcheck.read.body import Body, one_line
from claimcheck.read.dateline import parse_dateline
from claimcheck.read.document import Document
from claimcheck.read.json_document import (
    JsonObject,
    lines_in,
    objects_in,
    parse_document,
    parse_json_sample,
    repeated_key_of,
    text_in,
)
from claimcheck.read.ninjs_body import body_of_item, headline_of
from claimcheck.read.ninjs_rules import Breach, breach_of, declaration_of, fits_some_generation
from claimcheck.read.story_markup import dateline_beside

Report = Callable[[ReadError], None]

_WHOLE_SAMPLE = 200_000  # code points; a longer document is told apart item by item when it is read
_OWN_KEYS = frozenset(
    "$standard pubstatus versioncreated headlines bodies representationtype eventdetails plannedcoverage".split()
)
_AP_KEYS = frozenset({"signals", "provider", "editorialpriority", "foreignkeys", "recordid", "fixture"})
_FEED_KEYS = ("item", "items", "_items")
_CLASSES = {
    "text": ItemClass.TEXT,
    "story": ItemClass.TEXT,
    "audio": ItemClass.AUDIO,
    "video": ItemClass.VIDEO,
    "picture": ItemClass.PICTURE,
    "photo": ItemClass.PICTURE,
    "image": ItemClass.PICTURE,
    "graphic": ItemClass.GRAPHIC,
    "composite": ItemClass.PACKAGE,
    "component": ItemClass.PACKAGE,
    "event": ItemClass.EVENT,
    "planning": ItemClass.PLANNING,
    "advisory": ItemClass.ADVISORY,
    "complexdata": ItemClass.DATA,
}
_STATUSES = {
    "usable": Status.USABLE,
    "withheld": Status.WITHHELD,
    "embargoed": Status.USABLE,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
}
_MOST_KEYS = 2_000  # items have some fifty
_MOST_AUTHORS = 30
_LONGEST_DATELINE = 200  # code points
_AUTHORS = ("bylines", "authors", "photographer")
_ADDRESS = re.compile(r"https?://\S+$")


def looks_like_ninjs(document: Document, sample: str) -> bool:
    """True for a JSON document that is ninjs by the keys of its items, or a feed of such items."""
    value = parse_json_sample(sample, _WHOLE_SAMPLE)
    return any(is_ninjs(item) for item in objects_in(value)[:3])


def read_ninjs(document: Document, report: Report) -> Iterator[Article]:
    """The items of a ninjs document. A faulty item of several is named by its place in the list, the others are read.

    Raises ReadError for broken JSON, with line and column.
    """
    value = parse_document(document)
    if not isinstance(value, dict | list):
        raise ReadError(document.path, "no ninjs: neither a JSON object nor a list of them")
    if not isinstance(value, list):
        yield from articles_of_ninjs(value, document.path, "", report)
        return
    if not value:
        report(ReadError(document.path, "an empty list"))
    for number, item in enumerate(value, 1):
        place = f"item {number}"
        if isinstance(item, dict):
            yield from articles_of_ninjs(item, document.path, place, report)
        else:
            report(ReadError(document.path, "not an item: a JSON object was expected", place))


def is_ninjs(value: JsonObject) -> bool:
    """True for an object with the keys of a ninjs item, or one that wraps such items."""
    if "text" in value or "@type" in value or "entry_id" in value:
        return False
    if len(value) > _MOST_KEYS:
        return "uri" in value
    if _wrapped(value) is not None:
        return True
    keys = {key.lower() for key in value}
    if "uri" in keys or "guid" in keys:
        return "uri" in value or any(fits_some_generation(key) for key in value)
    return not keys.isdisjoint(_OWN_KEYS)


def articles_of_ninjs(value: JsonObject, path: str, place: str, report: Report) -> Iterator[Article]:
    """The articles of an item, or of the feed that wraps some; each fault is reported and the rest read."""
    items = _wrapped(value)
    if items is None:
        items, lenient = [(value, "")], _is_of_its_own(value)
    else:
        lenient = True
        if not items:
            report(ReadError(path, "a feed without items", place))
    for item, pointer in items:
        where = " ".join(part for part in (place, pointer) if part)
        try:
            yield _article(item, path, where, lenient)
        except ReadError as error:
            report(error)


def _wrapped(value: JsonObject) -> list[tuple[JsonObject, str]] | None:
    """(item, JSON pointer) of the items of a feed, None where the value is none."""
    if "uri" in value or "guid" in value:
        return None
    pointer = ""
    data = value.get("data")
    if isinstance(data, dict):
        value, pointer = data, "/data"
    elif not any(key in value for key in _FEED_KEYS):
        return None
    for key in _FEED_KEYS:
        found = value.get(key)
        if not isinstance(found, dict | list):
            continue
        entries = found if isinstance(found, list) else [found]
        items: list[tuple[JsonObject, str]] = []
        for number, entry in enumerate(entries):
            where = f"{pointer}/{key}/{number}" if isinstance(found, list) else f"{pointer}/{key}"
            inner = entry.get("item") if isinstance(entry, dict) else None
            if isinstance(inner, dict):
                items.append((inner, f"{where}/item"))
            elif isinstance(entry, dict):
                items.append((entry, where))
        if not entries or any(_is_item(item) for item, _ in items):
            return items
    return None


def _is_item(value: JsonObject) -> bool:
    keys = {key.lower() for key in value}
    return bool({"uri", "guid", "altids", "_id", "headline", "headlines"} & keys) and any(
        fits_some_generation(key) for key in value
    )


def _is_of_its_own(item: JsonObject) -> bool:
    """True for an item that keeps to a standard of its sender's own: a declared one, Superdesk's or AP's."""
    declared = declaration_of(item)
    if declared.generation or declared.name or declared.foreign:
        return declared.foreign
    if "guid" in item and "uri" not in item:
        return True
    ids = item.get("altids")
    is_aps = isinstance(ids, dict) and "itemid" in ids
    return is_aps and (not _AP_KEYS.isdisjoint(item) or isinstance(item.get("version"), int))


def _article(item: JsonObject, path: str, place: str, lenient: bool) -> Article:
    twice = repeated_key_of(item)
    if twice is not None:
        raise ReadError(path, f"the key {twice!r} stands twice in one object", place)
    if len(item) > _MOST_KEYS:
        raise ReadError(path, f"not an item: {len(item):,} keys", place)
    breach = None if lenient else breach_of(item)
    if breach is not None:
        raise ReadError(path, f"breaks {breach.standard}: {breach.rule}", _place(place, breach))
    fields = {key.lower(): value for key, value in item.items()}
    title = headline_of(fields)
    item_class = _class_of(fields)
    body = body_of_item(fields, title, path, place, captions=item_class is not ItemClass.TEXT)
    if item_class is ItemClass.PACKAGE and _has_story(body):
        item_class = ItemClass.TEXT
    return complete(
        Article(
            id="",
            text=body.text,
            title=title,
            url=_address(fields),
            path=path,
            language=text_in(fields, "language"),
            reader="ninjs",
            blocks=body.blocks,
            item=_item(fields, item_class, body.text),
        )
    )


def _place(place: str, breach: Breach) -> str:
    return " ".join(part for part in (place, breach.pointer) if part)


def _item(fields: JsonObject, item_class: ItemClass, text: str) -> Item:
    rights = (lines_in(fields, "copyrightnotice") or text_in(fields, "copyrightholder"), lines_in(fields, "usageterms"))
    return Item(
        item_class=item_class,
        provider=_provider(fields),
        provider_id=_provider_id(fields),
        version=text_in(fields, "version"),
        first_created=text_in(fields, "firstcreated"),
        version_created=text_in(fields, "versioncreated"),
        status=_STATUSES.get(text_in(fields, "pubstatus").lower()),
        editor_note=lines_in(fields, "ednote"),
        embargo=text_in(fields, "embargoed", "embargoeduntil"),
        urgency=_urgency(fields.get("urgency")),
        slug=text_in(fields, "slugline"),
        byline=_byline(fields),
        dateline=dateline_beside(_dateline(fields), text),
        rights="\n".join(part for part in rights if part),
        replaces=tuple(earlier for earlier in [text_in(fields, "evolvedfrom")] if earlier),
    )


def _provider(fields: JsonObject) -> str:
    """Who sent the item: AP's and Superdesk's own fields, then the first source named, then who holds the rights."""
    named = text_in(fields, "provider", "source")
    if named:
        return named
    sources = objects_in(fields.get("infosources")) or objects_in(fields.get("infosource"))
    return next((name for source in sources if (name := text_in(source, "name"))), "") or text_in(
        fields, "copyrightholder"
    )


def _provider_id(fields: JsonObject) -> str:
    """The id of the story through its versions. AP's uri names one request for it, so its item id goes first."""
    ids = fields.get("altids")
    own = text_in(ids, "itemid") if isinstance(ids, dict) and not text_in(fields, "$standard") else ""
    if own and ("api" in text_in(fields, "uri") or "?" in text_in(fields, "uri")):
        return own
    return text_in(fields, "uri", "guid") or own or text_in(fields, "_id", "id")


def _address(fields: JsonObject) -> str:
    """Where the item can be seen, "" where its uri is an identifier or the address of a program's request."""
    uri = text_in(fields, "uri")
    return uri if _ADDRESS.match(uri) and "?" not in uri else ""


def _byline(fields: JsonObject) -> str:
    """The line as written, or the names of the authors, a comma between them."""
    line = text_in(fields, "byline", "by")
    if line:
        return one_line(line)
    authors = next((found for key in _AUTHORS if (found := objects_in(fields.get(key)))), [])
    names = [name for author in authors[:_MOST_AUTHORS] if (name := text_in(author, "by", "name", "byline"))]
    return one_line(", ".join(names))


def _dateline(fields: JsonObject) -> Dateline | None:
    """AP gives the dateline in ``located`` ("LIMA, Peru (AP)"); a place alone is where the story came from."""
    located = one_line(text_in(fields, "located"))
    parsed = parse_dateline(located) if located.endswith(")") and len(located) <= _LONGEST_DATELINE else None
    return parsed if parsed is not None and parsed.agency else None


def _urgency(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"[1-9]", value.strip()):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else None


def _class_of(fields: Mapping[str, object]) -> ItemClass:
    named = _CLASSES.get(text_in(fields, "type").lower())
    if named is not None:
        return named
    if text_in(fields, "type"):
        return ItemClass.TEXT
    if "eventdetails" in fields:
        return ItemClass.EVENT
    if "plannedcoverage" in fields:
        return ItemClass.PLANNING
    kind = text_in(fields, "mimetype").split("/")[0].lower()
    return {"image": ItemClass.PICTURE, "video": ItemClass.VIDEO, "audio": ItemClass.AUDIO}.get(kind, ItemClass.TEXT)


def _has_story(body: Body) -> bool:
    return any(block.kind is not BlockKind.CAPTION for block in body.blocks)
