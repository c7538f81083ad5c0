"""Prison terms: "sentenced to 12 years", "a four-year jail term", "up to 20 years in prison"; unit "years"."""

from __future__ import annotations

import re

from claimcheck.extract.amount.hedges import find_hedge, open_range
from claimcheck.extract.amount.line import Line
from claimcheck.extract.amount.numerals import Form, Numeral
from claimcheck.model import Amount

_PARTS = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365}
_PART = re.compile(r"(?i)[\s-]*(?P<part>year|month|week|day)s?\b(?P<hyphen>['’]?)")
_AFTER = re.compile(
    r"(?i)\s*(?:in|of|behind)?\s*(?:a\s+)?(?:federal\s+|state\s+|hard\s+|suspended\s+|maximum\s+|minimum\s+|total\s+)?(?:prison|jail|bars|probation|imprisonment|incarceration"
    r"|custody|detention|labou?r|sentences?|(?:prison|jail|custodial)\s+(?:term|sentence)s?)\b"
)


def find_terms(line: Line, found: list[Numeral]) -> list[tuple[int, Amount]]:
    """(index of the number, amount) for each prison term."""
    terms = []
    for index, numeral in enumerate(found):
        part = _PART.match(line.text, numeral.end)
        if part is None or numeral.form not in (Form.DIGITS, Form.WORDS, Form.RANGE):
            continue
        jailed = re.search(
            r"(?i)\b(?:sentenced|jailed|imprisoned)\s+(?:\w+\s+)?(?:to|for)\s+[^.;,]{0,24}\Z",
            line.text[max(0, numeral.start - 60) : numeral.start],
        )
        if jailed is None and _AFTER.match(line.text, part.end()) is None:
            continue
        terms.append((index, _term(line, numeral, part)))
    return terms


def _term(line: Line, numeral: Numeral, part: re.Match[str]) -> Amount:
    share = _PARTS[part["part"].lower()]
    hedged = find_hedge(line.text, numeral.start, part.end(), numeral, True)
    low, high, hedge = open_range(numeral, hedged, False)
    figure = None if numeral.figure is None else float(f"{numeral.figure * share:.6g}")
    start, end = hedged.start, hedged.end
    return Amount(
        start, end, line.text[start:end], low * share, high * share, figure, hedge, "years", "prison term", "sentenced",
        step=share,
    )  # fmt: skip
