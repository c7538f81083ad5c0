"""Counts of none: "no injuries were reported", "no one was hurt", "there were no passengers"."""

from __future__ import annotations

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line
from claimcheck.extract.amount.nouns import find_noun
from claimcheck.extract.amount.roles import noun_roles, surface_role
from claimcheck.extract.amount.tables import words
from claimcheck.model import Amount, Hedge

_NOBODY = frozenset(["nobody", "none"])


def find_none(line: Line) -> list[Amount]:
    """Every count of none whose counted are persons in a named role, or casualties, passengers, arrests.

    "no" before other nouns denies or exaggerates ("no doubt", "no reason") and states no figure.
    """
    found = []
    for index, word in enumerate(line.low):
        if word in ("no", "zero") and index + 1 < len(line.low) and line.low[index + 1] != "one":
            amount = _no_noun(line, index)
        elif word in _NOBODY or (word == "no" and line.low[index + 1 : index + 2] == ("one",)) or word == "no-one":
            amount = _nobody(line, index)
        else:
            continue
        if amount is not None:
            found.append(amount)
    return found


def _no_noun(line: Line, index: int) -> Amount | None:
    noun = find_noun(line, index + 1, index)
    if noun is None or not line.low[noun.head].endswith("s") and line.low[noun.head] != "people":
        return None
    role = noun_roles().get(noun.of, "")
    if not role:
        if counted_class(noun.of) != "person":
            return None
        role, _ = surface_role(line, noun, index, noun.last + 1)
        if not role and noun.of not in words("counted", "reading", "none_of"):
            return None
    of = "person" if noun.of in noun_roles() else noun.of
    return _none(line, index, index + 1, of, role, noun.scope)


def _nobody(line: Line, index: int) -> Amount | None:
    after = index + (2 if line.low[index] == "no" else 1)
    role, severity = surface_role(line, None, index, after)
    if role not in words("counted", "roles", "of_persons"):
        return None
    return _none(line, index, after, "person", role, severity)


def _none(line: Line, first: int, after: int, of: str, role: str, scope: tuple[str, ...]) -> Amount:
    start, end = line.starts[first], line.ends[after - 1]
    return Amount(start, end, line.text[start:end], 0.0, 0.0, 0.0, Hedge.EXACT, "", of, role, scope, step=1.0)
