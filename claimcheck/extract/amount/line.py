"""A sentence prepared for reading amounts: characters and tokens side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from claimcheck.extract.amount.tables import section, words
from claimcheck.model import EntityLabel, Sentence, Token

_IRREGULAR = cast(Mapping[str, str], section("counted", "irregular_plurals"))


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of an English noun, lower case, by rule: a guard against lemmas that were left plural."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("men", "women")) and len(word) > 4:
        return word[:-2] + "an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is the sentence; ``starts`` and ``ends`` are token offsets into it; ``low`` the tokens in lower case;
    ``persons`` and ``others`` the tokens inside the names of persons and of anything else."""

    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    low: tuple[str, ...]
    persons: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()

    @classmethod
    def of(cls, sentence: Sentence) -> Line:
        """Prepare one sentence."""
        base, tokens = sentence.start, sentence.tokens
        persons, others = set[int](), set[int]()
        for entity in sentence.entities:
            (persons if entity.label is EntityLabel.PERSON else others).update(range(entity.first, entity.last))
        return cls(
            sentence.text,
            tokens,
            tuple(token.start - base for token in tokens),
            tuple(token.end - base for token in tokens),
            tuple(token.text.lower() for token in tokens),
            frozenset(persons),
            frozenset(others - persons),
        )

    def at(self, char: int) -> int:
        """The token that covers ``char``, else the next one; the number of tokens past the end."""
        found = bisect_right(self.starts, char) - 1
        if found >= 0 and char < self.ends[found]:
            return found
        return found + 1

    def after(self, char: int) -> int:
        """The first token that starts at or after ``char``."""
        return bisect_right(self.starts, char - 1) if char else 0

    def noun(self, index: int) -> str:
        """The singular of a token in lower case, its lemma trusted where it differs from the form."""
        token = self.tokens[index]
        lemma = token.lemma.lower() or self.low[index]
        return singular(lemma if lemma != self.low[index] else self.low[index])

    def is_noun(self, index: int) -> bool:
        """Whether a token is a common noun or a name."""
        return self.tokens[index].pos in ("NOUN", "PROPN")

    def past_brackets(self, index: int) -> int:
        """The token after a short bracket that opens at ``index``, else ``index``: "40 metres (131 feet) of"."""
        if index < len(self.low) and self.low[index] == "(":
            for end in range(index + 1, min(len(self.low), index + 7)):
                if self.low[end] == ")":
                    return end + 1
        return index

    def titled(self) -> bool:
        """Whether the line is set in capitals like a headline, so that capitals mark no names."""
        long = [token.text for token in self.tokens if len(token.text) > 3 and token.text[0].isalpha()]
        return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)

    def children(self, head: int) -> list[int]:
        """Indexes of the tokens that hang on ``head``."""
        return [i for i, token in enumerate(self.tokens) if token.head == head]


def is_singular(line: Line, index: int) -> bool:
    """Whether a noun stands in the singular, so that no number but one can count it ("Boeing 737 jet")."""
    word = line.low[index]
    return (
        not word.endswith("s") and line.noun(index) == word and word not in words("counted", "reading", "same_plural")
    )


def is_temporal(word: str) -> bool:
    """Whether a lower-case word tells time, and so ends what a number counts ("killed 12 people Sunday")."""
    return word in words("counted", "reading", "temporal") or word in words("counted", "refuse", "months")
