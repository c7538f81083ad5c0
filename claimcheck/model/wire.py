"""What a wire item says of itself beside its words: versions, status, signals, dateline, embargo, rights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What the provider lets a desk do with an item (IPTC publishing status)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"
    """Withdrawn, "cancelled" in the other spelling."""


class Signal(StrEnum):
    """What a version is to the versions before it."""

    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"
    REFILE = "refile"
    WRITETHRU = "writethru"


class ItemClass(StrEnum):
    """What an item is; only text is compared."""

    TEXT = "text"
    PICTURE = "picture"
    GRAPHIC = "graphic"
    AUDIO = "audio"
    VIDEO = "video"
    ANIMATION = "animation"
    EVENT = "event"
    PLANNING = "planning"
    PACKAGE = "package"
    CONCEPT = "concept"
    CATALOG = "catalog"
    DATA = "data"
    """Structured results: scores, tables of prices."""
    ADVISORY = "advisory"
    """A note to editors, not a story."""


class BlockKind(StrEnum):
    """What a part of the text is to the story."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    TABLE = "table"
    LIST = "list"
    BOX = "box"
    """An infobox or fact file beside the story."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article's text: code points [start, end). Blocks do not overlap and stand in order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by whom a story was filed: "LIMA, Jan 21 (Reuters) -".

    ``text`` is the line as written, its dash included, and stands at code points [start, end) of the article's text;
    ``start`` is -1 where the item gave the line apart. ``place``, ``day`` and ``agency`` are its parts as written,
    "" where it has none.
    """

    text: str
    place: str = ""
    day: str = ""
    agency: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction says that it changed: "corrects age to 43" has the field "age" and the value "43".

    ``text`` is the whole sentence as written; ``old`` is the value taken back ("to 43, not 34"), "" where unsaid.
    """

    text: str
    field: str = ""
    new: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What an item says of itself. Every string is as the provider wrote it, "" where nothing was said.

    ``provider_id`` names the story through all its versions (guid, uri, doc-id, Message-ID), ``version`` this one.
    ``first_created`` and ``version_created`` carry the zone as written. ``urgency`` is 1 (flash) to 9, None unknown.
    ``replaces`` are the ids of items that this one names as its earlier self. ``family`` is what is left of the slug or
    headline without the marks of a version ("UPDATE 2-", "1st Ld-Writethru"), lower case; ``update`` is the n of
    UPDATE n or nth lead. ``raw_sha256`` is over the bytes that
    were read (of a member of an archive: the member's), ``reader_version`` of the reader that read them.
    """

    item_class: ItemClass = ItemClass.TEXT
    provider: str = ""
    provider_id: str = ""
    version: str = ""
    first_created: str = ""
    version_created: str = ""
    status: Status | None = None
    signals: tuple[Signal, ...] = ()
    editor_note: str = ""
    corrections: tuple[Correction, ...] = ()
    embargo: str = ""
    urgency: int | None = None
    slug: str = ""
    byline: str = ""
    dateline: Dateline | None = None
    rights: str = ""
    replaces: tuple[str, ...] = ()
    family: str = ""
    update: int | None = None
    raw_sha256: str = ""
    reader_version: str = ""
