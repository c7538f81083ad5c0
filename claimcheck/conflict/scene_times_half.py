"""One clock time, two halves of the day: "landed at 9:25 p.m." and "reached the gate at 9:25 a.m.".

The minute shows that both texts mean one moment; the half of the day is a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.stamps import dates_the_page
from claimcheck.compare.words import WordTable
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.conflict.rules.sides import time_side
from claimcheck.model import Claim, Kind, Precision, Reading, Reason, Severity, Slot, When

CONFIDENCE = 0.6
SHARED_RARITY = 1.8
"""The two sentences must share a lemma that fewer than one news article of six has: as pairs are made elsewhere."""
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d\d)\s*([ap])\.?\s?m\b", re.IGNORECASE)

Reads = dict[tuple[int, int], dict[str, list[tuple[Claim, When]]]]


def half_day_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """Times of two articles that are one to the minute but for the half of the day, on no two days, in sentences that
    have a telling word in common; none where either article prints both halves, or the full hour (shops open and close
    at eight)."""
    ours, theirs = _read(left), _read(right)
    for clock in sorted(ours.keys() & theirs.keys()):
        if len(ours[clock]) != 1 or len(theirs[clock]) != 1 or ours[clock].keys() == theirs[clock].keys():
            continue
        (mine,), (other,) = ours[clock].values(), theirs[clock].values()
        met = [(a, b) for a in mine for b in other if _one_moment(*a, *b)]
        for (claim, when), (claim_b, when_b) in met[:1]:
            yield _conflict(claim, when, claim_b, when_b)


def _read(view: ArticleView) -> Reads:
    """The clock times with their minute and half of the day, by hour and minute, then by half."""
    out: Reads = {}
    for claim in sorted(view.by_slot.get(Slot.WHEN, ()), key=lambda c: (c.field, c.start, c.id)):
        when = claim.when
        if when is None or when.precision is not Precision.MINUTE or when.relation not in {"on", "since"}:
            continue
        printed = _CLOCK.search(when.text)
        if printed is not None and not dates_the_page(claim, when):
            halves = out.setdefault((int(printed[1]), int(printed[2])), {})
            halves.setdefault(printed[3].lower(), []).append((claim, when))
    return {clock: halves for clock, halves in out.items() if clock[1]}


def _one_moment(a: Claim, one: When, b: Claim, two: When) -> bool:
    """Whether the days do not exclude each other and the sentences share a telling word."""
    dated = all("date" not in w.inferred and w.low is not None for w in (one, two))
    if dated and one.low is not None and two.low is not None and one.low.date() != two.low.date():
        return False
    told = {word.lower() for when in (one, two) for word in when.text.split()}
    table = WordTable.load()
    return any(table.rarity(word) >= SHARED_RARITY for word in (a.words & b.words) - told)


def _conflict(a: Claim, one: When, b: Claim, two: When) -> Conflict:
    relation, why = decide_lasting(a, b)
    first, second = sorted((one.text, two.text))
    return Conflict(
        kind=Kind.WHEN,
        relation=relation,
        severity=Severity.MAJOR,
        a=time_side(a, one),
        b=time_side(b, two),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="time/half of the day",
        question=f"In which half of the day: {first} or {second}?",
        ask="Look up the log or the timetable.",
        reasons=(
            Reason("half_of_the_day", f"“{first}” and “{second}” are one minute of the clock, twelve hours apart"),
            why,
        ),
        readings=(
            Reading("rounding", RULED_OUT, "the minute is the same"),
            Reading("two events of one minute", POSSIBLE, "one could come twelve hours after the other"),
        ),
    )
