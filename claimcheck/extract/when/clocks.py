"""Rules that read the time of day: clock times, noon and midnight, parts of the day."""

from __future__ import annotations

from claimcheck.compare.moments import zone_minutes
from claimcheck.extract.when.dates import modifier
from claimcheck.extract.when.grammar import MOD, ZONE, Found, Rule, rule
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Clock, Piece, Sort

_FUZZ = (
    "(?P<fuzz><only>?<about|nearly>|<shortly|only|well>(?:<before|after>)|<a>?<little><before|after>"
    "|(?:<only>|<a>?<few>|<several>)?<units>(?:<before|after|past>)|<mid>(?=<point>))?"
)
_GOES_ON = frozenset({"when", "as", "on", "and", "in", "that", "but", "while", "this", "last"})
_COUNTED = frozenset({"count", "units", "money"})


def _fuzz(found: Found) -> str:
    for lexeme in found.covered("fuzz"):
        if lexeme.kind in {"before", "after", "past"}:
            return "before" if lexeme.kind == "before" else "after"
        if lexeme.kind in {"about", "nearly"}:
            return "about" if lexeme.kind == "about" else "before"
    return ""


def _zone(found: Found) -> int | str | None:
    for lexeme in found.covered("zone"):
        if lexeme.kind == "zone":
            summer = {"ET": "eastern", "CT": "central", "MT": "mountain", "PT": "pacific"}
            text = lexeme.word.upper()
            return summer.get(text) or zone_minutes(text)
        if lexeme.kind == "region":
            return lexeme.word
    return None


def _hour_minute(lexeme: Lexeme) -> tuple[int, int, int | None, bool] | None:
    """Hour, minute, second, and whether minutes were written, of "6:45", "6.10", "7", "1900", "seven"."""
    if lexeme.kind in {"clock", "dotted"}:
        numbers = [int(part) for part in str(lexeme.value).replace(".", ":").split(":")]
        hour, minute, second = numbers[0], numbers[1], (numbers[2] if len(numbers) > 2 else None)
        written = True
    elif lexeme.kind in {"year", "fourdigits"}:
        (hour, minute), second, written = divmod(int(float(lexeme.value)), 100), None, True
    else:
        hour, minute, second, written = int(float(lexeme.value)), 0, None, False
    return (hour, minute, second, written) if hour <= 24 and minute < 60 and (second or 0) < 60 else None


def _half(found: Found, group: str) -> str:
    lexeme = found.one(group)
    return "" if lexeme is None else ("am" if lexeme.word[0] == "a" else "pm")


def _clock_piece(found: Found, clock: Clock) -> Piece | None:
    """The piece; none where "hours after noon" leaves the hour open."""
    if any(lexeme.kind == "units" and lexeme.value not in {"M", "S"} for lexeme in found.covered("fuzz")):
        return None
    return Piece(Sort.CLOCK, found.first, found.last, clock=clock)


def read_clock(found: Found) -> Piece | None:
    """6:45 p.m. EST, 12.30am, 7 pm, 6-7pm, 18:30, 1900 GMT."""
    lexeme = found.one("clock")
    read = None if lexeme is None else _hour_minute(lexeme)
    if lexeme is None or read is None:
        return None
    hour, minute, second, written = read
    half = _half(found, "half") or _half(found, "half2")
    if half and not 1 <= hour <= 12:
        half = "24" if hour > 12 and _half(found, "half") else half
        if hour == 0 and not written:
            return None
    if not half and (hour > 12 or lexeme.word.startswith("0") or lexeme.kind in {"year", "fourdigits"}):
        half = "24"
    clock = Clock(hour, minute, second, half, written, _fuzz(found), _zone(found), _until(found))
    return _clock_piece(found, clock)


def _until(found: Found) -> int | None:
    """The minute of the day at which a stated stretch ("6-7pm") ends."""
    lexeme = found.one("clock2")
    read = None if lexeme is None else _hour_minute(lexeme)
    if read is None:
        return None
    half, hour = _half(found, "half2"), read[0]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + read[1]


def read_bare_clock(found: Found) -> Piece | None:
    """called at 6.10, at 18:30: only where no count follows and the word before says a time."""
    after, before, lexeme = found.after(), found.before(), found.one("clock")
    if after is not None and (after.kind in _COUNTED or after.word in {"%", "/", "percent"}):
        return None
    if lexeme is not None and lexeme.kind == "dotted":
        priced = found.first > 1 and found.lexemes[found.first - 2].kind == "price"
        if (
            before is None
            or priced
            or before.kind != "at"
            or (after is not None and after.kind in {"lower", "n31", "number"} and after.word.endswith("s"))
        ):
            return None
        return read_clock(found)
    if lexeme is not None and _is_running_time(found, lexeme):
        return None
    if before is not None and (before.kind in {"upper", "n31", "mark"} or before.word in {"score", "won", "lost"}):
        return None
    return read_clock(found)


def _is_running_time(found: Found, lexeme: Lexeme) -> bool:
    """Whether a bare clock is the length of a video: it opens its line right before a name ("2:26 Tour of the tower"),
    or ends it right after a word ("Must watch: a boxer's dream 02:37")."""
    before, after = found.before(), found.after()
    if before is not None and before.kind in {"lower", "upper"} and (after is None or after.kind == "newline"):
        return True
    opens = before is None or before.kind == "newline"
    return opens and after is not None and after.kind in {"upper", "newline"} and not lexeme.word.startswith("1")


def read_point(found: Found) -> Piece | None:
    """noon, midday, shortly before midnight; "midnight" begins the next day."""
    point = found.one("point")
    if point is None:
        return None
    hour = int(float(point.value))
    return _clock_piece(found, Clock(hour, 0, None, "24", False, _fuzz(found), _zone(found)))


def read_spoken(found: Found) -> Piece | None:
    """half past six, a quarter to seven, 6 o'clock."""
    hour = found.integer("hour")
    if hour is None or not 1 <= hour <= 12:
        return None
    minutes = 0
    if found.covered("minutes"):
        word = found.covered("minutes")[0]
        named = {"half": 30, "quarter": 15}
        minutes = named.get(word.kind) or int(float(word.value))
        side = found.one("side")
        if side is not None and side.kind == "to":
            hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return _clock_piece(
        found, Clock(hour, minutes, None, _half(found, "half"), minutes > 0, _fuzz(found), _zone(found))
    )


def read_words_clock(found: Found) -> Piece | None:
    """at (around) twenty to seven, at five past two: only after "at" or a hedge and before no counted noun."""
    before, after, minutes = found.before(), found.after(), found.one("minutes")
    cued = (before is not None and before.kind == "at") or bool(found.covered("fuzz"))
    counts = after is not None and after.kind in {"lower", "upper", "units", "count", "money", "hyphen", "n31", "card"}
    if not cued or counts or minutes is None:
        return None
    side, hour = found.one("side"), found.integer("hour")
    if side is not None and side.kind == "to" and hour == 1 and minutes.kind == "card":
        return None  # "at five to one" may be odds
    if minutes.kind == "card" and (float(minutes.value) % 5 or not 5 <= float(minutes.value) <= 25):
        return None
    return read_spoken(found)


def read_minutes_clock(found: Found) -> Piece | None:
    """around twenty minutes to 10, ten minutes past eight: the word "minutes" tells a time from odds and scores, and
    what follows is no noun that the hour could count."""
    unit, before, after = found.one("unit"), found.before(), found.after()
    cued = (before is not None and before.kind == "at") or bool(found.covered("fuzz"))
    ends = after is None or after.kind in {"newline", "mark", "comma", "dot", "rpar"} or after.word in _GOES_ON
    return read_spoken(found) if unit is not None and unit.value == "M" and cued and ends else None


def read_part(found: Found) -> Piece | None:
    """this morning, last night, overnight, the early hours, late in the evening."""
    part, which, before = found.one("part"), found.one("which"), found.before()
    if part is None:
        return None
    kind = which.kind if which is not None else ""
    code = "" if part.kind == "units" else str(part.value)
    if part.kind == "units" and part.value != "H":
        return None
    mod = modifier(found) or ("early" if part.kind == "units" else "")
    if kind in {"a", "the", ""} and not _is_part_alone(found, part, mod, kind):
        return None
    if before is not None and before.kind in {"every", "n31", "card"}:
        return None
    which_word = "" if kind in {"the", "a"} else kind
    return Piece(
        Sort.PART, found.first, found.last, part=code or "EARLY", part_mod=mod if code else "", which=which_word
    )


def _is_part_alone(found: Found, part: Lexeme, mod: str, kind: str) -> bool:
    before, after = found.before(), found.after()
    if part.word in {"overnight"} or part.kind == "units":
        return not (part.word == "overnight" and kind)
    if after is not None and after.kind == "of":
        return kind == "the"
    cue = "" if before is None else before.kind
    if kind == "the":
        return cue in {"in", "during", "for", "into"} or bool(mod)
    joined = {"weekday", "shortday", "deictic", "holiday", "feast"}
    return cue in ({"at", "before", "after", "by", "until", "since"} | joined) or (
        bool(mod) and cue in {"in", "on", "weekday", "by", "until"}
    )


_AMPM_CLOCK = "<n31|clock|dotted|card>"
RULES: tuple[Rule, ...] = (
    rule(
        "clock with am or pm",
        f"{_FUZZ}(?P<clock>{_AMPM_CLOCK})(?P<half><ampm>)(?:(?:<hyphen>|<to>|<and>|<until>)"
        f"(?P<clock2>{_AMPM_CLOCK})(?P<half2><ampm>))?(?P<zone>{ZONE})?",
        read_clock,
    ),
    rule(
        "clock range",
        f"(?P<clock>{_AMPM_CLOCK})(?:<hyphen>|<to>|<and>|<or>|<until>)(?P<clock2>{_AMPM_CLOCK})(?P<half2><ampm>)(?P<zone>{ZONE})?",
        read_clock,
    ),
    rule("clock with zone", f"{_FUZZ}(?P<clock><n31|clock|dotted|year|fourdigits>)(?P<zone>{ZONE})", read_clock),
    rule("clock", f"{_FUZZ}(?P<clock><clock|dotted>)", read_bare_clock),
    rule("point of the day", f"{_FUZZ}(?P<point><point>)(?P<zone>{ZONE})?", read_point),
    rule("o'clock", f"{_FUZZ}(?P<hour><n31|card>)<oclock>(?P<half><ampm>)?", read_spoken),
    rule(
        "spoken clock",
        f"{_FUZZ}<a>?(?P<minutes><half|quarter|n31|card>)(?P<side><past|to>)(?P<hour><n31|card>)(?P<half><ampm>)",
        read_spoken,
    ),
    rule(
        "spoken clock alone", f"{_FUZZ}<a>?(?P<minutes><half|quarter>)(?P<side><past>)(?P<hour><n31|card>)", read_spoken
    ),
    rule(
        "clock in words",
        f"{_FUZZ}<a>?(?P<minutes><card>(?:<hyphen><card>)?|<quarter>)(?:<units>)?(?P<side><past|to>)(?P<hour><card>)",
        read_words_clock,
    ),
    rule(
        "minutes to the hour",
        f"{_FUZZ}(?P<minutes><n31|card>)(?P<unit><units>)(?P<side><past|to>)(?P<hour><n31|card>)",
        read_minutes_clock,
    ),
    rule(
        "part of the day",
        f"(?:<earlier|later>(?=<this|that>))?(?:(?P<which><this|that|last|the|a>)(?:<same>)?)?(?P<mod>{MOD})?(?P<part><part>)",
        read_part,
    ),
    rule("hour in the morning", f"{_FUZZ}(?P<hour><n31|card>)(?=<in><the><part>)", read_spoken),
    rule("early hours", "<the>(?P<mod><early>)(?P<part><units>)", read_part),
    rule("morning hours", "<the>?(?P<mod><early|late>)(?P<part><part>)<units>", read_part),
)
