"""Two figures for one count."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.compare.aligned import Alignment, ArticleView, SentenceView
from claimcheck.compare.amount import counted_class, told_as_addition
from claimcheck.compare.counted import counted_table, noun_likeness
from claimcheck.compare.what import ALIKE
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.question import amount_ask, amount_question
from claimcheck.conflict.relation import GROWING, decide_relation
from claimcheck.conflict.rules.sides import (
    Tools,
    amount_side,
    common_readings,
    masked_longer,
    question_reason,
)
from claimcheck.model import (
    Amount,
    Claim,
    EntityLabel,
    Hedge,
    Kind,
    Reason,
    Severity,
    Slot,
    SlotRelation,
)

TOTAL_OR_ADDITION = 0.6
"""The wording of an addition is often loose ("another 40 officers")."""
OTHER_NOUN = 0.6
"""Ages told of a "man" and a "victim" are mostly of two persons: no such flag that was judged was real."""
LIST_OF_AMOUNTS = 7
"""A sentence with so many amounts is a list or a table that lost its shape."""
OTHER_KIND = 0.3
"""Likeness of two nouns under which they are of two kinds."""
FAR, FAR_APART = 0.05, 0.5
"""Figures that differ twentyfold are seldom about one thing; where they are, it is a slip of the pen."""
SHARES, CATEGORY, STATISTICS = 2, 3, 0.3
"""Articles with so many percentages, or so many counts of one thing, give statistics: hardly any such flag
read was real."""
OTHER_TIME = 0.3
RARELY_RIGHT = 0.3
"""Counts under this score are not shown: of those read on unlabelled news none was real."""
SOME, PART, ONE_OF_THEM, OTHER_ROLE = 0.3, 0.45, 0.6, 0.5
OFFENCES = frozenset({"count", "charge"})
OF_WHAT = re.compile(r"\s*\w*\s*(?:counts?|charges?) of ((?:\w+ ){0,2}\w+)")
DEFINITE = re.compile(r"\b(?:the|these|those|his|her|their|other|both)\s+(?:other|next|first|last)?\s*$", re.IGNORECASE)
LISTED = re.compile(r"\s+\w+(?:\s\w+)?(?:,\s|\s+and\s)\s*(?:an?|one|two|three|four|five|\d+|his|her)\b", re.IGNORECASE)
LISTED_BEFORE = re.compile(r"\b(?:an?|one)\s[\w-]+(?:\s\w+)?,?\s+and\s+$", re.IGNORECASE)
SEVERE = re.compile(r"\b(?:critical|critically|serious|seriously|life-threatening|grave|gravely)\b", re.IGNORECASE)
WHOLE = frozenset({"person", "people", "victim"})
"""Nouns of everybody: "two officers", "five adults" may be a part of "three people", "six people"."""
SMALL = 10.0
"""Under this an addition is told of loosely: "two more men" are the two of another report."""
MAKES = frozenset("have score finish add record make post collect notch total get contribute hit throw rush".split())
"""Verbs by which a player is said to have made points."""
CAPITAL = re.compile(r"\b[A-Z][\w’'-]*\w\b")
SPAN = re.compile(
    r"(?i)\b(?:half|quarter|period|inning|round|set|season|career|overtime|streak|run|average|straight)s?\b"
)
"""Words for a part of a contest, or for more than one."""
CONTEST = re.compile(
    r"\b(?:yard|point|game|goal|run|touchdown|rebound|assist|round|inning|season|match|win|loss|hit|strikeout|lap)s?\b",
    re.IGNORECASE,
)
"""What players and teams are counted by: a match report gives a dozen such figures of as many doers and moments."""
VICTIMS = frozenset({"killed", "injured", "shot", "hospitalised", "stabbed"})
MAJOR_ROLES = frozenset({"killed", "injured", "missing", "arrested", "rescued", "hospitalised", "sentenced"})


def amounts_differ(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """Two figures for one count whose ranges, read with their hedges and rounding, cannot be one number."""
    a, b = pair.a.amount, pair.b.amount
    found = pair.comparison(Slot.AMOUNT)
    if a is None or b is None or found.relation not in {SlotRelation.DISJOINT, SlotRelation.OVERLAPS}:
        return None
    if _stands_beside(a, right.sentence_of(pair.b)) or _stands_beside(b, left.sentence_of(pair.a)):
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    factor = 1.0 if found.relation is SlotRelation.DISJOINT else 0.75
    age = a.unit == "years old"
    score = pair.probability * factor * _doubts(pair, a, b, left, right)
    if not age and score < RARELY_RIGHT:
        return None
    roles = sorted({a.role, b.role} - {""})
    asked, told = max(
        ((a, pair.a), (b, pair.b)), key=lambda x: (bool(x[0].role), x[0].role, x[1].end - x[1].start, x[1].id)
    )
    return Conflict(
        kind=Kind.WHO if age else Kind.QUANTITY,
        relation=relation,
        severity=Severity.MAJOR if age or MAJOR_ROLES & set(roles) else Severity.MINOR,
        a=amount_side(pair.a, a),
        b=amount_side(pair.b, b),
        score=score,
        same_question=pair.probability,
        topic=amount_topic(a, b),
        question=amount_question(asked, told),
        ask=amount_ask(asked),
        reasons=(Reason("amounts_differ", found.reason), why, question_reason(pair)),
        readings=common_readings(pair, left, right),
    )


def _doubts(pair: Alignment, a: Amount, b: Amount, left: ArticleView, right: ArticleView) -> float:
    """The factor for what makes a disagreement unlikely, each share measured by reading flags on unlabelled news."""
    factor = FAR_APART if pair.feature("closeness") < FAR else 1.0
    if a.unit == "years old":
        return factor * (OTHER_NOUN if a.of.lower() != b.of.lower() else 1.0)
    contest = _of_a_contest(a) and _of_a_contest(b)
    if contest and _of_one_player(pair, a, b):
        return factor * (OTHER_TIME if _looks_back(left.sentence_of(pair.a), right.sentence_of(pair.b)) else 1.0)
    if contest and not (pair.feature("agent_same") and pair.feature("action") >= ALIKE):
        factor *= STATISTICS
    if _looks_back(left.sentence_of(pair.a), right.sentence_of(pair.b)):
        factor *= OTHER_TIME
    if a.unit == "%" and min(_spread(a, left), _spread(b, right)) >= SHARES:
        factor *= STATISTICS
    if not a.unit and not {a.role, b.role} & MAJOR_ROLES and max(_spread(a, left), _spread(b, right)) >= CATEGORY:
        factor *= STATISTICS
    if counted_class(a.of) == "person" and not a.unit:
        factor *= _doubts_of_persons(pair, a, b)
    if a.of in OFFENCES and b.of in OFFENCES and _offence(pair.a, a) != _offence(pair.b, b):
        factor *= STATISTICS
    return factor


def _of_a_contest(amount: Amount) -> bool:
    return bool(CONTEST.search(amount.text) or CONTEST.fullmatch(amount.of))


def _of_one_player(pair: Alignment, a: Amount, b: Amount) -> bool:
    """Whether two figures are of one thing that one named player made: "had 12 points", "scored 14 points". Not where
    one sentence alone is of a part of the contest, or of more than it."""
    if a.of != b.of or not all(c.what.lemma in MAKES for c in (pair.a, pair.b)):
        return False
    players = [_player(c, x) for c, x in ((pair.a, a), (pair.b, b))]
    spans = [frozenset(m.lower() for m in SPAN.findall(c.sentence.text)) for c in (pair.a, pair.b)]
    return players[0] == players[1] != "" and spans[0] == spans[1]


def _player(claim: Claim, amount: Amount) -> str:
    """The surname of the person who stands last before a figure, "" where another name stands between."""
    names = {w.name.split()[-1].lower() for w in claim.who if w.label is EntityLabel.PERSON}
    before = CAPITAL.findall(claim.sentence.text[: amount.start - claim.sentence.start])
    return before[-1].lower() if before and before[-1].lower() in names else ""


def _looks_back(a: SentenceView, b: SentenceView) -> bool:
    """Whether one sentence alone tells of another time: "the first strike since 2023, when 280 schools were shut"."""
    return a.past != b.past


def _doubts_of_persons(pair: Alignment, a: Amount, b: Amount) -> float:
    """Parts of a group are told of beside the whole: "the two teens", "two officers" of three people."""
    factor = 1.0
    small = pair.a if (a.figure or a.low) < (b.figure or b.low) else pair.b
    least = small.amount
    if least is None:
        return factor
    before = small.sentence.text[: least.start - small.sentence.start]
    after = small.sentence.text[least.end - small.sentence.start :]
    most = b if least is a else a
    if "of the" in least.scope or ("other" in least.scope) != ("other" in most.scope):
        factor *= SOME
    elif (least.of not in WHOLE and most.of in WHOLE) or any(
        (DEFINITE.search(before), LISTED.match(after), LISTED_BEFORE.search(before))
    ):
        factor *= PART
    if least.figure == 1.0 and least.hedge is Hedge.EXACT and not a.role == b.role == "killed":
        factor *= ONE_OF_THEM
    grave = [
        SEVERE.search(c.sentence.text[c.start - c.sentence.start : c.end - c.sentence.start]) for c in (pair.a, pair.b)
    ]
    if bool(grave[0]) != bool(grave[1]):
        factor *= PART
    if pair.feature("place_other") or pair.feature("sentence_place_other"):
        factor *= OTHER_ROLE
    roles = {a.role, b.role}
    if len(roles) == 2 and roles & MAJOR_ROLES and not roles <= VICTIMS:
        factor *= OTHER_ROLE
    return factor


def _spread(amount: Amount, view: ArticleView) -> int:
    """How many figures an article gives of one thing: where it counts states or delegates many ways, two figures
    are of two questions."""
    alike = (x for x in view.amounts if x.unit == amount.unit and (amount.unit == "%" or x.of == amount.of))
    return len({x.figure if x.figure is not None else x.low for x in alike if not x.ordinal})


def _offence(claim: Claim, amount: Amount) -> str:
    """What the counts are of: "two counts of theft"."""
    found = OF_WHAT.match(claim.sentence.text[amount.end - claim.sentence.start :])
    return found[1].lower() if found else ""


def amount_topic(a: Amount, b: Amount) -> str:
    """What is counted: the unit or the class of the counted, and what happened to it where that is a count of its own.

    The verb beside a count of things ("60 tractors were sent, were used") does not make another question."""
    known = sorted(({a.role, b.role} - {""}) & (GROWING | MAJOR_ROLES))
    if a.unit == "years old":
        return "age"
    if a.unit:
        return "/".join((a.unit, *sorted({a.role, b.role} - {""})))
    return "/".join((min(counted_class(x.of) or x.of for x in (a, b)), *known))


def _stands_beside(amount: Amount, other: SentenceView) -> bool:
    """Whether the other sentence gives this figure too, or is a list or table: its differing figure is then of
    another thing ("56 percent to 40 percent", printed in both)."""
    if len(other.amounts) >= LIST_OF_AMOUNTS:
        return True
    return any(
        x.figure == amount.figure and x.unit == amount.unit and not _other_thing(x, amount) for x in other.amounts
    )


def _other_thing(a: Amount, b: Amount) -> bool:
    """Whether two counts are plainly of two things: "60 diggers and 100 lorries" gives no 100 diggers."""
    if a.unit or not a.of or not b.of or a.of == b.of or {a.of, b.of} & counted_table().generic:
        return False
    return noun_likeness(a.of, b.of) < OTHER_KIND


def total_or_addition(pair: Alignment, left: ArticleView, right: ArticleView, tools: Tools) -> Conflict | None:
    """One figure that one side gives as the whole and the other as what is added to it."""
    a, b = pair.a.amount, pair.b.amount
    if a is None or b is None or not told_as_addition(a, b) or (a.figure or 0.0) < SMALL:
        return None
    relation, why = decide_relation(pair.a, pair.b, left.article, right.article)
    extra, whole = (a, b) if told_as_addition(a, b) and "additional" in a.scope else (b, a)
    return Conflict(
        kind=Kind.QUANTITY,
        relation=relation,
        severity=Severity.MINOR,
        a=_whole_or_added(amount_side(pair.a, a), a is extra),
        b=_whole_or_added(amount_side(pair.b, b), b is extra),
        score=pair.probability * TOTAL_OR_ADDITION,
        same_question=pair.probability,
        topic=f"addition/{min(counted_class(x.of) or x.of for x in (a, b))}",
        question=f"Is {whole.text} the whole, or added to it: {masked_longer(pair, a, b)}?",
        ask="Ask the source how many there are in all, and how many of them are new.",
        reasons=(Reason("total_or_addition", f"“{extra.text}” is an addition on one side only"), why),
        readings=common_readings(pair, left, right),
    )


def _whole_or_added(side: Side, added: bool) -> Side:
    return replace(side, key=str(added), value=f"{side.value} ({'added' if added else 'in all'})")
