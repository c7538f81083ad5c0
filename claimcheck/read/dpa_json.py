"""dpa's digitalwires: one JSON object an item, the JSON twin of dpa's NewsML-G2.

The two are made from one source, so they are read to one article: the dateline opens the first paragraph, the infobox
follows as a box, teaser and links are left to the item. Fields: https://github.com/dpa-newslab (digitalwires).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.model import Article, BlockKind, Dateline, Item, ItemClass, ReadError, Signal, Status
from claimcheck.read.article import complete
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.document import Document
from claimcheck.read.json_document import (
    JsonObject,
    json_type,
    objects_in,
    parse_document,
    parse_json_sample,
    repeated_key_of,
    text_in,
)
from claimcheck.read.json_markup import body_of_markup
from claimcheck.read.story_markup import dateline_beside

Report = Callable[[ReadError], None]

_WHOLE_SAMPLE = 200_000  # code points; a longer document is told apart item by item when it is read
_FORMAT = "digitalwires"
_MARKS = frozenset({"urn", "entry_id", "version_created", "article_html", "pubstatus", "ednotes"})
_FEED_KEYS = ("entries", "items")
_LONGEST_DATELINE = 200  # code points
_FIRST_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>", re.IGNORECASE)
_STATUSES = {
    "usable": Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
}
_SIGNALS = {
    "update": Signal.UPDATE,
    "correction": Signal.CORRECTION,
    "kill": Signal.KILL,
    "withdrawal": Signal.KILL,
    "refile": Signal.REFILE,
    "writethru": Signal.WRITETHRU,
}
_CLASSES = {
    "image": ItemClass.PICTURE,
    "picture": ItemClass.PICTURE,
    "graphic": ItemClass.GRAPHIC,
    "audio": ItemClass.AUDIO,
    "video": ItemClass.VIDEO,
}
_NOTES_LEFT_OUT = frozenset({"notepad", "closingline", "picture"})
"""Roles of notes that repeat the others or name desks."""


def looks_like_dpa(document: Document, sample: str) -> bool:
    """True for a JSON document of digitalwires items, or a feed of them."""
    value = parse_json_sample(sample, _WHOLE_SAMPLE)
    return any(is_dpa(item) for item in objects_in(value)[:3])


def read_dpa(document: Document, report: Report) -> Iterator[Article]:
    """The items of a digitalwires document. A faulty item of several is named by its place, the others are read.

    Raises ReadError for broken JSON, with line and column.
    """
    value = parse_document(document)
    if not isinstance(value, dict | list):
        raise ReadError(document.path, "no digitalwires: neither a JSON object nor a list of them")
    if not isinstance(value, list):
        yield from articles_of_dpa(value, document.path, "", report)
        return
    if not value:
        report(ReadError(document.path, "an empty list"))
    for number, item in enumerate(value, 1):
        place = f"item {number}"
        if isinstance(item, dict):
            yield from articles_of_dpa(item, document.path, place, report)
        else:
            report(ReadError(document.path, "not an item: a JSON object was expected", place))


def is_dpa(value: JsonObject) -> bool:
    """True for an object with the keys of a digitalwires item, or a feed of such objects."""
    if text_in(value, "format").lower().startswith(_FORMAT) or len(_MARKS & value.keys()) >= 4:
        return True
    entries = [entry for key in _FEED_KEYS for entry in objects_in(value.get(key))[:3]]
    return any(len(_MARKS & entry.keys()) >= 4 for entry in entries)


def articles_of_dpa(value: JsonObject, path: str, place: str, report: Report) -> Iterator[Article]:
    """The article of an item, or the articles of a feed; each fault is reported and the rest read."""
    key = next((key for key in _FEED_KEYS if isinstance(value.get(key), list)), "")
    if not key or "urn" in value:
        items = [(value, place)]
    else:
        pointers = enumerate(objects_in(value[key]))
        items = [(item, f"{place} /{key}/{number}".strip()) for number, item in pointers]
    for item, where in items:
        try:
            yield _article(item, path, where)
        except ReadError as error:
            report(error)


def _article(item: JsonObject, path: str, place: str) -> Article:
    twice = repeated_key_of(item)
    if twice is not None:
        raise ReadError(path, f"the key {twice!r} stands twice in one object", place)
    for key in ("headline", "article_html", "dateline"):
        if item.get(key) is not None and not isinstance(item[key], str):
            raise ReadError(path, f"{key!r} is a JSON {json_type(item[key])}, a string was expected", place)
    body = _body(item, path, place)
    item_class = ItemClass.TEXT
    if not body.text:
        item_class = _class_of(item)
        body = _captions(item) if item_class is not ItemClass.TEXT else body
    return complete(
        Article(
            id="",
            text=body.text,
            title=one_line(text_in(item, "headline")),
            language=text_in(item, "language"),
            path=path,
            reader="dpa",
            blocks=body.blocks,
            item=_item(item, item_class, body.text),
        )
    )


def _body(item: JsonObject, path: str, place: str) -> Body:
    """The dateline in the first paragraph, the story, the infobox as a box."""
    markup = text_in(item, "article_html")
    dateline = _escaped(text_in(item, "dateline"))
    if dateline:
        first = _FIRST_PARAGRAPH.search(markup)
        at = first.end() if first else 0
        # A space after the dash; the paragraph's own white space is put in order with the rest.
        markup = f"{markup[:at]}{dateline} {markup[at:]}"
    infobox = text_in(item, "infobox_html")
    if infobox:
        markup = f"{markup}<aside>{infobox}</aside>"
    return body_of_markup(markup, path, place)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _captions(item: JsonObject) -> Body:
    """What is said of a picture or a recording."""
    builder = BodyBuilder()
    for description in objects_in(item.get("descriptions")):
        if _last(text_in(description, "role")) in {"caption", ""}:
            builder.add(BlockKind.CAPTION, one_line(text_in(description, "description")))
    return builder.build()


def _class_of(item: JsonObject) -> ItemClass:
    """What an item without words of its own is: the kind of the first thing that it carries."""
    carried = objects_in(item.get("associations"))
    own = [entry for entry in carried if text_in(entry, "urn") == text_in(item, "urn")] or carried
    return next(
        (_CLASSES[kind] for entry in own if (kind := text_in(entry, "type").lower()) in _CLASSES), ItemClass.TEXT
    )


def _item(item: JsonObject, item_class: ItemClass, text: str) -> Item:
    dateline = one_line(text_in(item, "dateline"))
    rights = [one_line(text_in(item, key)) for key in ("copyrightnotice", "usageterms")]
    return Item(
        item_class=item_class,
        provider=_provider(item),
        provider_id=text_in(item, "urn", "entry_id"),
        version=text_in(item, "version"),
        version_created=text_in(item, "version_created"),
        status=_STATUSES.get(text_in(item, "pubstatus").lower()),
        signals=_signals(item),
        editor_note=_notes(item),
        embargo=text_in(item, "embargoed"),
        urgency=_urgency(item.get("urgency")),
        byline=one_line(text_in(item, "byline")),
        dateline=dateline_beside(Dateline(dateline) if 0 < len(dateline) <= _LONGEST_DATELINE else None, text),
        rights="\n".join(text for text in rights if text),
    )


def _provider(item: JsonObject) -> str:
    """Whose item it is; dpa also carries those of other agencies."""
    categories = objects_in(item.get("categories"))
    named = (text_in(entry, "name") for entry in categories if _last(text_in(entry, "type")) == "provider")
    return next((name for name in named if name), "dpa")


def _urgency(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else None


def _signals(item: JsonObject) -> tuple[Signal, ...]:
    given = item.get("signal")
    codes = [code for code in (given if isinstance(given, list) else [given]) if isinstance(code, str)]
    categories = objects_in(item.get("categories"))
    codes += [text_in(entry, "qcode", "name") for entry in categories if _last(text_in(entry, "type")) == "signal"]
    found = [_SIGNALS[name] for code in codes if (name := _last(code)) in _SIGNALS]
    return tuple(dict.fromkeys(found))


def _notes(item: JsonObject) -> str:
    """The notes to editors that may be shown, one a line; contacts that are not public are left out."""
    notes: dict[str, None] = {}
    for note in objects_in(item.get("ednotes")):
        text = one_line(text_in(note, "ednote"))
        is_public = note.get("is_publishable") is not False
        if text and is_public and _last(text_in(note, "role")) not in _NOTES_LEFT_OUT:
            notes[text] = None
    return "\n".join(notes)


def _last(code: str) -> str:
    """The last part of a code: "caption" of "drol:caption"."""
    return code.rpartition(":")[2].strip().lower()
