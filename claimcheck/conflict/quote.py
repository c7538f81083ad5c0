"""Quotations that disagree: one utterance printed with different words, or credited to different speakers.

All quotations of a run are joined into utterances, those alike in every word are taken as one, and pairs that share a
run of three words (an inverted index, never all pairs) are aligned. Changes that touch one another are one question;
its values are the versions printed. A pair's verdict depends on its two quotations alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.quote import (
    QuoteAlignment,
    QuoteDifference,
    align_quotes,
)
from claimcheck.compare.quote_words import QuoteWord, quote_words
from claimcheck.conflict.quote_finding import SHOWN, QuoteFinding, QuoteOccurrence, QuoteVersion, slice_of
from claimcheck.conflict.quote_judgement import Judgement, confidence_of, judge, same_speaker, turns_meaning
from claimcheck.conflict.quote_printed import BINDING, ENOUGH, Printed, mouth_keys, printings, run_keys, utterances_in
from claimcheck.conflict.quote_speakers import speaker_findings
from claimcheck.model import Field, Kind, Quotation, SlotRelation

__all__ = ["QuoteFinding", "QuoteOccurrence", "QuoteVersion", "quote_findings"]

# Changes closer than this many words are one question: an editor reads them as one phrase.
ONE_PHRASE = 8
# Changes found against different versions are one question when they are this near.
NEAR = 4
# A pair less sure than this says nothing, and ties no others together: few of such pairs were real when read.
LEAST_CONFIDENCE = 0.25


@dataclass(frozen=True, slots=True)
class _Change:
    """Changes of one pair that are one phrase: words [a0, a1) of utterance ``a``, [b0, b1) of ``b``."""

    a: int
    b: int
    a0: int
    a1: int
    b0: int
    b1: int
    differences: tuple[QuoteDifference, ...]
    alignment: QuoteAlignment
    grave: bool


def quote_findings(
    quotes: Mapping[str, Sequence[tuple[Field, Quotation]]],
    texts: Mapping[tuple[str, Field], str],
) -> tuple[QuoteFinding, ...]:
    """Disagreements among the quotations of a run.

    ``quotes``: article id -> (field, quotation); ``texts``: (article id, field) -> the text that offsets count into.
    The result does not depend on the order of the articles; strongest first.
    """
    spoken = [
        utterance
        for article in sorted(quotes)
        for utterance in utterances_in(article, quotes[article], {f: texts.get((article, f), "") for f in Field})
    ]
    return findings_among(printings(spoken))


def findings_among(printed: Sequence[Printed]) -> tuple[QuoteFinding, ...]:
    """Disagreements among utterances, strongest first. Utterances that no chain of binding pairs connects say nothing
    of one another: the findings are those of the connected groups."""
    alignments = {
        (a, b): align_quotes(printed[a].places[0][2], printed[b].places[0][2]) for a, b in _candidates(printed)
    }
    findings = _changed_words(printed, alignments)
    findings += speaker_findings([p.places for p in printed], [p.words for p in printed], alignments)
    sure = (f for f in findings if f.confidence >= LEAST_CONFIDENCE)
    return tuple(sorted(sure, key=lambda f: (-f.confidence, f.question, f.versions[0].value)))


def is_binding(a: Printed, b: Printed) -> bool:
    """Whether anything may follow from two utterances that share enough keys."""
    return align_quotes(a.places[0][2], b.places[0][2]).relation in BINDING


def _candidates(printed: Sequence[Printed]) -> list[tuple[int, int]]:
    """Pairs of utterances that share a run of three telling words, or of one speaker and a few words that share two
    telling ones; of two without marks neither need be speech."""
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for i, one in enumerate(printed):
        for run, weight in run_keys(one.words).items():
            index[run].append((i, weight))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in index.values():
        for n, (a, weight) in enumerate(holders):
            for b, other in holders[n + 1 :]:
                shared[a, b] += max(weight, other)
    by_mouth: dict[tuple[int, int], int] = defaultdict(int)
    mouths: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(printed):
        for mouth in mouth_keys(one):
            mouths[mouth].append(i)
    for speaking in mouths.values():
        for n, a in enumerate(speaking):
            for b in speaking[n + 1 :]:
                by_mouth[a, b] += 1
    met = [pair for counts in (shared, by_mouth) for pair, count in counts.items() if count >= ENOUGH]
    return sorted({(a, b) for a, b in met if printed[a].marked or printed[b].marked})


def _changed_words(
    printed: Sequence[Printed], alignments: Mapping[tuple[int, int], QuoteAlignment]
) -> list[QuoteFinding]:
    changes: list[_Change] = []
    for (a, b), alignment in alignments.items():
        if alignment.relation is SlotRelation.DISJOINT:
            speakers = _speakers(printed, a), _speakers(printed, b)
            changes += [
                c
                for c in _phrases(a, b, printed[a].words, printed[b].words, alignment)
                if confidence_of(c.differences, alignment, same_speaker(*speakers), False) >= LEAST_CONFIDENCE
            ]
    findings = []
    for group in _questions(changes, printed):
        finding = _finding(group, printed)
        if finding:
            findings.append(finding)
    return findings


def _phrases(
    a: int, b: int, words_a: Sequence[QuoteWord], words_b: Sequence[QuoteWord], alignment: QuoteAlignment
) -> Iterable[_Change]:
    """The changes of a pair, those of one phrase together."""
    run: list[QuoteDifference] = []
    for difference in alignment.changes:
        if run and not _one_phrase(run[-1], difference, words_a, words_b):
            yield _change(a, b, run, alignment)
            run = []
        run.append(difference)
    if run:
        yield _change(a, b, run, alignment)


def _one_phrase(
    one: QuoteDifference, two: QuoteDifference, words_a: Sequence[QuoteWord], words_b: Sequence[QuoteWord]
) -> bool:
    end_a, end_b = one.a_first + len(one.a_words), one.b_first + len(one.b_words)
    if min(two.a_first - end_a, two.b_first - end_b) > ONE_PHRASE:
        return False
    return _same_sentence(words_a, end_a - 1, two.a_first) or _same_sentence(words_b, end_b - 1, two.b_first)


def _same_sentence(words: Sequence[QuoteWord], i: int, j: int) -> bool:
    i, j = max(0, min(i, len(words) - 1)), max(0, min(j, len(words) - 1))
    return words[i].sentence == words[j].sentence


def _change(a: int, b: int, run: Sequence[QuoteDifference], alignment: QuoteAlignment) -> _Change:
    first, last = run[0], run[-1]
    return _Change(
        a,
        b,
        first.a_first,
        last.a_first + len(last.a_words),
        first.b_first,
        last.b_first + len(last.b_words),
        tuple(run),
        alignment,
        any(turns_meaning(d) for d in run),
    )


def _touch(
    one: tuple[int, int, int], two: tuple[int, int, int], words: Sequence[QuoteWord], changes: Sequence[_Change]
) -> bool:
    """Two changes of one utterance are one question where they overlap, or are near in one sentence and alike grave."""
    if two[0] < one[1] or one[0] == two[0]:
        return True
    if not _same_sentence(words, one[1] - 1, two[0]):
        return False
    return two[0] - one[1] <= NEAR and changes[one[2]].grave == changes[two[2]].grave


def _questions(changes: Sequence[_Change], printed: Sequence[Printed]) -> list[list[_Change]]:
    """Changes that touch the same words of an utterance are one question (connected components)."""
    parent = list(range(len(changes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, change in enumerate(changes):
        places[change.a].append((change.a0, change.a1, i))
        places[change.b].append((change.b0, change.b1, i))
    for u, spans in places.items():
        spans.sort()
        for n, one in enumerate(spans):
            for two in spans[n + 1 :]:
                if two[0] > one[1] + ONE_PHRASE:
                    break
                if _touch(one, two, printed[u].words, changes):
                    parent[root(two[2])] = root(one[2])
    groups: dict[int, list[_Change]] = defaultdict(list)
    for i, change in enumerate(changes):
        groups[root(i)].append(change)
    return [groups[r] for r in sorted(groups)]


def _finding(group: Sequence[_Change], printed: Sequence[Printed]) -> QuoteFinding | None:
    ranges: dict[int, tuple[int, int]] = {}
    against: dict[int, set[int]] = defaultdict(set)
    for change in group:
        for u, start, end in ((change.a, change.a0, change.a1), (change.b, change.b0, change.b1)):
            low, high = ranges.get(u, (start, end))
            ranges[u] = (min(low, start), max(high, end))
        against[change.a].add(change.b)
        against[change.b].add(change.a)
    values = _values(ranges, against, printed)
    if len(values) < 2:
        return None
    grave = any(c.grave for c in group)
    best = max(
        (c for c in group if c.grave == grave), key=lambda c: (c.alignment.weight * c.alignment.likeness, -c.a, -c.b)
    )
    judgement = judge(
        best.differences,
        best.alignment,
        _speakers(printed, best.a),
        _speakers(printed, best.b),
        _one_article(values, printed),
    )
    versions = tuple(_version(members, ranges, printed) for members in values)
    return _told(judgement, versions)


def _told(judgement: Judgement, versions: tuple[QuoteVersion, ...]) -> QuoteFinding:
    shown = [f"“{v.value.strip('… ')}”" for v in versions[:3]]
    return QuoteFinding(
        kind=Kind.QUOTE,
        versions=versions,
        question=f"What exactly did {judgement.speaker or 'the speaker'} say: {' or '.join(shown)}?",
        explanation=judgement.explanation,
        ask=judgement.ask,
        severity=judgement.severity,
        confidence=judgement.confidence,
        readings=judgement.readings,
        rule="one utterance printed with different words",
        detail=judgement.detail,
    )


def _values(
    ranges: Mapping[int, tuple[int, int]], against: Mapping[int, set[int]], printed: Sequence[Printed]
) -> list[list[int]]:
    """Utterances that do not disagree with one another in this question, longest first."""
    values: list[list[int]] = []
    for u in sorted(ranges, key=lambda u: (-len(printed[u].words), u)):
        home = next((v for v in values if not any(w in against[u] for w in v)), None)
        if home is None:
            values.append([u])
        else:
            home.append(u)
    return values


def _one_article(values: Sequence[Sequence[int]], printed: Sequence[Printed]) -> bool:
    return len({p[0] for v in values for u in v for p in printed[u].places}) == 1


def _speakers(printed: Sequence[Printed], u: int) -> tuple[str, ...]:
    return printed[u].speakers


def _version(members: Sequence[int], ranges: Mapping[int, tuple[int, int]], printed: Sequence[Printed]) -> QuoteVersion:
    places = []
    for u in members:
        for article, name, quote in printed[u].places:
            places.append(_occurrence(article, name, quote, *ranges[u]))
    u = members[0]
    places.sort(key=lambda o: (o.article, o.field, o.start))
    return QuoteVersion(_in_context(printed[u].places[0][2], *ranges[u]), tuple(places))


def _occurrence(article: str, name: Field, quote: Quotation, first: int, last: int) -> QuoteOccurrence:
    words = quote_words(quote.text).words
    low = words[min(first, len(words) - 1)]
    high = words[min(max(last - 1, first, 0), len(words) - 1)]
    inside = [w for w in words if low.sentence <= w.sentence <= high.sentence]
    start, end = inside[0].start, inside[-1].end
    changed = (low.start, high.end) if last > first else (low.start, low.start)
    return QuoteOccurrence(
        article, name, quote.start + start, quote.start + end, quote.start + changed[0], quote.start + changed[1], quote
    )


def _in_context(quote: Quotation, first: int, last: int) -> str:
    """The changed words with up to four words on either side."""
    words = quote_words(quote.text).words
    low, high = max(0, first - 4), min(len(words), max(last, first) + 4)
    if high - low > 2 * SHOWN:
        shown = slice_of(quote, words[low : low + SHOWN]) + " … " + slice_of(quote, words[high - SHOWN : high])
    else:
        shown = slice_of(quote, words[low:high])
    return ("… " if low else "") + shown + (" …" if high < len(words) else "")
