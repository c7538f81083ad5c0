"""Clock times and parts of the day, laid on a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from claimcheck.compare.occasions import nth_weekday
from claimcheck.extract.when.lexemes import part_hours
from claimcheck.extract.when.pieces import Clock
from claimcheck.model import Precision

_REGIONS = {"eastern": -300, "central": -360, "mountain": -420, "pacific": -480}
_NEAR_HOUR, _NEAR_ROUND, _NEAR_MINUTE = 15, 4, 1
"""Minutes that "about" allows on the hour or half hour, on a multiple of five, on any other minute."""
_SOON = 30
"""Minutes that "shortly before" or "just after" reach."""


def zone_of(clock: Clock, day: datetime | None) -> int | None:
    """Minutes east of UTC; "Eastern time" follows the United States' summer time of that day."""
    if not isinstance(clock.zone, str):
        return clock.zone
    offset = _REGIONS[clock.zone]
    if day is None:
        return offset
    starts, ends = nth_weekday(day.year, 3, 6, 2), nth_weekday(day.year, 11, 6, 1)
    summer = starts is not None and ends is not None and starts <= day.date() < ends
    return offset + 60 if summer else offset


def hour_of(clock: Clock, part: str = "") -> tuple[int, bool]:
    """The hour 0 to 24, and whether the half of the day is known; a part of the day decides where one is named."""
    if clock.half == "24" or clock.hour > 12:
        return clock.hour, True
    if clock.half:
        return clock.hour % 12 + (12 if clock.half == "pm" else 0), True
    if part in {"AF", "EV", "NI", "DUSK", "MI"}:
        night = part == "NI" and (clock.hour < 6 or clock.hour == 12)
        return clock.hour % 12 + (0 if night else 12), True
    if part in {"MO", "DAWN", "EARLY"}:
        return clock.hour, True
    return clock.hour, False


def clock_text(hour: int, clock: Clock) -> str:
    """T18:45, T18:45:10."""
    second = f":{clock.second:02d}" if clock.second is not None else ""
    return f"T{hour:02d}:{clock.minute:02d}{second}"


def clock_bounds(day: datetime, hour: int, clock: Clock) -> tuple[datetime, datetime, Precision]:
    """The interval a clock time may lie in, given the printed precision and the words before it."""
    moment = day + timedelta(hours=hour, minutes=clock.minute, seconds=clock.second or 0)
    precision = Precision.MINUTE if clock.exact_minute else Precision.HOUR
    if clock.second is not None:
        precision = Precision.SECOND
    if clock.fuzz == "before":
        return moment - timedelta(minutes=_SOON), moment, precision
    if clock.fuzz == "after":
        return moment, moment + timedelta(minutes=_SOON), precision
    if clock.fuzz == "about":
        near = _NEAR_HOUR if clock.minute % 30 == 0 else (_NEAR_ROUND if clock.minute % 5 == 0 else _NEAR_MINUTE)
        return moment - timedelta(minutes=near), moment + timedelta(minutes=near + 1), precision
    if clock.until is not None:
        end = day + timedelta(minutes=clock.until)
        return moment, (end if end > moment else end + timedelta(days=1)), precision
    length = timedelta(seconds=1) if clock.second is not None else timedelta(minutes=1)
    return moment, moment + length, precision


def part_bounds(day: datetime, part: str, mod: str) -> tuple[datetime, datetime]:
    """The hours a part of the day may cover, wide on purpose; night runs into the next morning."""
    hours = part_hours()
    low, high = hours.get(f"{mod.upper()}{part}") or hours.get(part) or (0, 24)
    return day + timedelta(hours=low), day + timedelta(hours=high)


def part_text(part: str) -> str:
    """The TIMEX3 suffix: TMO, TNI; dawn and dusk are written as the morning and the evening."""
    return {"DAWN": "TMO", "DUSK": "TEV", "EARLY": "TMO", "LATE": "TNI"}.get(part, f"T{part}")
