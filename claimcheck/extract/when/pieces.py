"""What the grammar reads off the words, before anything is resolved against a publication time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What kind of expression a piece is; each has one resolver."""

    DATE = "date"
    WEEKDAY = "weekday"
    DEICTIC = "deictic"
    CLOCK = "clock"
    PART = "part"
    UNIT = "unit"
    SEASON = "season"
    QUARTER = "quarter"
    DECADE = "decade"
    CENTURY = "century"
    SHIFT = "shift"
    DURATION = "duration"
    SET = "set"
    HOLIDAY = "holiday"
    ANNIVERSARY = "anniversary"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time. ``half`` is "am", "pm" or "" (not said); ``until`` the minute of the day at which a stated
    range ends; ``fuzz`` "about", "before", "after" or ""; ``zone`` minutes east of UTC."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: str = ""
    exact_minute: bool = False
    fuzz: str = ""
    zone: int | str | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many units: the stated figure (None if vague), and the range it may lie in."""

    figure: float | None
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Lexemes [first, last) read as one expression; only the fields of its sort are filled."""

    sort: Sort
    first: int
    last: int
    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    which: str = ""
    mod: str = ""
    part: str = ""
    part_mod: str = ""
    clock: Clock | None = None
    unit: str = ""
    code: str = ""
    count: Count | None = None
    ordinal: int | None = None
    direction: int = 0
    anchor: str = ""
    name: str = ""
    era: str = ""
