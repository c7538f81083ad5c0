"""Articles as they were read: text, provenance, and what a wire said of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claimcheck.model.wire import Block, Item

NO_ITEM = Item()
"""What a format says that knows nothing of wires."""


class Field(StrEnum):
    """The part of an article that an offset counts into."""

    TEXT = "text"
    TITLE = "title"


class Precision(StrEnum):
    """How exact a time is, coarsest first."""

    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART = "part of day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Interval:
    """A time as the half-open interval [low, high) it may lie in; naive local datetimes.

    ``utc_offset`` is minutes east of UTC where the text or the feed gave a zone, else None (unknown).
    """

    low: datetime
    high: datetime
    precision: Precision
    utc_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. ``published`` is kept as written; ``published_at`` is its interval, None if unknown.

    ``skipped`` is the reason why no claims are extracted from it. ``blocks`` mark what is no plain paragraph of the
    text (captions, tables, headings …) and, where the format tells, its paragraphs; ``item`` is what the wire said.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    path: str = ""
    language: str = "en"
    skipped: str | None = None
    published_at: Interval | None = None
    reader: str = ""
    blocks: tuple[Block, ...] = ()
    item: Item = NO_ITEM

    def field(self, name: Field) -> str:
        """The text that offsets of that field count into."""
        return self.title if name is Field.TITLE else self.text


def content_id(*parts: str) -> str:
    """Twelve hex digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
