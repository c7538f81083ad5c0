"""Reported speech: the content clauses of verbs of saying that stand in no quotation marks, read from the parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimcheck.extract.crediting import crediting
from claimcheck.extract.speech import name_in
from claimcheck.model import Quotation, Sentence

# A clause that is mostly quoted is direct speech already.
_MOSTLY = 0.5


def find_reported(text: str, sentences: Sequence[Sentence], quoted: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Quotations with ``direct`` False: one a content clause of a verb of saying with a source."""
    outer = _outer(quoted)
    found: list[Quotation] = []
    for sentence in sentences:
        for one in crediting(sentence):
            if not one.speech or one.source[0] < 0 or one.head == one.cue[0] or one.stance == "doubts":
                continue
            inside = _covered(one.start, one.end, outer)
            if inside > _MOSTLY * (one.end - one.start):
                continue
            tokens = sentence.tokens
            start, end = tokens[one.source[0]].start, tokens[one.source[1] - 1].end
            named = name_in(text, start, end)
            if named and named.named:
                name, start, end = named.name, named.start, named.end
            else:
                name = text[start:end]
            cue_start, cue_end = tokens[one.cue[0]].start, tokens[one.cue[1] - 1].end
            found.append(
                Quotation(
                    one.start,
                    one.end,
                    text[one.start : one.end],
                    name,
                    start,
                    end,
                    text[cue_start:cue_end],
                    cue_start,
                    cue_end,
                    direct=False,
                )
            )
    return found


def _outer(quoted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The quoted spans that stand in no other, in order."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(quoted, key=lambda q: (q[0], -q[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def _covered(start: int, end: int, outer: Sequence[tuple[int, int]]) -> int:
    """How many code points of [start, end) are quoted."""
    inside = 0
    i = bisect_right(outer, start, key=lambda q: q[1])
    while i < len(outer) and outer[i][0] < end:
        inside += min(end, outer[i][1]) - max(start, outer[i][0])
        i += 1
    return inside
