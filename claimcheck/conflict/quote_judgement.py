"""What a difference between two printed quotations means: how sure, how grave, what to ask, what was ruled out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.compare.quote import Operation, QuoteAlignment, QuoteDifference
from claimcheck.compare.quote_words import style
from claimcheck.model import Reading, Severity

# Cuts at the opening of a sentence or of whole sentences: the words printed are true, words are missing.
_CUTS = frozenset({Operation.OPENING_CUT, Operation.SENTENCE_CUT})
# As many content words replaced as independent translations of one sentence show, and no fewer.
_TRANSLATED = 2
# Two people share shorter runs of words without quoting one another.
_LONG = 6.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one question, in words and figures."""

    speaker: str
    explanation: str
    ask: str
    severity: Severity
    confidence: float
    readings: tuple[Reading, ...]
    detail: str


def judge(
    differences: Sequence[QuoteDifference],
    alignment: QuoteAlignment,
    speakers_a: Sequence[str],
    speakers_b: Sequence[str],
    one_article: bool,
) -> Judgement:
    """The verdict on the changes of one phrase. ``speakers``: all names that the articles give for each side;
    ``one_article``: all versions stand in one article."""
    agree = same_speaker(speakers_a, speakers_b)
    who = _shared_name(speakers_a, speakers_b)
    detail = "; ".join(_contrast(d) for d in differences[:4])
    where = "One article prints" if one_article else "Articles print"
    whose = f" of {who}" if who else ""
    asked = f", or ask {who}" if who else ""
    return Judgement(
        speaker=who,
        explanation=f"{where} one utterance{whose} inside quotation marks with different words: {detail}.",
        ask=f"Check a recording, transcript or the written statement{asked}: which words were said?",
        severity=Severity.MAJOR if any(turns_meaning(d) for d in differences) else Severity.MINOR,
        confidence=confidence_of(differences, alignment, agree, one_article),
        readings=_readings(differences, alignment, agree),
        detail=detail,
    )


def _contrast(d: QuoteDifference) -> str:
    if d.operation in _CUTS:
        return f"“{_short(d.a_text or d.b_text)}” left out without a mark"
    if d.a_text and d.b_text:
        return f"“{_short(d.a_text)}” against “{_short(d.b_text)}”"
    return f"“{_short(d.a_text or d.b_text)}” in one only"


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= 14 else " ".join([*parts[:6], "…", *parts[-6:]])


def same_speaker(a: Sequence[str], b: Sequence[str]) -> bool | None:
    """Whether two sets of speakers can be one person; None where a side names none."""
    if not a or not b:
        return None
    return any(names_meet(x, y) for x in a for y in b)


def names_meet(a: str, b: str) -> bool:
    """Whether two names share a word of three letters or more."""
    return bool(_name_words(a) & _name_words(b))


def _name_words(name: str) -> set[str]:
    return {w.lower() for w in re.findall(r"\w{3,}", name)} - {"the", "for", "and"}


def _shared_name(a: Sequence[str], b: Sequence[str]) -> str:
    """The fullest name both sides can mean, else the fullest of either."""
    met = [x for x in a if any(names_meet(x, y) for y in b)] + [y for y in b if any(names_meet(x, y) for x in a)]
    return max(met or [*a, *b], key=lambda n: (len(n.split()), n), default="")


def _readings(
    differences: Sequence[QuoteDifference], alignment: QuoteAlignment, agree: bool | None
) -> tuple[Reading, ...]:
    cut_only = all(d.operation in _CUTS for d in differences)
    edge = all(d.edge for d in differences)
    replaced = sum(max(len(d.a_words), len(d.b_words)) for d in differences if d.operation is Operation.SUBSTITUTED)
    common = f"{alignment.weight:.0f} telling words in the same order"
    two = "possible" if agree is not True or alignment.likeness < 0.75 else "ruled out"
    return (
        Reading(
            "clip",
            "possible" if cut_only or edge else "ruled out",
            "the words stand at an end of the common part" if edge else "the words stand inside the common part",
        ),
        Reading("ellipsis", "ruled out", "no ellipsis or bracket marks the change"),
        Reading(
            "house style", "ruled out", "what differs is neither spelling, numerals, contraction marks nor punctuation"
        ),
        Reading(
            "translation",
            "possible" if replaced >= _TRANSLATED else "ruled out",
            "several words are replaced by others" if replaced >= _TRANSLATED else "nearly all words are the same",
        ),
        Reading(
            "two utterances of one speaker",
            two,
            f"{common}; " + {True: "one speaker", None: "a side names no speaker", False: "speakers differ"}[agree],
        ),
    )


def confidence_of(
    differences: Sequence[QuoteDifference], alignment: QuoteAlignment, agree: bool | None, one_article: bool
) -> float:
    """How sure it is that one utterance was printed with different words (weights set by hand on flags read).

    Cuts cost most: few openings left out, and none of the sentences left out, were called a discrepancy."""
    score = 0.30 + 0.05 * min(alignment.weight, 10.0) + 0.6 * (alignment.likeness - 0.85)
    score += {True: 0.08, None: 0.0, False: -0.12 if alignment.weight >= _LONG else -0.25}[agree]
    if all(d.operation is Operation.SENTENCE_CUT for d in differences):
        score -= 0.45
    elif all(d.operation in _CUTS for d in differences):
        score -= 0.35
    elif all(d.edge for d in differences):
        score -= 0.1
    if one_article:
        score -= 0.35
    return round(max(0.02, min(0.97, score)), 2)


def turns_meaning(d: QuoteDifference) -> bool:
    """A negation, a number or a superlative made absolute."""
    tables = style()
    a, b = set(d.a_words), set(d.b_words)
    if d.operation is Operation.CONTRACTED or d.operation in _CUTS:
        return False
    if bool(a & tables.negations) != bool(b & tables.negations):
        return True
    if {w for w in a if w[0].isdigit()} != {w for w in b if w[0].isdigit()}:
        return True
    joined = {"".join(d.a_words), "".join(d.b_words)}
    if "" in joined and joined & tables.partial:
        return True
    return any(frozenset((x, y)) in tables.opposites for x in a - b for y in b - a)
