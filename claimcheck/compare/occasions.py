"""Dated events and holidays: from a name to the days it stands for, movable feasts included.

The table is ``data/events.csv``: name, other names, kind, when, country, source (where an editor can look it up).
``when`` is one of

- ``1945-08-15|1945-09-02``: the day of an event; several where several are accepted,
- ``--12-25``: the same day every year; several where countries differ,
- ``easter+1``: days from Western Easter (``pascha`` for Orthodox Easter),
- ``4 thursday 11``: the fourth Thursday of November (``-1`` for the last),
- ``1 tuesday 11 after monday``: the Tuesday after the first Monday of November.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import resources

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_FIRST_WORD = re.compile(r"[^\W\d_]+|\d+")


class OccasionKind(StrEnum):
    """A holiday is a time by itself; a feast ("Christmas") only after a word of time; an event only where the
    text dates something by it ("since the fall of the Berlin Wall", "the tenth anniversary of ...")."""

    HOLIDAY = "holiday"
    FEAST = "feast"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A named day. ``when`` holds the alternatives of the table, ``country`` is empty where it is kept worldwide."""

    name: str
    kind: OccasionKind
    when: tuple[str, ...]
    country: str = ""
    source: str = ""

    def event_days(self) -> tuple[date, ...]:
        """The accepted days of an event of history; empty for what recurs every year."""
        return tuple(date.fromisoformat(rule) for rule in self.when if re.fullmatch(r"\d{4}-\d\d-\d\d", rule))

    def days_in(self, year: int) -> tuple[date, ...]:
        """The days on which it falls, or on which its anniversary falls, in that year."""
        found = (_day_in(rule, year) for rule in self.when)
        return tuple(dict.fromkeys(day for day in found if day is not None))


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Pascha as a Gregorian date (Meeus's Julian algorithm; 13 days' shift, right for 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (1 to 5, or -1 for the last) such weekday of a month; None if it has no fifth."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _day_in(rule: str, year: int) -> date | None:
    if match := re.fullmatch(r"(?:\d{4}|-)-(\d\d)-(\d\d)", rule):
        month, day = int(match[1]), int(match[2])
        return date(year, month, day) if day <= monthrange(year, month)[1] else date(year, month, day - 1)
    if match := re.fullmatch(r"(easter|pascha)([+-]\d+)?", rule):
        feast = western_easter(year) if match[1] == "easter" else orthodox_easter(year)
        return feast + timedelta(days=int(match[2] or 0))
    if match := re.fullmatch(r"(-?\d) (\w+) (\d+)(?: after (\w+))?", rule):
        nth, weekday, month = int(match[1]), _DAYS.index(match[2]), int(match[3])
        if match[4] is None:
            return nth_weekday(year, month, weekday, nth)
        base = nth_weekday(year, month, _DAYS.index(match[4]), nth)
        return None if base is None else base + timedelta(days=(weekday - base.weekday()) % 7)
    raise ValueError(f"events.csv: cannot read the day {rule!r}")


@lru_cache(maxsize=1)
def _table() -> dict[str, Occasion]:
    text = resources.files("claimcheck.data").joinpath("events.csv").read_text(encoding="utf-8")
    table: dict[str, Occasion] = {}
    for row in csv.DictReader(text.splitlines()):
        occasion = Occasion(
            row["name"], OccasionKind(row["kind"]), tuple(row["when"].split("|")), row["country"], row["source"]
        )
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            table.setdefault(name.lower(), occasion)
    return table


def find_occasion(name: str) -> Occasion | None:
    """The occasion of that name or alternative name, whatever its case; None if the table does not have it."""
    return _table().get(name.lower().replace("’", "'"))


def all_occasions() -> tuple[Occasion, ...]:
    """Every occasion of the table once, in its order."""
    return tuple(dict.fromkeys(_table().values()))


@lru_cache(maxsize=1)
def occasion_names() -> dict[str, tuple[str, ...]]:
    """First word -> the lower-case names that begin with it, longest first."""
    index: dict[str, list[str]] = {}
    for name in _table():
        first = _FIRST_WORD.match(name)
        if first is not None:
            index.setdefault(first.group(), []).append(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in index.items()}
