"""Arithmetic inside one article that cannot hold: weekdays, anniversaries, ages, parts, elapsed time.

A rule is a function from a scene (one field of an article) to findings, in the list ``RULES``. Every rule is strict:
it speaks only where the two statements are tied by grammar, and tries the compatible readings first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from claimcheck.conflict.calendar.ages import age_against_birth
from claimcheck.conflict.calendar.anniversaries import anniversary_against_date
from claimcheck.conflict.calendar.days import holiday_against_date, impossible_day, weekday_against_date
from claimcheck.conflict.calendar.elapsed import elapsed_against_dates, length_against_range
from claimcheck.conflict.calendar.finding import CalendarFinding
from claimcheck.conflict.calendar.parts import parts_against_total
from claimcheck.conflict.calendar.scene import Scene
from claimcheck.model import AnnotatedArticle, Claim, Field, When

__all__ = ["RULES", "CalendarFinding", "calendar_findings"]

CalendarRule = Callable[[Scene], Iterable[CalendarFinding]]
RULES: tuple[CalendarRule, ...] = (
    weekday_against_date,
    holiday_against_date,
    impossible_day,
    anniversary_against_date,
    age_against_birth,
    parts_against_total,
    elapsed_against_dates,
    length_against_range,
)


def calendar_findings(
    article: AnnotatedArticle, claims: Sequence[Claim], times: Mapping[Field, Sequence[When]]
) -> tuple[CalendarFinding, ...]:
    """What in one article cannot hold together, in reading order, the title first.

    ``times`` are the times that were found in each field, in order. A sentence that an article prints twice is
    reported once.
    """
    found: list[CalendarFinding] = []
    for field in (Field.TITLE, Field.TEXT):
        scene = Scene(
            field,
            article.article.field(field),
            article.article.published_at,
            article.sentences(field),
            times.get(field, ()),
            tuple(claim for claim in claims if claim.field is field),
        )
        for rule in RULES:
            found.extend(rule(scene))
    ordered = sorted(found, key=lambda item: (item.field is Field.TEXT, item.spans[0].start, item.rule))
    unique = {(item.rule, item.values): item for item in reversed(ordered)}
    return tuple(item for item in ordered if unique[item.rule, item.values] is item)
