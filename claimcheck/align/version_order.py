"""The order of versions: by the time of the version, then by its number, as far as each can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cmp_to_key

from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, Interval, content_id

CLOCK_CHANGE = timedelta(hours=1)
"""Local times of one provider without a zone may run backwards by this much, once a year."""
UNKNOWN_ZONE = timedelta(hours=14)
"""Between a time with a zone and one without, so much may be due to the zone (UTC+14 to UTC-12)."""
LAST_ZONE = timedelta(hours=12)
"""A local time has come everywhere this long after it came in UTC."""


def utc_low(time: str | Interval, *, latest: bool = False) -> datetime | None:
    """The first instant of a time, in UTC; a time without a zone is taken as UTC, or with ``latest`` as that of the
    last place on earth where it comes. None for what is no time."""
    interval = parse_published(time) if isinstance(time, str) else time
    if interval is None:
        return None
    if interval.utc_offset is not None:
        return interval.low - timedelta(minutes=interval.utc_offset)
    return interval.low + LAST_ZONE if latest else interval.low


def day_gap(a: Interval | None, b: Interval | None) -> float:
    """Days between two times, 0 where one is unknown."""
    if a is None or b is None:
        return 0.0
    return abs((a.low - b.low).total_seconds()) / 86400


def version_number(article: Article) -> int | None:
    """The number of a version that is one: "3", "v3", "3.0"; None for times and words."""
    match = re.fullmatch(r"[vV]?0*(\d{1,9})(?:\.0+)?", article.item.version.strip())
    return int(match.group(1)) if match else None


def in_order(versions: Sequence[Article]) -> list[Article]:
    """The versions of one story, oldest first; independent of the order in which they came."""
    by_content = sorted(versions, key=lambda v: (v.item.raw_sha256, content_id(v.title, v.text), v.path))
    return sorted(by_content, key=cmp_to_key(_older))


def _older(a: Article, b: Article) -> int:
    """Below 0 where ``a`` is the older version. The time tells, where both have one and it does not hang on an unknown
    zone or a change of the clock; then the number of versions of one id; then the n of UPDATE n; then the bare time."""
    time = _time_order(a, b)
    number = _number_order(a, b)
    if time is not None and abs(time) > _doubt(a, b):
        return _sign(time)
    if number:
        return number
    return _sign(time) if time is not None else 0


def _time_order(a: Article, b: Article) -> timedelta | None:
    first, second = _time(a), _time(b)
    low_a = utc_low(first) if first is not None else None
    low_b = utc_low(second) if second is not None else None
    return None if low_a is None or low_b is None else low_a - low_b


def _time(article: Article) -> Interval | None:
    return parse_published(article.item.version_created) or article.published_at


def _doubt(a: Article, b: Article) -> timedelta:
    zones = [time.utc_offset is not None for time in (_time(a), _time(b)) if time is not None]
    if all(zones):
        return timedelta(0)
    return UNKNOWN_ZONE if any(zones) else CLOCK_CHANGE


def _number_order(a: Article, b: Article) -> int:
    if a.item.provider_id == b.item.provider_id:
        first, second = version_number(a), version_number(b)
        if first is not None and second is not None and first != second:
            return -1 if first < second else 1
    first, second = _rank(a), _rank(b)
    return (first > second) - (first < second)


def _rank(article: Article) -> int:
    """The n of UPDATE n; an unmarked item comes before every marked one."""
    if article.item.update is not None:
        return article.item.update
    return 1 if article.item.signals else 0


def _sign(delta: timedelta) -> int:
    return (delta > timedelta(0)) - (delta < timedelta(0))
