"""Scores and tallies: two figures of one moment of a game, or of one vote, printed differently.

"58-41 with 9:17 to go" and "58-42 with 9:17 to play": one moment has one score. "Passed 217-204" and "218-204": one
vote has one tally. A slip changes one of the two figures by little, and an article that prints both scores tells of
two. Such pairs are rare, and two votes in a row may look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Claim, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = {"moment": 0.7, "vote": 0.6}
"""Set by hand, on very few cases: one moment of a clock has one score by logic, two votes may be so alike."""
SLIP = 5
"""The figure that differs, differs by at most this."""
COMMON_WORDS = 2
"""Content words that the sentences of two votes must share."""
MANY = 20
"""Votes of smaller bodies differ by little on different matters."""
AROUND = 45
"""Characters beside the score in which a cue stands."""
_SCORE = re.compile(
    r"(?<![\w./$£€%:-])(?P<one>\d{1,3})[-–](?P<two>\d{1,3})(?![\w/%:$-]|\.\d|,\d{3}|\s+percent|\s+per cent)"
)
_CLOCK = re.compile(r"\b(?P<clock>\d{1,2}:\d\d)\s+(?:minutes?\s+)?(?:to\s+(?:go|play)|left|remaining)\b", re.IGNORECASE)
_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|tally|passed|approved|rejected|confirmed|cleared|adopted)\b", re.IGNORECASE
)
_NO_SCORE = re.compile(
    r"\b(?:ages?|aged|between|from|poll|surveyed?|favou?r|approval|points?|record|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?)\W+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """Two figures as a sentence prints them, the larger first: the sort, and the clock that ties them to a moment."""

    claim: Claim
    start: int
    text: str
    sort: str
    high: int
    low: int
    clock: str


def scores_of(claims: Iterable[Claim], view: ArticleView) -> tuple[Score, ...]:
    """The scores of some sentences that a clock or a vote ties to one question, in order."""
    out = []
    for claim in claims:
        text = claim.sentence.text
        found = [m for m in _SCORE.finditer(text) if not _NO_SCORE.search(text[: m.start()])]
        clocks = {m["clock"] for m in _CLOCK.finditer(text)}
        if view.sentence_of(claim).past:
            continue
        for match in found:
            near = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            alone = len(found) == 1 and len(clocks) == 1
            sort = "moment" if alone else "vote" if _VOTE.search(near) else ""
            high, low = sorted((int(match["one"]), int(match["two"])), reverse=True)
            if not sort or low <= 1 and sort == "vote":
                continue
            start, clock = claim.sentence.start + match.start(), min(clocks) if alone else ""
            out.append(Score(claim, start, match.group(), sort, high, low, clock))
    return tuple(out)


def other_score(a: Score, b: Score, ours: frozenset[str], theirs: frozenset[str]) -> Conflict | None:
    """A conflict where two scores of one sort answer one question, one figure the same and the other nearly, and
    neither article (its words given) prints the other's. Symmetric."""
    if a.sort != b.sort or not _slip(a, b) or not _one_question(a, b) or _printed(a, theirs) or _printed(b, ours):
        return None
    relation, why = decide_lasting(a.claim, b.claim)
    first, second = sorted((a.text, b.text))
    what = {"moment": f"the score with {a.clock} to go", "vote": "the vote"}[a.sort]
    score = CONFIDENCE[a.sort]
    return Conflict(
        kind=Kind.QUANTITY,
        relation=relation,
        severity=Severity.MINOR,
        a=_side(a),
        b=_side(b),
        score=score,
        same_question=score,
        topic="/".join((a.sort, *sorted((f"{a.high}-{a.low}", f"{b.high}-{b.low}")))),
        question=f"What was {what}: {first} or {second}?",
        ask="Look it up in the official record of the game or of the vote.",
        reasons=(Reason("score_changed", f"{what} is given as {first} and as {second}"), why),
        readings=(
            Reading("two scores", POSSIBLE, "neither article prints both"),
            Reading("rounding", RULED_OUT, "scores and tallies are exact"),
        ),
    )


def _slip(a: Score, b: Score) -> bool:
    """One of the figures is the same, the other differs by little."""
    if a.high == b.high:
        return 0 < abs(a.low - b.low) <= SLIP
    return a.low == b.low and abs(a.high - b.high) <= SLIP


def _one_question(a: Score, b: Score) -> bool:
    if a.sort == "moment":
        return a.clock == b.clock
    return a.high + a.low > MANY and len(a.claim.words & b.claim.words) >= COMMON_WORDS


def _printed(score: Score, words: frozenset[str]) -> bool:
    return f"{score.high}-{score.low}" in words or f"{score.low}-{score.high}" in words


def _side(score: Score) -> Side:
    end = score.start + len(score.text)
    return Side(score.claim, Slot.WHAT, score.start, end, score.text, f"{score.high}-{score.low}")
