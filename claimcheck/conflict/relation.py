"""How two answers stand to one another: superseded, openly attributed, or plainly contradictory."""

from __future__ import annotations

import re
from datetime import timedelta

from rapidfuzz import fuzz

from claimcheck.model import Amount, Article, Attribution, Claim, Hedge, Interval, Modality, Reason, Relation

UPDATE_WORDS = re.compile(
    r"\b(?:now|so far|rose|risen|rises|rising|climbed|climbs|grown|grew|increased to|revised|updated?|"
    r"later|since|latest|confirmed|no longer|as of)\b",
    re.IGNORECASE,
)
GROWING = frozenset(
    {
        "killed",
        "injured",
        "hospitalised",
        "arrested",
        "missing",
        "rescued",
        "evacuated",
        "displaced",
        "infected",
        "deployed",
        "affected",
        "found",
    }
)
"""Roles whose count only grows while an event is being reported."""
HOURS = timedelta(hours=6)
PRINTED_ALIKE = 0.7
"""Share of common lemmas from which two sentences are prints of one."""
SAME_SOURCE = 80.0
"""Token-set similarity from which two source names are one source."""


def order(a: Interval | None, b: Interval | None) -> int:
    """-1 where a was published surely before b, 1 where surely after, 0 where unknown or overlapping."""
    if a is None or b is None:
        return 0
    if a.high <= b.low:
        return -1
    return 1 if b.high <= a.low else 0


def different_sources(a: Attribution | None, b: Attribution | None) -> bool:
    """Whether both claims name a source, and not the same one."""
    if a is None or b is None or not a.source or not b.source:
        return False
    return fuzz.token_set_ratio(a.source.lower(), b.source.lower()) < SAME_SOURCE


def attributed(a: Claim, b: Claim) -> Reason | None:
    """Each side has an explicit source of its own."""
    if not different_sources(a.attribution, b.attribution):
        return None
    left, right = sorted((a.attribution.source if a.attribution else "", b.attribution.source if b.attribution else ""))
    return Reason("attributed", f"one side is credited to {left}, the other to {right}")


def superseded(a: Claim, b: Claim, left: Article, right: Article) -> Reason | None:
    """The later report updates the earlier: a growing count, or the words of an update in the later one."""
    direction = order(left.published_at, right.published_at)
    if a.amount and b.amount and {a.amount.unit, b.amount.unit} == {"years old"}:
        return None  # a person's age does not change while an event is reported
    if a.amount and b.amount:
        reason = _grown(a.amount, b.amount, direction)
        if reason and (grows(a.amount, b.amount) or _apart_in_time(a, b, left, right)):
            return reason
    if direction and a.article != b.article:
        earlier, later = (a, b) if direction < 0 else (b, a)
        if earlier.what.modality is Modality.EXPECTED and later.what.modality is Modality.HAPPENED:
            return Reason("superseded", "the earlier report only expects what the later one reports")
    if direction == 0 or a.article == b.article:
        return None
    later = b if direction < 0 else a
    clause = later.sentence.text[later.start - later.sentence.start : later.end - later.sentence.start]
    if not later.speech and UPDATE_WORDS.search(clause):
        return Reason("superseded", f"the later report speaks of an update: “{shorten(later.sentence.text)}”")
    return None


def grows(a: Amount, b: Amount) -> bool:
    """Whether the role of the counted is one whose count only grows."""
    return bool({a.role, b.role} & GROWING)


def _apart_in_time(a: Claim, b: Claim, left: Article, right: Article) -> bool:
    """Whether another count may have grown: hours lie between, and neither sentence is a print of the other, in
    which a changed figure is a slip."""
    if left.published_at is None or right.published_at is None:
        return False
    gap = max(left.published_at.low, right.published_at.low) - min(left.published_at.high, right.published_at.high)
    alike = len(a.words & b.words) / max(1, len(a.words | b.words))
    return gap >= HOURS and alike < PRINTED_ALIKE


def _grown(a: Amount, b: Amount, direction: int) -> Reason | None:
    """A count of an event in progress grows: killed, injured, rescued always, other counts of people and things
    where a later report has the larger one. Measures (units) do not grow."""
    if not grows(a, b) and (a.unit or b.unit or not direction):
        return None
    if (a.low, a.high) == (b.low, b.high):
        return None
    low, high = sorted((a, b), key=lambda x: (x.low, x.high))
    if direction and (b if direction < 0 else a) is high:
        return Reason("superseded", "the later report gives the larger count, and such a count only grows")
    if direction == 0 and low.hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE}:
        return Reason("superseded", f"“{low.text}” leaves room for “{high.text}”, and such a count only grows")
    return None


def decide_lasting(a: Claim, b: Claim) -> tuple[Relation, Reason]:
    """Attributed or contradicts, for what no report updates: the spelling of a name, the place where a thing stands."""
    reason = attributed(a, b)
    if reason:
        return Relation.ATTRIBUTED, reason
    return Relation.CONTRADICTS, Reason("contradicts", "it does not change while an event is reported")


def decide_relation(a: Claim, b: Claim, left: Article, right: Article) -> tuple[Relation, Reason]:
    """Attributed, superseded or contradicts, with the reason."""
    reason = superseded(a, b, left, right)
    if reason:
        return Relation.SUPERSEDES, reason
    reason = attributed(a, b)
    if reason:
        return Relation.ATTRIBUTED, reason
    return Relation.CONTRADICTS, Reason("contradicts", "neither order nor wording nor source explains the difference")


def shorten(text: str, width: int = 90) -> str:
    """The start of a text, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1].rsplit(" ", 1)[0] + "…"
