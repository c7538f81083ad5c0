"""Two times for one happening."""

from __future__ import annotations

import re

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.compare.what import ALIKE, action_class, opposed
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import decide_relation
from claimcheck.conflict.rules.sides import (
    Tools,
    common_readings,
    masked_longer,
    question_reason,
    time_side,
    topic_action,
)
from claimcheck.model import (
    Kind,
    Reason,
    Severity,
    Slot,
    SlotRelation,
    TimeKind,
)

STAMP = re.compile(r"^\W*(?:last |first )?(?:updated?|posted|published|modified|copyright)\b", re.IGNORECASE)
"""A line that dates the page, not the event."""
OTHER_ACT_CLOCK = 0.8
OTHER_ACT = 0.5
"""Factors for times that stand with two different verbs; clock times of one event differ less by chance."""


def times_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two times for one happening that have no moment in common."""
    a, b = pair.a.when, pair.b.when
    found = pair.comparison(Slot.WHEN)
    if a is None or b is None or found.relation is not SlotRelation.DISJOINT:
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    duration = a.kind is TimeKind.DURATION
    factor = one_act(pair)
    if not factor or STAMP.match(pair.a.sentence.text) or STAMP.match(pair.b.sentence.text):
        return None
    return Conflict(
        kind=Kind.WHEN,
        relation=relation,
        severity=Severity.MINOR,
        a=time_side(pair.a, a),
        b=time_side(pair.b, b),
        score=pair.probability * factor,
        same_question=pair.probability,
        topic=f"{'duration' if duration else 'time'}/{topic_action(pair)}",
        question=f"{'How long' if duration else 'When'}: {masked_longer(pair, a, b)}?",
        ask="Ask whoever was there, or look up the log or the schedule.",
        reasons=(Reason("times_differ", found.reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def one_act(pair: Alignment) -> float:
    """How surely two timed claims are about one act, as a factor of the score: two acts of one event have two times.

    A verb that only says that it happened stands for any act. 0 for opposites (arrive, leave)."""
    a, b = pair.a.what.lemma, pair.b.what.lemma
    if opposed(a, b) or opposed(action_class(a), action_class(b)):
        return 0.0
    if pair.feature("action") >= ALIKE or "happen" in {action_class(a), action_class(b)}:
        return 1.0
    return OTHER_ACT_CLOCK if pair.feature("clock") else OTHER_ACT
