"""Match every rule, keep the longest readings, join neighbours ("at 6:45 p.m." + "Wednesday")."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.when import clocks, dates, spans
from claimcheck.extract.when.daytime import hour_of
from claimcheck.extract.when.grammar import Found, compile_pattern
from claimcheck.extract.when.lexemes import LETTER, Lexeme
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.extract.when.refusals import is_refused

RULES = (*dates.RULES, *clocks.RULES, *spans.RULES)
_JOINT = compile_pattern("<rpar>?<comma>?(?:<on|at|of|in>|<in><the>|<on><the>|<at><about>)?|<lpar>|<comma><the>")
_BRACKET = compile_pattern("<lpar>|<comma>|<slash>")
_DAYS = frozenset({Sort.DATE, Sort.WEEKDAY, Sort.DEICTIC, Sort.HOLIDAY})


def _candidates(lexemes: list[Lexeme], letters: str) -> list[tuple[int, int, int, Piece]]:
    found = []
    for priority, rule in enumerate(RULES):
        for match in rule.pattern.finditer(letters):
            if match.end() == match.start():
                continue
            piece = rule.read(Found(match, lexemes))
            if piece is not None:
                found.append((piece.first, -piece.last, priority, piece))
    return found


def find_pieces(text: str, lexemes: list[Lexeme], letters: str) -> list[Piece]:
    """The pieces of a text in order: leftmost, then longest, then the earlier rule wins."""
    chosen: list[Piece] = []
    reached = 0
    for first, _, _, piece in sorted(_candidates(lexemes, letters), key=lambda entry: entry[:3]):
        if first >= reached and not is_refused(text, lexemes[first].start, lexemes[piece.last - 1].end):
            chosen.append(piece)
            reached = piece.last
    return _share_years(_join(chosen, letters), letters)


_LINK = compile_pattern("<and|to|hyphen|or|until|comma|newline>{1,2}")


def _share_years(pieces: list[Piece], letters: str) -> list[Piece]:
    """ "between March and April 1918", "21 March - 21 June 1952": a year stated once holds for both."""
    shared = list(pieces)
    for index in range(len(pieces) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.sort is not Sort.DATE or right.sort is not Sort.DATE or left.year is not None or left.month is None:
            continue
        if right.year is None or right.month is None or not _LINK.fullmatch(letters, left.last, right.first):
            continue
        wraps = (left.month, left.day or 0) > (right.month, right.day or 99)
        shared[index] = replace(left, year=right.year - wraps)
    return shared


def _join(pieces: list[Piece], letters: str) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _JOINT.fullmatch(letters, joined[-1].last, piece.first):
            both = join_pieces(joined[-1], piece, letters)
            opened = LETTER["lpar"] in letters[joined[-1].last : piece.first]
            if both is not None and opened and letters[piece.last : piece.last + 1] != LETTER["rpar"]:
                both = None
            if both is not None:
                joined[-1] = both
                continue
        joined.append(piece)
    return joined


def _has_time(piece: Piece) -> bool:
    return piece.clock is not None or bool(piece.part)


def join_pieces(left: Piece, right: Piece, letters: str) -> Piece | None:
    """One piece of two neighbours that fill different fields, else None."""
    if left.sort is Sort.SET or right.sort is Sort.SET:
        return None
    last = right.last
    parted = left.sort in {Sort.PART, Sort.CLOCK}
    if left.sort is right.sort is Sort.CLOCK and left.clock is not None and right.clock is not None:
        return _with_zone_in_brackets(left, right, letters)
    if parted and right.sort in {Sort.PART, Sort.CLOCK}:
        if (left.clock is None) == (right.clock is None) or (right.which and left.clock is None):
            return None
        return replace(
            left,
            last=last,
            sort=Sort.PART if (left.which or right.which) else Sort.CLOCK,
            which=left.which or right.which,
            clock=left.clock or right.clock,
            part=left.part or right.part,
            part_mod=left.part_mod or right.part_mod,
        )
    if parted and right.sort in _DAYS | {Sort.UNIT} and _is_day(right) and not left.which:
        if left.part == "EARLY" and right.part and left.clock is None:
            return replace(right, first=left.first, part_mod="early")
        if (left.clock is not None and right.clock is not None) or (left.part and right.part):
            return None
        return replace(
            right,
            first=left.first,
            clock=left.clock or right.clock,
            part=left.part or right.part,
            part_mod=left.part_mod or right.part_mod,
        )
    if _is_day(left) and right.sort in {Sort.PART, Sort.CLOCK} and not right.which:
        if (left.clock is not None and right.clock is not None) or (left.part and right.part):
            return None
        return replace(
            left,
            last=last,
            clock=left.clock or right.clock,
            part=left.part or right.part,
            part_mod=right.part_mod or left.part_mod,
        )
    if (
        left.sort is Sort.WEEKDAY
        and not left.which
        and right.sort is Sort.DATE
        and _is_day(right)
        and right.weekday is None
    ):
        if right.clock is not None and left.clock is not None:
            return None
        return replace(
            right,
            first=left.first,
            weekday=left.weekday,
            clock=left.clock or right.clock,
            part=left.part or right.part,
            part_mod=left.part_mod or right.part_mod,
        )
    return None


def _with_zone_in_brackets(left: Piece, right: Piece, letters: str) -> Piece | None:
    """ "10:35 a.m. (0735 GMT)": the second clock says how far the first is from Greenwich."""
    here, there = left.clock, right.clock
    if here is None or there is None or here.zone is not None or not isinstance(there.zone, int):
        return None
    if not _BRACKET.fullmatch(letters, left.last, right.first):
        return None
    hours = [hour_of(clock)[0] * 60 + clock.minute for clock in (here, there)]
    offset = (hours[0] - hours[1] + there.zone + 720) % 1440 - 720
    return replace(left, last=right.last, clock=replace(here, zone=offset)) if offset % 15 == 0 else None


def _is_day(piece: Piece) -> bool:
    if piece.sort is Sort.DATE:
        return piece.day is not None and piece.last_day is None
    if piece.sort is Sort.UNIT:
        return piece.unit == "D"
    return piece.sort in {Sort.WEEKDAY, Sort.DEICTIC} or (piece.sort is Sort.HOLIDAY and piece.code != "event")
