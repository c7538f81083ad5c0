"""One sentence printed twice with one piece changed: who said it, a name of a place or body, a number that names;
and a score or tally of one moment or vote.

Newsrooms rewrite the same copy, so that two sentences agree in nearly all words. Most pieces that change are other
words for the same thing: on news that was read, swapped nouns, adjectives and verbs (victim and man, rushed and taken,
head and face) did not contradict. These pieces seldom change otherwise; few such changes were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.rewritten_credit import Credited, credited_sentences, other_credit
from claimcheck.conflict.rewritten_names import Fixed, fixed_names, misspelt_name
from claimcheck.conflict.rewritten_numbers import Labelled, labelled_numbers, other_number
from claimcheck.conflict.scores import Score, other_score, scores_of
from claimcheck.model import Claim, Field, Slot

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one article prints of the pieces that are compared, and every word of it in lower case."""

    view: ArticleView
    credits: tuple[Credited, ...]
    names: tuple[Fixed, ...]
    numbers: tuple[Labelled, ...]
    scores: tuple[Score, ...]
    words: frozenset[str]


@dataclass(slots=True)
class RewrittenFinder:
    """Finds changed pieces between two articles; it keeps what it has read of each, for one run."""

    _read: dict[str, _Read] = field(default_factory=dict)

    def between(self, left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
        """The pieces that two articles of one event print differently; nothing inside one article."""
        if left.article.id == right.article.id:
            return
        one, other = self._reading(left), self._reading(right)
        for a in one.credits:
            yield from (c for b in other.credits if (c := other_credit(a, b)) is not None)
        for name in one.names:
            yield from (c for b in other.names if (c := misspelt_name(name, b, one.words, other.words)) is not None)
        for number in one.numbers:
            yield from (c for b in other.numbers if (c := other_number(number, b, one.words, other.words)) is not None)
        for score in one.scores:
            yield from (c for b in other.scores if (c := other_score(score, b, one.words, other.words)) is not None)

    def _reading(self, view: ArticleView) -> _Read:
        known = self._read.get(view.article.id)
        if known is None or known.view is not view:
            claims = _one_a_sentence(view)
            text = f"{view.article.title}\n{view.article.text}".lower().replace("–", "-")
            known = _Read(
                view,
                credited_sentences(view),
                fixed_names(claims, view.names),
                labelled_numbers(claims),
                scores_of(claims, view),
                frozenset(_WORD.findall(text)),
            )
            self._read[view.article.id] = known
        return known


def _one_a_sentence(view: ArticleView) -> tuple[Claim, ...]:
    """The first claim of each sentence, in order; a sentence printed again in the article counts once."""
    first: dict[tuple[Field, int], Claim] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        first.setdefault((claim.field, claim.sentence.start), claim)
    texts: dict[str, Claim] = {}
    for claim in first.values():
        texts.setdefault(claim.sentence.text, claim)
    return tuple(texts.values())
