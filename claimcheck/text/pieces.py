"""From words to what the encoder reads: wordpieces, the letter case of each, where every word begins.

The vocabulary is uncased, so the case that names live by is given apart, as one of eight shapes a wordpiece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tokenizers import Tokenizer

CLS = 101
SEP = 102
UNKNOWN = 100
PIECES_A_WORD = 8
"""Longer words (web addresses, chemical names) are read by their beginning."""
LETTERS_A_WORD = 200
CACHE_LIMIT = 200_000


class Shape(IntEnum):
    """How a word is written."""

    SPECIAL = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    INITIAL = 4
    MIXED = 5
    DIGIT = 6
    MARK = 7


SHAPE_COUNT = len(Shape)


def shape_of(word: str) -> Shape:
    """The shape of a word: a lone capital is INITIAL, "McCain" MIXED, "7:30" DIGIT, "—" MARK."""
    if word.islower():
        return Shape.DIGIT if word[0].isdigit() else Shape.LOWER
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return Shape.DIGIT if any(mark.isdigit() for mark in word) else Shape.MARK
    if word[0].isdigit():
        return Shape.DIGIT
    if len(letters) == 1:
        return Shape.INITIAL if letters[0].isupper() else Shape.LOWER
    if all(letter.isupper() for letter in letters):
        return Shape.UPPER
    if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]):
        return Shape.TITLE
    return Shape.MIXED


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the encoder reads it: ``ids`` and ``shapes`` a wordpiece ([CLS] and [SEP] included),
    ``first`` the index of the first wordpiece of the root (0) and then of every word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]


class Splitter:
    """Splits words into wordpieces, remembering those seen."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def lexicon(self) -> frozenset[str]:
        """The words that are wordpieces of their own: some 23,000 common English words and names."""
        return frozenset(piece for piece in self._tokenizer.get_vocab(with_added_tokens=False) if piece.isalpha())

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """The wordpieces of one word (at least one, at most PIECES_A_WORD) and its shape."""
        found = self._known.get(word)
        if found is None:
            readable = word[:LETTERS_A_WORD].encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot pass
            ids = tuple(self._tokenizer.encode(readable, add_special_tokens=False).ids[:PIECES_A_WORD])
            found = (ids or (UNKNOWN,), int(shape_of(word)))
            if len(self._known) < CACHE_LIMIT:
                self._known[word] = found
        return found

    def sentence(self, words: Sequence[str]) -> Pieces:
        """The wordpieces of a sentence of words."""
        ids, shapes, first = [CLS], [int(Shape.SPECIAL)], [0]
        for word in words:
            pieces, shape = self.word(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(SEP)
        shapes.append(int(Shape.SPECIAL))
        return Pieces(ids, shapes, first)
