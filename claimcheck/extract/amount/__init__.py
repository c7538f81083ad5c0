"""Find the amounts of a sentence: figures with their hedge, unit, what they count, in which role and scope.

Durations and dates belong to the time finder; prison terms ("sentenced to 12 years") are amounts, in years.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.extract.amount.ages import Age, find_ages
from claimcheck.extract.amount.counted import Counted, find_counted, scope_after
from claimcheck.extract.amount.hedges import Hedged, find_hedge, open_range
from claimcheck.extract.amount.line import Line
from claimcheck.extract.amount.measures import MONEY, Measure, find_measure, find_rate
from claimcheck.extract.amount.numerals import QUICK, Form, Numeral, join_ranges, scan_numerals, unscaled
from claimcheck.extract.amount.refusals import is_month_day, refusal
from claimcheck.extract.amount.tables import words
from claimcheck.extract.amount.terms import find_terms
from claimcheck.extract.amount.things import find_thing, ordinal_noun
from claimcheck.model import Amount, Hedge, Sentence

__all__ = ["find_amounts"]


def find_amounts(sentence: Sentence) -> tuple[Amount, ...]:
    """The amounts of an annotated sentence in order; spans count into the article's field.

    Refused are dates, clock times, durations, labels, addresses, telephone numbers, page debris. The span takes in
    hedge, sign and unit, not the counted noun.
    """
    if QUICK.search(sentence.text) is None:
        return ()
    line = Line.of(sentence)
    raw = [_settle_letter(numeral, line) for numeral in scan_numerals(line.text)]
    found = join_ranges(raw, line.text)
    amounts: list[Amount] = []
    taken: set[int] = set()
    for age in find_ages(line, found):
        taken.add(age.numeral)
        amounts.append(_age_amount(age, line, sentence.start))
    for index, term in find_terms(line, found):
        if index not in taken:
            taken.add(index)
            amounts.append(_shifted(term, sentence.start))
    amounts.extend(_plain_amounts(line, found, taken, sentence.start))
    return tuple(sorted(amounts, key=lambda amount: (amount.start, amount.end)))


def _settle_letter(numeral: Numeral, line: Line) -> Numeral:
    """A glued m, b or k is a scale after a currency sign or before a plural noun ("3m people"), else a unit."""
    text = line.text
    letter = text[numeral.end - 1 : numeral.end].lower()
    if numeral.form is not Form.DIGITS or not numeral.scaled or letter not in ("m", "b", "k"):
        return numeral
    if not text[numeral.end - 2].isdigit() and text[numeral.end - 2] not in "½¼¾":
        return numeral
    if (
        re.search(r"[$£€¥₹]\s?\Z|\b(?:USD|EUR|GBP)\s?\Z", text[max(0, numeral.start - 5) : numeral.start])
        or letter == "k"
    ):
        return numeral
    following = line.after(numeral.end)
    if (
        following < len(line.tokens)
        and line.tokens[following].pos == "NOUN"
        and line.low[following].endswith(("s", "people"))
    ):
        return numeral
    return unscaled(numeral, text)


def _plain_amounts(line: Line, found: list[Numeral], taken: set[int], base: int) -> list[Amount]:
    amounts: list[Amount] = []
    date_before = False
    for index, numeral in enumerate(found):
        measure = find_measure(line.text, numeral)
        if index in taken:
            date_before = False
            continue
        why = refusal(numeral, line, date_before, measure is not None)
        date_before = why == is_month_day.__name__
        if why:
            continue
        amount = _amount(line, numeral, measure)
        if amount is not None:
            amounts.append(_converted(amount, amounts, line, base))
    return amounts


def _converted(amount: Amount, before: list[Amount], line: Line, base: int) -> Amount:
    """The amount, shifted into the field; a conversion in brackets ("40 metres (131 feet)") measures the same thing."""
    shifted = replace(amount, start=amount.start + base, end=amount.end + base)
    if not before or before[-1].unit != amount.unit or amount.unit in ("", "score", "%"):
        return shifted
    gap = line.text[before[-1].end - base : amount.start]
    if gap.strip().lower() not in (
        "(",
        "(about",
        "(around",
        "[",
        "/",
        "deep (",
        "wide (",
        "tall (",
        "high (",
        "long (",
    ):
        return shifted
    return replace(shifted, of=before[-1].of, role=before[-1].role, per=before[-1].per)


def _amount(line: Line, numeral: Numeral, measure: Measure | None) -> Amount | None:
    if numeral.form is Form.SCORE:
        return _score(numeral, line.text)
    if numeral.form is Form.ORDINAL:
        return _ordinal(line, numeral)
    start, end = (measure.start, measure.end) if measure is not None else (numeral.start, numeral.end)
    hedged = find_hedge(line.text, start, end, numeral, measure is not None or numeral.form is Form.FRACTION)
    per, end = find_rate(line.text, hedged.end)
    low, high, hedge = open_range(numeral, hedged, measure is None)
    if numeral.form is Form.FRACTION:
        measure = Measure("%", start, end)
    first, after = line.at(numeral.start), line.after(end)
    if measure is not None:
        return _measured(line, numeral, measure, hedged, (low, high, hedge), per, end)
    counted = find_counted(line, first, after, line.at(hedged.start))
    if not per and counted.head >= 0:
        per, _ = find_rate(line.text, line.ends[counted.head])
    if not _counts(numeral, counted, line, hedge):
        return None
    scope = (*counted.scope, *scope_after(line, line.ends[counted.head] if counted.head >= 0 else end))
    return Amount(
        hedged.start, end, line.text[hedged.start : end], low, high, numeral.figure, hedge, "", counted.of, counted.role,
        tuple(dict.fromkeys(scope)), per, False, numeral.step,
    )  # fmt: skip


def _counts(numeral: Numeral, counted: Counted, line: Line, hedge: Hedge) -> bool:
    """Whether a bare number is worth keeping: it counts something named, has a role, or is plainly a figure. A
    number right after a noun, with none behind it, names that noun's specimen ("posts 542 and 543")."""
    if counted.of in words("counted", "refuse", "never_counted"):
        return False
    if counted.of or counted.role:
        return True
    before = line.at(numeral.start) - 1
    if numeral.form is Form.DIGITS and before >= 0 and line.is_noun(before) and hedge is Hedge.EXACT:
        return False
    return (
        numeral.scaled or hedge not in (Hedge.EXACT, Hedge.VAGUE) or (numeral.form is Form.DIGITS and numeral.low >= 10)
    )


def _measured(
    line: Line,
    numeral: Numeral,
    measure: Measure,
    hedged: Hedged,
    opened: tuple[float, float, Hedge],
    per: str,
    end: int,
) -> Amount:
    low, high, hedge = opened
    of, role = find_thing(line, line.at(numeral.start), line.after(measure.end), line.at(hedged.start), measure)
    figure = None if numeral.figure is None else measure.convert(numeral.figure)
    step = float(f"{numeral.step * measure.factor:.6g}")
    if measure.unit in MONEY:
        step = numeral.step * measure.factor
    return Amount(
        hedged.start, end, line.text[hedged.start : end], _convert(measure, low), _convert(measure, high), figure, hedge,
        measure.unit, of, role, scope_after(line, end), per, False, step,
    )  # fmt: skip


def _convert(measure: Measure, value: float) -> float:
    return value if value in (0.0, float("inf")) else measure.convert(value)


def _score(numeral: Numeral, text: str) -> Amount:
    written = text[numeral.start : numeral.end]
    return Amount(numeral.start, numeral.end, written, numeral.low, numeral.high, None, Hedge.EXACT, "score", step=1.0)


def _ordinal(line: Line, numeral: Numeral) -> Amount | None:
    """An ordinal that ranks a named thing ("third death"); adverbs ("first, …"), centuries and titles are none."""
    of, role = ordinal_noun(line, line.at(numeral.start), line.after(numeral.end))
    if not of:
        return None
    text = line.text[numeral.start : numeral.end]
    return Amount(
        numeral.start, numeral.end, text, numeral.low, numeral.high, numeral.figure, Hedge.EXACT, "", of, role,
        ordinal=True, step=1.0,
    )  # fmt: skip


def _age_amount(age: Age, line: Line, base: int) -> Amount:
    hedge = Hedge.RANGE if age.figure is None else Hedge.EXACT
    return Amount(
        age.start + base, age.end + base, line.text[age.start : age.end], age.low, age.high, age.figure, hedge,
        "years old", age.of, step=age.step,
    )  # fmt: skip


def _shifted(amount: Amount, base: int) -> Amount:
    return replace(amount, start=amount.start + base, end=amount.end + base)
