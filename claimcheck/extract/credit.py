"""Who a quotation is credited to, by the words around it: ``credits_of`` gives each quoted span its speaker and cue.

What other quotations say is masked first, so that only the reporter's words are read. In order: a credit right after
the closing mark, one before the opening mark in the same sentence, one later in the sentence, and the speaker of the
quotation or the sentence before where nobody else comes between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.extract.quote_marks import QuotedSpan
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

_ABBREVIATED = (
    r"(?<!\b(?:Mr|Ms|Dr|St|Lt|vs|Jr|Sr))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Rev|Oct|Nov|Dec|Jan|Feb|Aug|Det))"
)
SENTENCE_END = re.compile(rf"(?<![A-Z]){_ABBREVIATED}[.!?][)\]]?[\"”’']{{0,2}}\s+(?=[A-Z“\"‘'(\[])|\n+")
# An attribution that follows a quotation stands within its first dozen words ("Smith, who chairs the committee, said").
_REACH = 14
# How far a sentence is read back from a quotation, in code points.
_BACK = 500
# Shorter quotations without a credit are phrases and titles, not a speech that goes on.
_SENTENCE = 16
_OPENS_CLAUSE = re.compile(r"\s+(?:that|it|he|she|they|the|his|her|their|this|[A-Z])")
_FOLLOWS = re.compile(r"[\s,;:—–-]*")
_SOURCE = re.compile(r"\b([Aa]ccording to|as told to|[Ii]n the words of)\s+")
_SIGNED = re.compile(r"\s*[—–―]\s*(?=[A-Z])")
_DETERMINERS = frozenset("the a an one another his her their its".split())


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited, and by which words; both None where the text does not say."""

    speaker: Speaker | None
    cue: Cue | None


def credits_of(text: str, spans: Sequence[QuotedSpan]) -> list[Credit]:
    """The credit of each span, in their order."""
    masked = _masked(text, spans)
    found: list[Credit] = []
    for i, span in enumerate(spans):
        if span.depth:
            parent = next(spans[j] for j in range(i - 1, -1, -1) if spans[j].end >= span.outer_end)
            low, high = parent.start, parent.end
            credit = _around(text, span, low, high)
        else:
            credit = _around(masked, span, 0, len(text)) or _carried(masked, spans, found, i)
        found.append(credit or Credit(None, None))
    return found


def _around(text: str, span: QuotedSpan, low: int, high: int) -> Credit | None:
    return _after(text, span, high) or _before(text, span, low) or _late(text, span, high) or _signed(text, span, high)


def _masked(text: str, spans: Sequence[QuotedSpan]) -> str:
    """The text with the words inside outer quotations replaced by "~"; the closing stop stays."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        if span.depth or span.start < at:
            continue
        content = text[span.start : span.end]
        kept = 1 if content.rstrip()[-1:] in ".,!?;:…—–-" else 0
        body = len(content.rstrip()) - kept
        pieces += [text[at : span.start], re.sub(r"[^\n]", "~", content[:body]), content[body:]]
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)


def _first_sentence(text: str, start: int, end: int) -> int:
    """Where the sentence that begins at ``start`` ends."""
    stop = SENTENCE_END.search(text, start, end)
    if stop is None:
        return end
    return stop.start() if text[stop.start()] == "\n" else stop.start() + 1


def _cue(match: re.Match[str]) -> Cue:
    return Cue(match.group(), match.start(), match.end(), speech_words().stances.get(match.group().lower(), "asserts"))


def _ends_open(text: str, span: QuotedSpan) -> bool:
    """The content ends as direct speech before a credit does: by a comma, question mark, dash."""
    return text[span.start : span.end].rstrip()[-1:] in ",?!—–-…" or text[span.outer_end : span.outer_end + 1] == ","


def _after(text: str, span: QuotedSpan, limit: int) -> Credit | None:
    """``"…," said X`` / ``"…," X told reporters`` / ``"…," according to X``, right after the closing mark."""
    if span.runs_on:
        return None
    lead = _FOLLOWS.match(text, span.outer_end, limit)
    start = lead.end() if lead else span.outer_end
    if start >= limit or "\n" in text[span.outer_end : start]:
        return None
    end = _first_sentence(text, start, min(limit, start + 400))
    words = list(WORD.finditer(text, start, end))[:_REACH]
    if not words or "~" in text[start : words[0].start()]:
        return None
    stances = speech_words().stances
    first = words[0].group()
    if first in stances and not first.endswith("ing") and (_ends_open(text, span) or first in ("said", "says")):
        speaker = speaker_after(text, words[0].end(), end)
        return Credit(speaker, _cue(words[0])) if speaker else None
    source = _SOURCE.match(text, start, end)
    if source:
        return Credit(speaker_after(text, source.end(), end), Cue(source.group(1), source.start(1), source.end(1)))
    if not (_begins_subject(first) or _ends_open(text, span)):
        return None
    return _subject_then_cue(text, span, start, words, end)


def _subject_then_cue(
    text: str, span: QuotedSpan, start: int, words: Sequence[re.Match[str]], end: int
) -> Credit | None:
    """``X said`` after a quotation. After a full stop it must be the whole sentence, or it opens the next one."""
    known = speech_words()
    for word in words[1:]:
        if word.group() in ("that", "which", "and", "but", "because") or "~" in text[start : word.start()]:
            return None
        if word.group() not in known.stances:
            continue
        if word.group() in known.weak and text[word.end() : word.end() + 1] not in ".,:":
            return None
        rest = text[word.end() : end]
        closed = text[span.start : span.end].rstrip()[-1:] == "."
        if closed and (
            "~" in rest
            or len(WORD.findall(rest)) > 6
            or rest.rstrip()[-1:] not in (".", "!", "")
            or _OPENS_CLAUSE.match(rest)
        ):
            return None
        subject = speaker_before(text, start, word.start())
        return Credit(subject, _cue(word)) if subject else None
    return None


def _begins_subject(word: str) -> bool:
    return (
        word[0].isupper()
        or word in _DETERMINERS
        or word in ("he", "she", "they", "it", "we")
        or (word in speech_words().roles)
    )


def _before(text: str, span: QuotedSpan, low: int) -> Credit | None:
    """``X said: "…"``, ``X told reporters that "…"``, ``X called it "…"``: the last cue of the sentence so far."""
    start = max(low, span.outer_start - _BACK)
    for stop in SENTENCE_END.finditer(text, start, span.outer_start + 1):
        if stop.end() < span.outer_start or text[stop.start() - 1] != ":":  # "He said:" may end a paragraph
            start = stop.end()
    words = list(WORD.finditer(text, start, span.outer_start))
    known = speech_words()
    for i in range(len(words) - 1, -1, -1):
        word = words[i].group().lower()
        if word not in known.stances or word in known.weak and len(words) - i > 8:
            continue
        if i and words[i - 1].group().lower() in _DETERMINERS | {"this"}:
            continue
        credit = _before_cue(text, start, words[i], span)
        if credit:
            return credit
    for source in _SOURCE.finditer(text, start, span.outer_start):
        speaker = speaker_after(text, source.end(), span.outer_start)
        return Credit(speaker, Cue(source.group(1), source.start(1), source.end(1))) if speaker else None
    return None


def _before_cue(text: str, start: int, word: re.Match[str], span: QuotedSpan) -> Credit | None:
    participle = word.group().endswith("ing")
    first = start if participle else clause_start(text, start, word.start())
    subject = speaker_before(text, first, word.start(), participle)
    if subject is None and first > start:
        subject = speaker_before(text, start, word.start(), participle)
    if subject is None and not text[start : word.start()].strip(" ,;—–-"):
        subject = speaker_after(text, word.end(), span.outer_start)  # "Said Ellis: …"
    return Credit(subject, _cue(word)) if subject else None


def _late(text: str, span: QuotedSpan, limit: int) -> Credit | None:
    """A fragment whose sentence ends in ", X said" or "according to X"."""
    if span.runs_on or text[span.start : span.end].rstrip()[-1:] in ".!?" and starts_sentence(text, span):
        return None
    start = span.outer_end
    end = _first_sentence(text, start, min(limit, start + 400))
    source = _SOURCE.search(text, start, end)
    if source:
        return Credit(speaker_after(text, source.end(), end), Cue(source.group(1), source.start(1), source.end(1)))
    known = speech_words()
    comma = text.rfind(",", start, end)
    while comma >= start:
        for word in WORD.finditer(text, comma, end):
            if word.group() not in known.stances or word.group() in known.weak or word.group().endswith("ing"):
                continue
            subject = speaker_before(text, comma + 1, word.start())
            if subject is None and not text[comma + 1 : word.start()].strip():
                subject = speaker_after(text, word.end(), end)
            if subject:
                return Credit(subject, _cue(word))
        comma = text.rfind(",", start, comma)
    return None


def _signed(text: str, span: QuotedSpan, limit: int) -> Credit | None:
    """``"…" — Jane Roe`` at the end of a line."""
    sign = _SIGNED.match(text, span.outer_end, limit)
    if sign is None:
        return None
    line = text.find("\n", sign.end(), limit)
    end = min(line if line >= 0 else limit, sign.end() + 60)
    name = name_in(text, sign.end(), end)
    whole = name is not None and name.start == sign.end() and (name.end == end or text[name.end] in ".,\n\xa0")
    return Credit(name, None) if whole else None


def starts_sentence(text: str, span: QuotedSpan) -> bool:
    """Whether the quotation opens with a capital (masked text: unknown counts as yes)."""
    content = text[span.start : span.end].lstrip("[(…. ")
    return content[:1].isupper() or content[:1] == "~"


def _carried(text: str, spans: Sequence[QuotedSpan], credits: Sequence[Credit], i: int) -> Credit | None:
    """The speaker of the quotation before, where nobody else comes between; else of the sentence before."""
    span = spans[i]
    at = next((j for j in range(i - 1, -1, -1) if not spans[j].depth), None)
    if span.end - span.start < _SENTENCE and not (at is not None and spans[at].runs_on):
        return None
    low = spans[at].outer_end if at is not None else max(0, span.outer_start - 300)
    between = text[low : span.outer_start]
    if at is not None and credits[at].speaker and len(between) < 200:
        cue = credits[at].cue
        own = cue is not None and low <= cue.start < span.outer_start
        if not re.search(r"\w", between):
            return Credit(credits[at].speaker, None)
        if own and between.count("\n\n") <= 1 and not _someone_else(text, cue, span):
            return Credit(credits[at].speaker, None)
    return _sentence_before(text, low, span)


def _someone_else(text: str, cue: Cue | None, span: QuotedSpan) -> bool:
    """A further sentence with a subject of its own stands between the credit and the quotation."""
    if cue is None:
        return True
    stop = SENTENCE_END.search(text, cue.end, span.outer_start + 1)
    if stop is None:
        return not re.fullmatch(r"[^~]*[.:]?\s*", text[cue.end : span.outer_start])
    return bool(re.search(r"\w", text[stop.end() : span.outer_start]))


def _sentence_before(text: str, low: int, span: QuotedSpan) -> Credit | None:
    """``X was relieved. "I am glad."``: the subject of the sentence right before, in the same paragraph."""
    start = max(low, span.outer_start - 300)
    ends = list(SENTENCE_END.finditer(text, start, span.outer_start + 1))
    if not ends or ends[-1].end() != span.outer_start or "\n" in ends[-1].group():
        return None
    first = ends[-2].end() if len(ends) > 1 else start
    if first == start and start and low != start:
        return None
    word = WORD.search(text, first, span.outer_start)
    if not word:
        return None
    if word.group().lower() in ("he", "she", "they"):
        return Credit(Speaker(word.group(), word.start(), word.end(), pronoun=True), None)
    reach = min(span.outer_start, word.start() + 60)
    found = name_in(text, word.start(), reach) or role_in(text, word.start(), reach)
    return Credit(found, None) if found and found.start - word.start() <= 4 else None
