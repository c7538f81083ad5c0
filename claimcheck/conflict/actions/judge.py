"""What every rule about acts says in one way: its sides, its readings, its order in time."""

from __future__ import annotations

import re

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT, reading_as_of
from claimcheck.conflict.relation import order, shorten
from claimcheck.model import Kind, Modality, Reading, Reason, Relation, Severity, Slot

WORD = re.compile(r"\w+")
GERUND = re.compile(r"(?:not )?\w+ing\b", re.IGNORECASE)
"""A predicate that begins so is no finite verb: it names an act without telling that it was done."""


def side_of(act: Act, value: str, key: str) -> Side:
    """The answer that an act gives, on its predicate."""
    what = act.claim.what
    return Side(act.claim, Slot.WHAT, what.start, what.end, value, key)


def clause_words(act: Act) -> str:
    """An act's clause as it stands in the text."""
    claim = act.claim
    at = claim.sentence.start
    return " ".join(claim.sentence.text[claim.start - at : claim.end - at].split())


def plain_words(text: str) -> str:
    """A text without case and marks: what makes two prints of one clause the same answer."""
    return " ".join(WORD.findall(text.lower()))


def superseding(left: ArticleView, right: ArticleView) -> Reason:
    """Why one answer is taken for the later: by its nature, and the dates where they say so too."""
    if order(left.article.published_at, right.article.published_at):
        return Reason("superseded", "one answer follows the other in time, and the reports are of different times")
    return Reason("superseded", "one answer follows the other in time")


def readings_of(a: Act, b: Act, left: ArticleView, right: ArticleView) -> tuple[Reading, ...]:
    """The readings under which both acts could hold: other times, other voices, not told as facts."""
    out = [reading_as_of(left, right)]
    if a.voice and b.voice and a.voice != b.voice:
        out.append(Reading("reported speech", POSSIBLE, f"{a.voice} says the one, {b.voice} the other"))
    hedged = {a.claim.what.modality, b.claim.what.modality} & {Modality.POSSIBLE, Modality.EXPECTED, Modality.ALLEGED}
    if hedged:
        out.append(Reading("not told as a fact", POSSIBLE, f"one side is only {', '.join(sorted(hedged))}"))
    shared = a.everyone & b.everyone
    if shared:
        out.append(Reading("two different events", RULED_OUT, f"both are about {', '.join(sorted(shared))}"))
    else:
        out.append(Reading("two different events", POSSIBLE, "no participant is named on both sides"))
    return tuple(out)


def denied_and_stated(
    denying: Act, stated: Act, form: str, topic: str, score: float, alike: float, readings: tuple[Reading, ...]
) -> Conflict:
    """What one side states and another denies, in whole sentences. ``form`` names the rule, ``alike`` is the
    probability that both are about one matter."""
    no, yes = (shorten(act.claim.sentence.text, 140) for act in (denying, stated))
    return Conflict(
        kind=Kind.WHAT,
        relation=Relation.ATTRIBUTED,
        severity=Severity.MAJOR,
        a=side_of(denying, no, f"denied: {plain_words(no)}"),
        b=side_of(stated, yes, f"stated: {plain_words(yes)}"),
        score=score,
        same_question=alike,
        topic=topic,
        question=f"Is it so: {yes.rstrip(' .,;:')}?",
        ask="Name who says so and who denies it; ask both for what they can show.",
        reasons=(
            Reason(form, f"“{no}” denies what “{yes}” states"),
            Reason("attributed", "one side denies, the other states"),
        ),
        readings=readings,
    )
