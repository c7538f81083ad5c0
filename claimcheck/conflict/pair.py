"""One conflict between two claims, before conflicts about one question are brought together."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Claim, Kind, Reading, Reason, Relation, Severity, Slot


@dataclass(frozen=True, slots=True)
class Side:
    """One answer: the claim that gives it, where in the claim's field it stands, and its value in words.

    ``key`` is what makes two answers the same value ("5", "2016-05-20", "moscow").
    """

    claim: Claim
    slot: Slot
    start: int
    end: int
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers that cannot both hold. ``topic`` is what the question is about ("#person/killed"): conflicts of
    other topics never merge. ``same_question`` is the aligner's probability, ``score`` the confidence in the flag."""

    kind: Kind
    relation: Relation
    severity: Severity
    a: Side
    b: Side
    score: float
    same_question: float
    topic: str
    question: str
    ask: str
    reasons: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = ()
