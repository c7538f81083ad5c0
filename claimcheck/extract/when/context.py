"""What an expression may be resolved from: the publication time, and what the text has dated so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from claimcheck.compare.moments import midnight
from claimcheck.extract.when.lexemes import Lexeme
from claimcheck.extract.when.pieces import Piece, Sort
from claimcheck.model import Interval

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|going to|gonna|to be|(?:is|are|was|were) (?:due|set|scheduled|expected|slated|planned)"
    r"|(?:plan|hop|expect|agree|schedul|vow|threaten|prepar|aim|intend|want|decid|promis|pledg|slat|ask|order|invit)\w*"
    r" to|(?:set|due|ready|likely|about|supposed|is|are) to|['’]ll|scheduled|upcoming|deadline|forecast\w*|expires?"
    r"|predict\w*|begins|opens|starts|would|(?:as|so) (?:early|soon|late) as|no later than|ahead of|in time for)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|was|were|had|did|told|came|went|took|fell|rose|began|left|made|met|held|found|got|gave|saw|spoke|won|lost|shot|struck"
    r"|broke|flew|sent|became|brought|thought|kept|felt|led|ran|sat|stood|wrote|hit|put|set off|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;]\s|\n|[“”\"]")
Future = Callable[[], bool]
"""Whether the clause speaks of the future; asked only where the answer matters."""
_ANCHORED = frozenset({Sort.WEEKDAY, Sort.DEICTIC})


@dataclass(slots=True)
class Context:
    """Moves along the text. ``base`` is the day of publication (or of the dateline), ``day`` the last day the
    text dated, ``year``/``month`` the last it stated, ``history`` whether the text tells of another time."""

    published: Interval | None
    anchor: str
    history: bool = False
    day: datetime | None = None
    clock_day: datetime | None = None
    year: int | None = None
    month: int | None = None

    @property
    def base(self) -> datetime | None:
        """The moment of publication, to its precision; None where unknown."""
        return None if self.published is None else self.published.low

    @property
    def today(self) -> datetime | None:
        """The day of publication."""
        return None if self.published is None else midnight(self.published.low)


def is_history(pieces: list[Piece], published: Interval | None) -> bool:
    """Whether most dates are of years long past and few are tied to the day of publication."""
    stated = [piece.year for piece in pieces if piece.sort is Sort.DATE and piece.year is not None]
    anchored = sum(1 for piece in pieces if piece.sort in _ANCHORED)
    if published is None:
        return len(stated) > anchored
    past = sum(1 for year in stated if abs(published.low.year - year) > 1)
    enough = past >= 3 if anchored == 0 else past >= 8
    return enough and past > 3 * anchored and past * 2 > len(stated)


_CLAUSE = re.compile(r"[.!?;]\s|\n|[“”\"]|,\s")
_DEADLINE = re.compile(r"\b(?:until|till|by)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
_HEADLINE = re.compile(
    r"\bto (?:resign|meet|visit|open|close|hold|vote|face|appear|begin|start|launch|announce|leave|return|host|decide"
    r"|hear|speak|testify|sign|unveil|release|reopen|address|attend|discuss|stand|step|go on trial|go before|go to)\b",
    re.IGNORECASE,
)
"""The future of headlines ("Mayor to resign Monday"); counts only where no other verb tells the tense."""
_INFINITIVE = re.compile(r"\s+to\s+[a-z]+")


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def is_future(text: str, start: int, end: int) -> bool:
    """Whether the clause around [start, end) speaks of what is to come.

    The nearer of a future cue and a past verb decides, in the same sentence and outside quotation marks.
    """
    left, right = text[max(0, start - 120) : start], text[end : end + 90]
    for match in _STOP.finditer(left):
        left = " " * match.end() + left[match.end() :]
    leads = len(left.strip()) <= 4  # "On Friday, he will ...": the verb follows the comma
    stop = (_STOP if leads else _CLAUSE).search(right)
    right = right[: stop.start()] if stop else right
    if _DEADLINE.search(left) and _INFINITIVE.match(right):
        return True
    future = _nearest(_FUTURE, left, right)
    past = _nearest(_PAST, _FUTURE.sub(_blank, left), _FUTURE.sub(_blank, right))
    if future is None and past is None:
        return _HEADLINE.search(left) is not None and right[:2] not in {"'s", "’s"}
    return future is not None and (past is None or future < past)


def _nearest(pattern: re.Pattern[str], left: str, right: str) -> int | None:
    """Distance in code points of the nearest match; what follows counts half as near as what goes before."""
    distances = [len(left) - match.end() for match in pattern.finditer(left)]
    following = pattern.search(right)
    if following is not None:
        distances.append(2 * following.start() + 10)
    return min(distances, default=None)


_RELATIONS = {
    "before": "before", "after": "after", "following": "after", "since": "since", "from": "since", "until": "until",
    "by": "by", "for": "for",
}  # fmt: skip


def relation_of(lexemes: list[Lexeme], piece: Piece) -> str:
    """on, before, after, since, until, by or for, from the word in front; a possessive ("after Wednesday's crash")
    dates the noun, not the claim."""
    after = lexemes[piece.last] if piece.last < len(lexemes) else None
    if piece.first == 0 or (after is not None and after.kind == "possessive"):
        return "on"
    index = piece.first - 1
    if lexemes[index].kind in {"the", "about"} and index:
        index -= 1
    relation = _RELATIONS.get(lexemes[index].kind, "on")
    if relation == "for" and piece.sort is not Sort.DURATION:
        return "on"
    return relation
