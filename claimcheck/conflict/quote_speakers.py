"""The same words credited to different speakers.

Only credits that the text spells out count: a carried-over or unresolved speaker accuses nobody. A pronoun counts where
it tells another sex than the other credit ("he said", "Ada Roe said"): whoever "he" is, it is not she. A body and one
of its people ("police", "Chief Constable Roe"), an unnamed spokesman and a named one, are no conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.names import Sex, given_sex
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
TWO_SEXES = 0.5
"""The same where one credit is a man's and one a woman's: no mistaken identity of names explains that."""
_PRONOUN_SEX = {2: Sex.MALE, 3: Sex.FEMALE}
"""Sex by the length of a resolved pronoun's span: "he", "she"; no other is resolved to a person."""
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
        spelled: set[str] = set()
        for u in group:
            for article, name, quote in places[u]:
                if _explicit(quote) or _by_pronoun(quote):
                    home = next((n for n in named if names_meet(n, quote.speaker)), quote.speaker)
                    named.setdefault(home, []).append(CreditedPlace(article, name, quote, u))
                    spelled |= {home} if not _by_pronoun(quote) else set()
        named = _told_apart(named, spelled, alignments)
        articles = {n: {p.article for p in held} for n, held in named.items()}
        if len(named) > 1 and len(set.union(*articles.values())) > 1:
            conflicts.append(named)
    return conflicts


def _told_apart(
    named: Mapping[str, list[CreditedPlace]],
    spelled: set[str],
    alignments: Mapping[tuple[int, int], QuoteAlignment],
) -> dict[str, list[CreditedPlace]]:
    """The names that accuse: those that the text prints beside the words, and those that a pronoun stands for where
    they are of another sex than all others, for words that are the same or a part of them."""
    sexes = {n: {_sex_of(p.quotation) for p in held} for n, held in named.items()}

    def apart(name: str, other: str) -> bool:
        if not _two_sexes(sexes[name] | sexes[other]):
            return False
        pairs = ((p.utterance, q.utterance) for p in named[name] for q in named[other])
        return any(a == b or _one_text(alignments.get((min(a, b), max(a, b)))) for a, b in pairs)

    return {
        n: held for n, held in named.items() if n in spelled or all(apart(n, other) for other in named if other != n)
    }


def _one_text(alignment: QuoteAlignment | None) -> bool:
    return alignment is not None and alignment.relation in (SlotRelation.SAME, SlotRelation.WITHIN)


def _two_sexes(sexes: set[Sex]) -> bool:
    return sexes == {Sex.MALE, Sex.FEMALE}


def _by_pronoun(quote: Quotation) -> bool:
    """Whether "he" or "she" is credited, resolved to a name in full whose given name does not tell the other sex."""
    sex = _PRONOUN_SEX.get(quote.speaker_end - quote.speaker_start)
    if sex is None or not _beside_its_words(quote) or not _person(quote.speaker):
        return False
    return given_sex(quote.speaker) in (sex, Sex.UNKNOWN)


def _sex_of(quote: Quotation) -> Sex:
    by_pronoun = _PRONOUN_SEX.get(quote.speaker_end - quote.speaker_start, Sex.UNKNOWN)
    return by_pronoun if by_pronoun is not Sex.UNKNOWN else given_sex(quote.speaker)


def _explicit(quote: Quotation) -> bool:
    """A whole sentence whose credit stands right beside it and names one person in full.

    "According to X" may tell what somebody else said, and so may a fragment in a clause."""
    if quote.speaker_end - quote.speaker_start < 4:  # a pronoun, resolved
        return False
    return _beside_its_words(quote) and _person(quote.speaker)


def _beside_its_words(quote: Quotation) -> bool:
    if quote.cue.lower() not in _SAYING or quote.speaker_start < 0:
        return False
    if not quote.text.lstrip("[(…. ")[:1].isupper():
        return False
    apart = max(quote.speaker_start, quote.cue_start) - min(quote.speaker_end, quote.cue_end)
    beyond = min(abs(quote.start - quote.cue_end), abs(quote.cue_start - quote.end))
    return apart <= _BESIDE and (beyond <= _BESIDE or quote.cue_start >= quote.start)


def _person(name: str) -> bool:
    names = name.split()
    return (
        not _BODY.search(name)
        and 2 <= len(names) <= 4
        and all((n[0].isupper() and not n.isupper()) or n in _PARTICLES or len(n) == 2 for n in names)
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
    sexes = {n: {_sex_of(p.quotation) for p in held} for n, held in named.items()}
    certain = any(_two_sexes(sexes[a] | sexes[b]) for a in names for b in names if a < b)
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
        confidence=TWO_SEXES if certain else CONFIDENCE,
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
