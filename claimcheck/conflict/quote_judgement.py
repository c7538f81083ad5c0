"""What a difference between two printed quotations means: how sure, how grave, what to ask, what was ruled out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.compare.quote import Operation, QuoteAlignment, QuoteDifference
from claimcheck.compare.quote_words import style
from claimcheck.model import Reading, Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one question, in words and figures."""

    question: str
    explanation: str
    ask: str
    severity: Severity
    confidence: float
    readings: tuple[Reading, ...]
    rule: str
    detail: str


def judge(
    differences: Sequence[QuoteDifference],
    alignment: QuoteAlignment,
    speakers_a: Sequence[str],
    speakers_b: Sequence[str],
    one_article: bool,
) -> Judgement | None:
    """The verdict on the changes of one phrase, None where they are no discrepancy after all."""
    agree = same_speaker(speakers_a, speakers_b)
    confidence = _confidence(differences, alignment, agree, one_article)
    who = (speakers_a or speakers_b or ("the speaker",))[0]
    severity = Severity.MAJOR if any(turns_meaning(d) for d in differences) else Severity.MINOR
    detail = "; ".join(f"“{d.a_text or '—'}” against “{d.b_text or '—'}”" for d in differences[:4])
    return Judgement(
        question=f"What exactly did {who} say: {detail}?",
        explanation="",
        ask="",
        severity=severity,
        confidence=confidence,
        readings=(),
        rule="one utterance, different words",
        detail=detail,
    )


def same_speaker(a: Sequence[str], b: Sequence[str]) -> bool | None:
    """Whether two sets of speakers can be one person; None where a side names none."""
    if not a or not b:
        return None
    return any(_names_meet(x, y) for x in a for y in b)


def _names_meet(a: str, b: str) -> bool:
    one = {w.lower() for w in re.findall(r"\w{3,}", a)}
    two = {w.lower() for w in re.findall(r"\w{3,}", b)}
    return bool(one & two)


def _confidence(
    differences: Sequence[QuoteDifference], alignment: QuoteAlignment, agree: bool | None, one_article: bool
) -> float:
    score = 0.45 + 0.04 * min(alignment.weight, 8.0) + 0.5 * (alignment.likeness - 0.8)
    score += {True: 0.08, None: 0.0, False: -0.15}[agree]
    if all(d.operation in (Operation.OPENING_CUT, Operation.SENTENCE_CUT) for d in differences):
        score -= 0.2
    if one_article:
        score -= 0.1
    return round(max(0.05, min(0.97, score)), 2)


def turns_meaning(d: QuoteDifference) -> bool:
    """A negation, a number or a superlative made absolute."""
    tables = style()
    a, b = set(d.a_words), set(d.b_words)
    if d.operation in (Operation.CONTRACTED, Operation.SENTENCE_CUT, Operation.OPENING_CUT):
        return False
    if bool(a & tables.negations) != bool(b & tables.negations):
        return True
    if {w for w in a if w[0].isdigit()} != {w for w in b if w[0].isdigit()}:
        return True
    joined = {"".join(d.a_words), "".join(d.b_words)}
    if "" in joined and joined & {"oneof", "someof", "partof", "mostof"}:
        return True
    return any(frozenset((x, y)) in tables.opposites for x in a - b for y in b - a)
