"""Rules that read what hangs on another day: weekdays, today, last week, the next morning, the end of the year."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.when.dates import modifier
from claimcheck.extract.when.grammar import MOD, Found, Rule, rule
from claimcheck.extract.when.pieces import Count, Piece, Sort

_TEXT_ANCHORED = frozenset({"that", "same", "following", "previous", "next"})


def read_weekday(found: Found) -> Piece | None:
    """Wednesday, last Tuesday, next Friday, early Monday."""
    weekday, which = found.one("weekday"), found.one("which")
    if weekday is None:
        return None
    kind = "" if which is None or which.kind == "the" else which.kind
    if which is not None and which.kind == "the" and kind == "":
        return None
    if weekday.word.endswith("days"):
        return Piece(Sort.SET, found.first, found.last, weekday=int(float(weekday.value)))
    before, after = found.before(), found.after()
    nearest = before is not None and before.kind == "before" and after is not None and after.kind == "possessive"
    piece = Piece(Sort.WEEKDAY, found.first, found.last, weekday=int(float(weekday.value)), which=kind)
    return replace(piece, part_mod=modifier(found), code="nearest" if nearest else "")


def read_deictic(found: Found) -> Piece | None:
    """today, yesterday, tonight, tomorrow, the day before yesterday, later today."""
    lexeme, before = found.one("deictic"), found.before()
    if lexeme is None or (lexeme.capital and before is not None and before.kind == "upper"):
        return None
    offset = int(float(lexeme.value))
    if found.covered("step"):
        offset += -1 if found.covered("step")[0].kind == "before" else 1
    part = "NI" if lexeme.word == "tonight" else ""
    mod = modifier(found)
    return Piece(Sort.DEICTIC, found.first, found.last, offset=offset, part=part, part_mod=mod, code=lexeme.word)


def read_unit(found: Found) -> Piece | None:
    """last week, this year, the following month, that day, the day before, earlier this week, last weekend."""
    unit, which = found.one("unit"), found.one("which")
    if unit is None or which is None:
        return None
    code = {"weekend": "WE", "quarter": "Q"}.get(unit.kind, str(unit.value))
    kind = which.kind
    after = found.after()
    if code in {"S", "M", "H"} or (after is not None and after.kind in {"old"}):
        return None
    if (kind in {"this", "last"} and code == "D") or unit.kind == "units":
        return None
    if kind == "last" and after is not None and after.kind in {"of"}:
        return None
    if found.covered("the") and kind in {"last", "past"} and unit.kind == "unit" and _is_window(found, kind, code):
        count = Count(1, 0.5, 1.5, code)
        return Piece(Sort.DURATION, found.first, found.last, count=count, unit=code)
    anchor = (
        "text" if kind in _TEXT_ANCHORED and (found.covered("the") or kind in {"that", "same", "following"}) else ""
    )
    mod = modifier(found) or {"earlier": "early", "later": "late"}.get(
        found.covered("when")[0].kind if found.covered("when") else "", ""
    )
    return Piece(Sort.UNIT, found.first, found.last, unit=code, which=kind, mod=mod, anchor=anchor)


def read_end_of_unit(found: Found) -> Piece | None:
    """the end of the year, the beginning of the month; the weekend."""
    unit, after = found.one("unit"), found.after()
    if unit is None or (after is not None and after.kind in {"of", "upper"}):
        return None
    code = "WE" if unit.kind == "weekend" else str(unit.value)
    if code not in {"W", "MO", "Y", "10Y", "100Y", "WE"}:
        return None
    return Piece(Sort.UNIT, found.first, found.last, unit=code, which="this", mod=modifier(found), code="near")


def read_year_end(found: Found) -> Piece | None:
    """by year-end, by the year's end."""
    unit, before = found.one("unit"), found.before()
    if unit is None or unit.value != "Y" or before is None or before.kind not in {"by", "at", "before", "until", "the"}:
        return None
    return Piece(Sort.UNIT, found.first, found.last, unit="Y", which="this", mod="late", code="near")


def _is_window(found: Found, kind: str, code: str) -> bool:
    """ "over the last year" is a stretch up to now; "the last week" without such a word stays the week before."""
    before = found.before()
    cued = before is not None and before.kind in {"over", "in", "during", "for", "within"}
    return kind == "past" or code in {"10Y", "100Y"} or cued


def read_adjacent_day(found: Found) -> Piece | None:
    """the day before, the next day, a day earlier, the following morning."""
    step, after = found.covered("step"), found.after()
    if found.covered("suffix"):
        direction = -1 if found.covered("suffix")[0].kind in {"before", "earlier"} else 1
        if after is not None and after.kind not in {
            "dot",
            "comma",
            "newline",
            "mark",
            "rpar",
            "apostrophe",
            "and",
            "in",
        }:
            return None
    else:
        direction = -1 if step and step[0].kind == "previous" else 1
    part = found.one("part")
    code = str(part.value) if part is not None else ""
    return Piece(
        Sort.UNIT,
        found.first,
        found.last,
        unit="D",
        which="previous" if direction < 0 else "following",
        anchor="text",
        part=code,
        part_mod=modifier(found),
    )


RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "(?:<this>?(?P<which><this|last|next|past|coming|that|following|previous>)|(?P<mod><early|late>)<on>?|<earlier|later>)?"
        "(?P<weekday><weekday>)",
        read_weekday,
    ),
    rule("the weekday", "<the>(?P<which><following|previous|next|same|last>)(?P<weekday><weekday>)", read_weekday),
    rule("deictic", "(?P<mod><early|late|earlier|later>)?(?P<deictic><deictic>)", read_deictic),
    rule("day before yesterday", "<the><unit>(?P<step><before|after>)(?P<deictic><deictic>)", read_deictic),
    rule(
        "named unit",
        f"(?:(?P<when><earlier|later>)|(?P<mod>{MOD}))?(?P<the><the>)?"
        "(?P<which><this|last|next|past|coming|that|same|following|previous>)(?:<same>|<past>)?<fiscal>?(?P<unit><unit|weekend|quarter>)",
        read_unit,
    ),
    rule("end of the unit", "(?P<mod><the>?<begin|end|middle><of>)<the>(?P<unit><unit|weekend>)", read_end_of_unit),
    rule("the weekend", "<the>(?P<unit><weekend>)", read_end_of_unit),
    rule(
        "day before",
        "<the|a>(?:<unit>)(?P<suffix><before|earlier|later>)",
        lambda found: read_adjacent_day(found) if found.lexemes[found.first + 1].value == "D" else None,
    ),
    rule(
        "next morning",
        f"(?P<mod>{MOD})?<the>(?P<step><next|previous|following|same>)(?P<part><part>)",
        lambda found: read_adjacent_day(found) if found.covered("step")[0].kind != "same" else None,
    ),
    rule("year-end", "(?P<unit><unit>)<hyphen|possessive>?(?P<mod><end>)(?!<of>)", read_year_end),
)
