"""Neighbouring pieces as one: "at 6:45 p.m." and "Wednesday", "the early hours of" and "Sunday"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.when.daytime import hour_of
from claimcheck.extract.when.grammar import compile_pattern
from claimcheck.extract.when.pieces import Piece, Sort

_BRACKET = compile_pattern("<lpar>|<comma>|<slash>")
_TIMES_OF_DAY = frozenset({Sort.PART, Sort.CLOCK})


def join_pieces(left: Piece, right: Piece, letters: str) -> Piece | None:
    """One piece of two neighbours that fill different fields, else None."""
    if Sort.SET in (left.sort, right.sort):
        return None
    if left.sort in _TIMES_OF_DAY and right.sort in _TIMES_OF_DAY:
        return _join_times(left, right, letters)
    if left.sort in _TIMES_OF_DAY and is_day(right) and not left.which:
        if left.part == "EARLY" and right.part and left.clock is None:
            return replace(right, first=left.first, part_mod="early")
        return _with_time_of(right, left, left.first, right.last)
    if is_day(left) and right.sort in _TIMES_OF_DAY and not right.which:
        if left.part == "EARLY" and right.part and right.clock is None:
            return replace(left, last=right.last, part=right.part, part_mod="early")
        return _with_time_of(left, right, left.first, right.last)
    if left.sort is Sort.WEEKDAY and not left.which and right.sort is Sort.DATE and is_day(right):
        joined = None if right.weekday is not None else _with_time_of(right, left, left.first, right.last)
        return None if joined is None else replace(joined, weekday=left.weekday)
    return None


def _with_time_of(day: Piece, time: Piece, first: int, last: int) -> Piece | None:
    """The day with the other's time of day; None where both have one."""
    if (day.clock is not None and time.clock is not None) or (day.part and time.part):
        return None
    return replace(
        day,
        first=first,
        last=last,
        clock=day.clock or time.clock,
        part=day.part or time.part,
        part_mod=day.part_mod or time.part_mod,
    )


def _join_times(left: Piece, right: Piece, letters: str) -> Piece | None:
    """A clock time and a part of the day ("6 this morning"), or two clocks, the second in brackets with its zone."""
    if left.clock is not None and right.clock is not None:
        return _with_zone_in_brackets(left, right, letters)
    if (left.clock is None) == (right.clock is None) or (right.which and left.clock is None):
        return None
    sort = Sort.PART if (left.which or right.which) else Sort.CLOCK
    joined = _with_time_of(left, right, left.first, right.last)
    return None if joined is None else replace(joined, sort=sort, which=left.which or right.which)


def _with_zone_in_brackets(left: Piece, right: Piece, letters: str) -> Piece | None:
    """ "10:35 a.m. (0735 GMT)": the second clock says how far the first is from Greenwich."""
    here, there = left.clock, right.clock
    if here is None or there is None or here.zone is not None or not isinstance(there.zone, int):
        return None
    if not _BRACKET.fullmatch(letters, left.last, right.first):
        return None
    hours = [hour_of(clock)[0] * 60 + clock.minute for clock in (here, there)]
    offset = (hours[0] - hours[1] + there.zone + 720) % 1440 - 720
    return replace(left, last=right.last, clock=replace(here, zone=offset)) if offset % 15 == 0 else None


def is_day(piece: Piece) -> bool:
    """Whether the piece names one day, on which a time of day can be laid."""
    if piece.sort is Sort.DATE:
        return piece.day is not None and piece.last_day is None
    if piece.sort is Sort.UNIT:
        return piece.unit == "D"
    return piece.sort in {Sort.WEEKDAY, Sort.DEICTIC} or (piece.sort is Sort.HOLIDAY and piece.code != "event")
