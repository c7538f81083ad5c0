"""Calendar arithmetic that the stages share: intervals of a day, week or year, time zones, publication times.

All datetimes are naive and local; a zone travels beside them as minutes east of UTC.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from importlib import resources

from claimcheck.model import Interval, Precision

FIRST_YEAR, LAST_YEAR = 1, 9998
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of the northern hemisphere, by TIMEX3 code; winter runs into the next year."""

_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WRITTEN = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?:(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[A-Za-z]{3,9})\.?),?\s+(?P<year>\d{4})"
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>[A-Z]{1,4}|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def zone_offsets() -> dict[str, int]:
    """Minutes east of UTC of the zone abbreviations that newsrooms print, by upper-case abbreviation."""
    text = resources.files("claimcheck.data").joinpath("times.toml").read_text(encoding="utf-8")
    zones: dict[str, float] = tomllib.loads(text)["zones"]
    return {name: round(hours * 60) for name, hours in zones.items()}


def midnight(moment: datetime) -> datetime:
    """The first instant of the moment's day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def add_months(moment: datetime, months: int) -> datetime:
    """The same day of the month so many months on, or that month's last day; clamped to the years 1 to 9998."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def shift(moment: datetime, days: float) -> datetime:
    """The moment so many days on, clamped to what datetime can hold."""
    try:
        moved = moment + timedelta(days=days)
    except OverflowError:
        return datetime(FIRST_YEAR, 1, 1) if days < 0 else datetime(LAST_YEAR, 1, 1)
    return moved if moved.year <= LAST_YEAR else datetime(LAST_YEAR, 1, 1)


def is_date(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def day_bounds(moment: datetime, days: int = 1) -> tuple[datetime, datetime]:
    """The day (or so many days from it on) as [low, high)."""
    low = midnight(moment)
    return low, shift(low, days)


def month_bounds(year: int, month: int, months: int = 1) -> tuple[datetime, datetime]:
    """A month, or so many from it on, as [low, high)."""
    low = datetime(year, month, 1)
    return low, add_months(low, months)


def year_bounds(year: int, years: int = 1) -> tuple[datetime, datetime]:
    """A year, or so many from it on, as [low, high)."""
    return datetime(year, 1, 1), datetime(min(year + years, LAST_YEAR), 1, 1)


def week_bounds(moment: datetime) -> tuple[datetime, datetime]:
    """The ISO week (Monday to Monday) that holds the moment."""
    low = shift(midnight(moment), -moment.weekday())
    return low, shift(low, 7)


def quarter_bounds(year: int, quarter: int) -> tuple[datetime, datetime]:
    """A calendar quarter, 1 to 4."""
    return month_bounds(year, 3 * quarter - 2, 3)


def season_bounds(year: int, season: str) -> tuple[datetime, datetime]:
    """A season by TIMEX3 code (SP, SU, FA, WI) of the northern hemisphere; winter begins in December of ``year``."""
    return month_bounds(year, SEASON_MONTHS[season], 3)


def week_value(moment: datetime) -> str:
    """The ISO week as TIMEX3 writes it: 2016-W45."""
    year, week, _ = moment.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, None for any other word."""
    word = name.strip(". ").lower()[:3]
    return _MONTHS.index(word) + 1 if word in _MONTHS else None


def zone_minutes(zone: str | None) -> int | None:
    """Minutes east of UTC of "Z", "+01:00", "-0500", "EST"; None where there is no zone or it is unknown."""
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
        return -minutes if zone[0] == "-" else minutes
    return 0 if zone.upper() == "Z" else zone_offsets().get(zone.upper())


def moment_interval(parts: tuple[int | None, ...], utc_offset: int | None) -> Interval | None:
    """The interval of (year, month, day, hour, minute, second) where trailing parts may be None; None if no
    such date exists. Its precision is that of the last part given."""
    year, month, day, hour, minute, second = parts
    try:
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if month is None:
            return Interval(*year_bounds(year), Precision.YEAR, utc_offset)
        if day is None:
            return Interval(*month_bounds(year, month), Precision.MONTH, utc_offset)
        if hour is None:
            return Interval(*day_bounds(datetime(year, month, day)), Precision.DAY, utc_offset)
        low = datetime(year, month, day, hour, minute or 0, second or 0)
    except ValueError:
        return None
    if second is not None:
        return Interval(low, low + timedelta(seconds=1), Precision.SECOND, utc_offset)
    if minute is not None:
        return Interval(low, low + timedelta(minutes=1), Precision.MINUTE, utc_offset)
    return Interval(low, low + timedelta(hours=1), Precision.HOUR, utc_offset)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _read_written(raw: str) -> Interval | None:
    match = _WRITTEN.fullmatch(raw)
    if match is None:
        return None
    month = month_number(match["month"] or match["month2"])
    hour = _number(match["hour"])
    if month is None:
        return None
    if match["half"] and hour is not None:
        hour = hour % 12 + (12 if match["half"][0].lower() == "p" else 0)
    day = int(match["day"] or match["day2"])
    parts = (int(match["year"]), month, day, hour, _number(match["minute"]), _number(match["second"]))
    return moment_interval(parts, zone_minutes(match["zone"]))


def _read_mail(raw: str) -> Interval | None:
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    offset = moment.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    low = moment.replace(tzinfo=None)
    return Interval(low, low + timedelta(seconds=1), Precision.SECOND, minutes)


@lru_cache(maxsize=4096)
def parse_published(raw: str) -> Interval | None:
    """The publication time that a feed or page states, with the precision it is written in.

    Reads ISO 8601 in its usual spellings (with blank for T, with or without zone, compact), RFC 2822, written
    dates ("November 9, 2016 8:46 pm EST"), and seconds since 1970 where nothing but nine to thirteen digits
    stand (taken as UTC). Returns None for anything else, never a guess: day/month order is not guessed either.
    A time of exactly midnight keeps day precision: feeds print 00:00:00 for "no time known".
    """
    text = " ".join(raw.split())
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        names = ("year", "month", "day", "hour", "minute", "second")
        parts = tuple(_number(match[name]) for name in names)
        if parts[3:] == (0, 0, 0) or parts[3:] == (0, 0, None):
            parts = (*parts[:3], None, None, None)
        return moment_interval(parts, zone_minutes(match["zone"]))
    if match := _COMPACT.fullmatch(text):
        return moment_interval(tuple(_number(match[i]) for i in range(1, 7)), zone_minutes(match[7]))
    if re.fullmatch(r"\d{9,10}|\d{12,13}", text):
        seconds = int(text) if len(text) < 12 else int(text) // 1000
        moment = datetime.fromtimestamp(seconds, tz=UTC).replace(tzinfo=None)
        return Interval(moment, moment + timedelta(seconds=1), Precision.SECOND, 0)
    return _read_written(text) or _read_mail(text)
