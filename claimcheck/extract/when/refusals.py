"""Names that contain time words and are no times: the Sunday Times, Saturday Night Live, Black Friday the film."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    text = resources.files("claimcheck.data").joinpath("times_refused.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    names = "|".join(re.escape(name) for name in sorted(tables["names"], key=lambda name: (-len(name), name)))
    heads = "|".join(re.escape(head) for head in sorted(tables["heads"], key=lambda head: (-len(head), head)))
    return re.compile(rf"\b(?:{names})\b"), re.compile(rf"\s(?:{heads})\b")


_SPORT = re.compile(
    r"\b(?:touchdowns?|scor\w+|quarterback|field goals?|halftime|half-time|coach|yards?|rebounds?|points? lead"
    r"|points? ahead|kickoff|tipoff|overtime|dunk\w*|interception)\b",
    re.IGNORECASE,
)
_WEATHER = re.compile(r"\b(?:temperatures?|highs?|lows?|degrees?|Fahrenheit|Celsius|mph|warm\w*)\b", re.IGNORECASE)
_WINDOW = 90


def _is_of_another_scale(text: str, start: int, end: int) -> bool:
    """The quarter of a match; temperatures "in the 60s"."""
    found = text[start:end].lower()
    window = text[max(0, start - _WINDOW) : end + _WINDOW]
    if found.endswith("quarter"):
        return _SPORT.search(window) is not None
    return re.search(r"\b[2-9]0s$", found) is not None and _WEATHER.search(window) is not None


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is part of a name: a listed one that covers it, or a listed head that follows."""
    names, heads = _patterns()
    if _is_of_another_scale(text, start, end):
        return True
    if not any(character.isupper() for character in text[start:end]) and not text[start:end][0].isdigit():
        return False
    if text[start].isupper() and heads.match(text, end):
        return True
    for match in names.finditer(text, max(0, start - 30), end + 30):
        if match.start() < end and start < match.end():
            return True
    return False
