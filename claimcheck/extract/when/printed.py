"""The date that a page prints of itself, for an article that comes without one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from claimcheck.compare.moments import day_bounds, is_date
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.model import Interval, Precision

HEAD = 400
"""Code points from the start of the text within which a page prints its date."""
_STAMP = re.compile(r"\b(?:updated?|posted|published|created|filed)\b[\s:|@–—-]*(?:\w+,?\s*){0,2}$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|\n)[\s(\[|•·–—-]*(?:\w+,\s*)?$")


def printed_date(text: str, lexemes: Sequence[Lexeme], pieces: Sequence[Piece]) -> Interval | None:
    """The day of the first full date in the head of the page that opens a line, follows "Posted:" and the like, or
    stands in a dateline's brackets ("(March 20, 2007) --"); None where there is none. A full date inside a sentence
    dates what it tells of, not the page."""
    for piece in pieces:
        start = lexemes[piece.first].start
        if start > HEAD:
            return None
        if piece.sort is not Sort.DATE or piece.year is None or piece.month is None or piece.day is None:
            continue
        before, after = text[max(0, start - 60) : start], text[lexemes[piece.last - 1].end :]
        stamped = _STAMP.search(before) is not None
        opens = (
            _OPENS.search(before) is not None and re.match(r"\s*(?:[)\]|•·–—\n-]|at\b|\d|[A-Z]|$)", after) is not None
        )
        bracketed = before.endswith("(") and re.match(r"\)\s*(?:[–—:]|-)", after) is not None
        if (stamped or opens or bracketed) and is_date(piece.year, piece.month, piece.day):
            low, high = day_bounds(datetime(piece.year, piece.month, piece.day))
            return Interval(low, high, Precision.DAY)
    return None
