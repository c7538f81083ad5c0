"""Match every rule, keep the longest readings, join neighbours ("at 6:45 p.m." + "Wednesday")."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.when import clocks, dates, durations, relative
from claimcheck.extract.when.grammar import Found, compile_pattern
from claimcheck.extract.when.joining import join_pieces
from claimcheck.extract.when.lexemes import LETTER, Lexeme
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.extract.when.refusals import is_refused

RULES = (*dates.RULES, *clocks.RULES, *relative.RULES, *durations.RULES)
_JOINT = compile_pattern("<rpar>?<comma>?(?:<on|at|of|in>|<in><the>|<on><the>|<at><about>)?|<lpar>|<comma><the>")


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
