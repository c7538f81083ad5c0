"""Which language an article is in, by the share of its commonest words; offline, and cheap enough for every article.

The engine reads English. An article is set aside only where another language is certain; a short or mixed text counts
as English, because a page wrongly skipped is a page not checked.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000  # code points looked at: the first pages of an article tell its language
_FEWEST_WORDS = 20  # below this the shares say nothing
_ENGLISH_SHARE = 0.05  # English news has 0.35 to 0.5 of its words in the list; tables of results still have 0.1
_OTHER_SHARE = 0.12
_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}


@lru_cache(maxsize=1)
def _profiles() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("claimcheck").joinpath("data/languages.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in raw["words"].items()}


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" where nothing else is certain, "und" where it is not English
    and no listed language either."""
    sample = text[:_SAMPLE]
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sample)]
    by_script = _language_of_script(sample)
    if by_script is not None and by_script not in _profiles():
        return by_script
    if len(words) < _FEWEST_WORDS:
        return by_script or "en"
    shares = {code: sum(word in listed for word in words) / len(words) for code, listed in _profiles().items()}
    english = shares.pop("en")
    best = max(sorted(shares), key=shares.__getitem__)
    if shares[best] >= _OTHER_SHARE and shares[best] > 1.5 * english:
        return best
    if by_script is not None:
        return by_script
    return "und" if english < _ENGLISH_SHARE and len(words) >= 2 * _FEWEST_WORDS else "en"


def _language_of_script(sample: str) -> str | None:
    """The language that a text's letters alone tell, None where most of them are Latin."""
    letters = [char for char in sample[:2000] if char.isalpha()]
    counts: dict[str, int] = {}
    for char in letters:
        if not char.isascii():
            script = unicodedata.name(char, "").split(" ", 1)[0]
            counts[script] = counts.get(script, 0) + 1
    counts.pop("LATIN", None)
    if not counts or sum(counts.values()) * 2 <= len(letters):
        return None
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > 0 and "CJK" in counts:
        return "ja"
    return _SCRIPTS.get(max(sorted(counts), key=counts.__getitem__), "und")
