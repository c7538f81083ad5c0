"""What is printed of speech: the utterances of an article, and all places that print one in the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.quote_words import QuoteWord, quote_words
from claimcheck.compare.utterance import join_utterance, utterances
from claimcheck.conflict.quote_transcripts import transcript_quotations
from claimcheck.model import Field, Quotation, SlotRelation

LIGHT_KEY = 1.8
HEAVY_KEY = 2.4
"""Three words make a key if at least one is a content word, and a pair is aligned if it shares a key of two content
words or two keys. Chosen by weight alone, so that what else is stored changes no pair."""
FEW_WORDS = 14
TELLING = 1.0
"""Utterances of at most so many words are also compared by speaker, where they share two words of this weight."""
ENOUGH = 2
"""Shared keys, a heavy one counted as two, from which a pair is aligned."""
BINDING = frozenset({SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.DISJOINT})
"""Relations of two utterances from which anything follows."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech as an article prints it; ``marked``: in quotation marks."""

    article: str
    field: Field
    quotation: Quotation
    marked: bool = True

    @property
    def words(self) -> tuple[QuoteWord, ...]:
        """Its words, folded for comparison."""
        return quote_words(self.quotation.text).words

    @property
    def key(self) -> tuple[tuple[str, int], ...]:
        """What makes two utterances the same print: all words, and which sentence each stands in."""
        return tuple((w.form + "[" * w.bracketed + "…" * w.cut, w.sentence) for w in self.words)


@dataclass(frozen=True, slots=True)
class Printed:
    """All places that print an utterance in the same words; ``marked``: one of them has it in quotation marks."""

    words: tuple[QuoteWord, ...]
    places: tuple[tuple[str, Field, Quotation], ...]
    marked: bool = True

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody credited with it."""
        return tuple(sorted({quote.speaker for _, _, quote in self.places if quote.speaker}))


def utterances_in(
    article: str, quotes: Sequence[tuple[Field, Quotation]], texts: Mapping[Field, str]
) -> list[Utterance]:
    """The utterances of one article that are long enough to be compared, title first. It depends on the article
    alone."""
    out = []
    for name in (Field.TITLE, Field.TEXT):
        here = [q for f, q in quotes if f is name]
        text = texts.get(name, "")
        spoken = [(join_utterance(group, text), True) for group in utterances(here, text)]
        spoken += [(plain, False) for plain in transcript_quotations(text, here) if name is Field.TEXT]
        for quote, in_marks in spoken:
            if len(quote_words(quote.text).words) > 2 and "://" not in quote.text:
                out.append(Utterance(article, name, quote, in_marks))
    return out


def printings(spoken: Iterable[Utterance]) -> list[Printed]:
    """The utterances, those alike in all words and sentences as one, in order of their words; the places of each in
    order of the articles."""
    groups: dict[tuple[tuple[str, int], ...], list[Utterance]] = defaultdict(list)
    for utterance in sorted(spoken, key=lambda u: u.article):
        groups[utterance.key].append(utterance)
    return [
        Printed(
            groups[key][0].words,
            tuple((u.article, u.field, u.quotation) for u in groups[key]),
            any(u.marked for u in groups[key]),
        )
        for key in sorted(groups)
    ]


def run_keys(words: Sequence[QuoteWord]) -> dict[tuple[str, str, str], int]:
    """The runs of three telling words, each with what it counts for (2: enough alone)."""
    out: dict[tuple[str, str, str], int] = {}
    for x, y, z in zip(words, words[1:], words[2:], strict=False):
        weight = x.weight + y.weight + z.weight
        if weight >= LIGHT_KEY:
            key = (x.stem, y.stem, z.stem)
            out[key] = max(out.get(key, 1), 2 if weight >= HEAVY_KEY else 1)
    return out


def mouth_keys(one: Printed) -> list[tuple[str, str]]:
    """Surname and telling word of a short utterance: short ones seldom share a run of three."""
    if len(one.words) > FEW_WORDS:
        return []
    surnames = {name.split()[-1].lower() for name in one.speakers if " " in name}
    telling = {w.stem for w in one.words if w.weight >= TELLING}
    return [(name, word) for word in sorted(telling) for name in sorted(surnames)]
