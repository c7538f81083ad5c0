"""What a calendar rule reports."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Field, Reading, Severity, Span, When


@dataclass(frozen=True, slots=True)
class CalendarFinding:
    """Two statements of one article that cannot both hold.

    ``spans`` are the two answers in reading order, ``values`` the same in words, one for each span.
    """

    rule: str
    field: Field
    spans: tuple[Span, Span]
    values: tuple[str, str]
    question: str
    explanation: str
    ask: str
    severity: Severity
    confidence: float
    readings: tuple[Reading, ...] = ()


def span_of(text: str, start: int, end: int) -> Span:
    """The span with its text."""
    return Span(start, end, text[start:end])


def span_of_time(when: When) -> Span:
    """The span of a time."""
    return Span(when.start, when.end, when.text)


def ruled_out(reading: str, detail: str) -> Reading:
    """A compatible reading that was tried and does not hold."""
    return Reading(reading, "ruled out", detail)


def possible(reading: str, detail: str) -> Reading:
    """A compatible reading that cannot be excluded."""
    return Reading(reading, "possible", detail)
