"""Two times for one happening."""

from __future__ import annotations

from claimcheck.compare.aligned import Alignment, ArticleView
from claimcheck.compare.stamps import dates_the_page
from claimcheck.compare.what import ALIKE, action_class, opposed
from claimcheck.compare.who import relate_who
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
from claimcheck.conflict.scene_times_read import SPOTS, spot_words
from claimcheck.model import (
    Claim,
    Kind,
    Reason,
    Severity,
    Slot,
    SlotRelation,
    TimeKind,
    When,
    WhoRole,
)

LASTING = frozenset({"be", "remain", "stay", "continue", "live", "work", "have", "keep", "hold", "know", "go on"})
"""Verbs of what goes on: it can be so at two times."""
LIGHT = frozenset({"come", "go", "get", "take", "make", "give", "put", "set", "hear", "see", "feel", "turn", "bring"})
"""Verbs that say little of an act without what stands beside them: a call and a coach both "come"."""
RARELY_RIGHT = 0.3
"""Times under this score are not shown: hardly one of those read on news not built on was real."""


def times_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two times for one happening that have no moment in common."""
    a, b = pair.a.when, pair.b.when
    found = pair.comparison(Slot.WHEN)
    if a is None or b is None or found.relation is not SlotRelation.DISJOINT:
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    duration = a.kind is TimeKind.DURATION
    if pair.probability < RARELY_RIGHT or not one_act(pair) or dates_the_page(pair.a, a) or dates_the_page(pair.b, b):
        return None
    return Conflict(
        kind=Kind.WHEN,
        relation=relation,
        severity=Severity.MINOR,
        a=time_side(pair.a, a),
        b=time_side(pair.b, b),
        score=pair.probability,
        same_question=pair.probability,
        topic=f"{'duration' if duration else 'time'}/{topic_action(pair)}",
        question=f"{'How long' if duration else 'When'}: {masked_longer(pair, a, b)}?",
        ask="Ask whoever was there, or look up the log or the schedule.",
        reasons=(Reason("times_differ", found.reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def one_act(pair: Alignment) -> bool:
    """Whether two timed claims are about one act: two acts of one event have two times, however near they stand.

    Their verbs are one or mean one, or one only says that it happened. Not what may be at two times: what people say,
    what goes on ("remained in custody"), what two different persons did or underwent, what is told of two days in the
    same words ("sign up today"). Clock times told with two verbs are compared as scenes (``conflict.scene_times``)."""
    a, b = pair.a.what.lemma, pair.b.what.lemma
    if opposed(a, b) or opposed(action_class(a), action_class(b)):
        return False
    classes = {action_class(a), action_class(b)}
    if pair.feature("action") < ALIKE and ("happen" not in classes or pair.feature("clock")):
        return False
    if pair.a.when is None or pair.b.when is None:
        return False
    if pair.a.when.kind is TimeKind.DURATION:
        return not _other_people(pair) and not _other_lengths(pair.a, pair.a.when, pair.b, pair.b.when)
    if "say" in classes or classes & LASTING:
        return False
    if _elsewhere(pair) or ({a.split()[0], b.split()[0]} <= LIGHT and not _shared_beside(pair)):
        return False
    reprinted = pair.a.when.text.lower() == pair.b.when.text.lower() and "day" in pair.a.when.inferred
    return not reprinted and not _other_people(pair)


def _other_lengths(a: Claim, one: When, b: Claim, two: When) -> bool:
    """Whether two lengths measure two things: one is part of a name ("the 10-year bond"), or one says from where to
    where something moved ("from 65 to 67 years")."""
    if ("-" in one.text) != ("-" in two.text):
        return True
    return any(
        claim.sentence.text[: when.start - claim.sentence.start].lower().endswith("from ")
        for claim, when in ((a, one), (b, two))
    )


def _other_people(pair: Alignment) -> bool:
    """Whether the acts are of other agents or befell others, by name."""
    if pair.feature("agent_other") or pair.feature("patient_other"):
        return True
    told = [[w for w in c.who if w.role is WhoRole.PATIENT] for c in (pair.a, pair.b)]
    found = {relate_who(x, y).relation for x in told[0] for y in told[1]}
    return found == {SlotRelation.DISJOINT}


def _shared_beside(pair: Alignment) -> bool:
    """Whether the two clauses have another word than the verb, the times and the places in common."""
    sides = (pair.a, pair.b)
    told = {w.lower() for x in sides if x.when for w in x.when.text.split()}
    told |= {w.lower() for x in sides for place in x.where for w in place.text.split()}
    return bool((pair.a.near & pair.b.near) - told - {word for x in sides for word in x.what.lemma.split()})


def _elsewhere(pair: Alignment) -> bool:
    """Whether both acts are set in streets or venues, and in no common one: two events of one kind."""
    one, two = (
        frozenset(word for w in claim.where if w.kind in SPOTS for word in spot_words(w.text))
        for claim in (pair.a, pair.b)
    )
    return bool(one and two and not one & two)
