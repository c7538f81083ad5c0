"""One field of one article as the calendar rules see it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from claimcheck.model import Claim, Field, Interval, Sentence, When


@dataclass(frozen=True, slots=True)
class Scene:
    """A field's text with its sentences, times and claims."""

    field: Field
    text: str
    published: Interval | None
    sentences: Sequence[Sentence]
    times: Sequence[When]
    claims: Sequence[Claim] = ()

    def times_of(self, sentence: Sentence) -> list[When]:
        """The times that stand in a sentence."""
        return [when for when in self.times if sentence.start <= when.start and when.end <= sentence.end]


@lru_cache(maxsize=1)
def _spelled() -> dict[str, int]:
    text = resources.files("claimcheck.data").joinpath("times.toml").read_text(encoding="utf-8")
    numbers: dict[str, int] = tomllib.loads(text)["numbers"]
    return {word: value for word, value in numbers.items() if value < 100}


@lru_cache(maxsize=1)
def number_pattern() -> str:
    """A regular expression for a whole number below a hundred thousand, in figures or words."""
    words = "|".join(sorted(_spelled(), key=lambda word: (-len(word), word)))
    return rf"(?:\d{{1,3}}(?:,\d{{3}})|\d{{1,5}}|(?:{words})(?:-(?:{words}))?|an?)"


def read_number(text: str) -> int | None:
    """What "12", "1,200", "twenty-five" or "a" is worth; None for anything else."""
    word = text.strip().lower()
    if word in {"a", "an"}:
        return 1
    if re.fullmatch(r"[\d,]+", word):
        return int(word.replace(",", ""))
    parts = word.split("-")
    if not all(part in _spelled() for part in parts):
        return None
    return sum(_spelled()[part] for part in parts)
