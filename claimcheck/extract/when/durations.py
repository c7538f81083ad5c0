"""Rules that read lengths: for four days, two days ago, nine days before, every Monday, a year in prison."""

from __future__ import annotations

import math
from collections.abc import Sequence

from claimcheck.extract.when.grammar import APPROX, NUMBER, QUANTITY, UNIT, Found, Rule, number_of, rule
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Count, Piece, Sort

_PLURAL_HIGH = {"S": 100, "M": 90, "H": 36, "D": 14, "W": 12, "MO": 24}
"""The most that a bare plural ("for hours") may be, in its unit."""
_NO_FIGURE = frozenset({"few", "several", "many"})
_VAGUE = {"few": (2, 7), "several": (2, 12), "many": (3, math.inf), "couple": (2, 3), "dozen": (11, 13)}
_CUES = frozenset({"for", "in", "within", "over", "during", "after", "last", "past", "next", "about", "more", "less"})


def read_count(quantity: Sequence[Lexeme], approx: Sequence[Lexeme], unit: str) -> Count | None:
    """The figure and the range of "about two", "more than five", "two or three", "a few", "half an"."""
    kinds = [lexeme.kind for lexeme in quantity]
    if kinds == ["n31", "n31", "slash", "n31"]:
        whole, above, _, below = (float(lexeme.value or 1) for lexeme in quantity)
        value = whole + above / below
        return _hedge(Count(value, value, value, unit), approx)
    vague = next((kind for kind in kinds if kind in _VAGUE), None)
    figure: float | None
    low: float
    high: float
    if vague is not None:
        low, high = _VAGUE[vague]
        figure = None if vague in _NO_FIGURE else (12.0 if vague == "dozen" else 2.0)
    elif "half" in kinds and kinds[0] in {"half", "a"}:
        figure = 0.5 if kinds[0] == "half" else 1.5
        low, high = figure, figure
    else:
        split = next(
            (
                i
                for i, kind in enumerate(kinds)
                if kind in {"to", "or"}
                or (
                    kind in {"hyphen", "and"}
                    and not (kinds[i - 1] == "card" and kinds[i + 1 : i + 2] == ["card"] and kind == "hyphen")
                    and kinds[i + 1 : i + 2] not in (["a"], ["half"])
                )
            ),
            None,
        )
        if split is not None:
            low, high = number_of(quantity[:split]), number_of(quantity[split + 1 :])
            figure = None if low >= high else low
            if low > high:
                return None
        else:
            figure = number_of(quantity) or 1.0
            figure += 0.5 if "half" in kinds else 0.0
            low = high = figure
    return _hedge(Count(figure, low, high, unit), approx)


def _hedge(count: Count, approx: Sequence[Lexeme]) -> Count:
    kinds = {lexeme.kind for lexeme in approx}
    low, high, figure = count.low, count.high, count.figure
    if not kinds or kinds == {"only"}:
        slack = 0.0 if figure is None or high != low else (0.5 if figure == int(figure) else min(0.05, figure / 4))
        return Count(figure, low - slack, high + slack, count.unit)
    if kinds & {"little"}:
        return Count(figure, low, high * 1.5 + 0.5, count.unit)
    if kinds & {"more", "least", "over"}:
        return Count(figure, low, math.inf, count.unit)
    if kinds & {"less", "most", "under", "up"}:
        return Count(figure, 0.0, high, count.unit)
    if kinds & {"nearly"}:
        return Count(figure, low * 0.75, high, count.unit)
    return Count(figure, low * 0.75 - 0.25, high * 1.25 + 0.25, count.unit)


def _counted_unit(found: Found) -> tuple[Count, str] | None:
    unit = found.one("unit")
    if unit is None:
        return None
    code = "S" if unit.kind == "second" else str(unit.value)
    if unit.kind not in {"unit", "units", "second"}:
        return None
    quantity, approx = found.covered("quantity"), found.covered("approx")
    if unit.kind == "second" and not any(lexeme.kind in {"n31", "number", "card"} for lexeme in quantity):
        return None
    if code == "2W" and quantity:
        fortnights = read_count(quantity, (), "W")
        if fortnights is None or fortnights.figure is None:
            return None
        weeks = 2 * fortnights.figure
        return _hedge(Count(weeks, weeks, weeks, "W"), approx), "W"
    count = read_count(quantity, approx, code) if quantity else Count(None, 2, _PLURAL_HIGH.get(code, math.inf), code)
    if count is not None and found.covered("plus") and count.figure is not None:
        count = _hedge(Count(count.figure + 0.5, count.figure + 0.5, count.figure + 0.5, code), approx)
    if unit.word.startswith("weekday"):
        return None
    return None if count is None else (count, code)


def read_ago(found: Found) -> Piece | None:
    """two days ago, more than a week ago, three days later, nine days earlier, two days before ..., an hour later."""
    counted, suffix = _counted_unit(found), found.covered("suffix")
    if counted is None or not suffix:
        return None
    count, code = counted
    kind = suffix[0].kind
    if kind == "from" and not found.covered("quantity"):
        return None
    anchor = "publication" if kind == "ago" or (kind == "from" and len(suffix) > 1) else "text"
    direction = -1 if kind in {"ago", "earlier", "before"} else 1
    if kind == "ago" and len(suffix) > 1:
        return None
    return Piece(
        Sort.SHIFT, found.first, found.last, count=count, unit=code, direction=direction, anchor=anchor, code=kind
    )


def read_duration(found: Found) -> Piece | None:
    """for four days, two-week, the past 24 hours, a year; an age ("four years old") or a rate ("a day") is none."""
    counted, before, after = _counted_unit(found), found.before(), found.after()
    if counted is None:
        return None
    count, _ = counted
    quantity, unit = found.covered("quantity"), found.one("unit")
    if after is not None and (after.kind == "old" or after.word == "olds" or _is_age_of(found)):
        return None
    if before is not None and before.kind in {"aged", "money", "age", "number_word"}:
        return None
    if quantity and quantity[0].kind == "a" and len(quantity) == 1 and not _is_single_span(found):
        return None
    if not quantity and not found.covered("window") and not (before is not None and before.kind in _CUES):
        return None
    if unit is not None and unit.kind == "unit" and unit.word == "day" and quantity and quantity[0].word == "one":
        return None
    return Piece(Sort.DURATION, found.first, found.last, count=count, unit=count.unit)


def _is_age_of(found: Found) -> bool:
    after = found.after()
    following = found.lexemes[found.last + 1] if found.last + 1 < len(found.lexemes) else None
    of_age = after is not None and after.kind == "of" and following is not None and following.kind == "age"
    return of_age or (
        after is not None and after.kind == "hyphen" and following is not None and following.kind == "old"
    )


def _is_single_span(found: Found) -> bool:
    """ "for a year", "a year in jail", "a three-month": not "$50 a year", "twice a week"."""
    before, after = found.before(), found.after()
    if (
        found.covered("window")
        or found.covered("approx")
        or any(x.kind == "entire" for x in found.covered("adjective"))
    ):
        return True
    if before is not None and before.kind in {
        "for",
        "in",
        "within",
        "over",
        "after",
        "than",
        "about",
        "nearly",
        "during",
    }:
        return after is None or after.kind not in {"upper"}
    return False


def read_set(found: Found) -> Piece | None:
    """every Monday, each year, every two weeks, a day (of a rate), per week."""
    weekday, unit = found.one("weekday"), found.one("unit")
    if weekday is not None:
        return Piece(Sort.SET, found.first, found.last, weekday=int(float(weekday.value)))
    if unit is None:
        return None
    if unit.kind in {"month"}:
        return Piece(Sort.SET, found.first, found.last, month=int(float(unit.value)))
    if unit.kind == "weekend":
        return Piece(Sort.SET, found.first, found.last, unit="WE")
    if unit.kind == "part":
        return Piece(Sort.SET, found.first, found.last, part=str(unit.value))
    if unit.kind == "season":
        return Piece(Sort.SET, found.first, found.last, code=f"XXXX-{unit.value}")
    quantity = found.covered("quantity")
    count = read_count(quantity, (), str(unit.value)) if quantity else Count(1, 1, 1, str(unit.value))
    if unit.kind == "second" or count is None:
        return None
    return Piece(Sort.SET, found.first, found.last, unit=str(unit.value), count=count)


def read_rate(found: Found) -> Piece | None:
    """three times a week, $50,000 a year: the unit of a rate."""
    unit, before = found.one("unit"), found.before()
    if unit is None or before is None or unit.kind != "unit" or str(unit.value) in {"S", "M"}:
        return None
    if before.kind == "per" or before.word in {"times", "twice", "once", "hours", "days"}:
        return Piece(Sort.SET, found.first, found.last, unit=str(unit.value), count=Count(1, 1, 1, str(unit.value)))
    return None


def read_frequency(found: Found) -> Piece | None:
    """daily, annually; not the Daily Mail."""
    lexeme = found.lexemes[found.first]
    if lexeme.capital:
        return None
    return Piece(Sort.SET, found.first, found.last, code=str(lexeme.value))


def read_vague(found: Found) -> Piece | None:
    """now, recently, currently: a time that says only past, present or future."""
    lexeme, after = found.lexemes[found.first], found.after()
    if lexeme.word == "soon" and after is not None and after.kind not in {"dot", "comma", "newline"}:
        return None
    return Piece(Sort.VAGUE, found.first, found.last, code=str(lexeme.value))


_COUNTED_UNIT = (
    f"(?P<approx>{APPROX})?(?P<quantity>{QUANTITY})<hyphen>?(?P<adjective><more|other|entire>)?<hyphen>?"
    f"(?P<unit>{UNIT})(?P<plus><and><a><half>)?"
)
_SUFFIX = "(?P<suffix><ago>|<earlier|later>(?!<this|deictic>)|<before|after>|<from><vague>|<from>(?=<deictic>))"

RULES: tuple[Rule, ...] = (
    rule("counted shift", f"{_COUNTED_UNIT}{_SUFFIX}", read_ago),
    rule("uncounted shift", f"(?P<approx><only>)?(?P<unit><units>)<left>?{_SUFFIX}", read_ago),
    rule(
        "window",
        f"(?:<the>(?P<window><last|past|next|coming|previous|following|ordword>)(?P<approx><about>)?|(?P<bare><last|past|next>))(?P<quantity>{QUANTITY})"
        f"<hyphen>?(?P<adjective><entire|more>)?(?P<unit>{UNIT})",
        read_duration,
    ),
    rule(
        "vague window", "<the><last|past|next>(?P<quantity><few|several|couple>)<of>?(?P<unit><units>)", read_duration
    ),
    rule(
        "past unit",
        "<the><past>(?P<quantity>)(?P<unit><unit>)",
        lambda found: Piece(
            Sort.DURATION,
            found.first,
            found.last,
            count=Count(1, 0.5, 1.5, str(found.covered("unit")[0].value)),
            unit=str(found.covered("unit")[0].value),
        ),
    ),
    rule("duration", _COUNTED_UNIT, read_duration),
    rule("uncounted duration", "(?:<the>?(?P<window><coming|next>))?(?P<unit><units>)", read_duration),
    rule(
        "every",
        f"<every>(?P<quantity>{NUMBER}|<few|other|ordword>)?(?:(?P<weekday><weekday>)|(?P<unit><unit|units|month|weekend|part|season>))",
        read_set,
    ),
    rule("rate", "(?:<a>)?(?P<unit><unit>)", read_rate),
    rule("frequency", "<frequency>", read_frequency),
    rule("vague", "<vague>", read_vague),
)
