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


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is part of a name: a listed one that covers it, or a listed head that follows."""
    names, heads = _patterns()
    if not any(character.isupper() for character in text[start:end]) and not text[start:end][0].isdigit():
        return False
    if text[start].isupper() and heads.match(text, end):
        return True
    for match in names.finditer(text, max(0, start - 30), end + 30):
        if match.start() < end and start < match.end():
            return True
    return False
