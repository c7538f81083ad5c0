"""Lemmas by table: words that were seen, then rules by ending, both learned from the treebanks.

The table is a TSV: ``W form pos lemma`` for words (lower case, except where case matters) and
``R pos ending strip add`` for rules, where the longest ending that fits wins.
"""

from __future__ import annotations

import gzip
from pathlib import Path

LONGEST_ENDING = 6
_CASED_ENDINGS = ("an", "ese", "ish", "ic", "i", "ch")


class Lemmatizer:
    """Looks lemmas up in a table (see the module's text for its form)."""

    def __init__(self, path: Path) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._rules: dict[tuple[str, str], tuple[int, str]] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = line.rstrip("\n").split("\t")
                if row[0] == "W":
                    self._words[row[1], row[2]] = row[3]
                else:
                    self._rules[row[1], row[2]] = (int(row[3]), row[4])

    def __call__(self, form: str, pos: str, first: bool = False) -> str:
        """The lemma of a form with that part of speech; ``first`` tells that it opens its sentence."""
        known = self._words.get((form, pos))
        if known is not None:
            return known
        if pos in ("PROPN", "X", "SYM", "NUM", "PUNCT"):
            return self._name(form) if pos == "PROPN" else form
        lower = form.lower()
        known = self._words.get((lower, pos))
        if known is not None:
            return known
        if pos == "ADJ" and not first and form[:1].isupper() and not form.isupper() and form.endswith(_CASED_ENDINGS):
            return form
        return self._by_ending(lower.replace("’", "'"), pos)

    def _name(self, form: str) -> str:
        if len(form) > 4 and form.isupper() and form.isalpha():
            return form.capitalize()
        return form

    def _by_ending(self, lower: str, pos: str) -> str:
        for size in range(min(LONGEST_ENDING, len(lower)), -1, -1):
            rule = self._rules.get((pos, lower[len(lower) - size :]))
            if rule is not None:
                strip, add = rule
                return (lower[: len(lower) - strip] + add) or lower
        return lower
