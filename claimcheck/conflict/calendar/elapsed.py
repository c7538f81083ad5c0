"""A stated length of time against the two dates it lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.conflict.calendar.finding import CalendarFinding, possible, ruled_out, span_of_time
from claimcheck.conflict.calendar.scene import Scene
from claimcheck.model import Precision, Sentence, Severity, TimeKind, When

_YEAR, _DAY = 31557600.0, 86400.0
_LATER = re.compile(r"\blater$", re.IGNORECASE)
_COARSE = frozenset({Precision.YEAR, Precision.MONTH, Precision.DAY})
_LINK = re.compile(r"(?:\s*[,(—–-]\s*|\s+)(?:in|on)\s+(?:the\s+)?|\s*[,(]\s*")


def elapsed_against_dates(scene: Scene) -> Iterator[CalendarFinding]:
    """ "opened in 1990 and closed five years later, in 1997": only with exactly these three times in a sentence."""
    for sentence in scene.sentences:
        times = scene.times_of(sentence)
        if (
            len(times) == 3
            and _LATER.search(times[1].text)
            and _LINK.fullmatch(scene.text[times[1].end : times[2].start])
        ):
            finding = _check_later(scene, sentence, *times)
            if finding is not None:
                yield finding


def _check_later(scene: Scene, sentence: Sentence, first: When, gap: When, last: When) -> CalendarFinding | None:
    if first.low is None or last.low is None or first.kind is not TimeKind.DATE or last.kind is not TimeKind.DATE:
        return None
    if first.inferred or last.inferred or first.precision not in _COARSE or last.precision not in _COARSE:
        return None
    figure = re.match(r"(?:just |exactly |only )?(\w+(?:-\w+)?)\s+years?\s+later$", gap.text, re.IGNORECASE)
    stated = _figure(figure[1]) if figure else None
    between = last.low.year - first.low.year
    if stated is None or between <= 0 or abs(between - stated) <= 1:
        return None
    return CalendarFinding(
        "elapsed time against dates",
        scene.field,
        (span_of_time(gap), span_of_time(last)),
        (gap.text, f"{first.text} to {last.text}: {between} years"),
        f"How long after {first.text} was it?",
        f"From {first.text} to {last.text} is {between} years, the text says {gap.text}.",
        "Check both dates; one of the three figures is wrong.",
        Severity.MINOR,
        0.65,
        (
            ruled_out("rounding", f"{stated} and {between} differ by more than a year"),
            possible("the years are counted from another event", "no other date stands in the sentence"),
        ),
    )


def _figure(word: str) -> int | None:
    from claimcheck.conflict.calendar.scene import read_number

    return read_number(word)


def length_against_range(scene: Scene) -> Iterator[CalendarFinding]:
    """ "a four-day festival, from 3 May to 5 May": a stated number of days against first and last day."""
    for sentence in scene.sentences:
        times = scene.times_of(sentence)
        days = [when for when in times if re.fullmatch(r"\w+-day", when.text)]
        dated = [when for when in times if when.kind is TimeKind.DATE]
        if len(days) != 1 or len(dated) != 2 or len(times) != 3:
            continue
        finding = _check_range(scene, sentence, days[0], dated[0], dated[1])
        if finding is not None:
            yield finding


def _check_range(scene: Scene, sentence: Sentence, length: When, first: When, last: When) -> CalendarFinding | None:
    if first.low is None or last.low is None or length.seconds is None:
        return None
    joined = re.fullmatch(r"\s+(?:to|until|through)\s+", scene.text[first.end : last.start])
    opened = re.search(r"\bfrom\s+$", scene.text[sentence.start : first.start])
    if not joined or not opened or first.precision is not Precision.DAY or last.precision is not Precision.DAY:
        return None
    counted = (last.low - first.low).days
    stated = round(sum(length.seconds) / 2 / _DAY)
    if counted <= 0 or counted > 60 or stated in {counted - 1, counted, counted + 1}:
        return None
    return CalendarFinding(
        "length against dates",
        scene.field,
        (span_of_time(length), span_of_time(last)),
        (length.text, f"{first.text} to {last.text}: {counted + 1} days"),
        "How long did it last?",
        f"From {first.text} to {last.text} is {counted + 1} days, the text says {length.text}.",
        "Check the first and the last day.",
        Severity.MINOR,
        0.65,
        (ruled_out("first or last day not counted", f"{counted - 1} to {counted + 1} days were allowed"),),
    )
