"""Long lists of values, in parts that a database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

PART = 500
"""Values in one query: SQLite of 2015 takes 999."""
T = TypeVar("T", int, str)


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """The values in order, in parts."""
    ordered = sorted(values)
    for start in range(0, len(ordered), PART):
        yield ordered[start : start + PART]


def unordered(a: int, b: int) -> tuple[int, int]:
    """A pair, the smaller first."""
    return (a, b) if a <= b else (b, a)
