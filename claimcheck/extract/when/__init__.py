"""Find time expressions in a text and give each its value, interval and what it was resolved from.

The grammar is our own: words become letters (``lexemes``), rules are regular expressions over letters (``dates``,
``clocks``, ``relative``, ``durations``), matches become pieces, neighbouring pieces are joined (``joining``), and
pieces are resolved in reading order (``resolve``, ``lengths``, ``daytime``). Intervals are half open; their precision
is what the text stated.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from claimcheck.extract.when.context import Context, is_future, is_history
from claimcheck.extract.when.distances import place_distances
from claimcheck.extract.when.emit import emit_time
from claimcheck.extract.when.finder import find_pieces
from claimcheck.extract.when.lexemes import read_lexemes
from claimcheck.extract.when.printed import printed_date
from claimcheck.model import Interval, When

__all__ = ["find_times"]


def find_times(
    text: str,
    published: Interval | None = None,
    *,
    dateline: Interval | None = None,
    future: Callable[[int], bool] | None = None,
) -> tuple[When, ...]:
    """The time expressions of a text, in order, without overlaps.

    ``published`` anchors relative expressions ("Wednesday", "last week"); ``dateline``, where given, is used in its
    place. ``future`` may say for an offset whether its clause speaks of the future (a parser's tense); without it
    nearby words decide. Without any anchor, values keep what is known: ``XXXX-05-20``, ``XXXX-WXX-3``, and
    ``low``/``high`` are None. Vague words ("recently") come out as PAST_REF and the like, without an interval.

    Not found on purpose: ages ("34 years old"), numbers that are no years ("2,000 people", "Flight 1943"), names
    ("Sunday Times", Theresa May), the modal "may".
    """
    lexemes, letters = read_lexemes(text)
    pieces = find_pieces(text, lexemes, letters)
    if published is None and dateline is None:
        dateline = printed_date(text, lexemes, pieces)
    anchor = dateline or published
    context = Context(anchor, "dateline" if dateline is not None else "publication")
    context.history = is_history(pieces, anchor)
    found: list[When] = []
    for piece in pieces:
        start, end = lexemes[piece.first].start, lexemes[piece.last - 1].end
        ahead = partial(future, start) if future is not None else partial(is_future, text, start, end)
        when = emit_time(text, lexemes, piece, context, ahead)
        if when is not None:
            found.append(when)
    return tuple(place_distances(text, found))
