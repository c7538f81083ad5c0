"""Currencies and units of measure beside a number, and rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from claimcheck.extract.amount.numerals import Form, Numeral
from claimcheck.extract.amount.tables import section, table, words


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is measured in: ``unit`` is the base unit or ISO code, a printed value x is
    ``(x + offset) * factor`` of it; [start, end) is the number with its sign and unit; ``hyphened`` where the unit
    hangs on by a hyphen ("40-metre-deep"), ``role`` the dimension if it follows at once (deep, wide, tall),
    ``extra`` the inches behind feet, in feet, ``sign`` -1 for "minus 12C"."""

    unit: str
    start: int
    end: int
    factor: float = 1.0
    offset: float = 0.0
    hyphened: bool = False
    role: str = ""
    extra: float = 0.0
    sign: float = 1.0

    def convert(self, value: float) -> float:
        """A printed value in the base unit, rounded past what a float can carry."""
        return float(f"{(self.sign * value + self.extra + self.offset) * self.factor:.10g}")


MONEY = frozenset(
    [
        "USD",
        "GBP",
        "EUR",
        "JPY",
        "CNY",
        "INR",
        "RUB",
        "CHF",
        "ILS",
        "NGN",
        "KRW",
        "ZAR",
        "TRY",
        "SEK",
        "DKK",
        "NOK",
        "MXN",
        "CAD",
        "BRL",
        "AUD",
        "NZD",
        "HKD",
        "SGD",
        "TWD",
    ]
)
_GLUED_ONLY = frozenset(["C", "F", "pc", "pp", "ha", "%"])
_LARGE_ONLY = frozenset(["won", "rand"])
_MONEY_NEAR = 40
"""Characters on both sides in which a word of paying decides that pounds are money."""


@cache
def _units() -> dict[str, tuple[str, float, float]]:
    found: dict[str, tuple[str, float, float]] = {}
    for unit in cast(list[Mapping[str, object]], table("units")["unit"]):
        entry = (str(unit["base"]), float(cast(float, unit["factor"])), float(cast(float, unit.get("offset", 0.0))))
        for name in cast(list[str], unit["names"]):
            found[name] = entry
    for name, pair in section("units", "currency", "words").items():
        code, factor = cast(tuple[str, float], tuple(cast(list[object], pair)))
        found[name] = (code, float(factor), 0.0)
    return found


@cache
def _folded() -> dict[str, str]:
    return {name.lower(): name for name in _units()}


@cache
def _unit_after() -> re.Pattern[str]:
    names = sorted(_units(), key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\ ", r"[\s-]").replace(r"\-", "-") for name in names)
    return re.compile(rf"(?i)(?P<gap>\s?-\s?|\s|)(?P<unit>{joined})(?![\w])")


@cache
def _sign_before() -> re.Pattern[str]:
    signs = sorted(section("units", "currency", "symbols"), key=lambda sign: (-len(sign), sign))
    joined = "|".join(re.escape(sign).replace(r"\$", r"\s?\$") if len(sign) > 1 else re.escape(sign) for sign in signs)
    return re.compile(rf"(?:(?<![A-Za-z])|(?<=[$£€]))({joined})\.?\s?\Z")


@cache
def _code_before() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(MONEY))})\s?\Z")


@cache
def _dimension() -> dict[str, str]:
    return {word: role for role, named in section("units", "dimensions").items() for word in cast(list[str], named)}


_RATE = re.compile(
    r"(?i)\s*(?:(?:per|a|an|each|every)[\s-]|/\s?)(?:single\s+)?(second|minute|hour|day|night|week|month|quarter|season"
    r"|year|person|head|capita|household|family|share|gallon|litre|liter|barrel|tonne|ton|mile|kilo|pound|ounce|game|piece"
    r"|ticket)\b|\s*(daily|weekly|monthly|quarterly|annually|yearly)\b"
)
_RATE_BEFORE = re.compile(
    r"(?i)\b(daily|weekly|monthly|quarterly|annual|yearly)\s+(?:[\w-]+\s+){1,2}(?:of|is|was|worth|to|at)\s+(?:[\w-]+\s+){0,3}\Z"
)
_RATE_AFTER = re.compile(r"(?i)\s+(?:average\s+)?(daily|weekly|monthly|quarterly|annual|yearly)\s")
_ADVERB_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
_ADVERB_RATES |= dict.fromkeys(("annually", "annual", "yearly"), "year")


def find_measure(text: str, numeral: Numeral) -> Measure | None:
    """The currency or unit of a number, None for a plain count."""
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 6) : start]
    sign = _sign_before().search(before)
    if sign is not None:
        code = str(section("units", "currency", "symbols")[sign[1].replace(" ", "")])
        return Measure(code, start - len(before) + sign.start(), end)
    code_match = _code_before().search(before)
    if code_match is not None:
        return Measure(code_match[1], start - len(before) + code_match.start(), end)
    magnitude = _MAGNITUDE.search(text[max(0, start - 20) : start])
    if magnitude is not None:
        return Measure("magnitude", start - (min(20, start) - magnitude.start()), end)
    match = _unit_after().match(text, end)
    if match is None and numeral.form is Form.VAGUE and (of := _OF.match(text, end)) is not None:
        match = _unit_after().match(text, of.end())
    if match is None:
        return None
    name = _name(match["unit"])
    if name is None or not _fits(name, match, numeral, text):
        return None
    base, factor, offset = _units()[name]
    hyphened = "-" in match["gap"]
    if name in ("pound", "pounds") and (hyphened or not (numeral.scaled or _costs(text, start, match.end()))):
        base, factor = "kg", 0.45359237
    if name in ("ft", "foot", "feet") and (inches := _INCHES.match(text, match.end())) is not None:
        return Measure(base, start, inches.end(), factor, offset, False, "tall", float(inches[1]) / 12)
    minus = _MINUS.search(text[max(0, start - 8) : start]) if base == "°C" else None
    if minus is not None:
        return Measure(base, start - (min(8, start) - minus.start()), match.end(), factor, offset, hyphened, sign=-1.0)
    role, tail = _role_after(text, match.end())
    return Measure(base, start, tail if role and hyphened else match.end(), factor, offset, hyphened, role)


def _name(written: str) -> str | None:
    plain = re.sub(r"\s+", " ", written)
    if plain in _units():
        return plain
    for candidate in (plain.replace("-", " "), plain):
        name = _folded().get(candidate.lower())
        if name is not None and (len(name) > 2 or name.lower() in ("km", "kg", "cm", "mm", "ft", "lb", "oz")):
            return name
    return None


def _fits(name: str, match: re.Match[str], numeral: Numeral, text: str) -> bool:
    if name in _GLUED_ONLY and match["gap"]:
        return name == "%"
    if name in ("point", "points"):
        return _POLLED.search(text[max(0, numeral.start - 120) : match.end() + 60]) is not None
    if name in _LARGE_ONLY:
        return numeral.scaled or (numeral.figure or 0) >= 1000
    if name in ("m", "stone") and match["gap"] == " " and not text[numeral.end - 1].isdigit():
        return name == "stone"
    return True


def _costs(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - _MONEY_NEAR) : end + _MONEY_NEAR].lower()
    return any(word in near for word in words("units", "money_words", "words"))


_INCHES = re.compile(r"(?i)[\s,-]{1,2}(?:and\s)?(\d{1,2})(?:[\s-]?(?:inch(?:es)?|in)\b|(?=[\s.,;)]|\Z)(?!,?\s\d))")
_MAGNITUDE = re.compile(r"(?i)\bmagnitude(?:[\s-]|\sof\s)\Z")
_MINUS = re.compile(r"(?i)(?:\bminus\s|(?<!\d)[-−–])\Z")
_OF = re.compile(r"(?i)\s+of(?=\s)")
_POLLED = re.compile(
    r"(?i)\b(?:poll\w*|percent\w*|ahead|lead(?:ing|s)?|led|margin|edge|ratings?|trail\w*|advantage|survey)\b|%"
)
_DIMENSION_WORD = re.compile(r"(?i)(?:\s\([^)]{1,24}\))?\s?-?\s?(?:in\s+|of\s+)?([a-z]+)")


def _role_after(text: str, end: int) -> tuple[str, int]:
    match = _DIMENSION_WORD.match(text, end)
    if match is None:
        return "", end
    role = _dimension().get(match[1].lower(), "")
    return role, match.end() if role else end


def dimension(word: str) -> str:
    """The dimension that a word names: "depth" and "deep" are deep, "diameter" is wide; "" for other words."""
    return _dimension().get(word.lower(), "")


def find_rate(text: str, end: int) -> tuple[str, int]:
    """The denominator right after ``end`` ("a day", "per year", "daily") and where it stops, else ("", end)."""
    match = _RATE.match(text, end)
    if match is None:
        return "", end
    word = (match[1] or match[2]).lower()
    return _ADVERB_RATES.get(word, word), match.end()


def money_rate(text: str, start: int, end: int) -> str:
    """The denominator that an adjective gives a sum: "an annual salary of $3 million", "$23 million average annual
    value"; "" where there is none."""
    match = _RATE_BEFORE.search(text, max(0, start - 80), start) or _RATE_AFTER.match(text, end)
    return _ADVERB_RATES[match[1].lower()] if match else ""
