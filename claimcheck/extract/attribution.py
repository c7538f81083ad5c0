"""Attributions: which source each content is credited to, and how the source stands to it.

``find_attributions`` reads the parse for clauses ("police said …", "according to …", "allegedly", "is believed to …")
and the surface for citation marks ("[3, 4]"), which credit the words before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.crediting import Crediting, crediting
from claimcheck.extract.speakers import resolve_speakers
from claimcheck.extract.speech import name_in, speech_words
from claimcheck.model import Attribution, Quotation, Sentence

_CITATION = re.compile(r"\[\s?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\s?\]")
# No content is longer: what is quoted is cut at 3,000 code points.
_LONGEST = 4000
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution with the content that it governs: code points [start, end) of the field."""

    attribution: Attribution
    start: int
    end: int


def find_attributions(
    sentences: Sequence[Sentence], field_text: str, quotes: Sequence[Quotation] = ()
) -> tuple[Attributed, ...]:
    """Every attribution of a field, in order of the words it governs. With the field's ``quotes``, the credits of
    direct quotations too, which may govern several sentences.

    The attribution's own span runs from its source to its cue as they stand ("police said"); ``source`` is the
    resolved name, "" where nobody is named ("allegedly"). Credits inside the content of others count as deeper:
    "police said witnesses saw …" gives the witnesses' at depth 2. Photo credits are none.
    """
    found = [
        (_attributed(sentence, one, field_text), sentence.tokens[one.cue[0]].start)
        for sentence in sentences
        for one in crediting(sentence)
    ]
    found = _resolved(found, field_text, sentences)
    found += _of_quotes(quotes, field_text, {at for _, at in found})
    cited = _citations(sentences, field_text)
    deep = _deepened(found)
    return tuple(sorted([*deep, *cited], key=lambda a: (a.start, a.end, a.attribution.start, a.attribution.source)))


def _of_quotes(quotes: Sequence[Quotation], text: str, cues: set[int]) -> list[tuple[Attributed, int]]:
    """The credits of direct quotations whose cue no clause has given yet; carried speakers have none of their own."""
    found = []
    stances, anonymous = speech_words().stances, speech_words().anonymous
    for quote in quotes:
        if not quote.direct or quote.cue_start < 0 or quote.cue_start in cues or not quote.speaker:
            continue
        low, high = min(quote.speaker_start, quote.cue_start), max(quote.speaker_end, quote.cue_end)
        if high - low > 200:
            low, high = quote.cue_start, quote.cue_end
        unnamed = not any(w[0].isupper() for w in quote.speaker.split()[1:]) and any(
            w.lower() in anonymous for w in quote.speaker.split()
        )
        note = Attribution(
            low,
            high,
            text[low:high],
            quote.speaker,
            quote.cue,
            stance=stances.get(quote.cue.lower(), "asserts"),
            anonymous=unnamed,
        )
        found.append((Attributed(note, quote.start, quote.end), quote.cue_start))
    return found


def _deepened(found: Sequence[tuple[Attributed, int]]) -> list[Attributed]:
    """Each with its depth: one more than the credits in whose content its cue stands."""
    ordered = sorted(found, key=lambda f: (f[0].start, f[0].end, f[1]))
    deep: list[Attributed] = []
    for one, at in found:
        i = bisect_right(ordered, at, key=lambda f: f[0].start) - 1
        depth = 1
        while i >= 0 and at - ordered[i][0].start < _LONGEST:
            other, cue = ordered[i]
            depth += at < other.end and cue != at
            i -= 1
        deep.append(replace(one, attribution=replace(one.attribution, depth=depth)))
    return deep


def _attributed(sentence: Sentence, one: Crediting, text: str) -> Attributed:
    tokens = sentence.tokens
    cue_start, cue_end = tokens[one.cue[0]].start, tokens[one.cue[1] - 1].end
    cue = text[cue_start:cue_end]
    if one.source[0] < 0:
        note = Attribution(cue_start, cue_end, cue, "", cue, stance=one.stance, anonymous=True)
        return Attributed(note, one.start, one.end)
    start, end = tokens[one.source[0]].start, tokens[one.source[1] - 1].end
    low, high = min(start, cue_start), max(end, cue_end)
    if high - low > 200:
        low, high = cue_start, cue_end
    source = _source_name(text, start, end)
    note = Attribution(low, high, text[low:high], source, cue, stance=one.stance, anonymous=_anonymous(sentence, one))
    return Attributed(note, one.start, one.end)


def _source_name(text: str, start: int, end: int) -> str:
    """The name in a source phrase, else the phrase itself."""
    if text[start:end].lower() in _PRONOUNS:
        return text[start:end]
    named = name_in(text, start, end)
    return named.name if named and named.named else text[start:end]


def _anonymous(sentence: Sentence, one: Crediting) -> bool:
    """The head is a word for unnamed people and no name stands in the phrase."""
    words = speech_words().anonymous
    phrase = sentence.tokens[one.source[0] : one.source[1]]
    head = sentence.tokens[one.head].text.lower() if one.head >= 0 else ""
    unnamed = head in words or one.source == one.cue  # "reports that …" are their own source
    return unnamed and not any(t.pos == "PROPN" for t in phrase)


def _resolved(
    found: Sequence[tuple[Attributed, int]], text: str, sentences: Sequence[Sentence]
) -> list[tuple[Attributed, int]]:
    """Sources by full name; pronouns where one person can be meant, else as written."""
    asked = [
        Quotation(a.start, a.end, text[a.start : a.end], a.attribution.source, a.attribution.start, a.attribution.end)
        for a, _ in found
    ]
    names = {(q.start, q.end, q.speaker_start): q.speaker for q in resolve_speakers(text, asked, sentences)}
    out = []
    for one, at in found:
        name = names.get((one.start, one.end, one.attribution.start), "")
        if name and one.attribution.source:
            one = replace(one, attribution=replace(one.attribution, source=name))
        out.append((one, at))
    return out


def _citations(sentences: Sequence[Sentence], text: str) -> list[Attributed]:
    """``[1]`` and ``[3, 4]``: each number credits the words since the mark before it, or since the sentence's start."""
    cited: list[Attributed] = []
    after = 0
    for mark in _CITATION.finditer(text):
        start = _supported_from(sentences, text, mark.start(), after)
        after = mark.end()
        end = mark.start()
        while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?"):
            end -= 1
        if start >= end:
            # The next of several marks in a row ("[3][4]") supports the same words.
            if not cited or text[cited[-1].attribution.end : mark.start()].strip():
                continue
            start, end = cited[-1].start, cited[-1].end
        for number in re.findall(r"\d+", mark.group(1)):
            source = f"[{number}]"
            note = Attribution(mark.start(), mark.end(), mark.group(), source, mark.group())
            cited.append(Attributed(note, start, end))
    return cited


def _supported_from(sentences: Sequence[Sentence], text: str, at: int, after: int) -> int:
    """Where the words begin that a mark at ``at`` supports."""
    low = after
    i = bisect_left(sentences, at, key=lambda s: s.start) - 1
    while i >= 0 and not text[sentences[i].start : at].strip():
        i -= 1
    if i >= 0:
        low = max(low, sentences[i].start)
    while low < at and not text[low].isalnum() and text[low] not in "“\"‘'(":
        low += 1
    return low
