"""Anniversaries against the dates that the same sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claimcheck.compare.occasions import Occasion, find_occasion
from claimcheck.conflict.calendar.finding import CalendarFinding, possible, ruled_out, span_of_time
from claimcheck.conflict.calendar.scene import Scene
from claimcheck.model import Precision, Sentence, Severity, When

_LINK = re.compile(
    r"\s*(?:,\s*|\(\s*|—\s*|–\s*|-\s*)?(?:which\s+)?(?:it\s+)?(?:will\s+)?"
    r"(?:marks?|marked|marking|be|is|was|falls?|fell|came|comes)?\s*(?:exactly\s+)?(?:on\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_PREFIX = "anniversary of "
_NEAR_DAYS = 1


def anniversary_against_date(scene: Scene) -> Iterator[CalendarFinding]:
    """ "On 5 May 2025, the 80th anniversary of X": the count, the event's date and the stated date must agree.

    Only where nothing but a linking verb or a comma stands between the two, for a ceremony may be held on
    another day. Several accepted dates of one event are all tried.
    """
    for sentence in scene.sentences:
        times = scene.times_of(sentence)
        for first, second in zip(times, times[1:], strict=False):
            marked, dated = (first, second) if first.event.startswith(_PREFIX) else (second, first)
            occasion = find_occasion(marked.event.removeprefix(_PREFIX)) if marked.event.startswith(_PREFIX) else None
            between = scene.text[first.end : second.start]
            if occasion is None or dated.event or not _LINK.fullmatch(between):
                continue
            if "mark" in between.lower() and scene.text[: dated.start].endswith(("on ", "On ")):
                continue  # "a ceremony on Friday marked ..." dates the ceremony
            finding = _compare(scene, sentence, marked, dated, occasion)
            if finding is not None:
                yield finding


def _ordinal(text: str) -> int | None:
    match = re.search(r"\b(\d+)(?:st|nd|rd|th)\b", text)
    return int(match[1]) if match else None


def _compare(scene: Scene, sentence: Sentence, marked: When, dated: When, occasion: Occasion) -> CalendarFinding | None:
    ordinal, event_days = _ordinal(marked.text), occasion.event_days()
    if ordinal is None or not event_days or dated.low is None or dated.precision is not Precision.DAY:
        return None
    stated = dated.low.date()
    right = [day for year in {d.year + ordinal for d in event_days} for day in occasion.days_in(year)]
    off = min(abs((stated - day).days) for day in right)
    wrong_year = stated.year not in {day.year for day in right}
    if off <= _NEAR_DAYS or ("year" in dated.inferred and off % 365 <= 2) or (not wrong_year and dated.anchor):
        return None
    shown = " or ".join(f"{day.day} {day:%B %Y}" for day in sorted(right)[:3])
    when_it_was = " or ".join(f"{day.day} {day:%B %Y}" for day in event_days[:3])
    spans = sorted((span_of_time(marked), span_of_time(dated)), key=lambda span: span.start)
    words = {marked.start: f"{ordinal}th anniversary: {shown}", dated.start: f"{stated.day} {stated:%B %Y}"}
    return CalendarFinding(
        "anniversary against date",
        scene.field,
        (spans[0], spans[1]),
        (words[spans[0].start], words[spans[1].start]),
        f"When is {marked.text}?",
        f"{occasion.name} was on {when_it_was}, so anniversary number {ordinal} is {shown}, not {_day(stated)}.",
        f"Check the date of the event ({occasion.source}) and count the years again.",
        Severity.MAJOR if wrong_year else Severity.MINOR,
        0.85 if wrong_year else 0.6,
        (
            ruled_out("another accepted date of the event", f"none of {when_it_was} fits"),
            possible("the ceremony was held on another day", "the text names the day as the anniversary itself"),
        ),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
