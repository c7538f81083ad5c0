"""From a piece to a When: day and time of day together, span, relation, and what the text goes on from."""

from __future__ import annotations

import re
from datetime import datetime

from claimcheck.compare.moments import midnight, shift
from claimcheck.extract.when.context import Context, Future, relation_of
from claimcheck.extract.when.daytime import clock_bounds, clock_text, hour_of, part_bounds, part_text, zone_of
from claimcheck.extract.when.lengths import (
    count_seconds,
    duration_value,
    figure_text,
    resolve_anniversary,
    resolve_holiday,
    resolve_shift,
)
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.extract.when.resolve import RESOLVERS, Resolved, resolve_deictic
from claimcheck.model import Precision, TimeKind, When

_COARSE_UNITS = frozenset({"MO", "Y", "10Y", "100Y"})


def emit_time(text: str, lexemes: list[Lexeme], piece: Piece, context: Context, future: Future) -> When | None:
    """The time that a piece stands for, None if it comes to nothing; moves the context on."""
    start, end = lexemes[piece.first].start, lexemes[piece.last - 1].end
    while text[end - 1] in ".(" and not text[start:end].lower().endswith(("a.m.", "p.m.")) and end - start > 1:
        end -= 1
    relation = relation_of(lexemes, piece)
    base = When(start, end, text[start:end], "", TimeKind.DATE, relation=relation)
    if piece.sort is Sort.DURATION:
        return _duration(base, piece)
    if piece.sort is Sort.SHIFT:
        return _shift(base, piece, context, lexemes)
    if piece.sort is Sort.SET:
        return _set(base, piece)
    if piece.sort is Sort.VAGUE:
        return _fill(base, Resolved(piece.code))
    if piece.sort in {Sort.CLOCK, Sort.PART}:
        return _time_without_day(base, piece, context, future)
    resolved = _resolve_day(piece, context, future)
    if resolved is None:
        return None
    when = _with_time(base, piece, resolved)
    if relation in {"on", "by"}:
        _remember(piece, resolved, context, _opens_sentence(text, start))
    return when


def _opens_sentence(text: str, start: int) -> bool:
    """Whether at most one word stands between the beginning of the sentence and the expression."""
    return re.search(r"(?:^|[.!?”\"]\s|\n)\s*(?:\w+\s)?(?:the\s)?$", text[max(0, start - 30) : start]) is not None


def _resolve_day(piece: Piece, context: Context, future: Future) -> Resolved | None:
    if piece.sort is Sort.HOLIDAY:
        return resolve_holiday(piece, context, future)
    if piece.sort is Sort.ANNIVERSARY:
        return resolve_anniversary(piece, context, future)
    return RESOLVERS[piece.sort](piece, context, future)


def _fill(base: When, resolved: Resolved) -> When:
    low, high = resolved.bounds or (None, None)
    return When(
        base.start, base.end, base.text, resolved.value, resolved.kind, low, high, resolved.precision,
        relation=base.relation, anchor=resolved.anchor, event=resolved.event, inferred=resolved.inferred,
    )  # fmt: skip


_ASIDE_YEARS = 30


def _is_aside(piece: Piece, year: int, context: Context, opens: bool) -> bool:
    """Whether a year is only mentioned: far from what the text tells of, or a bare year inside a sentence."""
    if context.year is None or piece.year is None:
        return False
    return abs(year - context.year) > _ASIDE_YEARS or (piece.month is None and not opens and year > context.year)


def _remember(piece: Piece, resolved: Resolved, context: Context, opens: bool) -> None:
    """What later expressions of the text may hang on: its last day, its last stated year and month."""
    if resolved.bounds is not None and resolved.precision in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        if resolved.precision is not Precision.YEAR or context.history or context.base is None:
            context.day = resolved.day or resolved.bounds[0]
            context.clock_day = resolved.day or context.clock_day
    if piece.sort is Sort.DATE and resolved.bounds is not None and not piece.era and piece.last_year is None:
        low = resolved.bounds[0]
        if (piece.year is not None or context.history) and not _is_aside(piece, low.year, context, opens):
            context.year, context.month = low.year, piece.month


def _with_time(base: When, piece: Piece, resolved: Resolved) -> When:
    if piece.clock is None and not piece.part and not piece.part_mod:
        return _fill(base, resolved)
    if piece.clock is None:
        return _with_part(base, piece, resolved)
    hour, known = hour_of(piece.clock, piece.part)
    inferred = resolved.inferred if known else (*resolved.inferred, "half-day")
    day = resolved.day
    if day is None:
        value = resolved.value + clock_text(hour, piece.clock)
        return _timed(
            base, Resolved(value, TimeKind.TIME, None, Precision.MINUTE, resolved.anchor, inferred), piece, None
        )
    low, high, precision = clock_bounds(day, hour, piece.clock)
    shown = shift(day, 1) if hour == 24 else day
    value = f"{shown:%Y-%m-%d}{clock_text(hour % 24, piece.clock)}"
    filled = Resolved(value, TimeKind.TIME, (low, high), precision, resolved.anchor, inferred, resolved.event)
    return _timed(base, filled, piece, day)


def _with_part(base: When, piece: Piece, resolved: Resolved) -> When:
    part = piece.part or {"early": "EARLY", "late": "LATE"}.get(piece.part_mod, "")
    if not part:
        return _fill(base, resolved)
    bounds = None if resolved.day is None else part_bounds(resolved.day, part, piece.part_mod if piece.part else "")
    value = resolved.value + (part_text(part) if piece.part else "")
    filled = Resolved(value, TimeKind.TIME, bounds, Precision.PART, resolved.anchor, resolved.inferred, resolved.event)
    return _timed(base, filled, piece, resolved.day)


def _timed(base: When, resolved: Resolved, piece: Piece, day: datetime | None) -> When:
    filled = _fill(base, resolved)
    offset = None if piece.clock is None else zone_of(piece.clock, day)
    return When(
        filled.start, filled.end, filled.text, filled.value, TimeKind.TIME, filled.low, filled.high, filled.precision,
        offset, None, filled.relation, filled.anchor, filled.event, filled.inferred,
    )  # fmt: skip


def _is_later(piece: Piece, day: datetime, published: datetime) -> bool:
    """Whether a clock time of the day of publication lies after the page went out: it was the day before's."""
    if piece.clock is None or published == midnight(published):
        return False
    hour, known = hour_of(piece.clock, piece.part)
    return known and clock_bounds(day, hour, piece.clock)[0] > published


def _time_without_day(base: When, piece: Piece, context: Context, future: Future) -> When:
    """ "this morning" and "last night" hang on publication; a bare clock time on the day the text is about."""
    if piece.which in {"this", "last"}:
        offset = -1 if piece.which == "last" else 0
        deictic = Piece(Sort.DEICTIC, piece.first, piece.last, offset=offset)
        return _with_time(base, piece, resolve_deictic(deictic, context, lambda: False) or Resolved("XXXX-XX-XX"))
    day = midnight(context.clock_day) if context.clock_day is not None else context.today
    anchor = "text" if context.clock_day is not None else context.anchor
    if piece.code == "generic":
        day = None
    if day is None:
        return _with_time(base, piece, Resolved("XXXX-XX-XX", precision=Precision.DAY, inferred=("date",)))
    if anchor != "text" and context.base is not None and not future() and _is_later(piece, day, context.base):
        day = shift(day, -1)
    inferred = ("date",) if piece.which != "that" else ("day",)
    value = f"{day:%Y-%m-%d}"
    return _with_time(base, piece, Resolved(value, anchor=anchor, inferred=inferred, precision=Precision.DAY, day=day))


# ------------------------------------------------------------------------------------------------------- lengths


def _duration(base: When, piece: Piece) -> When | None:
    if piece.count is None:
        return None
    value, seconds = duration_value(piece.count), count_seconds(piece.count)
    return When(base.start, base.end, base.text, value, TimeKind.DURATION, seconds=seconds, relation=base.relation)


def _shift(base: When, piece: Piece, context: Context, lexemes: list[Lexeme]) -> When | None:
    """ "two days ago" is a date; "nine days earlier" a date if the text has one to count from, else the distance."""
    if piece.count is None:
        return None
    anchored = piece.anchor == "publication"
    moment = context.base if anchored else (context.day if piece.unit in _COARSE_UNITS else context.clock_day)
    hangs = piece.code in {"before", "after"}
    resolved = None if hangs else resolve_shift(piece, context, moment, context.anchor if anchored else "text")
    if resolved is not None:
        return _fill(base, resolved)
    if anchored:
        return _fill(base, Resolved("PAST_REF" if piece.direction < 0 else "FUTURE_REF", anchor=context.anchor))
    relation = "before" if piece.direction < 0 else "after"
    event = _anchor_words(lexemes, piece.last) if hangs else ""
    return When(
        base.start, base.end, base.text, duration_value(piece.count), TimeKind.DURATION,
        seconds=count_seconds(piece.count), relation=relation, anchor="text", event=event,
    )  # fmt: skip


def _anchor_words(lexemes: list[Lexeme], index: int) -> str:
    """The words that a distance is counted from: "the election" of "two days before the election"."""
    words = []
    for lexeme in lexemes[index : index + 7]:
        if lexeme.kind in {"newline", "comma", "mark", "rpar"}:
            break
        if len(lexeme.word) > 2 and lexeme.kind in {"upper", "lower", "weekday", "holiday", "event", "month", "year"}:
            words.append(lexeme.word)
    return " ".join(words[:4])


def _set(base: When, piece: Piece) -> When:
    value = piece.code
    if piece.weekday is not None:
        value = f"XXXX-WXX-{piece.weekday + 1}"
    elif piece.month is not None:
        value = f"XXXX-{piece.month:02d}"
    elif piece.part:
        value = f"XXXX-XX-XX{part_text(piece.part)}"
    elif piece.unit == "WE":
        value = "XXXX-WXX-WE"
    elif piece.count is not None:
        value = duration_value(piece.count) if piece.count.figure is not None else f"P1{figure_text(1)}"
    return When(base.start, base.end, base.text, value, TimeKind.SET, relation="on")
