"""Utterances: the quotations of a text that are one stretch of speech, split only by who said it or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model import Quotation

_MARKS = re.compile(r"[\"“”«»‘’']")
_WORD = re.compile(r"\w+")
# An attribution between two halves is short ("he told reporters at the stadium on Friday night").
_LONGEST_CREDIT = 160
_MOST_WORDS = 18
# Longer speeches (transcripts) are compared in stretches, which keeps the alignment fast.
_LONGEST = 4000


def utterances(quotes: Sequence[Quotation], text: str) -> tuple[tuple[Quotation, ...], ...]:
    """Quotations grouped into utterances: the halves of a split quotation and paragraphs of one speech together.

    Two direct quotations are one utterance where nothing but an attribution to the same speaker stands between them
    (“A,” he said, “b.”), or nothing at all. Quotations inside others are left out. Groups keep the order of the text.
    """
    direct = sorted((q for q in quotes if q.direct), key=lambda q: (q.start, -q.end))
    groups: list[list[Quotation]] = []
    reach = -1
    for quote in direct:
        if quote.end <= reach:
            continue
        short = bool(groups) and quote.end - groups[-1][0].start <= _LONGEST
        if short and _continues(groups[-1][-1], quote, text):
            groups[-1].append(quote)
        else:
            groups.append([quote])
        reach = quote.end
    return tuple(tuple(g) for g in groups)


def join_utterance(group: Sequence[Quotation], text: str) -> Quotation:
    """One utterance as one quotation; what stands between its quotations is blanked, so that offsets stay true."""
    if len(group) == 1:
        return group[0]
    parts = [group[0].text]
    for earlier, later in zip(group, group[1:], strict=False):
        gap = text[earlier.end : later.start]
        parts += [_blank(gap), later.text]
    speaker = next((q for q in group if q.speaker and q.cue), None) or next((q for q in group if q.speaker), group[0])
    return replace(speaker, start=group[0].start, end=group[-1].end, text="".join(parts))


def _blank(gap: str) -> str:
    """Spaces of the same length; the full stop after a credit (“A,” he said. “B.”) ends a sentence and stays."""
    stop = re.search(r"[.!?](?=[^\w.!?]*$)", gap)
    blank = re.sub(r"[^\n]", " ", gap)
    return blank if stop is None else blank[: stop.start()] + "." + blank[stop.end() :]


def _continues(earlier: Quotation, later: Quotation, text: str) -> bool:
    """Whether nothing but the credit of both stands between, and both are the same person's words."""
    if earlier.speaker and later.speaker and earlier.speaker != later.speaker:
        return False
    between = text[earlier.end : later.start]
    if not _WORD.search(between):
        closed = len(_MARKS.findall(between)) > 1
        if closed and "\n" in between and (not later.speaker or earlier.speaker != later.speaker):
            return False  # a closed quotation, then a new paragraph: perhaps somebody else
        return len(between) <= 12
    if len(between) > _LONGEST_CREDIT or "\n" in between or len(_WORD.findall(between)) > _MOST_WORDS:
        return False
    if not earlier.end <= earlier.cue_start < later.start or later.cue_start not in (-1, earlier.cue_start):
        return False
    after_stop = re.search(r"[.!?]\s+[A-Z]\w*\s", text[earlier.cue_end : later.start])
    return after_stop is None
