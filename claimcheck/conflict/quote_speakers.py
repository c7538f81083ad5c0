"""The same words credited to different speakers.

Only credits that the text spells out count: a carried-over or unresolved speaker accuses nobody. A body and one of its
people ("police", "Chief Constable Roe"), an unnamed spokesman and a named one, are no conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.quote import QuoteAlignment
from claimcheck.compare.quote_words import QuoteWord, quote_words
from claimcheck.conflict.quote_finding import SHOWN, QuoteFinding, QuoteOccurrence, QuoteVersion, slice_of
from claimcheck.conflict.quote_judgement import names_meet
from claimcheck.model import Field, Kind, Quotation, Reading, Severity, SlotRelation

# Fewer telling words are slogans, titles and stock phrases, which many people say.
LEAST_WEIGHT = 6.0
_SENTENCE = 6
# Few such findings are real: those read on other news were wrong.
CONFIDENCE = 0.25
# A credit further off than this many code points may belong to other words.
_BESIDE = 60
_SAYING = frozenset(
    "said says told tells added wrote writes tweeted asked explained replied recalled continued".split()
)
_PARTICLES = frozenset({"de", "la", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "di", "du", "le"})
_BODY = re.compile(
    r"\b(?:the|police|department|office|ministry|government|campaign|company|airline|agency|party|house|statement|report|"
    r"letter|court|times|post|news|journal|press|reuters|ap|cnn|bbc|group|team|service|officials?|authorities|sources?|"
    r"republicans?|democrats?|secretary|ambassador|attorney|activists?|senator|residents?|president|minister|chief|plan|act|"
    r"university|council|(?:sub)?committee|commission|union|association|bureau|administration|state|court|justice|fbi|cia)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CreditedPlace:
    """A quotation with an explicit credit: the article, the field, and the utterance it belongs to."""

    article: str
    field: Field
    quotation: Quotation
    utterance: int


def _speaker_conflicts(
    places: Sequence[Sequence[tuple[str, Field, Quotation]]],
    words: Sequence[Sequence[QuoteWord]],
    alignments: Mapping[tuple[int, int], QuoteAlignment],
) -> list[dict[str, list[CreditedPlace]]]:
    """Groups of alike utterances whose credits name different people: name -> where it is credited so.

    ``places`` and ``words`` are indexed by utterance. Names that can be one person are one; groups with one name are
    left out.
    """
    conflicts = []
    for group in _alike(len(places), words, alignments):
        named: dict[str, list[CreditedPlace]] = {}
        for u in group:
            for article, name, quote in places[u]:
                if _explicit(quote):
                    home = next((n for n in named if names_meet(n, quote.speaker)), quote.speaker)
                    named.setdefault(home, []).append(CreditedPlace(article, name, quote, u))
        articles = {n: {p.article for p in held} for n, held in named.items()}
        if len(named) > 1 and len(set.union(*articles.values())) > 1:
            conflicts.append(named)
    return conflicts


def _explicit(quote: Quotation) -> bool:
    """A whole sentence whose credit stands right beside it and names one person in full.

    "According to X" may tell what somebody else said, and so may a fragment in a clause."""
    if quote.cue.lower() not in _SAYING or quote.speaker_start < 0 or _BODY.search(quote.speaker):
        return False
    if not quote.text.lstrip("[(…. ")[:1].isupper():
        return False
    if quote.speaker_end - quote.speaker_start < 4:  # a pronoun, resolved
        return False
    apart = max(quote.speaker_start, quote.cue_start) - min(quote.speaker_end, quote.cue_end)
    beyond = min(abs(quote.start - quote.cue_end), abs(quote.cue_start - quote.end))
    if apart > _BESIDE or beyond > _BESIDE and quote.cue_start < quote.start:
        return False
    names = quote.speaker.split()
    return 2 <= len(names) <= 4 and all(
        (n[0].isupper() and not n.isupper()) or n in _PARTICLES or len(n) == 2 for n in names
    )


def _alike(
    count: int, words: Sequence[Sequence[QuoteWord]], alignments: Mapping[tuple[int, int], QuoteAlignment]
) -> list[list[int]]:
    """Utterances that are the same words, whole or clipped, as connected components."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for (a, b), alignment in alignments.items():
        if alignment.weight < LEAST_WEIGHT or alignment.likeness < 0.85:
            continue
        if alignment.relation in (SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.DISJOINT):
            parent[root(b)] = root(a)
    groups: dict[int, list[int]] = defaultdict(list)
    for u in range(count):
        if len(words[u]) >= _SENTENCE and sum(w.weight for w in words[u]) >= LEAST_WEIGHT:
            groups[root(u)].append(u)
    return [groups[r] for r in sorted(groups)]


def speaker_findings(
    places: Sequence[Sequence[tuple[str, Field, Quotation]]],
    words: Sequence[Sequence[QuoteWord]],
    alignments: Mapping[tuple[int, int], QuoteAlignment],
) -> list[QuoteFinding]:
    """One finding for each set of words that different people are credited with; all indexed by utterance."""
    return [_speaker_finding(named) for named in _speaker_conflicts(places, words, alignments)]


def _speaker_finding(named: Mapping[str, Sequence[CreditedPlace]]) -> QuoteFinding:
    names = sorted(named)
    said = _shown(named[names[0]][0].quotation)
    versions = tuple(
        QuoteVersion(
            name,
            tuple(
                QuoteOccurrence(
                    p.article,
                    p.field,
                    p.quotation.start,
                    p.quotation.end,
                    p.quotation.speaker_start,
                    p.quotation.speaker_end,
                    p.quotation,
                )
                for p in sorted(named[name], key=lambda p: (p.article, p.field, p.quotation.start))
            ),
        )
        for name in names
    )
    return QuoteFinding(
        kind=Kind.ATTRIBUTION,
        versions=versions,
        question=f"Who said “{said}”?",
        explanation=f"The same words are credited to {' and to '.join(names)}.",
        ask=f"Ask {' and '.join(names)}, or check the recording or statement: who said it?",
        severity=Severity.MAJOR,
        confidence=CONFIDENCE,
        readings=(
            Reading("two speakers, one phrase", "possible", "people repeat one another; the words are long for that"),
            Reading("a body and its spokesman", "ruled out", "both credits name a person"),
        ),
        rule="the same words credited to different speakers",
        detail=said,
    )


def _shown(quote: Quotation) -> str:
    words = quote_words(quote.text).words
    return slice_of(quote, words) if len(words) <= SHOWN else slice_of(quote, words[:SHOWN]) + " …"
