"""The pattern language of the time grammar: regular expressions over the letters of lexemes.

``<month>`` stands for a lexeme of that class, ``<day|year>`` for one of either; blanks mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimcheck.extract.when.lexemes import LETTER, Lexeme
from claimcheck.extract.when.pieces import Piece

MONTH = "(?:<month>|<shortmonth><dot>?)"
WEEKDAY = "(?:<weekday>|<shortday><dot>?)"
NUMBER = "(?:<n31|number|dotted|year|fourdigits>|<card>(?:<hyphen>?<card>){0,3})"
ORDINAL = "(?:<ord>|(?:<card><hyphen>)?<ordword|second>)"
MOD = "(?:<early|late|mid><in>?<hyphen>?|<mid><hyphen>?(?:<to><hyphen>?<late>)|<the>?<begin|end|middle><of>)"
QUANTITY = (
    f"(?:<n31><n31><slash><n31>|{NUMBER}(?:<hyphen|to|or|and>{NUMBER})?(?:<and><a>?<half>)?|<a><half>|<half><a>?"
    "|<a>?(?:<few|several|many|dozen>|<couple><of>?)|<a>)"
)
APPROX = (
    "(?:<only>?(?:<about|nearly|over|under>|<more|less><than>|<at><least|most>|<up><to>|<a><little>"
    "(?:<over|under|about|more|less><than>?)|<well><over>)|<only>)"
)
UNIT = "<unit|units|second|day>"
_NAMED_ZONE = "(?:<zone>|<local>?<region>(?:<upper>?<time>)?|<local><time>)"
ZONE = f"(?:<comma>?{_NAMED_ZONE}|<lpar>{_NAMED_ZONE}<rpar>)"

Reader = Callable[["Found"], Piece | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule, with access to the lexemes that its groups cover."""

    match: re.Match[str]
    lexemes: Sequence[Lexeme]

    @property
    def first(self) -> int:
        return self.match.start()

    @property
    def last(self) -> int:
        return self.match.end()

    def covered(self, group: str) -> Sequence[Lexeme]:
        """The lexemes of a named group, none if it took no part or the rule has no such group."""
        if group not in self.match.re.groupindex:
            return ()
        first, last = self.match.span(group)
        return self.lexemes[first:last] if first >= 0 else ()

    def one(self, group: str) -> Lexeme | None:
        """The first lexeme of a named group."""
        covered = self.covered(group)
        return covered[0] if covered else None

    def integer(self, group: str) -> int | None:
        """The value of a group's first lexeme as a whole number."""
        lexeme = self.one(group)
        return None if lexeme is None else int(float(lexeme.value))

    def before(self) -> Lexeme | None:
        """The lexeme in front of the match."""
        return self.lexemes[self.first - 1] if self.first else None

    def after(self) -> Lexeme | None:
        """The lexeme behind the match."""
        return self.lexemes[self.last] if self.last < len(self.lexemes) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its name and the function that reads a match of it."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression over letters from one over class names."""

    def letters(match: re.Match[str]) -> str:
        return "[" + "".join(LETTER[name] for name in match[1].split("|")) + "]"

    # group names carry angle brackets too: those have ?P in front
    compact = re.sub(r"\s+", "", pattern)
    return re.compile(re.sub(r"(?<!\?P)<([a-z0-9_|]+)>", letters, compact))


def rule(name: str, pattern: str, read: Reader) -> Rule:
    """A rule from a pattern over class names."""
    return Rule(name, compile_pattern(pattern), read)


def number_of(lexemes: Sequence[Lexeme]) -> float:
    """What a row of number words or one numeral is worth: "twenty-five", "two hundred", "1.5"."""
    total = 0.0
    for lexeme in lexemes:
        if lexeme.kind not in {"card", "n31", "number", "dotted", "year", "fourdigits", "ord", "ordword", "second"}:
            continue
        value = float(lexeme.value)
        total = total * value if lexeme.word == "hundred" and total else total + value
    return total
