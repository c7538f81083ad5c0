"""Disagreement that a text itself announces: "some reports put it in A, other accounts in B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.relation import shorten
from claimcheck.model import Claim, Kind, PlaceRelation, Reading, Reason, Relation, Severity, Slot

VOICES = (
    r"(?:reports?|accounts?|media|outlets?|newspapers?|sources?|witness(?:es)?|officials?|experts?|analysts?|"
    r"passengers?|residents?|observers?|versions?|people)"
)
BELIEF = (
    r"(?:say|says|said|claim|claims|claimed|believe|believes|believed|think|thinks|thought|insist|insists|insisted|"
    r"report|reports|reported|put|puts|place|places|placed|suggest|suggests|suggested|describe|described|argue|"
    r"argued|emphasi[sz]e|emphasi[sz]ed|speak|spoke|recall|recalled|swear|swore|maintain|maintained)"
)
SOME = re.compile(
    rf"\b(?:some|one|several|certain)\s+(?:of\s+(?:the|them)\s+)?(?:\w+\s+)?(?:{VOICES}\s+)?(?:have\s+)?{BELIEF}\b",
    re.I,
)
OTHERS = re.compile(
    rf"\b(?:others?|another)\b(?:\s+(?:\w+\s+)?{VOICES})?(?:\s+(?:have\s+)?{BELIEF}\b|,)"
    rf"|(?<=[.;] )Some(?:,|\s+{BELIEF}\b)|^Some(?:,|\s+{BELIEF}\b)|\bsome,\s",
    re.I,
)
CONFIDENCE = 0.5
"""Set by hand: such texts are rare, and not all of them are about a question of fact."""


def announced_conflicts(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Conflicts that one article announces, within a sentence or in two that follow each other."""
    sentences = [list(group) for _, group in groupby(claims, key=lambda c: (c.field, c.sentence.start))]
    for own in sentences:
        text = own[0].sentence.text
        first = SOME.search(text)
        second = OTHERS.search(text, first.end()) if first else None
        if first and second:
            pivot = own[0].sentence.start + second.start()
            before = [replace(c, end=min(c.end, pivot)) for c in own if c.what.start < pivot]
            after = [replace(c, start=max(c.start, pivot)) for c in own if c.what.start >= pivot]
            yield from _conflict(before, after)
    for before, after in pairwise(sentences):
        if before[0].field is not after[0].field:
            continue
        first, second = SOME.search(before[0].sentence.text), OTHERS.match(after[0].sentence.text)
        if first and second and not OTHERS.search(before[0].sentence.text, first.end()):
            yield from _conflict(before, after)


def _conflict(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[Conflict]:
    if not left or not right:
        return
    a, b = _telling(left), _telling(right)
    placed = _place(a) and _place(b)
    yield Conflict(
        kind=Kind.WHERE if placed else Kind.WHAT,
        relation=Relation.ATTRIBUTED,
        severity=Severity.MINOR,
        a=_side(a),
        b=_side(b),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="announced",
        question=f"Which account holds: {shorten(_words(a), 60)}, or {shorten(_words(b), 60)}?",
        ask="Ask each source what it saw or knows at first hand.",
        reasons=(Reason("announced_disagreement", "the text itself sets two accounts against each other"),),
        readings=(Reading("both accounts hold", "possible", "the text does not say that one excludes the other"),),
    )


def _telling(claims: Sequence[Claim]) -> Claim:
    """The claim that says most: one with a place, an amount or a time before one without; the longest of them."""
    return max(claims, key=lambda c: (bool(_place(c)), c.amount is not None, c.end - c.start, -c.start))


def _place(claim: Claim) -> bool:
    return any(w.relation is not PlaceRelation.DATELINE for w in claim.where)


def _words(claim: Claim) -> str:
    text = claim.sentence.text[claim.start - claim.sentence.start : claim.end - claim.sentence.start]
    return " ".join(text.split()).strip(" ,;.")


def _side(claim: Claim) -> Side:
    if _place(claim):
        where = next(w for w in claim.where if w.relation is not PlaceRelation.DATELINE)
        return Side(claim, Slot.WHERE, where.start, where.end, where.text, where.name.lower())
    return Side(claim, Slot.WHAT, claim.what.start, claim.what.end, _words(claim), _words(claim).lower())
