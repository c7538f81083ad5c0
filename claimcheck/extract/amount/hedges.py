"""Words that say how exact a figure is, and the range that each leaves open."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from claimcheck.extract.amount.numerals import Form, Numeral
from claimcheck.extract.amount.tables import section
from claimcheck.model import Hedge

ABOUT_SHARE = 0.1
"""Half-width of "about": "about 20" may be 18 to 22."""
NEARLY_SHARE = 0.1
"""How far under a figure "nearly" and "almost" may lie."""

_FILLERS = (
    r"(?:(?:another|the|a|an|additional|an additional|a further|further|a whopping|whopping|a staggering|a record"
    r"|as|its|his|her|their)\s+)"
)
_NEARLY = frozenset(["nearly", "almost", "just under", "a little under", "slightly under", "just below"])
_PHRASAL = re.compile(
    r"(?i)\b(?:r[ua]n|running|dr[io]ve[sn]?|driving|hand(?:ed|s|ing)?|knock(?:ed|ing)?|roll(?:ed|ing)?|fl[ey]w?|flying|argu\w+|victory|win|lead|edge|advantage)\s+\Z"
)
_LOOSE = frozenset(["over", "under", "above", "below", "around"])


@dataclass(frozen=True, slots=True)
class Hedged:
    """A hedge found beside a number, with the span of text that number and hedge take up together."""

    hedge: Hedge
    start: int
    end: int
    nearly: bool = False


@cache
def _phrases(side: str) -> dict[str, Hedge]:
    return {phrase: Hedge(cast(str, value)) for phrase, value in section("numbers", "hedges", side).items()}


@cache
def _before() -> re.Pattern[str]:
    phrases = sorted(_phrases("before"), key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?i)(?<![\w-])({joined})\s+{_FILLERS}?\Z")


@cache
def _after() -> re.Pattern[str]:
    phrases = sorted(_phrases("after"), key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?i)\s*({joined})(?!\w)")


def find_hedge(text: str, start: int, end: int, numeral: Numeral, measured: bool) -> Hedged:
    """The hedge around text[start:end], the number with its currency sign and unit.

    "over" and "under" before a small bare count are prepositions ("under two presidents"), as is "over" after a
    verb of motion ("ran over two men").
    """
    hedge, nearly = Hedge.EXACT, False
    at = start
    while True:
        window = text[max(0, at - 32) : at]
        match = _before().search(window)
        if match is None:
            break
        phrase = re.sub(r"\s+", " ", match[1].lower())
        place = at - len(window) + match.start()
        if phrase in _LOOSE and (
            not _hedges_loosely(text, place, numeral, measured) or match.group().lower().rstrip().endswith(" the")
        ):
            break
        found = _phrases("before")[phrase]
        if hedge is Hedge.EXACT:
            hedge, nearly = found, phrase in _NEARLY
        at = place
    after = _after().match(text, end)
    if after is not None and not (after[1] == "+" and text[after.end() : after.end() + 1].isdigit()):
        plus = re.sub(r"\s+", " ", after[1].lower())
        if hedge is Hedge.EXACT and not (plus == "plus" and text[end : end + 1] == " "):
            hedge, end = _phrases("after")[plus], after.end()
    return Hedged(hedge, at, end, nearly)


def _hedges_loosely(text: str, place: int, numeral: Numeral, measured: bool) -> bool:
    if _PHRASAL.search(text[max(0, place - 16) : place]):
        return False
    return measured or numeral.figure is None or numeral.figure > 4


def open_range(numeral: Numeral, hedged: Hedged, counted: bool) -> tuple[float, float, Hedge]:
    """[low, high] and the hedge of a number as it stands: "at least five" is [5, inf), "about 20" is [18, 22]."""
    low, high, figure = numeral.low, numeral.high, numeral.figure
    if numeral.form is Form.RANGE:
        return low, high, Hedge.RANGE
    if figure is None:
        if hedged.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN):
            high = math.inf
        return low, high, Hedge.VAGUE
    match hedged.hedge:
        case Hedge.AT_LEAST | Hedge.MORE_THAN:
            return figure, math.inf, hedged.hedge
        case Hedge.AT_MOST:
            return 0.0, figure, hedged.hedge
        case Hedge.LESS_THAN:
            return (figure * (1 - NEARLY_SHARE) if hedged.nearly else 0.0), figure, hedged.hedge
        case Hedge.ABOUT:
            return (*_about(figure, counted), hedged.hedge)
        case _:
            return low, high, (Hedge.ABOUT if high > low else Hedge.EXACT)


def _about(figure: float, counted: bool) -> tuple[float, float]:
    low, high = figure * (1 - ABOUT_SHARE), figure * (1 + ABOUT_SHARE)
    if counted and figure == int(figure):
        return float(math.floor(round(low, 6))), float(math.ceil(round(high, 6)))
    return low, high
