"""A text as a row of lexemes, one letter each, so that the grammar of times can be regular expressions over letters.

A word is looked up once; all words that play no part in times become one letter, so that a rule runs over
about seven hundred letters of an article and never over its characters.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from claimcheck.compare.moments import zone_offsets
from claimcheck.compare.occasions import OccasionKind, find_occasion, occasion_names

_CLASS_NAMES = """
upper lower mark newline hyphen comma dot apostrophe lpar rpar money slash
n31 number year ord decade clock dotted iso slashed fourdigits
card ordword month shortmonth weekday shortday season part point deictic unit units frequency vague
ampm zone oclock bc possessive holiday feast event quartername
the a of on in at and or to from between until by before after since for within during this that these last
next past previous coming same early late mid begin end middle ago earlier later about nearly more less than
over under least most up only shortly little well every per few several many couple dozen half entire other
old aged age fiscal quarter weekend anniversary time local eve day is count number_word owner region second
following left price
"""
CLASSES = tuple(_CLASS_NAMES.split())
_ALPHABET = [chr(c) for c in (*range(65, 91), *range(97, 123), *range(0x410, 0x450), *range(0x561, 0x580))]
LETTER = dict(zip(CLASSES, _ALPHABET, strict=False))
"""The letter of every class of lexeme."""

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))"
    r"|(?P<slashed>(?<![\d/])\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d{2})|-\d{1,2}-\d{4}|\.\d{1,2}\.\d{4})(?![\d/]))"
    r"|(?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<decade>(?:(?:1\d|20)\d0|['’]?[2-9]0)['’]?s\b)"
    r"|(?P<ord>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<mixed>(?<![\d/.])\d{1,2}(?:1/2|[13]/4|[12]/3)(?![\d/])|(?<![\d/.])\d{0,2}[½¼¾])"
    r"|(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<ampm>[ap]\.\s?m\b\.?|(?:[AP]\.\s?M\b\.?)|(?<=\d)[apAP][mM]\b|[ap]m\b|AM\b|PM\b)"
    r"|(?P<oclock>o['’]clock\b)"
    r"|(?P<bc>B\.?C\.?E?\.?(?![A-Za-z])|A\.D\.|AD\b|CE\b)"
    r"|(?P<quartername>Q[1-4]\b)"
    r"|(?P<possessive>['’]s?(?![A-Za-z0-9]))"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<newline>\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_MARKS = {
    "/": "slash",
    "-": "hyphen", "–": "hyphen", "—": "hyphen", ",": "comma", ".": "dot", "(": "lpar", ")": "rpar",
    "'": "apostrophe", "’": "apostrophe", "$": "money", "£": "money", "€": "money", "#": "money",
}  # fmt: skip
_NEEDS_CAPITAL = frozenset({"month", "shortmonth", "weekday", "shortday"})

Value = float | str


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or mark: class, code points [start, end), lower-cased text, and what it is worth (a number, a code)."""

    kind: str
    start: int
    end: int
    word: str
    value: Value
    capital: bool = False


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[str, Value]]:
    """Lower-case word -> (class, value)."""
    text = resources.files("claimcheck.data").joinpath("times.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    words: dict[str, tuple[str, Value]] = {}
    for kind, names in tables["words"].items():
        words.update({name: (kind, name) for name in names})
    for table, kind in (
        ("numbers", "card"), ("ordinals", "ordword"), ("decades", "decade"), ("seasons", "season"), ("parts", "part"),
        ("points", "point"), ("deictics", "deictic"), ("frequencies", "frequency"), ("vague", "vague"),
        ("short_months", "shortmonth"), ("months", "month"), ("short_weekdays", "shortday"), ("weekdays", "weekday"),
        ("regions", "region"),
    ):  # fmt: skip
        words.update({name: (kind, value) for name, value in tables[table].items()})
    for name, unit in tables["units"].items():
        words[name] = ("unit", unit)
        words[f"{name[:-1]}ies" if name.endswith("y") and name != "day" else f"{name}s"] = ("units", unit)
    words["second"] = ("second", 2)
    words["days"], words["day"] = ("units", "D"), ("unit", "D")
    words.update({f"{name}s": ("weekday", value) for name, value in tables["weekdays"].items()})
    return words


@lru_cache(maxsize=1)
def part_hours() -> dict[str, tuple[int, int]]:
    """First and last hour of each part of the day; past 24 means the next day."""
    text = resources.files("claimcheck.data").joinpath("times.toml").read_text(encoding="utf-8")
    hours: dict[str, list[int]] = tomllib.loads(text)["part_hours"]
    return {code: (low, high) for code, (low, high) in hours.items()}


def _read_digits(text: str) -> tuple[str, Value]:
    plain = text.replace(",", "")
    if "." in plain:
        whole, fraction = plain.split(".")
        dotted = len(fraction) == 2 and len(whole) <= 2 and int(whole) <= 24 and int(fraction) < 60
        return ("dotted", plain) if dotted else ("number", float(plain))
    if "," in text or len(plain) > 6:
        return "number", float(plain)
    value = int(plain)
    if len(plain) == 4:
        return ("year" if 1000 <= value <= 2199 else "fourdigits"), value
    return ("n31" if len(plain) <= 2 and 1 <= value <= 31 else "number"), value


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _read_mixed(text: str) -> float:
    """A whole number with its fraction set close: "41/2" and "4½" are four and a half."""
    if text[-1] in _FRACTIONS:
        return float(text[:-1] or 0) + _FRACTIONS[text[-1]]
    return float(text[:-3]) + int(text[-3]) / int(text[-1])


def _read_word(text: str) -> tuple[str, Value, bool]:
    capital = text[0].isupper()
    if text in zone_offsets():
        return "zone", text, capital
    found = vocabulary().get(text.lower())
    if found is None or (found[0] in _NEEDS_CAPITAL and not capital):
        return ("upper" if capital else "lower"), 0, capital
    return found[0], found[1], capital


def _is_paragraph_break(text: str, start: int, end: int) -> bool:
    """A lone line break inside a running sentence is wrapping, not the end of a paragraph."""
    if text.count("\n", start, end) > 1 or start == 0 or end >= len(text):
        return True
    while start > 1 and text[start - 1] in " \t\r":
        start -= 1
    return not (text[start - 1].isalnum() or text[start - 1] == ",") or not (text[end].islower() or text[end].isdigit())


def _occasion_at(text: str, start: int, first: str) -> Lexeme | None:
    """The longest name of a dated event or holiday that starts here. Holidays want a capital letter."""
    for name in occasion_names()[first]:
        end = start + len(name)
        if text[start:end].lower().replace("’", "'") != name or text[end : end + 1].isalnum():
            continue
        occasion = find_occasion(name)
        kind = OccasionKind.EVENT if occasion is None else occasion.kind
        if kind is OccasionKind.EVENT or not text[start].islower():
            return Lexeme(str(kind), start, end, name, name, text[start].isupper())
    return None


def _read_match(kind: str, text: str) -> tuple[str, Value, bool]:
    if kind == "word":
        return _read_word(text)
    if kind == "digits":
        return (*_read_digits(text), False)
    if kind == "mixed":
        return "number", _read_mixed(text), False
    if kind == "mark":
        return _MARKS.get(text, "mark"), 0, False
    if kind == "ord":
        return "ord", int(text[:-2]), False
    if kind == "decade":
        return "decade", int(text.strip("'’s")), False
    if kind == "quartername":
        return kind, int(text[1]), True
    return kind, text, text[0].isupper()


def read_lexemes(text: str) -> tuple[list[Lexeme], str]:
    """The lexemes of a text and the row of their letters, in step."""
    lexemes: list[Lexeme] = []
    names = occasion_names()
    match = _TOKEN.search(text)
    while match is not None:
        kind, word = str(match.lastgroup), match.group()
        start, end = match.span()
        lower = word.lower()
        found = _occasion_at(text, start, lower) if lower in names else None
        if found is not None:
            end = found.end
            lexemes.append(found)
        elif kind != "newline":
            named, value, capital = _read_match(kind, word)
            lexemes.append(Lexeme(named, start, end, lower, value, capital))
        elif _is_paragraph_break(text, start, end):
            lexemes.append(Lexeme(kind, start, end, "\n", 0))
        match = _TOKEN.search(text, end)
    return lexemes, "".join([LETTER[lexeme.kind] for lexeme in lexemes])
