"""Speech printed without marks: the paragraphs of a transcript, a statement or a letter, set off from the story.

They are told by the speaker's own "I", "we" and "our" outside all quotation marks. A story's own "we" is among them; it
does no harm, for such a paragraph only counts where another article quotes nearly the same words in marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model import Quotation

_PARAGRAPH = re.compile(r"[^\n]+")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y|me|I['’]\w+|[Ww]e['’]\w+)\b(?!\.)")
_LEAST_WORDS = 8
"""Fewer words are a headline or a link."""


def transcript_quotations(text: str, quotes: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The paragraphs that read as speech and stand in no marks, as direct quotations of nobody, in order."""
    taken = sorted((q.start, q.end) for q in quotes if q.direct)
    out = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        if any(a < end and start < b for a, b in taken):
            continue
        paragraph = match.group()
        if len(paragraph.split()) >= _LEAST_WORDS and _OWN.search(paragraph):
            out.append(Quotation(start, end, paragraph))
    return tuple(out)
