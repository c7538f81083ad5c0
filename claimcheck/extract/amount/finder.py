"""The way from a sentence to its amounts: scan, join, give ages and prison terms their own, refuse, read the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.ages import Age, find_ages
from claimcheck.extract.amount.counted import Counted, find_counted, left_scope, scope_after
from claimcheck.extract.amount.hedges import Hedged, find_hedge, open_range
from claimcheck.extract.amount.line import Line, singular
from claimcheck.extract.amount.measures import MONEY, Measure, find_measure, find_rate, money_rate
from claimcheck.extract.amount.none import find_none
from claimcheck.extract.amount.numerals import QUICK, Form, Numeral, join_ranges, scan_numerals, unscaled
from claimcheck.extract.amount.refusals import is_month_day, refusal
from claimcheck.extract.amount.tables import words
from claimcheck.extract.amount.terms import find_terms
from claimcheck.extract.amount.things import find_thing, ordinal_noun
from claimcheck.model import Amount, Hedge, Sentence

SMALLEST_BARE = 10.0
"""A number under this that counts nothing named and has no role is left out."""


def find_amounts(sentence: Sentence) -> tuple[Amount, ...]:
    """The amounts of an annotated sentence in order; spans count into the article's field.

    Refused are dates, clock times, durations, labels, addresses, telephone numbers, page debris. The span takes in
    hedge, sign and unit, not the counted noun.
    """
    if not sentence.tokens or QUICK.search(sentence.text) is None:
        return ()
    line = Line.of(sentence)
    found = join_ranges([_settle_letter(numeral, line) for numeral in scan_numerals(line.text)], line.text)
    amounts: list[Amount] = []
    taken: set[int] = set()
    for age in find_ages(line, found):
        taken.add(age.numeral)
        amounts.append(_age_amount(age, line))
    for index, term in find_terms(line, found):
        if index not in taken:
            taken.add(index)
            amounts.append(term)
    amounts.extend(_plain_amounts(line, found, taken))
    amounts.extend(find_none(line))
    amounts.sort(key=lambda amount: (amount.start, amount.end))
    base = sentence.start
    return tuple(replace(amount, start=amount.start + base, end=amount.end + base) for amount in amounts)


_SIGN_BEFORE = re.compile(r"[$£€¥₹]\s?\Z|\b(?:USD|EUR|GBP)\s?\Z")


def _settle_letter(numeral: Numeral, line: Line) -> Numeral:
    """A glued m, b or k is a scale after a currency sign or before a plural noun ("3m people"), else a unit."""
    text = line.text
    letter = text[numeral.end - 1].lower()
    if numeral.form is not Form.DIGITS or not numeral.scaled or letter not in ("m", "b", "k"):
        return numeral
    if not (text[numeral.end - 2].isdigit() or text[numeral.end - 2] in "½¼¾"):
        return numeral
    if letter == "k" or _SIGN_BEFORE.search(text[max(0, numeral.start - 5) : numeral.start]):
        return numeral
    following = line.after(numeral.end)
    if following < len(line.tokens) and line.tokens[following].pos == "NOUN":
        if line.low[following].endswith("s") or line.low[following] == "people":
            return numeral
    return unscaled(numeral, text)


def _plain_amounts(line: Line, found: list[Numeral], taken: set[int]) -> list[Amount]:
    amounts: list[Amount] = []
    date_before = False
    for index, numeral in enumerate(found):
        if index in taken:
            date_before = False
            continue
        measure = find_measure(line.text, numeral)
        if amounts and numeral.end <= amounts[-1].end:
            continue
        why = refusal(numeral, line, date_before, measure is not None)
        date_before = why == is_month_day.__name__
        amount = None if why else _amount(line, numeral, measure, amounts)
        if amount is not None:
            amounts.append(amount)
    return _shared_roles(line, amounts)


_AND = re.compile(r"(?:\s+[\w’'-]+){0,2}?\s+([\w-]+)(?:,|\s+and)\s+(?:the\s+)?")


def _shared_roles(line: Line, amounts: list[Amount]) -> list[Amount]:
    """The role of the last of coordinated counts is that of all: "left three women and two men dead"."""
    shared = list(amounts)
    for index in range(len(shared) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        if here.unit or after.unit or not after.role or here.role in words("counted", "roles", "of_persons"):
            continue
        gap = _AND.fullmatch(line.text[here.end : after.start])
        persons = counted_class(here.of) == counted_class(after.of) == "person"
        if persons and gap is not None and singular(gap[1]) == here.of:
            shared[index] = replace(here, role=after.role)
    return shared


def _amount(line: Line, numeral: Numeral, measure: Measure | None, before: list[Amount]) -> Amount | None:
    if numeral.form is Form.SCORE:
        return _score(numeral, line.text)
    if numeral.form is Form.ORDINAL:
        return _ordinal(line, numeral)
    start, end = (measure.start, measure.end) if measure is not None else (numeral.start, numeral.end)
    hedged = find_hedge(line.text, start, end, numeral, measure is not None or numeral.form is Form.FRACTION)
    per, end = find_rate(line.text, hedged.end)
    if numeral.form is Form.FRACTION:
        measure = Measure("%", start, end)
    if measure is not None:
        if not per and measure.unit in MONEY:
            per = money_rate(line.text, start, measure.end)
        return _converted(_measured(line, numeral, measure, hedged, per, end), before, line)
    return _count(line, numeral, hedged, per, end, before)


_OF_A_LIST = re.compile(
    r"(?i)\bage[sd]?\s+(?:(?:\d{1,3}|[a-z]{3,9}),?\s+(?:and\s+|to\s+|or\s+))*(?:\d{1,3},\s*)*$|\d\s*/\s*$|\b(?:sweet|prop\.?|proposition)\s+$"
)
_OF_GALLERY = re.compile(r"\s*/\s*\d")
"""An age in a list of ages, the number of a picture ("3 / 10"), a numbered name: they count nothing."""


def _count(line: Line, numeral: Numeral, hedged: Hedged, per: str, end: int, before: list[Amount]) -> Amount | None:
    """A plain count; where it names nothing it counts what the count before it counts ("20 … and 31 …")."""
    if _OF_A_LIST.search(line.text[: hedged.start]) or _OF_GALLERY.match(line.text, numeral.end):
        return None
    low, high, hedge = open_range(numeral, hedged, True)
    one = numeral.figure == 1.0
    counted = find_counted(line, line.at(numeral.start), line.after(end), line.at(hedged.start), one)
    if not per and counted.head >= 0:
        per, _ = find_rate(line.text, line.ends[counted.head])
    if counted.head < 0 and (before and _PART_OF.fullmatch(line.text[before[-1].end : hedged.start])):
        return None
    if numeral.form is not Form.RANGE:
        counted = _inherit(counted, before)
    if not counted.of and counted.head < 0 and numeral.form is Form.VAGUE and counted.role:
        counted = replace(counted, of="person")
    if not _worth_keeping(numeral, counted, line, hedge):
        return None
    scope = (*counted.scope, *scope_after(line, line.ends[counted.head] if counted.head >= 0 else end))
    return Amount(
        hedged.start, end, line.text[hedged.start : end], low, high, numeral.figure, hedge, "", counted.of,
        counted.role, tuple(dict.fromkeys(scope)), per, False, numeral.step,
    )  # fmt: skip


def _inherit(counted: Counted, before: list[Amount]) -> Counted:
    if counted.of or counted.refused or not before or before[-1].unit or before[-1].ordinal:
        return counted
    if counted_class(before[-1].of) != "person":
        return counted
    return replace(counted, of="person", role=counted.role or before[-1].role)


def _worth_keeping(numeral: Numeral, counted: Counted, line: Line, hedge: Hedge) -> bool:
    """Whether a bare number counts something named, has a role, or is plainly a figure. A number right after a noun,
    with none behind it, names that noun's specimen ("posts 542 and 543")."""
    if counted.of in words("counted", "refuse", "never_counted"):
        return False
    if numeral.figure == 1.0 and numeral.form is Form.WORDS and not _counts_one(line, numeral, counted, hedge):
        return False
    if counted.of or counted.role:
        return True
    if counted.refused or (hedge is Hedge.EXACT and numeral.form is Form.DIGITS and _names_specimen(line, numeral)):
        return False
    hedged = hedge not in (Hedge.EXACT, Hedge.VAGUE, Hedge.RANGE)
    return numeral.scaled or ((hedged or numeral.form is Form.DIGITS) and numeral.high >= SMALLEST_BARE)


def _counts_one(line: Line, numeral: Numeral, counted: Counted, hedge: Hedge) -> bool:
    """Whether "one" is a count: what happened to it is a named role, a hedge says so, or it stands in a list of
    counts; elsewhere it is an article ("one top executive", "one winter night")."""
    if counted.role in words("counted", "roles", "of_persons") or hedge not in (Hedge.EXACT, Hedge.ABOUT):
        return True
    if counted.of in words("counted", "reading", "ones_counted"):
        return True
    here = line.at(numeral.start)
    before = any(line.tokens[i].pos == "NUM" for i in range(max(0, here - 4), here))
    last = max(counted.head, here)
    after = last + 2 < len(line.tokens) and line.low[last + 1] in ("and", ",") and line.tokens[last + 2].pos == "NUM"
    return (before and line.low[here - 1] in ("and", ",", "-", "—")) or after or line.low[here - 1] == "only"


def _names_specimen(line: Line, numeral: Numeral) -> bool:
    here = line.at(numeral.start)
    if here >= len(line.tokens):
        return False
    token = line.tokens[here]
    if token.dep == "conj" and 0 < token.head < here and line.tokens[token.head].pos == "NUM":
        here = token.head
    return here > 0 and line.is_noun(here - 1)


def _measured(line: Line, numeral: Numeral, measure: Measure, hedged: Hedged, per: str, end: int) -> Amount:
    low, high, hedge = open_range(numeral, hedged, False)
    first, left = line.at(numeral.start), line.at(hedged.start)
    of, role = find_thing(line, first, line.after(max(measure.end, hedged.end)), left, measure)
    figure = None if numeral.figure is None else measure.convert(numeral.figure)
    step = (1 / 12 if measure.extra else numeral.step) * measure.factor
    if measure.unit not in MONEY:
        step = float(f"{step:.6g}")
    ends = sorted((_convert(measure, low), _convert(measure, high)))
    scope = tuple(dict.fromkeys((*left_scope(line, left, first), *scope_after(line, end))))
    return Amount(
        hedged.start, end, line.text[hedged.start : end], ends[0], ends[1], figure,
        hedge, measure.unit, of, role, scope, per, False, step,
    )  # fmt: skip


def _convert(measure: Measure, value: float) -> float:
    return value if value in (0.0, float("inf")) and not measure.offset else measure.convert(value)


_PART_OF = re.compile(r"(?i)\s+(?:out\s+)?of\s+(?:the|those|these|its|their)\s+")
_BRACKETS = re.compile(r"(?i)\s*(?:(?:deep|wide|tall|high|long)\s+)?[(\[/]\s*(?:about|around|nearly|or)?\s*\Z")


def _converted(amount: Amount, before: list[Amount], line: Line) -> Amount:
    """A conversion in brackets ("40 metres (131 feet)") measures what the figure before it measures."""
    if not before or before[-1].unit != amount.unit or amount.unit in ("", "score", "%"):
        return amount
    if _BRACKETS.fullmatch(line.text[before[-1].end : amount.start]) is None:
        return amount
    return replace(amount, of=before[-1].of, role=before[-1].role, per=before[-1].per)


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


def _age_amount(age: Age, line: Line) -> Amount:
    hedge = Hedge.RANGE if age.figure is None else Hedge.EXACT
    return Amount(
        age.start, age.end, line.text[age.start : age.end], age.low, age.high, age.figure, hedge, "years old", age.of,
        step=age.step,
    )  # fmt: skip
