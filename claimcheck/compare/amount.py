"""Amounts compared: as ranges with the figures that were printed, and whether they count the same thing.

``relate_amount`` asks whether two figures can both hold; ``same_count`` asks whether they answer one question. They
are separate because "12 dead" and "40 injured" are disjoint as numbers and no discrepancy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from claimcheck.compare.counted import classes_of, counted_class, counted_table, noun_likeness
from claimcheck.compare.words import WordTable
from claimcheck.model import Amount, Comparison, Hedge, Slot, SlotRelation

COUNT_ROUNDS_FROM = 100.0
"""Bare counts under this are taken as exact: news prints 18 dead as "18", not "20"."""
ROUNDING_SHARE = 0.125
"""A bare figure of one digit ("1,000") rounds by no more than this share of itself."""
HONEST_SHARE = 0.25
"""How far from its figure "more than" or "less than" reaches at most, as a share: "more than 50" speaks of 51 to 59."""
SAME_COUNT_FLOOR = 0.5
"""Score from which ``same_count`` says yes."""


__all__ = [
    "SameCount",
    "counted_class",
    "figures_differ",
    "relate_amount",
    "same_count",
    "stated_figure_words",
    "told_as_addition",
]


@dataclass(frozen=True, slots=True)
class SameCount:
    """Whether two amounts count the same thing in the same role and scope: the verdict, a score from 0 to 1, why."""

    same: bool
    score: float
    reason: str


# ----------------------------------------------------------------------------------------------------------- figures


def relate_amount(a: Amount | None, b: Amount | None) -> Comparison:
    """How two amounts stand as regions of numbers; symmetric.

    SAME: one figure, one hedge. WITHIN: one refines or rounds the other ("about 20" and 21, "150" and "148.9",
    "seven" and "at least seven"). OVERLAPS: the ranges meet and the stated figures differ ("at least five", "seven").
    DISJOINT: nothing in common. UNKNOWN: other unit, currency, class of thing, rate, or an ordinal beside a count.
    """
    if a is None or b is None:
        return _compared(SlotRelation.UNKNOWN, "no amount on one side", 0.0)
    if _key(b) < _key(a):
        a, b = b, a
    apart = _incomparable(a, b)
    if apart:
        return _compared(SlotRelation.UNKNOWN, apart, 0.0)
    if a.unit == "score":
        same = (a.low, a.high) == (b.low, b.high)
        words = f"scores {a.text} and {b.text}"
        return _compared(SlotRelation.SAME if same else SlotRelation.DISJOINT, words, 1.0 if same else 0.0)
    if a.figure is not None and b.figure is not None:
        return _relate_figures(a, b, a.figure, b.figure)
    return _relate_ranges(a, b)


def figures_differ(a: Amount, b: Amount) -> bool:
    """Whether two comparable amounts state different figures, even where their ranges meet ("at least five", then
    "seven")."""
    return relate_amount(a, b).relation in (SlotRelation.OVERLAPS, SlotRelation.DISJOINT)


def _key(amount: Amount) -> tuple[float, float, str, str, str, str, str, int]:
    return (
        amount.low,
        amount.high,
        amount.hedge.value,
        amount.text,
        amount.of,
        amount.role,
        amount.unit,
        amount.start,
    )


def _compared(relation: SlotRelation, reason: str, score: float) -> Comparison:
    return Comparison(Slot.AMOUNT, relation, reason, round(score, 4))


def _incomparable(a: Amount, b: Amount) -> str:
    if a.ordinal != b.ordinal:
        return "an ordinal beside a count"
    if a.unit != b.unit:
        return f"different units: {a.unit or 'a count'} and {b.unit or 'a count'}"
    if a.per != b.per:
        return f"a rate beside another: per {a.per or 'nothing'}, per {b.per or 'nothing'}"
    if not a.unit:
        left, right = classes_of(a), classes_of(b)
        if left and right and not left & right:
            return f"different things counted: {a.of or 'person'} and {b.of or 'person'}"
        if (not left or not right) and a.of and b.of and a.of != b.of and noun_likeness(a.of, b.of) < SAME_COUNT_FLOOR:
            return f"different things counted: {a.of} and {b.of}"
    return ""


def _step(amount: Amount) -> float:
    """The printed precision; trailing zeros of the figure where the amount does not say."""
    if amount.step > 0:
        return amount.step
    figure = abs(amount.figure or 0.0)
    if figure == 0 or figure != int(figure):
        return 0.0
    step = 1.0
    while figure % (step * 10) == 0:
        step *= 10
    return step


def _half_step(amount: Amount, hedged: bool) -> float:
    """Half the width of the values that would be printed as this figure."""
    figure, step = abs(amount.figure or 0.0), _step(amount)
    counted = not amount.unit
    if counted and figure < COUNT_ROUNDS_FROM and not hedged:
        return 0.0
    if counted and step <= 1.0:
        return 0.0
    return min(step / 2, figure * ROUNDING_SHARE) if figure else 0.0


def _relate_figures(a: Amount, b: Amount, x: float, y: float) -> Comparison:
    near = math.isclose(x, y, rel_tol=1e-6, abs_tol=1e-9)
    if near:
        return _relate_equal(a, b)
    left, right = stated_figure_words(a), stated_figure_words(b)
    likeness = min(abs(x), abs(y)) / max(abs(x), abs(y)) if x * y > 0 else 0.0
    for coarse, fine in ((a, b), (b, a)):
        if _rounds_to(coarse, fine):
            return _compared(SlotRelation.WITHIN, f"{left} and {right} may be roundings of one figure", 0.9 * likeness)
        if _refines(coarse, fine):
            return _compared(SlotRelation.WITHIN, f"{fine.text} is what {coarse.text} may mean", 0.9 * likeness)
    if _meet(a, b):
        return _compared(SlotRelation.OVERLAPS, f"stated figures differ: {left}, {right}", 0.5 * likeness)
    return _compared(SlotRelation.DISJOINT, f"figures differ: {left}, {right}", 0.5 * likeness)


def _relate_equal(a: Amount, b: Amount) -> Comparison:
    if a.hedge is b.hedge:
        return _compared(SlotRelation.SAME, f"same figure: {a.text}, {b.text}", 1.0)
    hedges = {a.hedge, b.hedge}
    strict = hedges & {Hedge.MORE_THAN, Hedge.LESS_THAN}
    exact = a if a.hedge is Hedge.EXACT else b
    if Hedge.EXACT in hedges and strict and not a.unit and _step(exact) <= 1.0:
        return _compared(
            SlotRelation.DISJOINT, f"{a.text} and {b.text}: a figure as exact as this is not {strict.pop()} itself", 0.5
        )
    return _compared(SlotRelation.WITHIN, f"same stated figure, hedged differently: {a.text}, {b.text}", 0.95)


def _rounds_to(coarse: Amount, fine: Amount) -> bool:
    """Whether the coarser figure may be the finer one rounded to its printed precision."""
    if coarse.figure is None or fine.figure is None or _step(coarse) <= _step(fine) - 1e-12:
        return False
    hedged = coarse.hedge is not Hedge.EXACT
    half = max(_half_step(coarse, hedged), _half_step(fine, fine.hedge is not Hedge.EXACT))
    return abs(coarse.figure - fine.figure) <= half + 1e-9 * abs(fine.figure)


def _refines(loose: Amount, firm: Amount) -> bool:
    """Whether the firm figure lies in what the loose hedge means when it is used honestly: "about" and "nearly" as
    ranged, "more than 50" up to the next step (50 to 60), "up to" and "less than" down to the step before."""
    if firm.figure is None or loose.figure is None:
        return False
    step = max(_step(loose), 0.0)
    match loose.hedge:
        case Hedge.ABOUT:
            return loose.low <= firm.figure <= loose.high
        case Hedge.LESS_THAN:
            low = loose.low if loose.low > 0 else loose.figure - min(step, loose.figure * HONEST_SHARE)
            return low <= firm.figure < loose.figure
        case Hedge.MORE_THAN | Hedge.AT_LEAST:
            wide = min(step, loose.figure * HONEST_SHARE) if step > 1.0 else 0.0
            return loose.hedge is Hedge.MORE_THAN and loose.figure < firm.figure < loose.figure + wide
        case _:
            return False


def _meet(a: Amount, b: Amount) -> bool:
    low, high = max(a.low, b.low), min(a.high, b.high)
    if low < high:
        return True
    return low == high and not any(_excludes(amount, low) for amount in (a, b))


def _excludes(amount: Amount, point: float) -> bool:
    """Whether a strict hedge leaves its own figure out: "more than 50" is not 50."""
    return amount.hedge in (Hedge.MORE_THAN, Hedge.LESS_THAN) and amount.figure == point


def _relate_ranges(a: Amount, b: Amount) -> Comparison:
    """One side or both state no single figure ("dozens", "two or three")."""
    left, right = stated_figure_words(a), stated_figure_words(b)
    if (a.low, a.high) == (b.low, b.high):
        return _compared(SlotRelation.SAME, f"same range: {left}, {right}", 1.0)
    if (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high):
        return _compared(SlotRelation.WITHIN, f"one lies inside the other: {left}, {right}", 0.8)
    if _meet(a, b):
        vague = Hedge.VAGUE in (a.hedge, b.hedge)
        relation = SlotRelation.WITHIN if vague and _open_or_vague(a) and _open_or_vague(b) else SlotRelation.OVERLAPS
        return _compared(relation, f"the ranges meet: {left}, {right}", 0.6)
    return _compared(SlotRelation.DISJOINT, f"ranges apart: {left}, {right}", 0.0)


def _open_or_vague(amount: Amount) -> bool:
    return amount.hedge in (Hedge.VAGUE, Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.ABOUT)


# ---------------------------------------------------------------------------------------------------------- question


def same_count(a: Amount, b: Amount) -> SameCount:
    """Whether two amounts count the same thing in the same role and scope; symmetric.

    The score multiplies three likenesses: of the things counted, of the roles, of the scopes. An unknown part
    neither speaks for nor against (0.7). A sub-group beside a total ("12 children", "12 people") scores lower.
    """
    if _key(b) < _key(a):
        a, b = b, a
    if a.ordinal != b.ordinal:
        return SameCount(False, 0.0, "an ordinal beside a count")
    if a.unit != b.unit:
        return SameCount(False, 0.0, f"different units: {a.unit or 'a count'} and {b.unit or 'a count'}")
    if a.per != b.per:
        return SameCount(False, 0.1, "a rate beside a total")
    parts = (_same_thing(a, b), _same_role(a, b), _same_scope(a, b))
    score = math.prod(score for score, _ in parts)
    reason = "; ".join(text for _, text in parts if text)
    return SameCount(score >= SAME_COUNT_FLOOR, round(score, 4), reason or "same thing counted")


def _same_thing(a: Amount, b: Amount) -> tuple[float, str]:
    if a.unit == "years old":
        return _same_person(a, b)
    left, right = classes_of(a), classes_of(b)
    if not a.of and not b.of:
        return (1.0 if left & right else 0.7), ""
    if not a.of or not b.of:
        if left & right:
            return 0.9, ""
        return 0.6, f"one side does not name what is counted ({a.of or b.of})"
    if a.of == b.of:
        return 1.0, ""
    if 0.0 in (a.figure, b.figure):
        none, some = (b.of, a.of) if b.figure == 0.0 else (a.of, b.of)
        return 0.2, f"no {none} says nothing of {some}"
    if left and right and not left & right:
        return (0.4 if a.unit else 0.05), f"{a.of} is not {b.of}"
    likeness = noun_likeness(a.of, b.of)
    if left & right:
        general = {a.of, b.of} & counted_table().generic
        if len(general) == 2:
            return 0.95, ""
        if general:
            return (0.55 if a.unit else 0.7), f"{a.of} beside {b.of}: one may be a part of the other"
        return max(likeness, 0.25), f"{a.of} beside {b.of}"
    if a.unit:
        return max(likeness, 0.4), f"{a.of} beside {b.of}"
    return likeness, f"{a.of} beside {b.of}"


def _same_person(a: Amount, b: Amount) -> tuple[float, str]:
    named = [amount.of for amount in (a, b) if amount.of[:1].isupper()]
    if len(named) == 2:
        shared = {w.lower() for w in a.of.split()} & {w.lower() for w in b.of.split()}
        return (1.0, "same name") if shared else (0.05, f"{a.of} is not {b.of}")
    if named or not a.of or not b.of:
        return 0.6, "one side gives no name"
    likeness = 1.0 if a.of == b.of else noun_likeness(a.of, b.of)
    if counted_class(a.of) == counted_class(b.of) and {a.of, b.of} & counted_table().generic:
        likeness = max(likeness, 0.75)
    return likeness, "" if likeness == 1.0 else f"{a.of} beside {b.of}"


def _same_role(a: Amount, b: Amount) -> tuple[float, str]:
    if a.role == b.role:
        return (1.0 if a.role else 0.85), ""
    if not a.role or not b.role:
        score = 0.7 if (a.role or b.role) in counted_table().roles else 0.85
        return score, f"only one side says what happened ({a.role or b.role})"
    if {a.role, b.role} <= counted_table().dimensions:
        return 0.1, f"{a.role} is not {b.role}"
    strong = [role in counted_table().roles for role in (a.role, b.role)]
    if all(strong):
        if (a.role, b.role) in counted_table().wider or (b.role, a.role) in counted_table().wider:
            return 0.6, f"{a.role} beside {b.role}: one may take in the other"
        return 0.05, f"{a.role} is not {b.role}"
    if any(strong):
        return 0.45, f"{a.role} beside {b.role}"
    near = WordTable.load().similarity(*sorted((a.role, b.role)))
    return 0.6 + 0.4 * near, f"{a.role} beside {b.role}"


_NEUTRAL_SCOPE = frozenset(["in total", "so far", "total", "overall", "to date", "at the scene", "alone"])
_ADDED_SCOPE = frozenset(["additional", "more", "new"])
_PART_SCOPE = frozenset(["serious", "minor"])
_OF_THE = "of the"


def _same_scope(a: Amount, b: Amount) -> tuple[float, str]:
    """Equal, or one side narrower: then they agree as sub-group and total, not as one count.

    "Six of the injured were arrested" narrows nothing where a role says which six.
    """
    left = {word.lower() for word in a.scope} - _NEUTRAL_SCOPE
    right = {word.lower() for word in b.scope} - _NEUTRAL_SCOPE
    apart = left ^ right
    if not apart:
        return 1.0, ""
    words = ", ".join(sorted(apart))
    if "still" in apart:
        return 0.3, "one side counts those still so: the number changes with time"
    if any(word.startswith("to ") for word in apart):
        return 0.4, f"one side counts those of one place: {words}"
    if apart & _PART_SCOPE:
        return 0.45, f"one side counts a part: {words} (sub-group beside a total)"
    if _OF_THE in apart and apart <= {_OF_THE, *counted_table().roles}:
        known = bool(a.role and b.role)
        return (0.65 if known else 0.45), "one side counts some of a group (sub-group beside a total)"
    if apart & _ADDED_SCOPE:
        return 0.6, f"one side counts more on top: {words}"
    if apart == {"other"}:
        return 0.85, "one side counts others"
    if left - right and right - left:
        return 0.5, f"narrowed differently: {words}"
    return 0.7, f"one side is narrowed: {words} (sub-group beside a total)"


def told_as_addition(a: Amount, b: Amount) -> bool:
    """Whether one figure is told once as the whole and once as an addition ("1,400 officers", "an additional 1,400
    officers"): the same number, and not the same claim."""
    if a.figure is None or a.figure != b.figure or a.unit != b.unit:
        return False
    return bool(_ADDED_SCOPE & set(a.scope)) != bool(_ADDED_SCOPE & set(b.scope))


# ------------------------------------------------------------------------------------------------------------- words


def stated_figure_words(amount: Amount) -> str:
    """The value as a report shows it: "at least 5 people killed", "$3.2 million (bill)", "third victim"."""
    if amount.unit == "score":
        return amount.text
    words = [amount.text + (" of" if amount.hedge is Hedge.VAGUE and amount.of and _plural_word(amount.text) else "")]
    if amount.unit == "years old":
        return f"{amount.text.rstrip(',').strip(', ()')} ({amount.of})" if amount.of else amount.text.strip(", ()")
    if amount.of and amount.of.split()[-1].lower() not in amount.text.lower().replace("-", " ").split():
        words.append(_plural(amount))
    if amount.role in counted_table().roles and not amount.unit and amount.role not in amount.text:
        words.append(amount.role)
    if amount.per and f"{amount.per}" not in amount.text:
        words.append(f"per {amount.per}")
    return " ".join(words)


def _plural_word(text: str) -> bool:
    """ "dozens", "hundreds of thousands", but not "several" or "a few hundred"."""
    return text.lower().endswith(("ens", "reds", "ands", "ions", "scores", "couple", "handful", "tens"))


def _plural(amount: Amount) -> str:
    if amount.unit:
        return f"({amount.of})"
    if amount.figure == 1 or amount.ordinal or amount.of[:1].isupper():
        return amount.of
    irregular = {"person": "people", "man": "men", "woman": "women", "child": "children", "life": "lives"}
    head, space, last = amount.of.rpartition(" ")
    if last in irregular:
        return head + space + irregular[last]
    if last.endswith(("s", "sh", "ch", "x")):
        return amount.of if last.endswith("s") else amount.of + "es"
    return amount.of[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else amount.of + "s"
