"""Quotations: what stands between quotation marks, who says it, and where the text credits it.

``find_quotes`` reads the surface alone; with sentences it also finds reported speech. ``utterances`` joins the halves
of split quotations. Refused rather than guessed: a speaker where two people could be meant stays "".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.compare.utterance import utterances
from claimcheck.extract.credit import Credit, credits_of
from claimcheck.extract.quote_marks import QuotedSpan, scan_quotes
from claimcheck.extract.reported import find_reported
from claimcheck.extract.speakers import resolve_speakers
from claimcheck.model import Quotation, Sentence

__all__ = ["find_quotes", "utterances"]


def find_quotes(text: str, sentences: Sequence[Sentence] = ()) -> tuple[Quotation, ...]:
    """Every quotation of a text, in order; with ``sentences`` of the same text, reported speech too (``direct`` False).

    Nested quotations are given beside the one they stand in. A phrase in marks without speech ("scare quotes", titles
    of works) is kept: it has no cue and few words. [start, end) is the content between the marks.
    """
    spans = scan_quotes(text)
    quotes = [_quotation(text, s, c) for s, c in zip(spans, credits_of(text, spans), strict=True)]
    if sentences:
        quotes += find_reported(text, sentences, [(s.outer_start, s.outer_end) for s in spans])
    return tuple(sorted(resolve_speakers(text, quotes, sentences), key=lambda q: (q.start, -q.end, not q.direct)))


def _quotation(text: str, span: QuotedSpan, credit: Credit) -> Quotation:
    speaker, cue = credit.speaker, credit.cue
    quote = Quotation(span.start, span.end, text[span.start : span.end])
    if speaker is not None:
        quote = replace(quote, speaker=speaker.name, speaker_start=speaker.start, speaker_end=speaker.end)
    if cue is not None:
        quote = replace(quote, cue=text[cue.start : cue.end], cue_start=cue.start, cue_end=cue.end)
    return quote
