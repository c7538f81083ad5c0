"""A number that names a thing, changed in one sentence printed twice: a telephone number, a model, a road, a flight.

Such a number counts nothing and measures nothing, so that no other rule compares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Claim, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.6
"""Set low: very few were found on unlabelled news; with fewer words alike to go by, most were false."""
AROUND = 6
"""Words looked at on either side."""
ALIKE = 5
"""Words around the number, next to it without a gap, that must be the same on both sides together."""
LONG = 10
"""Digits of a whole telephone number with its dialling code."""
_NUMBER = re.compile(
    r"(?P<phone>(?:\(?\b\d{3}\)?[-. ]{1,2})?\b\d{3}[-.]\d{4}\b)"
    r"|(?P<call>\b0\d{2,4}[- ]\d{3,4}[- ]?\d{3,4}\b)"
    r"|\b(?P<model>[A-Z]{1,3}-\d{1,4})\b"
    r"|\b(?P<road>(?:Interstate|Highway|Route|State Road|County Road|Exit|Flight|Room|Apartment|Channel|Gate|Precinct|"
    r"Terminal|Pier|Ward)\s\d{1,4})\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A naming number as a sentence prints it: its sort, its digits, and the words before and after, nearest first."""

    claim: Claim
    start: int
    text: str
    sort: str
    digits: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def labelled_numbers(claims: Iterable[Claim]) -> tuple[Labelled, ...]:
    """The naming numbers of some sentences, in order."""
    out = []
    for claim in claims:
        text = claim.sentence.text
        for match in _NUMBER.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            phone = match.lastgroup == "phone"
            sort = "phone" if match.lastgroup in ("phone", "call") else re.sub(r"[\d\s-]+$", "", match.group()).lower()
            before = tuple(w.lower() for w in reversed(_WORD.findall(text[: match.start()])[-AROUND:]))
            after = tuple(w.lower() for w in _WORD.findall(text[match.end() :])[:AROUND])
            start = claim.sentence.start + match.start()
            out.append(Labelled(claim, start, match.group(), sort, digits[-7:] if phone else digits, before, after))
    return tuple(out)


def other_number(a: Labelled, b: Labelled, ours: frozenset[str], theirs: frozenset[str]) -> Conflict | None:
    """A conflict where the same words stand around two numbers of one sort, neither of which the other article prints.
    Symmetric."""
    alike = _alike(a.before, b.before) + _alike(a.after, b.after)
    if a.sort != b.sort or a.digits == b.digits or alike < ALIKE and not _digit_missing(a, b):
        return None
    if _printed(a, theirs) or _printed(b, ours):
        return None
    relation, why = decide_lasting(a.claim, b.claim)
    first, second = sorted((a.text, b.text))
    return Conflict(
        kind=Kind.QUANTITY if a.sort == "phone" else Kind.WHAT,
        relation=relation,
        severity=Severity.MAJOR if a.sort == "phone" else Severity.MINOR,
        a=_side(a),
        b=_side(b),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="/".join(("number", a.sort, *sorted((a.digits, b.digits)))),
        question=f"Which is the number: {first} or {second}?",
        ask="Call the number, or look it up in the original release.",
        reasons=(
            Reason("naming_number_changed", f"the same words stand around {first} and {second}"),
            why,
        ),
        readings=(
            Reading("two numbers of one holder", POSSIBLE, "neither article prints both"),
            Reading("house style", RULED_OUT, "the digits differ"),
        ),
    )


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words are the same, from the number outwards, until the first that differs."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _digit_missing(a: Labelled, b: Labelled) -> bool:
    """Whether one is the other's long telephone number with one digit left out: no such number is another's."""
    short, long = sorted((a.digits, b.digits), key=lambda d: (len(d), d))
    if a.sort != "phone" or len(long) < LONG or len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _printed(number: Labelled, words: frozenset[str]) -> bool:
    """Whether an article that prints some words prints the number too, however it is joined."""
    parts = re.findall(r"\d+", number.text)
    if number.sort == "phone" and len(parts) > 1 and all(part in words for part in parts):
        return True
    return any(re.sub(r"\D", "", word).endswith(number.digits) for word in words)


def _side(number: Labelled) -> Side:
    start, end = number.start, number.start + len(number.text)
    return Side(number.claim, Slot.WHAT, start, end, number.text, f"{number.sort} {number.digits}")
