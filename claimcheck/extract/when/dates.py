"""Rules that read calendar dates: days, months, years, decades, seasons, quarters, holidays."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.compare.moments import is_date, parse_published
from claimcheck.extract.when.grammar import MOD, MONTH, ORDINAL, WEEKDAY, Found, Rule, number_of, rule
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Clock, Piece, Sort
from claimcheck.model import Precision

_MOD_OF = {"begin": "early", "middle": "mid", "end": "late", "early": "early", "late": "late", "mid": "mid"}
_TIME_WORDS = frozenset({"in", "since", "until", "by", "before", "after", "during", "from", "between", "within"})
_YEAR_CUES = _TIME_WORDS | {
    "to", "of",
    "the", "a", "and", "lpar", "early", "late", "mid", "fiscal", "owner", "possessive", "or", "this", "hyphen"
}  # fmt: skip
_KINDS_AFTER_VERB = frozenset({"lower", "from", "to", "upper", "of"})
_COUNT_WORDS = frozenset({"count", "number_word", "units", "money"})


def modifier(found: Found, group: str = "mod") -> str:
    """early, mid or late, from "early", "mid-", "the end of"; empty if the group took no part."""
    for lexeme in found.covered(group):
        if lexeme.kind in _MOD_OF:
            return _MOD_OF[lexeme.kind]
    return ""


def century_of(short: int) -> int:
    """A two-digit year in full: 00-49 are of this century, 50-99 of the last."""
    return short if short > 99 else short + (2000 if short < 50 else 1900)


def read_iso(found: Found) -> Piece | None:
    """2016-11-09, 2016-11-09T08:46:26Z."""
    moment = parse_published(found.lexemes[found.first].word.upper())
    if moment is None:
        return None
    low = moment.low
    clock = None
    if moment.precision in {Precision.MINUTE, Precision.SECOND}:
        second = low.second if moment.precision is Precision.SECOND else None
        clock = Clock(low.hour, low.minute, second, "24", exact_minute=True, zone=moment.utc_offset)
    return Piece(Sort.DATE, found.first, found.last, year=low.year, month=low.month, day=low.day, clock=clock)


def read_slashed(found: Found) -> Piece | None:
    """20/05/2025 or 05/20/2025: month first unless that cannot be; dots and hyphens are day first."""
    word = found.lexemes[found.first].word
    first, second, year = (int(part) for part in re.split(r"[/.-]", word))
    year = century_of(year)
    month, day = (first, second) if "/" in word else (second, first)
    if not is_date(year, month, day):
        month, day = day, month
    if not is_date(year, month, day):
        return None
    ambiguous = month != day and is_date(year, day, month) and "/" in word
    return Piece(
        Sort.DATE, found.first, found.last, year=year, month=month, day=day, code="day order" if ambiguous else ""
    )


def read_month_day(found: Found) -> Piece | None:
    """Tuesday, Nov. 8, 2016; 8 November; the 8th of November; Aug. 3-5."""
    month = found.integer("month")
    day, last_day = _day(found, "day") or _day(found, "spelled"), _day(found, "day2")
    short = found.one("short")
    if short is not None and len(short.word) != 2:
        return None
    year = found.integer("year") if short is None else century_of(int(float(short.value)))
    if month is None or day is None or not is_date(year or 2000, month, day):
        return None
    following = found.after()
    if year is None and following is not None and following.kind in {"count", "money"} and following.word != "per":
        return None
    if last_day is not None and (last_day <= day or not is_date(year or 2000, month, last_day)):
        return None
    weekday, which = found.integer("weekday"), found.one("which")
    piece = Piece(Sort.DATE, found.first, found.last, year=year, month=month, day=day, last_day=last_day)
    return replace(piece, weekday=weekday, which="" if which is None else which.kind)


def _day(found: Found, group: str) -> int | None:
    covered = found.covered(group)
    return int(number_of(covered)) if covered else None


def read_month(found: Found) -> Piece | None:
    """November 2016, mid-March, last June, in Sept.; a bare "May", "March" or "April Jones" is refused."""
    month, year, mod, which = found.integer("month"), found.integer("year"), modifier(found), found.one("which")
    name = found.one("month")
    if name is None or month is None:
        return None
    if year is None and not mod and which is None and not _is_month_alone(found, name.kind, name.word):
        return None
    word = "" if which is None else ("" if which.kind in {"the", "same"} else which.kind)
    whose = found.covered("whose")
    if whose and whose[1].value != "Y":
        return None
    era = f"{whose[0].kind} year" if whose else ""
    era = era or ("same" if found.covered("same") or (which is not None and which.kind == "same") else "")
    return Piece(Sort.DATE, found.first, found.last, year=year, month=month, mod=mod, which=word, era=era)


def _is_month_alone(found: Found, kind: str, word: str) -> bool:
    before, after = found.before(), found.after()
    cued = before is not None and before.kind in (_TIME_WORDS | {"to", "of", "and", "or"})
    named = (after is not None and after.kind in {"upper", "month"}) or (before is not None and before.kind == "upper")
    if kind == "shortmonth":
        return before is not None and before.kind in _TIME_WORDS and not named
    if word in {"may", "march"}:
        strong = before is not None and before.kind in _TIME_WORDS
        return (
            strong
            and not named
            and not (
                after is not None
                and after.kind in {"lower"}
                and word == "march"
                and before is not None
                and before.kind == "during"
            )
        )
    return (
        (cued and not (after is not None and after.kind == "upper" and word in {"april", "june", "august"}))
        or (not named and word not in {"april", "june", "august"})
        or (not named and before is not None and before.kind not in {"newline", "dot"})
    )


def read_year(found: Found) -> Piece | None:
    """2016, early 2016, fiscal 2016, the year 2016, 450 BC; not "Flight 1943", "2000 people", "$2016"."""
    year = found.integer("year")
    before, after = found.before(), found.after()
    mod, era = modifier(found), ("BC" if found.one("bc") is not None else "")
    if found.one("bc") is not None and str(found.covered("bc")[0].word).startswith(("a", "ce")):
        era = ""
    marked = bool(mod or found.covered("cue") or found.covered("bc"))
    if (
        not era
        and before is not None
        and before.kind == "hyphen"
        and found.first > 1
        and _is_figure(found.lexemes[found.first - 2])
    ):
        return None  # a telephone number
    if year is None or not (marked or _is_year_alone(year, before, after)):
        return None
    fiscal = any(lexeme.kind == "fiscal" for lexeme in found.covered("cue"))
    return Piece(Sort.DATE, found.first, found.last, year=year, mod=mod, era=era, code="fiscal" if fiscal else "")


def _is_figure(lexeme: Lexeme) -> bool:
    return lexeme.kind in {"number", "n31", "fourdigits"}


def _is_year_alone(year: int, before: object, after: object) -> bool:
    kind = getattr(before, "kind", "newline")
    following = getattr(after, "kind", "newline")
    if following == "hyphen" and kind in {"a", "the", "owner", "of"}:
        return False  # "a 1900-seat hall"
    if following in _COUNT_WORDS or kind in {"money", "number_word", "about", "nearly", "than", "over", "mark"}:
        return following == "newline" and kind == "mark" and 1900 <= year <= 2050
    if kind in {"in", "since", "by", "until", "during", "from", "before", "after", "between"}:
        return 1000 <= year <= 2100
    if kind in _YEAR_CUES:
        plural = following == "lower" and getattr(after, "word", "").endswith("s") and kind not in {"the", "a"}
        return 1500 <= year <= 2100 and not (plural and not 1900 <= year <= 2050)
    if kind in {"for", "that"}:
        return 1900 <= year <= 2050 and not getattr(after, "word", "").endswith("s")
    if kind in {"newline", "dot"}:
        return 1900 <= year <= 2050 and following in {"is", "comma", "newline", "dot"}
    if kind in {"comma", "season", "lower"}:
        return 1900 <= year <= 2050 and following in {"comma", "dot", "rpar", "newline", "mark", "and", "to", "when"}
    return False


def read_years(found: Found) -> Piece | None:
    """1914-18, 2016/17, 2016-2017: a stretch of years."""
    year, last = found.integer("year"), found.integer("year2")
    if year is None or last is None:
        return None
    if last < 100:
        last += year // 100 * 100
    if not year < last <= year + 150 or not 1500 <= year <= 2100:
        return None
    return Piece(Sort.DATE, found.first, found.last, year=year, last_year=last)


def read_decade(found: Found) -> Piece | None:
    """the 1990s, the late '60s, the nineties; "the 1900s" is a century."""
    lexeme = found.one("decade")
    if lexeme is None:
        return None
    value = int(float(lexeme.value))
    before = found.before()
    if value < 100:
        article = bool(found.covered("the")) or lexeme.word[0] in "'’"
        if not article or (before is not None and before.kind in {"in"} and lexeme.word[0].isdigit() and value > 90):
            return None
        person = before is not None and before.kind == "owner"
        value = 1900 + value if value >= 20 else 2000 + value
        if person:
            return None
    return Piece(Sort.DECADE, found.first, found.last, year=value, mod=modifier(found) or modifier(found, "mod2"))


def read_century(found: Found) -> Piece | None:
    """the 19th century."""
    ordinal = _day(found, "ordinal")
    if ordinal is None or not 1 <= ordinal <= 22:
        return None
    return Piece(Sort.CENTURY, found.first, found.last, ordinal=ordinal, mod=modifier(found))


def read_season(found: Found) -> Piece | None:
    """last summer, spring 2022, the winter of 1944, in autumn; "fall" and "spring" only where it must be a season."""
    season, which, year = found.one("season"), found.one("which"), found.integer("year")
    if season is None:
        return None
    before, after = found.before(), found.after()
    kind = which.kind if which is not None and which.kind not in {"the"} else ""
    cued = before is not None and before.kind in (_TIME_WORDS | {"over"})
    if year is None and not kind and not (cued or modifier(found)):
        return None
    if (
        year is None
        and not kind
        and season.word in {"fall", "spring"}
        and (not cued or _is_tumble(season.word, before, after))
    ):
        return None
    mod = modifier(found)
    return Piece(Sort.SEASON, found.first, found.last, code=str(season.value), which=kind, year=year, mod=mod)


def _is_tumble(word: str, before: Lexeme | None, after: Lexeme | None) -> bool:
    """Whether "fall" or "spring" may be a tumble or a jump: "recovered from the fall", "a fall from grace"."""
    followed = after is not None and after.kind in _KINDS_AFTER_VERB
    return followed or (word == "fall" and before is not None and before.kind == "from")


def read_quarter(found: Found) -> Piece | None:
    """the third quarter of 2016, Q3, the first half of 2015."""
    year = found.integer("year")
    if found.covered("half"):
        ordinal = int(number_of(found.covered("ordinal")))
        if year is None or ordinal not in {1, 2}:
            return None
        return Piece(Sort.QUARTER, found.first, found.last, ordinal=ordinal, code="H", year=year)
    named = found.one("quartername")
    ordinal = int(float(named.value)) if named is not None else int(number_of(found.covered("ordinal")))
    if not 1 <= ordinal <= 4:
        return None
    return Piece(Sort.QUARTER, found.first, found.last, ordinal=ordinal, code="Q", year=year)


def read_holiday(found: Found) -> Piece | None:
    """Christmas Day, New Year's Eve 2015, last Thanksgiving; a feast only after a word of time."""
    name, which = found.one("name"), found.one("which")
    if name is None:
        return None
    before, after = found.before(), found.after()
    cued = (before is not None and before.kind in (_TIME_WORDS | {"on", "at", "for", "of", "to"})) or (
        which is not None and which.kind != "the"
    )
    year = found.integer("year") or found.integer("ahead")
    if name.kind == "feast" and not (cued or year):
        return None
    if name.kind == "feast" and after is not None and after.kind in {"upper"}:
        return None
    kind = which.kind if which is not None and which.kind != "the" else ""
    return Piece(Sort.HOLIDAY, found.first, found.last, name=name.word, which=kind, year=year)


def read_anniversary(found: Found) -> Piece | None:
    """the 80th anniversary of the end of World War II, the fifth anniversary of the Sept. 11 attacks."""
    name = found.one("name")
    ordinal = int(number_of(found.covered("ordinal"))) if found.covered("ordinal") else None
    if name is None:
        return None
    return Piece(Sort.ANNIVERSARY, found.first, found.last, name=name.word, ordinal=ordinal)


def read_event(found: Found) -> Piece | None:
    """since the fall of the Berlin Wall: a dated event that the text uses as a date."""
    name, before = found.one("name"), found.before()
    if name is None or before is None or before.kind not in {"since", "before", "after", "until"}:
        return None
    return Piece(Sort.HOLIDAY, found.first, found.last, name=name.word, code="event")


def read_ordinal_day(found: Found) -> Piece | None:
    """on the 8th: a day of the month that the text is about."""
    day, before, after = _day(found, "day"), found.before(), found.after()
    weekday = found.integer("weekday")
    cued = before is not None and before.kind in {"on", "until", "by", "since", "from"}
    closed = after is None or after.kind in {"dot", "comma", "newline", "and", "rpar", "at", "hyphen"}
    if day is None or not 1 <= day <= 31 or not (weekday is not None or (cued and closed)):
        return None
    return Piece(Sort.DATE, found.first, found.last, day=day, weekday=weekday)


_WD = f"(?:<this|last|next>?(?P<weekday>{WEEKDAY})(?:<comma>|<the>)*)?"
_YEAR = "(?:(?:<comma>|<of>|<in>)?(?P<year><year>))?"

RULES: tuple[Rule, ...] = (
    rule("iso date", "<iso>", read_iso),
    rule("numeric date", "<slashed>", read_slashed),
    rule(
        "month and day",
        f"{_WD}(?P<which><last|next>)?(?P<month>{MONTH})<the>?(?P<day><n31|ord>)(?:<hyphen|to>(?P<day2><n31|ord>)(?!<month|shortmonth>))?"
        "(?:<comma>?(?P<year><year>|<apostrophe>(?P<short><n31>)))?",
        read_month_day,
    ),
    rule(
        "day and month",
        f"{_WD}<the>?(?:(?P<day><n31|ord>)(?:<hyphen|to>(?P<day2><n31|ord>))?|(?P<spelled><ordword|second>))"
        f"(?:<of>)?(?P<month>{MONTH}){_YEAR}",
        read_month_day,
    ),
    rule(
        "month",
        f"(?:(?P<which><this|last|next|past|coming>)|<the><same>|(?P<mod>{MOD}))?"
        f"(?P<month>{MONTH})(?:(?:<comma>|<of>)?(?P<year><year>)|(?P<same><of><that|the><same>?<unit>)|<of>?(?P<whose><this|last|next><unit>))?(?!<dot>?<n31|ord>(?!<hyphen>?<unit|units>))",
        read_month,
    ),
    rule(
        "year",
        f"(?P<mod>{MOD})?(?P<cue><the>?<unit>(?=<year>)|<fiscal><unit>?)?(?P<year><year>)(?P<bc><bc>)?",
        read_year,
    ),
    rule("year of era", f"(?P<mod>{MOD})?(?P<year><n31|number|fourdigits|year>)(?P<bc><bc>)", read_year),
    rule("years", "(?P<year><year>)<hyphen|slash>(?P<year2><year|n31|number>)", read_years),
    rule(
        "decade", f"(?P<mod>{MOD})?(?P<the><the>)?(?P<mod2><early|late|mid><hyphen>?)?(?P<decade><decade>)", read_decade
    ),
    rule(
        "century",
        f"<the>?(?P<mod>{MOD})?<the>?(?P<ordinal>{ORDINAL})<hyphen>?<unit>",
        lambda found: read_century(found) if found.lexemes[found.last - 1].value == "100Y" else None,
    ),
    rule(
        "season",
        f"(?:(?P<which><this|last|next|past|coming|that|previous>)|(?P<mod>{MOD})<the>?|<the>)?"
        "(?P<season><season>)(?:<of>?(?P<year><year>))?",
        read_season,
    ),
    rule(
        "quarter",
        f"(?:<the>?<fiscal>?(?P<ordinal>{ORDINAL})<hyphen>?(?:<quarter>|(?P<half><half>))|(?P<quartername><quartername>))"
        "(?:(?:<of>|<in>|<comma>)?(?P<year><year>))?",
        read_quarter,
    ),
    rule(
        "holiday",
        "(?P<which><this|last|next|the>)?(?:(?P<ahead><year>)(?=<holiday|feast>))?(?P<name><holiday|feast>)(?:<comma>?(?P<year><year>))?",
        read_holiday,
    ),
    rule(
        "anniversary",
        f"<the>?(?:(?P<ordinal>{ORDINAL})<hyphen>?(?:<unit>)?)?<anniversary><of>(?:<the>|<owner>)?(?P<name><event|holiday>)",
        read_anniversary,
    ),
    rule("event", "<the>?(?P<name><event>)", read_event),
    rule(
        "day of the month",
        f"(?:(?P<weekday>{WEEKDAY})<comma>?)?<the>(?P<day><ord>)(?!<month|shortmonth|of|unit>)",
        read_ordinal_day,
    ),
)
