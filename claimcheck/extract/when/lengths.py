"""Durations, shifts and repetitions as values, seconds and intervals; anniversaries and holidays."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from claimcheck.compare.moments import add_months, day_bounds, midnight, shift, week_value
from claimcheck.compare.occasions import Occasion, OccasionKind, find_occasion
from claimcheck.extract.when.context import Context, Future
from claimcheck.extract.when.pieces import Count, Piece
from claimcheck.extract.when.resolve import Bounds, Resolved, day_value
from claimcheck.model import Precision, TimeKind

UNIT_SECONDS = {
    "S": 1.0, "M": 60.0, "H": 3600.0, "D": 86400.0, "W": 604800.0, "2W": 1209600.0, "MO": 2629800.0, "Y": 31557600.0,
    "10Y": 315576000.0, "100Y": 3155760000.0,
}  # fmt: skip
PRECISION = {
    "S": Precision.SECOND, "M": Precision.MINUTE, "H": Precision.HOUR, "D": Precision.DAY, "W": Precision.WEEK,
    "2W": Precision.WEEK, "MO": Precision.MONTH, "Y": Precision.YEAR, "10Y": Precision.DECADE,
    "100Y": Precision.DECADE,
}  # fmt: skip
_HALVES = {"Y": "6M", "H": "30M", "M": "30S"}
_LETTER = {"MO": "M", "10Y": "0Y", "100Y": "00Y", "2W": "W"}


def figure_text(figure: float) -> str:
    """ "2", "1.5"."""
    return str(int(figure)) if figure == int(figure) else f"{figure:g}"


def duration_value(count: Count) -> str:
    """P4D, PT3H, PXY for a vague number."""
    unit, figure = count.unit, count.figure
    clock = "T" if unit in {"S", "M", "H"} else ""
    if figure is not None and figure % 1 == 0.5 and unit in _HALVES:
        return f"P{clock}{int(figure)}{unit}{_HALVES[unit]}" if figure > 1 else f"P{clock}{_HALVES[unit]}"
    figure_written = "X" if figure is None else figure_text(figure * (2 if unit == "2W" else 1))
    if figure is not None and unit in {"10Y", "100Y"}:
        return f"P{figure_text(figure * int(unit[:-1]))}Y"
    return f"P{clock}{figure_written}{_LETTER.get(unit, unit)}"


def count_seconds(count: Count) -> tuple[float, float]:
    """The shortest and longest length in seconds."""
    return max(count.low, 0.0) * UNIT_SECONDS[count.unit], count.high * UNIT_SECONDS[count.unit]


def move(moment: datetime, figure: float, unit: str) -> datetime:
    """The moment so many units on (back if negative); months and years by the calendar, clamped."""
    if math.isinf(figure):
        return datetime(1, 1, 1) if figure < 0 else datetime(9998, 1, 1)
    if unit in {"MO", "Y", "10Y", "100Y"}:
        months = figure * {"MO": 1, "Y": 12, "10Y": 120, "100Y": 1200}[unit]
        whole = math.floor(months)
        return shift(add_months(moment, whole), (months - whole) * 30)
    return shift(moment, figure * UNIT_SECONDS[unit] / 86400)


def _margin(count: Count, figure: float) -> float:
    """Half a unit; whole decades of years are round numbers and get a year more."""
    if count.unit == "Y" and figure >= 10:
        return 2.0 if figure % 5 == 0 else 1.0
    return 0.5


def shift_bounds(count: Count, direction: int, base: datetime) -> Bounds:
    """The interval that "two days ago" may lie in."""
    if count.unit == "D":
        low_day, high_day = (math.ceil(count.low), math.floor(count.high) if not math.isinf(count.high) else math.inf)
        near, far = move(midnight(base), direction * low_day, "D"), move(midnight(base), direction * high_day, "D")
        low, high = min(near, far), max(near, far)
        return low, shift(high, 1)
    margin = 0.0 if count.figure is None else max(_margin(count, count.figure) - 0.5, 0.0)
    near = move(base, direction * max(count.low - margin, 0), count.unit)
    far = move(base, direction * (count.high + margin), count.unit)
    low, high = min(near, far), max(near, far)
    return (low, high) if low < high else (low, low + timedelta(seconds=1))


def shift_value(count: Count, direction: int, base: datetime) -> str:
    """The TIMEX3 value at the unit's own precision."""
    figure = count.figure
    if figure is None:
        return "PAST_REF" if direction < 0 else "FUTURE_REF"
    moment = move(base, direction * figure, count.unit)
    if count.unit in {"S", "M", "H"}:
        return f"{moment:%Y-%m-%dT%H}" if count.unit == "H" else f"{moment:%Y-%m-%dT%H:%M}"
    if count.unit == "D":
        return day_value(moment)
    if count.unit in {"W", "2W"}:
        return week_value(moment)
    return f"{moment.year:04d}-{moment.month:02d}" if count.unit == "MO" else f"{moment.year:04d}"


def resolve_shift(piece: Piece, context: Context, base: datetime | None, anchor: str) -> Resolved | None:
    """two days ago; three days later, where the text has dated the day before; None where nothing is known."""
    count = piece.count
    if count is None or base is None:
        return None
    if anchor == "text" and (count.figure is None or math.isinf(count.high)):
        return None
    whole_day = context.published is None or context.published.precision is Precision.DAY or anchor == "text"
    if whole_day and count.unit in {"S", "M", "H"}:
        return None
    value = shift_value(count, piece.direction, base)
    bounds = shift_bounds(count, piece.direction, base)
    if anchor == "text" and context.base is not None and not context.history and bounds[0] > shift(context.base, 31):
        return None
    exact = count.unit == "D" and count.figure is not None
    kind = TimeKind.TIME if count.unit in {"S", "M", "H"} else TimeKind.DATE
    day = move(midnight(base), piece.direction * count.figure, "D") if exact and count.figure is not None else None
    return Resolved(value, kind, bounds, PRECISION[count.unit], anchor, ("day",), day=day)


# ----------------------------------------------------------------------------------------------------- occasions


def _as_moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _spread(days: tuple[date, ...]) -> Bounds:
    return day_bounds(_as_moment(min(days)))[0], day_bounds(_as_moment(max(days)))[1]


def _bounds_of(occasion: Occasion, days: tuple[date, ...]) -> Bounds:
    """The days of an occasion; a feast that names no day ("Christmas", "the New Year") takes in the days around it."""
    low, high = _spread(days)
    loose = occasion.kind is OccasionKind.FEAST and not occasion.name.endswith("Day")
    return (shift(low, -1), shift(high, 1)) if loose else (low, high)


def _nearest_days(occasion: Occasion, piece: Piece, base: datetime, future: Future) -> tuple[date, ...]:
    years = {year: occasion.days_in(year) for year in (base.year - 1, base.year, base.year + 1)}
    held = {year: days for year, days in years.items() if days}
    if not held:
        return ()
    today = base.date()
    if piece.which == "last":
        return max((days for days in held.values() if days[0] < today), default=())
    if piece.which == "next" or future():
        return min((days for days in held.values() if days[0] >= today), default=())
    if piece.which == "this":
        return held.get(base.year, ())
    return min(held.values(), key=lambda days: (abs((days[0] - today).days), days))


def _is_to_come(occasion: Occasion, context: Context) -> bool:
    """Whether every accepted day of an event lies after publication: then the text means another one."""
    base = context.base
    return base is not None and all(_as_moment(day) > base for day in occasion.event_days())


def resolve_holiday(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """Christmas Day, New Year's Eve 2015; an event of history that the text dates by."""
    occasion = find_occasion(piece.name)
    if occasion is None:
        return None
    event_days = occasion.event_days()
    if occasion.kind is OccasionKind.EVENT and event_days:
        if _is_to_come(occasion, context):
            return None
        bounds = _spread(event_days)
        return Resolved(day_value(_as_moment(event_days[0])), TimeKind.DATE, bounds, Precision.DAY, event=occasion.name)
    inferred: tuple[str, ...] = ()
    if piece.year is not None:
        days, anchor = occasion.days_in(piece.year), ""
    elif context.year is not None and (context.history or context.base is None):
        days, anchor, inferred = occasion.days_in(context.year), "text", ("year",)
    elif context.base is not None:
        days, anchor, inferred = _nearest_days(occasion, piece, context.base, future), context.anchor, ("year",)
    else:
        return _yearless_holiday(occasion)
    if not days:
        return None
    first = _as_moment(days[0])
    return Resolved(
        day_value(first), TimeKind.DATE, _bounds_of(occasion, days), Precision.DAY, anchor, inferred, occasion.name,
        first if len(days) == 1 else None,
    )  # fmt: skip


def _yearless_holiday(occasion: Occasion) -> Resolved:
    rule = occasion.when[0]
    value = f"XXXX{rule[1:]}" if rule.startswith("--") and len(occasion.when) == 1 else "XXXX-XX-XX"
    return Resolved(value, precision=Precision.DAY, inferred=("year",), event=occasion.name)


def resolve_anniversary(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """the 80th anniversary of the end of World War II: the ordinal fixes the year, several days may be accepted."""
    occasion = find_occasion(piece.name)
    if occasion is None:
        return None
    event_days = occasion.event_days()
    inferred: tuple[str, ...] = ()
    if event_days and _is_to_come(occasion, context):
        return None
    if event_days and piece.ordinal is not None:
        years = sorted({day.year + piece.ordinal for day in event_days})
        days = tuple(day for year in years for day in occasion.days_in(year))
        anchor = ""
    elif context.base is not None:
        days, anchor = _nearest_days(occasion, piece, context.base, future), context.anchor
        inferred = ("year",)
    else:
        return None
    if not days or not all(1 <= day.year <= 9000 for day in days):
        return None
    first = _as_moment(days[0])
    return Resolved(
        day_value(first),
        TimeKind.DATE,
        _spread(days),
        Precision.DAY,
        anchor,
        inferred,
        f"anniversary of {occasion.name}",
    )
