"""The differences of two quotations: operations, their places, and the alignment as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model import SlotRelation


class Operation(StrEnum):
    """What was done to the words of one quotation to get the other."""

    SUBSTITUTED = "substituted"
    INSERTED = "inserted"
    DROPPED = "dropped"
    INFLECTED = "inflected"
    CONTRACTED = "contracted"
    SENTENCE_CUT = "sentence cut"
    OPENING_CUT = "opening cut"
    CLIPPED = "clipped"
    ELLIPSIS = "cut marked"
    BRACKET = "bracket"
    STYLE = "house style"


# Operations that change the words inside the marks; the others are what papers may do.
CHANGES = frozenset(
    {
        Operation.SUBSTITUTED,
        Operation.INSERTED,
        Operation.DROPPED,
        Operation.INFLECTED,
        Operation.CONTRACTED,
        Operation.SENTENCE_CUT,
        Operation.OPENING_CUT,
    }
)


@dataclass(frozen=True, slots=True)
class QuoteDifference:
    """One operation with the words of each side: [a_start, a_end) and [b_start, b_end) are code points of the fields.
    An empty side has the place where the words are missing. ``a_words`` are the normal forms, ``a_first`` the number of
    the first of them (or of the word before which they are missing). ``edge``: at an end of the common part."""

    operation: Operation
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str
    a_words: tuple[str, ...]
    b_words: tuple[str, ...]
    a_first: int
    b_first: int
    edge: bool = False

    @property
    def changes(self) -> bool:
        """Whether the words said are changed."""
        return self.operation in CHANGES


@dataclass(frozen=True, slots=True)
class QuoteAlignment:
    """Two quotations aligned. ``spans`` are the common runs (a_start, a_end, b_start, b_end) in code points of the
    fields; ``weight`` the weight of the common words, ``likeness`` (0-1) their share of what was compared."""

    relation: SlotRelation
    reason: str
    spans: tuple[tuple[int, int, int, int], ...] = ()
    differences: tuple[QuoteDifference, ...] = ()
    weight: float = 0.0
    likeness: float = 0.0

    @property
    def changes(self) -> tuple[QuoteDifference, ...]:
        """The differences that change words."""
        return tuple(d for d in self.differences if d.changes)
