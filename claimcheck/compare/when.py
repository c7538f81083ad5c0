"""Compare two times: do their intervals have anything in common, after every compatible reading was tried?

A reading is a shift that one of the two may need: a whole number of hours where one states its zone and the other
does not; half a day where "6.10" leaves morning or evening open; a day around "today", which depends on where and
when the page was published; a week around a bare weekday; a year where the text gave none.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from claimcheck.compare.moments import shift
from claimcheck.model import Comparison, Precision, Slot, SlotRelation, TimeKind, When

_HOUR_SLACK = timedelta(minutes=5)
"""An hour printed without minutes ("7 pm") may be 6.57 or 7.04."""
_WEEK_SLACK = timedelta(days=1)
"""Weeks begin on Sunday or on Monday."""
_SEASON_SLACK = timedelta(days=31)
_SCORES = {SlotRelation.SAME: 1.0, SlotRelation.WITHIN: 0.9, SlotRelation.OVERLAPS: 0.6}
_CLOCK = frozenset({Precision.HOUR, Precision.MINUTE, Precision.SECOND})
_COARSE = frozenset(
    {Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR, Precision.DECADE}
)
_BACKWARD, _FORWARD = frozenset({"before", "by", "until"}), frozenset({"after", "since"})
_PARTIAL = re.compile(r"(?P<year>\d{4}|XXXX)-(?:(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?|WXX-(?P<weekday>\d))")

_PARTIAL_CLOCK_SLACK = 15
"""Minutes by which two clock times of one undated day may differ, said roughly; whole hours may be zones."""

Bounds = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Shift:
    """A reading under which the second time moves by ``by``."""

    by: timedelta
    reason: str


def relate_when(a: When | None, b: When | None) -> Comparison:
    """How two times stand to each other, with the reason in words. Swapped arguments give the same relation.

    SAME: one value at one precision. WITHIN: one refines the other ("Wednesday night", "Wednesday"). OVERLAPS: some
    reading fits both. DISJOINT: no reading does. UNKNOWN: nothing to compare (a date with a duration, a missing or
    vague time, a distance from unlike events). ``before``/``by``/``until`` and ``after``/``since`` are half-lines;
    two starting points ("since 1959") or two end points ("until Friday") are compared as points.
    """
    if a is None or b is None:
        return _unknown("one of the two gives no time")
    if _key(b) < _key(a):
        a, b = b, a
    lengths = (a.kind is TimeKind.DURATION, b.kind is TimeKind.DURATION)
    if any(lengths):
        return _relate_lengths(a, b) if all(lengths) else _unknown("a length of time and a date cannot be compared")
    if TimeKind.SET in (a.kind, b.kind):
        return _relate_sets(a, b)
    if a.value.endswith("_REF") or b.value.endswith("_REF"):
        return _unknown("one of the two is vague")
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return _relate_partial(a, b)
    return _relate_intervals(a, b)


def _key(when: When) -> tuple[str, ...]:
    """An order of the two that does not depend on which came first."""
    return (when.value, str(when.low), str(when.high), when.relation, str(when.utc_offset), str(when.precision),
            str(when.seconds), str(when.inferred), when.event, when.anchor, when.text)  # fmt: skip


def _unknown(reason: str) -> Comparison:
    return Comparison(Slot.WHEN, SlotRelation.UNKNOWN, reason)


def _verdict(relation: SlotRelation, reason: str) -> Comparison:
    return Comparison(Slot.WHEN, relation, reason, _SCORES.get(relation, 0.0))


# ------------------------------------------------------------------------------------------------ lengths and sets


def _relate_lengths(a: When, b: When) -> Comparison:
    if a.seconds is None or b.seconds is None:
        return _unknown("one of the two lengths is not known")
    directed = {"before", "after"}
    if (a.relation in directed or b.relation in directed) and a.relation != b.relation:
        return _unknown("a distance from another moment and a length of time")
    if a.relation in directed and _other_event(a.event, b.event):
        return _unknown("the two are counted from different moments")
    return _relate_ranges(a, b, a.seconds, b.seconds)


def _other_event(a: str, b: str) -> bool:
    """Two distances are counted from one event only if its words say so."""
    return not set(a.split()) & set(b.split())


def _relate_ranges(a: When, b: When, first: tuple[float, float], second: tuple[float, float]) -> Comparison:
    if a.value == b.value and first == second:
        return _verdict(SlotRelation.SAME, f"both say {a.text}")
    low, high = max(first[0], second[0]), min(first[1], second[1])
    if low > high or (low == high and not math.isinf(low) and low in {first[0], second[0]} and first != second):
        return _verdict(SlotRelation.DISJOINT, f"“{a.text}” and “{b.text}” are different lengths of time")
    if (low, high) in {first, second}:
        return _verdict(SlotRelation.WITHIN, f"“{a.text}” and “{b.text}” fit: one is the rounder figure")
    return _verdict(SlotRelation.OVERLAPS, f"“{a.text}” and “{b.text}” can be the same length of time")


def _relate_sets(a: When, b: When) -> Comparison:
    if a.kind is not b.kind:
        return _unknown("a repeated time and a single one cannot be compared")
    if a.value == b.value:
        return _verdict(SlotRelation.SAME, f"both say {a.text}")
    weekly = re.compile(r"XXXX-WXX-\d")
    if weekly.fullmatch(a.value) and weekly.fullmatch(b.value):
        return _verdict(SlotRelation.DISJOINT, f"“{a.text}” and “{b.text}” are different days of the week")
    return _unknown("the two repetitions cannot be compared")


# ------------------------------------------------------------------------------------------- dates without a year


def _relate_partial(a: When, b: When) -> Comparison:
    """At least one has no interval, because the article gives no year or no day to count from."""
    first, second = _fields(a), _fields(b)
    if first is None or second is None or _directed(a) or _directed(b):
        return _unknown("one of the two cannot be placed in the calendar")
    shared = [name for name in ("month", "day", "weekday") if name in first and name in second]
    if not shared:
        return _unknown("the two have no part of the date in common")
    different = [name for name in shared if first[name] != second[name]]
    if different and not _near_today(a, b):
        return _verdict(SlotRelation.DISJOINT, f"“{a.text}” and “{b.text}” differ in the {different[0]}")
    if different:
        return _unknown("one of the two depends on the day of publication")
    clocks = _clock(a), _clock(b)
    if clocks[0] is not None and clocks[1] is not None:
        apart = abs(clocks[0] - clocks[1])
        if apart > _PARTIAL_CLOCK_SLACK and apart % 60 != 0 and "half-day" not in {*a.inferred, *b.inferred}:
            return _verdict(SlotRelation.DISJOINT, f"“{a.text}” and “{b.text}” are different times of one day")
        if apart:
            return _unknown("the clocks may be of two zones, or are meant roughly")
    if first == second and a.precision is b.precision:
        return _verdict(SlotRelation.SAME, f"“{a.text}” and “{b.text}” are the same {' and '.join(shared)}")
    return _verdict(SlotRelation.WITHIN, f"“{a.text}” and “{b.text}” agree in the {' and '.join(shared)}")


def _fields(when: When) -> dict[str, int] | None:
    """Month, day and weekday as far as the value says; None if it says none."""
    match = _PARTIAL.match(when.value)
    if match is None:
        return None
    fields = {name: int(part) for name, part in match.groupdict().items() if part and part.isdigit() and name != "year"}
    if when.low is not None and when.precision in {Precision.DAY, Precision.PART, *_CLOCK} and "day" in fields:
        fields["weekday"] = _day_of(when).isoweekday()
    return fields or None


def _clock(when: When) -> int | None:
    """The minute of the day that a value without a year states; None where it states none."""
    match = re.search(r"T(\d\d):(\d\d)", when.value)
    return int(match[1]) * 60 + int(match[2]) if match else None


def _near_today(a: When, b: When) -> bool:
    return "day" in a.inferred or "day" in b.inferred


def _directed(when: When) -> bool:
    return when.relation in _BACKWARD or when.relation in _FORWARD


# ------------------------------------------------------------------------------------------------------ intervals


def _day_of(when: When) -> datetime:
    """Midnight of the day that the value names (a night belongs to the evening it begins in)."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", when.value)
    if match is not None:
        return datetime(int(match[1]), int(match[2]), int(match[3]))
    low = when.low or datetime(1, 1, 1)
    return low.replace(hour=0, minute=0, second=0, microsecond=0)


def _widened(when: When, other: When) -> Bounds:
    """The interval with the slack that its precision calls for; two seasons or two quarters are told apart as named."""
    low, high = when.low or datetime(1, 1, 1), when.high or datetime(9998, 1, 1)
    slack = timedelta(0)
    if when.precision is Precision.HOUR and high - low <= timedelta(minutes=1):
        slack = _HOUR_SLACK
    elif when.precision is Precision.WEEK and low.weekday() == 0 and high - low == timedelta(days=7):
        slack = _WEEK_SLACK
    elif when.precision is Precision.SEASON and other.precision is not Precision.SEASON:
        slack = _SEASON_SLACK
    elif (when.precision in {Precision.MONTH, Precision.YEAR, Precision.DECADE} and low.day != 1) or (
        when.precision in {Precision.MONTH, Precision.YEAR, Precision.DECADE} and high.day != 1
    ):
        slack = (high - low) * 0.15
    days = slack.total_seconds() / 86400
    return (shift(low, -days), shift(high, days)) if days else (low, high)


def _shifts(a: When, b: When) -> list[_Shift]:
    """The readings to try, the plain one first."""
    first, second = a.low or datetime(1, 1, 1), b.low or datetime(1, 1, 1)
    clocks = a.precision in _CLOCK and b.precision in _CLOCK
    base = timedelta(0)
    if clocks and a.utc_offset is not None and b.utc_offset is not None:
        base = timedelta(minutes=a.utc_offset - b.utc_offset)
    found = [_Shift(base, "")]
    taken = set(a.inferred) | set(b.inferred)
    gap = _day_of(a) - _day_of(b)
    if "date" in taken:
        found += [_Shift(gap + base + timedelta(days=days), "the day of one is not stated") for days in (0, -1, 1)]
    if "day" in taken:
        found += [
            _Shift(base + timedelta(days=days), "“today” and the like depend on the page's clock") for days in (-1, 1)
        ]
    if "week" in taken and gap.days % 7 == 0 and gap:
        found.append(_Shift(base + gap, "a bare weekday may be that of another week"))
    if "year" in taken and first.year != second.year:
        found.append(_Shift(base + _year_shift(first, second), "the year of one is not stated"))
        if a.event and a.event == b.event:
            found.append(_Shift(base + gap, "the year of one is not stated"))
    if "fiscal" in taken:
        found += [_Shift(timedelta(days=days), "the year may be a fiscal one") for days in (-183, -92, 92, 183)]
    if (a.precision is Precision.SEASON) != (b.precision is Precision.SEASON):
        found += [_Shift(timedelta(days=days), "the seasons of the other hemisphere") for days in (-183, 183)]
    if "half-day" in taken:
        found += [
            _Shift(s.by + timedelta(hours=h), "morning or evening is not stated") for s in found for h in (-12, 12)
        ]
    if clocks and (a.utc_offset is None) != (b.utc_offset is None):
        hours = [*range(-14, 0), *range(1, 15)]
        found += [_Shift(s.by + timedelta(hours=h), "the zone of one is not stated") for s in found for h in hours]
    return found


def _year_shift(first: datetime, second: datetime) -> timedelta:
    """What moves the second to the year of the first, the day of the month kept."""
    day = min(second.day, 28) if (second.month, second.day) == (2, 29) else second.day
    return second.replace(year=first.year, day=day) - second


def _move(bounds: Bounds, by: timedelta) -> Bounds:
    days = by.total_seconds() / 86400
    return (shift(bounds[0], days), shift(bounds[1], days)) if days else bounds


def _meet(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _relate_intervals(a: When, b: When) -> Comparison:
    first, second = _widened(a, b), _widened(b, a)
    for reading in _shifts(a, b):
        moved = _move(second, reading.by)
        if not _meet_directed(a, b, first, moved):
            continue
        if reading.reason:
            return _verdict(SlotRelation.OVERLAPS, f"“{a.text}” and “{b.text}” can be one time: {reading.reason}")
        return _meeting(a, b, first, moved)
    if any(when.anchor == "text" and "day" in when.inferred for when in (a, b)):
        return _unknown("one of the two is counted from another date of its text")
    if _swapped_day_meets(a, b):
        return _verdict(
            SlotRelation.OVERLAPS, f"“{a.text}” and “{b.text}” agree if day and month are read the other way"
        )
    return _verdict(
        SlotRelation.DISJOINT, f"“{a.text}” ({_shown(a)}) and “{b.text}” ({_shown(b)}) have no time in common"
    )


def _direction(when: When) -> str:
    return "back" if when.relation in _BACKWARD else ("on" if when.relation in _FORWARD else "")


def _meet_directed(a: When, b: When, first: Bounds, second: Bounds) -> bool:
    """Whether the half-lines meet; two starts ("since") or two ends ("until") must meet as points."""
    if a.relation == b.relation and a.relation in {"since", "until"}:
        return _meet(first, second)
    return _meet(_half_line(a, first), _half_line(b, second))


def _half_line(when: When, bounds: Bounds) -> Bounds:
    low, high = bounds
    if when.relation == "before":
        return datetime(1, 1, 1), (low if when.precision in _CLOCK else high)
    if when.relation in _BACKWARD:
        return datetime(1, 1, 1), high
    if when.relation in _FORWARD:
        return low, datetime(9998, 12, 31)
    return low, high


def _meeting(a: When, b: When, first: Bounds, second: Bounds) -> Comparison:
    """SAME, WITHIN or OVERLAPS of two that meet as written."""
    if a.relation == b.relation or not (_directed(a) or _directed(b)):
        if a.value == b.value and a.precision is b.precision and first == second:
            return _verdict(SlotRelation.SAME, f"“{a.text}” and “{b.text}” are the same time")
    if (_direction(a) or _direction(b)) and a.relation != b.relation:
        return _verdict(SlotRelation.OVERLAPS, f"“{a.text}” and “{b.text}” leave room for one another")
    if _contains(a, first, b, second) or _contains(b, second, a, first):
        return _verdict(SlotRelation.WITHIN, f"one of “{a.text}” and “{b.text}” is the more exact")
    return _verdict(SlotRelation.OVERLAPS, f"“{a.text}” and “{b.text}” can be one time")


def _contains(outer: When, wide: Bounds, inner: When, narrow: Bounds) -> bool:
    """Whether the outer time covers the inner; of a part of the day or a clock time the named day counts."""
    if outer.precision in _COARSE and inner.precision in {Precision.PART, *_CLOCK}:
        return wide[0] <= _day_of(inner) < wide[1]
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _swapped_day_meets(a: When, b: When) -> bool:
    """Whether 3/4/2017 read as the fourth of March meets the other."""
    for when, other in ((a, b), (b, a)):
        if "day order" not in when.inferred or when.precision is not Precision.DAY:
            continue
        day = _day_of(when)
        swapped = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
        if _meet((swapped, shift(swapped, 1)), _widened(other, when)):
            return True
    return False


def _shown(when: When) -> str:
    """The interval in words: 9 November 2016, or 9 November 2016, 17:00 to 06:00."""
    low, high = when.low, when.high
    if low is None or high is None:
        return when.value
    if when.precision in _CLOCK or when.precision is Precision.PART:
        return f"{low:%Y-%m-%d %H:%M} to {high:%H:%M}"
    last = shift(high, -1)
    return f"{low:%Y-%m-%d}" if last <= low else f"{low:%Y-%m-%d} to {last:%Y-%m-%d}"
