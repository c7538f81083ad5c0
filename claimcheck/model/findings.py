"""Comparisons, discrepancies, findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.model.articles import Article
from claimcheck.model.claims import Claim, Slot


class SlotRelation(StrEnum):
    """What two regions have in common. WITHIN: one refines the other."""

    SAME = "same"
    WITHIN = "within"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values of one slot compared: the relation, the reason in words, and how alike they are (0-1)."""

    slot: Slot
    relation: SlotRelation
    reason: str
    score: float = 0.0


class Kind(StrEnum):
    """What a discrepancy is about."""

    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    QUANTITY = "quantity"
    WHAT = "what"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CALENDAR = "calendar"


class Relation(StrEnum):
    """How the answers of a discrepancy stand to one another."""

    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    ATTRIBUTED = "attributed"
    COMPATIBLE = "compatible"


class Severity(StrEnum):
    """Major where a correction would be printed."""

    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke for the discrepancy, and what it saw."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A compatible reading that was tried: its name, "ruled out", "possible" or "holds", and why."""

    reading: str
    verdict: str
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Where in a claim an answer stands."""

    claim: str
    slot: Slot
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One of the incompatible answers, and every claim that gives it."""

    value: str
    claims: tuple[str, ...]
    answers: tuple[Answer, ...]
    sources: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One question with two or more incompatible answers."""

    id: str
    kind: Kind
    relation: Relation
    severity: Severity
    confidence: float
    question: str
    values: tuple[AnswerValue, ...]
    explanation: str
    ask: str
    reasons: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An article, or a part of one, that was not checked, and why: silence is not clearance."""

    article: str
    reason: str


class NoticeKind(StrEnum):
    """What a reader should know of an article beside what it says."""

    CORRECTION = "correction"
    """The version that stands corrects an earlier one."""
    EMBARGOED = "embargoed"
    """Compared before its release, because the run was told to."""
    RELIES_ON_WITHDRAWN = "relies on withdrawn"
    """It reprints, or names as its source, an item that its provider killed."""
    LATE_VERSION = "late version"
    """A version came that does not fit: after a kill, or one number with two texts."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of an article: which, what kind, in one sentence."""

    article: str
    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run found. ``lineage`` maps an article's id to the name of its group of near-copies."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    not_compared: tuple[NotCompared, ...] = ()
    lineage: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
