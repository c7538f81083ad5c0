"""Quotations: what stands between quotation marks, who says it, and where the text credits it.

``find_quotes`` reads the surface alone; with sentences it also finds reported speech. ``utterances`` joins the halves
of split quotations. Refused rather than guessed: a speaker where two people could be meant stays "".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.compare.utterance import utterances
from claimcheck.extract.quote_marks import QuotedSpan, scan_quotes
from claimcheck.extract.reported import find_reported
from claimcheck.extract.speech import (
    WORD,
    Cue,
    Speaker,
    clause_start,
    name_in,
    role_in,
    speaker_after,
    speaker_before,
    speech_words,
)
from claimcheck.extract.speakers import resolve_speakers
from claimcheck.model import Quotation, Sentence

__all__ = ["find_quotes", "utterances"]

_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|vs|Jr|Sr))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev|Oct|Nov|Dec|Jan|Feb|Aug))[.!?][)\]]?\s+(?=[A-Z“\"‘'(\[])|\n+")
# An attribution that follows a quotation stands within its first dozen words: "said the chairman of …" and
# "Smith, who chairs the committee, said".
_REACH = 14
_OPENS_CLAUSE = re.compile(r"\s+(?:that|it|he|she|they|the|his|her|their|this|[A-Z])")
_FOLLOWS = re.compile(r"[\s,;:—–-]*")


@dataclass(frozen=True, slots=True)
class _Credit:
    speaker: Speaker | None
    cue: Cue | None


def find_quotes(text: str, sentences: Sequence[Sentence] = ()) -> tuple[Quotation, ...]:
    """Every quotation of a text, in order; with ``sentences`` of the same text, reported speech too (``direct`` False).

    Nested quotations are given beside the one they stand in. A phrase in marks without speech ("scare quotes", titles
    of works) is kept: it has no cue and few words. [start, end) is the content between the marks.
    """
    spans = scan_quotes(text)
    credits = _credits(text, spans)
    quotes = [_quotation(text, span, credit) for span, credit in zip(spans, credits, strict=True)]
    resolved = resolve_speakers(text, quotes, sentences)
    if not sentences:
        return resolved
    reported = find_reported(text, sentences, [(s.outer_start, s.outer_end) for s in spans])
    known = resolve_speakers(text, [*resolved, *reported], sentences) if reported else resolved
    return tuple(sorted(known, key=lambda q: (q.start, -q.end)))


def _credits(text: str, spans: Sequence[QuotedSpan]) -> list[_Credit]:
    """The credit of each span, by what stands right after it, before it, after it in its sentence, or by carrying on."""
    credits: list[_Credit] = []
    ends = sorted({s.outer_end for s in spans})
    for i, span in enumerate(spans):
        parent = next((spans[j] for j in range(i - 1, -1, -1) if spans[j].end >= span.outer_end), None) if span.depth else None
        low = parent.start if parent else 0
        high = parent.end if parent else len(text)
        before = ends[bisect_right(ends, span.outer_start) - 1] if ends and ends[0] <= span.outer_start else 0
        later = next((s.outer_start for s in spans[i + 1 :] if s.outer_start >= span.outer_end), len(text))
        credit = _credit_after(text, span, min(later, high))
        if credit is None:
            credit = _credit_before(text, span, max(before, low))
        if credit is None:
            credit = _credit_late(text, span, min(later, high))
        if credit is None and not span.depth:
            credit = _carried(text, spans[:i], credits, span)
        credits.append(credit or _Credit(None, None))
    return credits


def _sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """text[start:end] cut at its first sentence end."""
    stop = _SENTENCE_END.search(text, start, end)
    return start, stop.start() + 1 if stop and text[stop.start()] != "\n" else stop.start() if stop else end


def _words(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(WORD.finditer(text, start, min(end, start + 400)))


def _cue(match: re.Match[str]) -> Cue:
    return Cue(match.group(), match.start(), match.end(), speech_words().stances.get(match.group(), "asserts"))


def _credit_after(text: str, span: QuotedSpan, limit: int) -> _Credit | None:
    """``"…," said X`` / ``"…," X told reporters`` / ``"…," according to X``, right after the closing mark."""
    if span.runs_on:
        return None
    lead = _FOLLOWS.match(text, span.outer_end, limit)
    start = lead.end() if lead else span.outer_end
    if start >= limit or "\n" in text[span.outer_end : start]:
        return None
    closed = text[span.start : span.end].rstrip()[-1:] == "."
    start, end = _sentence_bounds(text, start, limit)
    words = _words(text, start, end)[:_REACH]
    if not words:
        return None
    stances = speech_words().stances
    if words[0].group() in stances and not (words[0].group().endswith("ing")):
        cue = _cue(words[0])
        return _Credit(speaker_after(text, words[0].end(), end), cue)
    source = re.compile(r"(according to|as told to|in the words of)\s+").match(text, start, end)
    if source:
        return _Credit(speaker_after(text, source.end(), end), Cue(source.group(1), source.start(1), source.end(1)))
    if not _begins_subject(words[0].group()):
        return None
    for word in words[1:]:
        if word.group() in ("that", "which", "and", "but", "because"):
            return None
        if word.group() in stances:
            return _subject_then_cue(text, start, word, end, closed)
    return None


def _subject_then_cue(text: str, start: int, word: re.Match[str], end: int, closed: bool) -> _Credit | None:
    """``X said`` after a quotation. After a full stop it must be the whole sentence, or it opens the next one."""
    words = speech_words()
    if word.group() in words.weak and text[word.end() : word.end() + 1] not in ".,:":
        return None
    rest = text[word.end() : end]
    if closed and (len(WORD.findall(rest)) > 6 or rest.rstrip()[-1:] not in (".", "!", "") or _OPENS_CLAUSE.match(rest)):
        return None
    subject = speaker_before(text, start, word.start())
    if subject is None:
        return None
    return _Credit(subject, _cue(word))


def _begins_subject(word: str) -> bool:
    return word[0].isupper() or word in ("he", "she", "they", "it", "we", "the", "a", "an", "one", "another", "his", "her") or (
        word in speech_words().roles
    )


def _credit_before(text: str, span: QuotedSpan, low: int) -> _Credit | None:
    """``X said: "…"``, ``X told reporters that "…"``, ``X called it "…"``: the last cue of the sentence so far."""
    start = max(low, span.outer_start - 400)
    for stop in _SENTENCE_END.finditer(text, start, span.outer_start):
        start = stop.end()
    words = list(WORD.finditer(text, start, span.outer_start))
    known = speech_words()
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if word.group() not in known.stances:
            continue
        if word.group() in known.weak and len(words) - i > 8:
            continue
        if i and words[i - 1].group().lower() in ("the", "a", "an", "his", "her", "their", "this", "to", "its"):
            if words[i - 1].group() != "to":
                continue
        first = clause_start(text, start, word.start())
        subject = speaker_before(text, first, word.start())
        if subject is None and first > start:
            subject = speaker_before(text, start, word.start())
        return _Credit(subject, _cue(word)) if subject else None
    source = re.search(r"\b([Aa]ccording to|[Ii]n the words of)\s+", text[start : span.outer_start])
    if source:
        at = start + source.start(1)
        return _Credit(speaker_after(text, start + source.end(), span.outer_start), Cue(source.group(1), at, at + len(source.group(1))))
    return None


def _credit_late(text: str, span: QuotedSpan, limit: int) -> _Credit | None:
    """A fragment whose sentence ends in ", X said" or "according to X"."""
    if span.runs_on or text[span.start : span.end].rstrip()[-1:] in ".!?" and _starts_sentence(text, span):
        return None
    start, end = _sentence_bounds(text, span.outer_end, limit)
    if end - start > 400:
        return None
    source = re.search(r"\b(according to)\s+", text[start:end])
    if source:
        at = start + source.start(1)
        return _Credit(speaker_after(text, start + source.end(), end), Cue(source.group(1), at, at + len(source.group(1))))
    known = speech_words()
    comma = text.rfind(",", start, end)
    while comma >= start:
        for word in WORD.finditer(text, comma, end):
            if word.group() in known.stances and word.group() not in known.weak and not word.group().endswith("ing"):
                subject = speaker_before(text, comma + 1, word.start())
                after = speaker_after(text, word.end(), end) if subject is None and not text[comma + 1 : word.start()].strip() else None
                if subject or after:
                    return _Credit(subject or after, _cue(word))
        comma = text.rfind(",", start, comma)
    return None


def _starts_sentence(text: str, span: QuotedSpan) -> bool:
    content = text[span.start : span.end].lstrip("[(…. ")
    return content[:1].isupper()


def _carried(text: str, spans: Sequence[QuotedSpan], credits: Sequence[_Credit], span: QuotedSpan) -> _Credit | None:
    """The speaker of the quotation before, where nobody else comes between; else of the sentence before."""
    if not _starts_sentence(text, span) or len(WORD.findall(text[span.start : span.end])) < 4:
        return None
    at = next((i for i in range(len(spans) - 1, -1, -1) if not spans[i].depth), None)
    low = spans[at].outer_end if at is not None else max(0, span.outer_start - 300)
    between = text[low : span.outer_start]
    if at is not None and credits[at].speaker and len(between) < 200:
        cue = credits[at].cue
        own = cue is not None and low <= cue.start < span.outer_start
        paragraphs = between.strip(" ").count("\n\n")
        if not re.search(r"\w", between) or own and paragraphs <= (1 if own else 0) and not _someone_else(text, cue, span):
            return _Credit(credits[at].speaker, None)
    return _sentence_before(text, low, span)


def _someone_else(text: str, cue: Cue | None, span: QuotedSpan) -> bool:
    """A further sentence with a subject of its own stands between the credit and the quotation."""
    if cue is None:
        return True
    stop = _SENTENCE_END.search(text, cue.end, span.outer_start)
    if stop is None or stop.end() >= span.outer_start:
        return False
    rest = text[stop.end() : span.outer_start]
    return bool(re.search(r"\w", rest))


def _sentence_before(text: str, low: int, span: QuotedSpan) -> _Credit | None:
    """``X was relieved. "I am glad."``: the subject of the sentence right before, in the same paragraph."""
    start = max(low, span.outer_start - 300)
    ends = [m for m in _SENTENCE_END.finditer(text, start, span.outer_start)]
    if not ends or ends[-1].end() != span.outer_start or "\n" in ends[-1].group():
        return None
    first = ends[-2].end() if len(ends) > 1 else start
    if first == start and start and low != start:
        return None
    word = WORD.search(text, first, span.outer_start)
    if not word:
        return None
    if word.group().lower() in ("he", "she", "they"):
        return _Credit(Speaker(word.group(), word.start(), word.end(), pronoun=True), None)
    reach = min(span.outer_start, word.start() + 60)
    found = name_in(text, word.start(), reach) or role_in(text, word.start(), reach)
    return _Credit(found, None) if found and found.start - word.start() <= 4 else None


def _quotation(text: str, span: QuotedSpan, credit: _Credit) -> Quotation:
    speaker, cue = credit.speaker, credit.cue
    quote = Quotation(span.start, span.end, text[span.start : span.end])
    if speaker is not None:
        quote = replace(quote, speaker=speaker.name, speaker_start=speaker.start, speaker_end=speaker.end)
    if cue is not None:
        quote = replace(quote, cue=text[cue.start : cue.end], cue_start=cue.start, cue_end=cue.end)
    return quote
