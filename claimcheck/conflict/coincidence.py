"""A happening said to coincide with an anniversary or a holiday, in an article that dates it otherwise.

"The visit coincides with the anniversary of the armistice" and, elsewhere in the same article, "arrived on May 20": the
anniversary has a date, and it is not in May. Both must be told of one happening, matched by noun and verb ("arrival",
"arrive") or by the nouns of an encounter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.compare.occasions import find_occasion
from claimcheck.conflict.calendar.finding import CalendarFinding
from claimcheck.conflict.encounter import encounter_words
from claimcheck.conflict.named_days import ANY_YEAR, PREFIX, SLACK_DAYS, days_apart, month_days
from claimcheck.model import Claim, Precision, Reading, Severity, Span, TimeKind, When, WhoRole

LINKS = frozenset({"coincide", "fall", "mark", "match", "overlap", "come"})
CONFIDENCE = 0.7


def coincidence_findings(claims: Sequence[Claim]) -> Iterator[CalendarFinding]:
    """The first date of the same happening, at odds with the day it is said to coincide with."""
    dated = [c for c in claims if c.when and _is_day(c.when) and not c.when.event and not c.speech]
    for claim in claims:
        if claim.when is None or not claim.when.event or claim.what.lemma not in LINKS or claim.speech:
            continue
        heads = {w.head for w in claim.who if w.role is WhoRole.AGENT}
        for other in dated:
            assert other.when is not None
            if other.field is not claim.field or other.sentence == claim.sentence or not _same_happening(heads, other):
                continue
            apart = days_apart(month_days(claim.when), month_days(other.when))
            if apart is not None and apart > SLACK_DAYS:
                yield _finding(claim, other, apart)
                break


def _is_day(when: When) -> bool:
    return when.kind is TimeKind.DATE and (when.precision in {None, Precision.DAY}) and when.relation == "on"


def _same_happening(heads: set[str], other: Claim) -> bool:
    words = encounter_words()
    others = {other.what.lemma} | {w.head for w in other.who if w.role is WhoRole.AGENT}
    meetings = words.nouns | words.visitor_verbs | words.host_verbs
    if heads & meetings and others & meetings:
        return True
    return any(len(h) > 4 and len(o) > 4 and h[:5] == o[:5] for h in heads for o in others)


def _finding(claim: Claim, other: Claim, apart: int) -> CalendarFinding:
    assert claim.when is not None
    assert other.when is not None
    named, date = claim.when, other.when
    occasion = find_occasion(named.event.removeprefix(PREFIX))
    days = occasion.days_in(named.low.year if named.low else ANY_YEAR) if occasion else ()
    shown = " or ".join(f"{d.day} {d:%B}{f' {d.year}' if named.low else ''}" for d in days[:3])
    spans = sorted((Span(x.start, x.end, x.text) for x in (named, date)), key=lambda s: s.start)
    words = {named.start: f"coincides with {named.text} ({shown})", date.start: date.text}
    return CalendarFinding(
        rule="coincidence against date",
        field=claim.field,
        spans=(spans[0], spans[1]),
        values=(words[spans[0].start], words[spans[1].start]),
        question=f"Does {_subject(claim)} fall on {date.text}, or with {named.text}?",
        explanation=f"The article dates it to {date.text} and lets it coincide with {named.text}, which is {shown}: "
        f"about {apart} days apart.",
        ask="Look the date of the event up, and ask when the happening was.",
        severity=Severity.MAJOR,
        confidence=CONFIDENCE,
        readings=(
            Reading("a season of commemorations", "possible", "ceremonies of an anniversary may last for weeks"),
            Reading("another accepted date of the event", "ruled out", f"its days are {shown}"),
        ),
    )


def _subject(claim: Claim) -> str:
    """The happening in the text's own words."""
    words = next((w.text for w in claim.who if w.role is WhoRole.AGENT), "")
    return f"“{words}”" if words else "it"
