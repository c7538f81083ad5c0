"""Tolls that an article gives without a figure: that nobody was hurt, or that those who were hurt are alive.

"No injuries were reported" stands against "two people were wounded", and an earlier report of "three people shot" that
knows of nobody dead against a later one of "one dead, two wounded". Silence contradicts nothing: the first must say
that there is nobody, the second must tell of the hurt and never speak of death, and be the earlier report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.question import WHOM
from claimcheck.conflict.relation import order
from claimcheck.conflict.tolls_read import Toll, sentences_of, toll_words
from claimcheck.model import Claim, Kind, Reading, Reason, Relation, Severity, Slot

LEAD = 4
"""Sentences of the text in which an article says whom its own event struck."""
NEARBY = 14
"""Sentences of the text in which an article says that nobody was hurt: later ones are of other days."""
STRUCK = ("killed", "shot", "injured", "hospitalised", "stabbed")
CONFIDENCE = {"nobody": 0.45, "alive": 0.45}
SAME_TIME = 0.3
"""Where neither report is surely the earlier one. Each form was raised on unlabelled news too seldom for more than
a guess: both that were read of "alive", in order, were real; none of "nobody" came up."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """A clause that says that nobody was hurt, with its span in the article's field."""

    claim: Claim
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NoneWords:
    """data/tolls.toml, the part on nobody, compiled."""

    nobody: re.Pattern[str]
    some_only: re.Pattern[str]
    death: re.Pattern[str]
    condition: re.Pattern[str]
    taken: re.Pattern[str]


@lru_cache(maxsize=1)
def none_words() -> NoneWords:
    """The shipped patterns."""
    table = tomllib.loads(files("claimcheck").joinpath("data", "tolls.toml").read_text("utf-8"))

    def either(name: str) -> re.Pattern[str]:
        return re.compile(f"(?i){'|'.join(cast(list[str], table[name]))}")

    return NoneWords(either("nobody"), either("some_only"), either("death"), either("condition"), either("taken"))


def read_nobody(view: ArticleView) -> Nobody | None:
    """The first clause by which an article says that nobody at all was hurt in its event, None where it tells so only
    of some ("no officers were hurt", "nobody else"), of another time, or as a condition."""
    words = none_words()
    for rank, claims in sentences_of(view):
        text, base = claims[0].sentence.text, claims[0].sentence.start
        if rank > NEARBY:
            return None
        match = words.nobody.search(text)
        if match is None or words.some_only.search(text) or toll_words().elsewhere.search(text):
            continue
        holder = next((c for c in claims if c.start <= base + match.start() and base + match.end() <= c.end), claims[0])
        return Nobody(holder, base + match.start(), base + match.end(), match.group())
    return None


def nobody_conflicts(left: ArticleView, right: ArticleView, a: Sequence[Toll], b: Sequence[Toll]) -> Iterator[Conflict]:
    """One article says that nobody was hurt, the other that somebody was."""
    for one, other, own, theirs in ((left, right, a, b), (right, left, b, a)):
        if any(t.role in STRUCK and t.figure > 0 for t in own):
            continue
        hurt = first_struck(theirs)
        nobody = read_nobody(one) if hurt is not None else None
        if nobody is None or hurt is None or read_nobody(other) is not None:
            continue
        side = Side(nobody.claim, Slot.AMOUNT, nobody.start, nobody.end, f"nobody ({nobody.text})", "0")
        yield _conflict("nobody", side, hurt, one, other)


def alive_conflicts(left: ArticleView, right: ArticleView, a: Sequence[Toll], b: Sequence[Toll]) -> Iterator[Conflict]:
    """The earlier article tells of people hurt and speaks of no death at all, the later one of people killed. Of two
    reports of one time nothing is said: they were of two shootings in two of three pairs that were read."""
    direction = order(left.article.published_at, right.article.published_at)
    if not direction:
        return
    for early, late, first, last, backwards in ((left, right, a, b, 1), (right, left, b, a, -1)):
        dead = first_of(last, ("killed",)) if direction != backwards else None
        hurt = first_of(first, ("shot", "injured", "hospitalised", "stabbed")) if dead is not None else None
        if dead is None or hurt is None or speaks_of_death(early):
            continue
        state = _state_of_the_hurt(early)
        value = f"nobody dead so far ({hurt.text} {hurt.role})"
        side = Side(hurt.claim, Slot.AMOUNT, hurt.start, hurt.end, value, "0")
        if state is not None:
            side = Side(state, Slot.WHAT, state.what.start, state.what.end, value, "0")
        yield _conflict("alive", side, dead, early, late)


def _state_of_the_hurt(view: ArticleView) -> Claim | None:
    """The first clause of the text on how those who were hurt are, else the first on where they were taken."""
    for pattern in (none_words().condition, none_words().taken):
        for rank, claims in sentences_of(view):
            match = pattern.search(claims[0].sentence.text)
            if rank and match:
                at = claims[0].sentence.start + match.start()
                return next((c for c in claims if c.start <= at < c.end), claims[0])
    return None


def speaks_of_death(view: ArticleView) -> bool:
    """Whether an article speaks of anyone's death, even of a homicide detective."""
    return none_words().death.search(f"{view.article.title} {view.article.text}") is not None


def first_struck(tolls: Sequence[Toll]) -> Toll | None:
    """The first count of people killed or hurt in title or lead."""
    return first_of(tolls, STRUCK)


def first_of(tolls: Sequence[Toll], roles: Sequence[str]) -> Toll | None:
    """The first count of some roles in title or lead that is of the event itself; the text's before the title's."""
    found = [t for t in tolls if t.role in roles and t.rank <= LEAD and not t.part and t.figure > 0]
    return min(found, key=lambda t: (t.rank == 0, t.rank, t.start)) if found else None


def _conflict(form: str, none: Side, some: Toll, one: ArticleView, other: ArticleView) -> Conflict:
    direction = order(one.article.published_at, other.article.published_at)
    grown = direction < 0 or form == "alive"
    why = Reason("superseded", "the later report knows of people struck, and tolls only grow")
    if not grown:
        why = Reason("contradicts", "the later report does not know of more people struck than the earlier one")
    role = "killed" if form == "alive" else some.role
    score = CONFIDENCE[form] if direction else SAME_TIME
    return Conflict(
        kind=Kind.QUANTITY,
        relation=Relation.SUPERSEDES if grown else Relation.CONTRADICTS,
        severity=Severity.MAJOR,
        a=none,
        b=Side(some.claim, Slot.AMOUNT, some.start, some.end, f"{some.text} {some.role}", f"{some.figure}"),
        score=score,
        same_question=score,
        topic=f"person/{role}",
        question="Was anyone killed?" if form == "alive" else "Was anyone hurt?",
        ask=WHOM.get(role, "Ask police and the hospital for the confirmed count, and as of when."),
        reasons=(Reason(f"toll_{form}", f"“{none.value}” in one article, “{some.text}” in the other"), why),
        readings=(
            Reading("parts and total", "ruled out", "one article tells of nobody at all"),
            Reading("as of different times", "possible" if grown else "ruled out", why.detail),
        ),
    )
