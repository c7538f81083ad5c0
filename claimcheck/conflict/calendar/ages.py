"""A person's age against the year of birth in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.conflict.calendar.finding import CalendarFinding, ruled_out, span_of
from claimcheck.conflict.calendar.scene import Scene
from claimcheck.model import Sentence, Severity

_AGE = re.compile(
    r"\b(?:aged|age)\s+(?P<a>\d{1,3})\b|\b(?P<b>\d{1,3})[- ]years?[- ]old\b|,\s(?P<c>\d{2,3}),|\((?P<d>\d{2})\)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\bborn\b(?:\s+(?!and\b|but\b|who\b|to\b)[\w.,]+){0,6}?\s+(?P<a>1[89]\d\d|20[0-3]\d)\b|\(\s*b(?:orn|\.)\s*(?P<b>1[89]\d\d|20[0-3]\d)\s*\)"
)
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-4]\d)\b")
_OTHER_TIME = re.compile(
    r"\b(?:when (?:he|she|they|aged)|at the age|at age|then|at the time|by age|since|until|before|turn(?:s|ed|ing)?"
    r"|would have been|will be|about|around|nearly|almost|over|under)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]"
)
"""A name between age and birth: then they may be those of two people."""
_REACH = 80
_SLACK = 1
"""Years: an age printed before or after the birthday, or a report written a little later."""


def age_against_birth(scene: Scene) -> Iterator[CalendarFinding]:
    """ "Ada Quill, 34, who was born in 1950": no year that the sentence or the page names makes both true.

    Only with one age and one birth year in the sentence, and none where it speaks of another time ("when he was").
    """
    if scene.published is None:
        return
    for sentence in scene.sentences:
        finding = _check_sentence(scene, sentence, scene.published.low.year)
        if finding is not None:
            yield finding


def _group(match: re.Match[str]) -> tuple[int, int, int]:
    name = next(name for name in ("a", "b", "c", "d") if name in match.re.groupindex and match[name])
    return int(match[name]), match.start(name), match.end(name)


def _check_sentence(scene: Scene, sentence: Sentence, year: int) -> CalendarFinding | None:
    text = scene.text[sentence.start : sentence.end]
    births, ages = list(_BORN.finditer(text)), list(_AGE.finditer(text))
    if len(births) != 1 or len(ages) != 1 or _OTHER_TIME.search(text):
        return None
    (born, born_start, born_end), (age, age_start, age_end) = _group(births[0]), _group(ages[0])
    between = text[min(age_end, born_end) : max(age_start, born_start)]
    if len(between) > _REACH or _ANOTHER.search(between) or not 0 < age < 115:
        return None
    years = {year, *(int(found) for found in _YEAR.findall(text))} - {born}
    if any(-_SLACK <= other - born - age <= 1 + _SLACK for other in years) or born > year:
        return None
    spans = sorted(
        (
            span_of(scene.text, sentence.start + age_start, sentence.start + age_end),
            span_of(scene.text, sentence.start + born_start, sentence.start + born_end),
        ),
        key=lambda span: span.start,
    )
    first_is_age = spans[0].start == sentence.start + age_start
    values = (f"aged {age}", f"born {born}")
    return CalendarFinding(
        "age against birth year",
        scene.field,
        (spans[0], spans[1]),
        values if first_is_age else values[::-1],
        "How old is the person?",
        f"Someone born in {born} was {year - born - 1} or {year - born} in {year}, not {age}.",
        "Ask for the date of birth, or check a register or an earlier report.",
        Severity.MAJOR,
        0.7,
        (ruled_out("the age at another time", "no other year in the sentence makes the age right"),),
    )
