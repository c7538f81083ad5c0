"""Named days and dates as places in the year, so that an anniversary can be set against a date."""

from __future__ import annotations

import re

from claimcheck.compare.occasions import find_occasion
from claimcheck.model import When

PREFIX = "anniversary of "
ANY_YEAR = 2024
"""Where the text gives no year only month and day are used; a leap year has all of them."""
SLACK_DAYS = 7
"""A visit "coincides" with a day that lies within the week around it."""


def month_days(when: When) -> frozenset[tuple[int, int]]:
    """The (month, day) pairs on which a named day or a date may fall; empty where the text leaves the day open."""
    if when.event:
        occasion = find_occasion(when.event.removeprefix(PREFIX))
        if occasion is None:
            return frozenset()
        year = when.low.year if when.low else ANY_YEAR
        return frozenset((d.month, d.day) for d in occasion.days_in(year))
    match = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?", when.value)
    return frozenset({(int(match[1]), int(match[2]))}) if match else frozenset()


def days_apart(a: frozenset[tuple[int, int]], b: frozenset[tuple[int, int]]) -> int | None:
    """The least distance in days between two sets of days of the year, around the turn of the year too."""
    if not a or not b:
        return None
    ordinals = [[(m - 1) * 30.44 + d for m, d in days] for days in (a, b)]
    return round(min(min(abs(x - y), 365.25 - abs(x - y)) for x in ordinals[0] for y in ordinals[1]))
