"""Two long figures that are almost one: 208,000 jobs and 209,000 jobs, 4,912 people and 5,912 people.

Long figures are all but unique, so that two of one thing which lie within a few hundredths of each other, or differ in
one digit, in two articles of one event, are mostly one figure that was copied wrong, rounded wrong or brought up to
date. That is told by the figures themselves, where the sentences around them have little in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.amount import counted_class, relate_amount
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.question import amount_ask, amount_question
from claimcheck.conflict.relation import decide_relation
from claimcheck.conflict.rules.amounts import amount_topic
from claimcheck.conflict.rules.sides import amount_side
from claimcheck.model import Amount, Claim, Hedge, Kind, Reading, Reason, Severity, Slot, SlotRelation

NEAR = 0.97
"""The smaller over the larger, from which two figures of three telling digits are near."""
TELLING, ROUND, SLIPPED = 3, 2, 4
"""Telling digits (end zeros aside) of the longer and the shorter of near figures; of figures that differ in one."""
SHARED_NEAR, SHARED_FAR = 1, 3
"""Lemmas that the two clauses, or else the two sentences, must share beside what is counted."""
MANY = 12
"""Figures of one kind above which an article is a table."""
CONFIDENCE = 0.6
REFUSED = frozenset({"years old", "%", "score"})


def near_figure_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """The near figures of two articles of which neither gives the other's."""
    ours, theirs = _long_figures(left), _long_figures(right)
    given = [{x.figure for x in view.amounts} for view in (left, right)]
    for key in sorted(ours.keys() & theirs.keys()):
        if max(len(ours[key]), len(theirs[key])) > MANY:
            continue
        for a, one in ours[key]:
            for b, two in theirs[key]:
                if one.figure in given[1] or two.figure in given[0] or not _near(one, two):
                    continue
                if _one_matter(a, b, one, two):
                    yield _conflict(a, b, one, two, left, right)


def _long_figures(view: ArticleView) -> dict[tuple[str, str, str], list[tuple[Claim, Amount]]]:
    """The exact long figures of an article by unit, denominator and class of the counted."""
    found: dict[tuple[str, str, str], list[tuple[Claim, Amount]]] = defaultdict(list)
    for claim in view.by_slot.get(Slot.AMOUNT, ()):
        amount = claim.amount
        if amount is None or amount.figure is None or amount.hedge is not Hedge.EXACT or amount.ordinal:
            continue
        if amount.unit in REFUSED or len(_telling(amount)) < ROUND:
            continue
        thing = "" if amount.unit else counted_class(amount.of) or amount.of
        found[amount.unit, amount.per, thing].append((claim, amount))
    return found


def _telling(amount: Amount) -> str:
    """The digits of the figure as printed, without zeros at its ends."""
    printed = re.search(r"\d[\d,.]*", amount.text)
    return re.sub(r"\D", "", printed.group()).strip("0") if printed else ""


def _near(a: Amount, b: Amount) -> bool:
    if relate_amount(a, b).relation is not SlotRelation.DISJOINT:
        return False
    left, right = _telling(a), _telling(b)
    if max(len(left), len(right)) < TELLING:
        return False
    if left != right and len(left) != len(right) and _rounds_to(left, right):
        return False
    low, high = sorted((abs(a.figure or 0.0), abs(b.figure or 0.0)))
    if low and low / high >= NEAR:
        return True
    if a.unit or len(left) != len(right) or len(left) < SLIPPED:
        return False
    return sum(x != y for x, y in zip(left, right, strict=True)) == 1


def _rounds_to(a: str, b: str) -> bool:
    """Whether the longer of two rows of digits, rounded to the length of the shorter, is the shorter (109 and 11)."""
    short, long = sorted((a, b), key=len)
    return abs(int(long) / 10.0 ** (len(long) - len(short)) - int(short)) <= 0.5


def _one_matter(a: Claim, b: Claim, one: Amount, two: Amount) -> bool:
    """Whether one thing is counted under one name and no person, or the clauses share a word beside it, or the
    sentences several."""
    if one.of and one.of == two.of and counted_class(one.of) not in ("person", "money"):
        return True
    counted = {one.of, two.of, "people"}
    if one.role and two.role and one.role != two.role and not a.near & b.near - counted:
        return False
    return len(a.near & b.near - counted) >= SHARED_NEAR or len(a.words & b.words - counted) >= SHARED_FAR


def _conflict(a: Claim, b: Claim, one: Amount, two: Amount, left: ArticleView, right: ArticleView) -> Conflict:
    relation, why = decide_relation(a, b, left.article, right.article)
    asked, told = max(((one, a), (two, b)), key=lambda x: (bool(x[0].role), x[1].end - x[1].start, x[1].id))
    return Conflict(
        kind=Kind.QUANTITY,
        relation=relation,
        severity=Severity.MINOR,
        a=amount_side(a, one),
        b=amount_side(b, two),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=amount_topic(one, two),
        question=amount_question(asked, told),
        ask=amount_ask(asked),
        reasons=(Reason("near_figures", f"“{one.text}” and “{two.text}” are almost one figure"), why),
        readings=(
            Reading("imprecise, not different", "ruled out", relate_amount(one, two).reason),
            Reading("two different questions", "possible", "two figures of one thing may lie near by chance"),
            Reading("as of different times", "possible", "the figure may have been brought up to date"),
        ),
    )
