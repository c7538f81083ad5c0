"""Distances from a dated moment: "two days before Christmas", "a week after Tuesday's vote"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from claimcheck.extract.when.lengths import PRECISION, UNIT_SECONDS, shift_bounds, shift_value
from claimcheck.extract.when.pieces import Count
from claimcheck.model import Precision, TimeKind, When

_WHOLE_UNITS = ("D", "W", "MO", "Y")


def _count_of(when: When) -> Count | None:
    """The count behind a whole number of days, weeks, months or years ("P2W"); None for anything else."""
    figure, unit = when.value[1:-1], when.value[-1:]
    unit = "MO" if unit == "M" else unit
    if not figure.isdigit() or unit not in _WHOLE_UNITS or when.seconds is None:
        return None
    low, high = (seconds / UNIT_SECONDS[unit] for seconds in when.seconds)
    return Count(float(figure), low, high, unit)


def place_distances(text: str, times: Sequence[When]) -> Iterator[When]:
    """The times, with every distance that a dated day follows at once turned into a date of its own."""
    for index, when in enumerate(times):
        following = times[index + 1] if index + 1 < len(times) else None
        placed = None if following is None else _place(text, when, following)
        yield when if placed is None else placed


def _place(text: str, when: When, day: When) -> When | None:
    if when.kind is not TimeKind.DURATION or when.relation not in {"before", "after"} or day.low is None:
        return None
    between = text[when.end : day.start].strip().lower()
    if not text[when.start : when.end].lower().endswith(("before", "after")) or between not in {"", "the"}:
        return None
    count = _count_of(when)
    if count is None or day.precision is not Precision.DAY:
        return None
    direction = -1 if when.relation == "before" else 1
    named = datetime.fromisoformat(day.value[:10])
    low, high = shift_bounds(count, direction, named)
    return replace(
        when,
        value=shift_value(count, direction, named),
        kind=TimeKind.DATE,
        low=low,
        high=high,
        precision=PRECISION[count.unit],
        seconds=None,
        relation="on",
        anchor=day.anchor,
        event="",
        inferred=day.inferred,
    )
