"""Two spellings of one name: letters that transliteration and house style vary, and slips that they do not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"}
    | dict.fromkeys("'’‘ʻʼ`.", None)
)
_NOT_WORD = re.compile(r"[^\w&]+")

#: What romanisations of Cyrillic, Arabic, Hebrew, Persian and Chinese vary, and English, German and French habits.
_SOUNDS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"tsch|tch|cz", "ch"),
        (r"shch|sch|sz", "sh"),
        (r"ks|cks", "x"),
        (r"ph", "f"),
        (r"kh|qu|q|ck|c(?=[^eihy]|$)|ch(?=r)", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"zh|dj", "j"),
        (r"w", "v"),
        (r"ev(?=$|a$)", "ov"),
        (r"(?:iy|yy|ij|ii|ey|ei|ie|ee|yi|y|j(?=[aeou]))+", "i"),
        (r"(?:ou|oo|uo)", "u"),
        (r"ii+", "i"),
        (r"i(?=[aeou])|(?<=[aeou])i", ""),
        (r"h(?=$|[^aeiou])", ""),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")

#: A slip is looked for in words of this length on; two letters may differ from the longer length on. Below it,
#: real words lie too near one another (Pine and Pike, Lyon and Lyons).
_ONE_SLIP, _TWO_SLIPS = 5, 10


@lru_cache(maxsize=32768)
def plain(name: str) -> str:
    """A name without case, accents, points, apostrophes; other marks as spaces."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(word for word in _NOT_WORD.split(bare.replace("_", " ")) if word)


@lru_cache(maxsize=32768)
def sound_of(word: str) -> str:
    """A key that transliterations of one name share: "Zelenskyy" and "Zelensky", "Gaddafi" and "Qadhafi" do."""
    key = plain(word).replace(" ", "")
    for pattern, becomes in _SOUNDS:
        key = pattern.sub(becomes, key)
    key = _DOUBLED.sub(r"\1", key)
    first = "k" if key[:1] == "g" else key[:1]
    return first + key[1:].translate(_VOWELS)


def transliterated(first: str, second: str) -> bool:
    """Whether two words differ only in what transliteration or a writer's ear varies: vowels, doubled letters,
    endings in -y, letters of one sound. Words under five letters must be equal."""
    a, b = plain(first).replace(" ", ""), plain(second).replace(" ", "")
    if a == b:
        return True
    if min(len(a), len(b)) < _ONE_SLIP or abs(len(a) - len(b)) > 3:
        return False
    return sound_of(a) == sound_of(b) and OSA.distance(a, b, score_cutoff=3) <= 3


def near_spelling(first: str, second: str) -> bool:
    """Whether two words differ by one letter (two in long words) that no transliteration explains."""
    a, b = plain(first).replace(" ", ""), plain(second).replace(" ", "")
    shorter = min(len(a), len(b))
    if a == b or shorter < _ONE_SLIP or a.isdigit() or b.isdigit():
        return False
    allowed = 2 if shorter >= _TWO_SLIPS else 1
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed and not transliterated(a, b)
