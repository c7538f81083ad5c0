"""From pieces to times: each sort of expression has one resolver, which says what it took for granted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from claimcheck.compare.moments import (
    SEASON_MONTHS,
    add_months,
    day_bounds,
    is_date,
    midnight,
    month_bounds,
    quarter_bounds,
    season_bounds,
    shift,
    week_bounds,
    week_value,
    year_bounds,
)
from claimcheck.extract.when.context import Context, Future
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.model import Precision, TimeKind

Bounds = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A piece as a value with its interval; ``day`` is the day that clock times are laid on."""

    value: str
    kind: TimeKind = TimeKind.DATE
    bounds: Bounds | None = None
    precision: Precision | None = None
    anchor: str = ""
    inferred: tuple[str, ...] = ()
    event: str = ""
    day: datetime | None = None


def day_value(day: datetime) -> str:
    """2016-11-09."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _on_day(day: datetime, days: int = 1, anchor: str = "", inferred: tuple[str, ...] = ()) -> Resolved:
    return Resolved(day_value(day), TimeKind.DATE, day_bounds(day, days), Precision.DAY, anchor, inferred, day=day)


_SHARES = {"early": (0.0, 0.45), "mid": (0.25, 0.75), "late": (0.55, 1.0)}


def narrow(bounds: Bounds, mod: str) -> Bounds:
    """The early, middle or late share of an interval; the shares overlap, for the words are loose."""
    if mod not in _SHARES:
        return bounds
    low, high = bounds
    first, last = _SHARES[mod]
    length = high - low
    return midnight(low + length * first), midnight(low + length * last + timedelta(hours=12))


# ------------------------------------------------------------------------------------------------- calendar dates


_AGAINST_TENSE = 4.0
"""How many times nearer a date must be to be chosen against the tense of its clause."""


def _near_year(month: int, day: int, base: datetime, future: Future) -> int:
    """The year that puts the day nearest to publication; a future clause looks ahead, others rather back."""
    best, ahead_wanted = base.year, future()
    candidates = []
    for year in (base.year - 1, base.year, base.year + 1):
        if is_date(year, month, day):
            distance = (datetime(year, month, day) - midnight(base)).days
            ahead = distance > 0
            penalty = 1.0 if ahead == ahead_wanted or not distance else _AGAINST_TENSE
            candidates.append((abs(distance) * penalty, year))
    return min(candidates)[1] if candidates else best


_CLOSE_DAYS = 21
"""A date this near to publication is of that year, whatever weekday the text gives it."""


def _year_of_weekday(piece: Piece, base: datetime, near: int) -> int:
    """The year in which a far date falls on the weekday that the text names: the nearest of the last six and the
    next; ``near`` where none does, or where the date is close to publication."""
    month, day = piece.month or 1, piece.day or 1
    if not is_date(near, month, day) or abs((datetime(near, month, day) - base).days) <= _CLOSE_DAYS:
        return near
    years = [year for year in range(base.year - 6, base.year + 2) if is_date(year, month, day)]
    fitting = [year for year in years if datetime(year, month, day).weekday() == piece.weekday]
    return min(fitting, key=lambda year: (abs(year - near), year), default=near)


def _infer_year(piece: Piece, context: Context, future: Future) -> tuple[int | None, str]:
    """The year of a date that states none, and what it was taken from."""
    if piece.weekday is not None and context.base is not None:
        near = _near_year(piece.month or 1, piece.day or 15, context.base, future)
        return _year_of_weekday(piece, context.base, near), context.anchor
    month = piece.month or 1
    day = piece.day or 15
    if piece.which in {"last", "past", "next", "coming"} and context.base is not None:
        year, begun = context.base.year, (month, piece.day or 1) < (context.base.month, context.base.day)
        if piece.which in {"last", "past"}:
            return (year if begun and month != context.base.month or piece.day and begun else year - 1), context.anchor
        return (year + 1 if begun else year), context.anchor
    if piece.which == "this" and context.base is not None:
        return context.base.year, context.anchor
    if piece.era in {"this year", "last year", "next year"} and context.base is not None:
        return context.base.year + _STEPS[piece.era[:4]], context.anchor
    if (context.history or context.base is None or piece.era == "same") and context.year is not None:
        rolls = context.month is not None and context.month - month >= 8 and piece.era != "same"
        return context.year + rolls, "text"
    if context.base is None:
        return None, ""
    return _near_year(month, day, context.base, future), context.anchor


def resolve_date(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """A calendar date of whatever precision; without a year it stays comparable as XXXX-MM-DD."""
    if piece.month is None and piece.day is not None:
        return _resolve_month_day(piece, context)
    inferred: tuple[str, ...] = ()
    year, anchor = piece.year, ""
    if year is None:
        year, anchor = _infer_year(piece, context, future)
        inferred = ("year",)
    if piece.era == "BC":
        return Resolved(f"BC{year:04d}" if year else "BCXXXX", precision=Precision.YEAR)
    if year is None:
        value = f"XXXX-{piece.month:02d}" + (f"-{piece.day:02d}" if piece.day is not None else "")
        precision = Precision.DAY if piece.day is not None else Precision.MONTH
        return Resolved(value, precision=precision, inferred=("year",))
    if piece.month is None:
        return _resolve_year(piece, year)
    if piece.day is None:
        bounds = narrow(month_bounds(year, piece.month), piece.mod)
        return Resolved(f"{year:04d}-{piece.month:02d}", TimeKind.DATE, bounds, Precision.MONTH, anchor, inferred)
    if not is_date(year, piece.month, piece.day):
        return None
    if piece.code == "day order":
        inferred = (*inferred, "day order")
    days = 1 if piece.last_day is None else piece.last_day - piece.day + 1
    return _on_day(datetime(year, piece.month, piece.day), days, anchor, inferred)


def _resolve_year(piece: Piece, year: int) -> Resolved:
    inferred: tuple[str, ...] = ("fiscal",) if piece.code == "fiscal" else ()
    if piece.last_year is not None:
        bounds = year_bounds(year, piece.last_year - year + 1)
        return Resolved(f"{year:04d}/{piece.last_year:04d}", TimeKind.DATE, bounds, Precision.YEAR)
    bounds = narrow(year_bounds(year), piece.mod)
    return Resolved(f"{year:04d}", TimeKind.DATE, bounds, Precision.YEAR, inferred=inferred)


def _resolve_month_day(piece: Piece, context: Context) -> Resolved | None:
    """ "the 8th": of the month nearest to publication, or of the month the text speaks of."""
    day = piece.day or 1
    base = context.day if context.history or context.base is None else context.base
    if base is None:
        return Resolved(f"XXXX-XX-{day:02d}", precision=Precision.DAY, inferred=("year", "month"))
    candidates = []
    for months in (-1, 0, 1):
        moved = add_months(midnight(base).replace(day=1), months)
        if is_date(moved.year, moved.month, day):
            candidate = moved.replace(day=day)
            fits = piece.weekday is None or candidate.weekday() == piece.weekday
            candidates.append((not fits, abs((candidate - base).days), candidate))
    chosen = min(candidates)[2]
    return _on_day(chosen, anchor="text" if context.history else context.anchor, inferred=("year", "month"))


# ------------------------------------------------------------------------------------------- relative to a moment


def resolve_weekday(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """The nearest such day: past or the day itself by default, coming where the clause is of the future."""
    weekday = piece.weekday or 0
    textual = piece.which in {"that", "following", "previous", "same"} or (piece.which and context.history)
    base, anchor = (context.day, "text") if textual else (context.today, context.anchor)
    if base is None:
        return Resolved(f"XXXX-WXX-{weekday + 1}", precision=Precision.DAY, inferred=("week",), anchor=anchor)
    behind = (base.weekday() - weekday) % 7
    if piece.which in {"last", "past", "previous"}:
        days = -(behind or 7)
    elif piece.which in {"next", "coming", "following"}:
        days = (weekday - base.weekday()) % 7 or 7
    elif piece.which == "this":
        days = weekday - base.weekday()
    elif piece.code == "nearest":
        days = 7 - behind if behind > 3 else -behind
    elif future():
        days = (weekday - base.weekday()) % 7
    else:
        days = -behind
    return _on_day(shift(base, days), anchor=anchor, inferred=("week",))


def resolve_deictic(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """today, yesterday: days from the day of publication, which a reader's time zone may shift by one."""
    base = context.today
    if base is None:
        return Resolved("XXXX-XX-XX", precision=Precision.DAY, anchor=context.anchor, inferred=("day",))
    return _on_day(shift(base, piece.offset or 0), anchor=context.anchor, inferred=("day",))


_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "this": 0,
    "that": 0,
    "same": 0,
}


def resolve_unit(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """last week, this year, the following month, that day; text-anchored ones hang on the last day the text dated."""
    textual = piece.anchor == "text" or (context.history and (piece.which != "this" or piece.code == "near"))
    base = context.day if textual else context.today
    anchor = "text" if textual else context.anchor
    if base is None and textual and piece.unit == "Y" and context.year is not None:
        base = datetime(context.year, 1, 1)
    if base is None:
        return _unresolved_unit(piece, anchor)
    step = _STEPS.get(piece.which, 0)
    if piece.unit == "WE" and piece.code == "near" and base.weekday() < 5 and not future():
        step = -1
    return _step_unit(piece, base, step, anchor)


_UNKNOWN_UNITS = {
    "D": ("XXXX-XX-XX", Precision.DAY), "W": ("XXXX-WXX", Precision.WEEK), "WE": ("XXXX-WXX-WE", Precision.WEEK),
    "MO": ("XXXX-XX", Precision.MONTH), "Y": ("XXXX", Precision.YEAR), "10Y": ("XXX", Precision.DECADE),
    "100Y": ("XX", Precision.DECADE), "Q": ("XXXX-QX", Precision.MONTH), "2W": ("XXXX-WXX", Precision.WEEK),
}  # fmt: skip


def _unresolved_unit(piece: Piece, anchor: str) -> Resolved | None:
    value, precision = _UNKNOWN_UNITS[piece.unit]
    return Resolved(value, precision=precision, anchor=anchor, inferred=("day",))


def _step_unit(piece: Piece, base: datetime, step: int, anchor: str) -> Resolved | None:
    unit, mod = piece.unit, piece.mod
    if unit == "D":
        return _on_day(shift(base, step), anchor=anchor, inferred=("day",))
    if unit in {"W", "2W"}:
        moved = shift(base, 7 * step)
        bounds, value, precision = week_bounds(moved), week_value(moved), Precision.WEEK
    elif unit == "WE":
        monday = week_bounds(shift(base, 7 * step))[0]
        bounds = (shift(monday, 5), shift(monday, 7))
        value, precision = week_value(monday) + "-WE", Precision.WEEK
    elif unit == "MO":
        moved = add_months(base, step)
        bounds, value, precision = month_bounds(moved.year, moved.month), f"{moved:%Y-%m}", Precision.MONTH
    elif unit == "Y":
        year = base.year + step
        bounds, value, precision = year_bounds(year), f"{year:04d}", Precision.YEAR
    elif unit == "Q":
        moved = add_months(base, 3 * step)
        quarter = (moved.month + 2) // 3
        bounds, value = quarter_bounds(moved.year, quarter), f"{moved.year}-Q{quarter}"
        precision = Precision.SEASON
    else:
        years = 10 if unit == "10Y" else 100
        first = (base.year // years + step) * years
        if first < 1:
            return None
        bounds, value = year_bounds(first, years), str(first // years)
        precision = Precision.DECADE
    return Resolved(value, TimeKind.DATE, narrow(bounds, mod), precision, anchor, ("day",))


def resolve_season(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """spring 2022, last summer, in autumn: the nearest one that fits. Winter is that of the year it begins in."""
    season, year, anchor = piece.code, piece.year, ""
    inferred: tuple[str, ...] = ()
    if year is None:
        inferred = ("year",)
        if (context.history or context.base is None) and context.year is not None:
            year, anchor = context.year, "text"
        elif context.base is None:
            return Resolved(f"XXXX-{season}", precision=Precision.SEASON, inferred=inferred)
        else:
            year, anchor = _near_season(season, piece.which, context.base, future), context.anchor
    low, high = season_bounds(year, season)
    if season == "WI" and not piece.which:
        low = shift(low, -345)  # "the winter of 1944" may be either end of that year
    bounds = narrow((low, high), piece.mod)
    return Resolved(f"{year:04d}-{season}", TimeKind.DATE, bounds, Precision.SEASON, anchor, inferred)


def _near_season(season: str, which: str, base: datetime, future: Future) -> int:
    starts = [(year, datetime(year, SEASON_MONTHS[season], 1)) for year in (base.year - 1, base.year, base.year + 1)]
    if which in {"last", "past", "previous"}:
        return max(year for year, start in starts if add_months(start, 3) <= base)
    if which in {"next", "coming"} or (not which and future()):
        return min((year for year, start in starts if start > base), default=base.year)
    if which == "this":
        return base.year
    return max(year for year, start in starts if start <= base)


def resolve_quarter(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """The third quarter: of the stated year, else the latest that has begun (or the next, in a future clause)."""
    number, year = piece.ordinal or 1, piece.year
    anchor = ""
    inferred: tuple[str, ...] = ()
    if year is None:
        if context.base is None:
            return Resolved(f"XXXX-Q{number}", precision=Precision.SEASON, inferred=("year", "fiscal"))
        begun = quarter_bounds(context.base.year, number)[0] <= context.base
        year = context.base.year if begun or future() else context.base.year - 1
        anchor, inferred = context.anchor, ("year", "fiscal")
    bounds = month_bounds(year, 6 * number - 5, 6) if piece.code == "H" else quarter_bounds(year, number)
    return Resolved(f"{year:04d}-{piece.code}{number}", TimeKind.DATE, bounds, Precision.SEASON, anchor, inferred)


def resolve_decade(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """the 1990s."""
    year = piece.year or 0
    if year < 10:
        return None
    years = 100 if year % 100 == 0 and year < 2000 else 10
    bounds = narrow(year_bounds(year, years), piece.mod)
    return Resolved(str(year // years), TimeKind.DATE, bounds, Precision.DECADE)


def resolve_century(piece: Piece, context: Context, future: Future) -> Resolved | None:
    """the 19th century."""
    first = ((piece.ordinal or 1) - 1) * 100
    bounds = narrow(year_bounds(max(first, 1), 100), piece.mod)
    return Resolved(f"{first // 100:02d}", TimeKind.DATE, bounds, Precision.DECADE)


Resolver = Callable[[Piece, Context, Future], Resolved | None]
RESOLVERS: dict[Sort, Resolver] = {
    Sort.DATE: resolve_date,
    Sort.WEEKDAY: resolve_weekday,
    Sort.DEICTIC: resolve_deictic,
    Sort.UNIT: resolve_unit,
    Sort.SEASON: resolve_season,
    Sort.QUARTER: resolve_quarter,
    Sort.DECADE: resolve_decade,
    Sort.CENTURY: resolve_century,
}
