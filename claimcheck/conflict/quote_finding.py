"""What is found about quotations: the versions of one utterance, where each is printed, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.compare.quote_words import QuoteWord
from claimcheck.model import Field, Kind, Quotation, Reading, Severity

# A version longer than twice this many words is shown by its two ends.
SHOWN = 14


@dataclass(frozen=True, slots=True)
class QuoteOccurrence:
    """Where a version is printed: [start, end) covers the sentence(s) of the quotation with the changed words,
    [words_start, words_end) the changed words themselves (empty where they are missing)."""

    article: str
    field: Field
    start: int
    end: int
    words_start: int
    words_end: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class QuoteVersion:
    """One answer: the changed words in their context, and everywhere they stand so."""

    value: str
    occurrences: tuple[QuoteOccurrence, ...]


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """One utterance with two or more printed versions (kind quote) or speakers (kind attribution)."""

    kind: Kind
    versions: tuple[QuoteVersion, ...]
    question: str
    explanation: str
    ask: str
    severity: Severity
    confidence: float
    readings: tuple[Reading, ...] = ()
    rule: str = ""
    detail: str = ""


def slice_of(quote: Quotation, words: Sequence[QuoteWord]) -> str:
    """The words as printed; the place of a credit between them is marked."""
    text = re.sub(r"\s{5,}(?:\.\s+)?", " … ", quote.text[words[0].start : words[-1].end])
    return " ".join(text.split())
