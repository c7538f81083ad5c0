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
_SURE_SHARE = 0.2  # a text with so many English words is English, whatever its feed says of it
_SHORT_CODES = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "zho": "zh", "chi": "zh"}
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


def language_of(text: str, declared: str = "") -> str:
    """The language of a text that names its own: "de" or "de-AT" as declared is believed where the text does not
    show another one for certain; where nothing is declared, the text alone tells."""
    found = detect_language(text)
    primary = re.split(r"[-_]", declared.strip().lower())[0]
    if not re.fullmatch(r"[a-z]{2,3}", primary) or primary == found or primary in {"und", "mul", "zxx", "mis"}:
        return found
    if found in {"en", "und"} and not _is_certainly_english(text):
        return _SHORT_CODES.get(primary, primary)
    return found


def _is_certainly_english(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    return len(words) >= _FEWEST_WORDS and sum(word in _profiles()["en"] for word in words) >= _SURE_SHARE * len(words)


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
