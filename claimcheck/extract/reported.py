"""Reported speech: the content clauses of verbs of saying, read from the parse."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import Quotation, Sentence


def find_reported(text: str, sentences: Sequence[Sentence], quoted: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Quotations with ``direct`` False, one a content clause that stands in no quotation marks."""
    return []
