"""What a text itself takes back: "police first said two had died, but later …", "four were hurt, not five as reported".

News corrects itself in the open. The sentence that says what was told at first says, by that, that something else is
held now: in its own second half, in the sentence after it, or, of an age, in what the article tells of the person
(``persons.first_told``). It is a report's own account that counts, not what a witness thought before looking.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import shorten
from claimcheck.conflict.rules.sides import amount_side
from claimcheck.model import Claim, Field, Kind, PlaceRelation, Reading, Reason, Relation, Severity, Slot

CONFIDENCE = 0.75
"""Nearly all of some fifty such sentences read on unlabelled news took something back."""
SHOWN = 90
LEAST = 8
"""Code points of a half sentence that says something."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """``first``: the words that tell what was told at first; ``firmly``: those that say it no longer holds;
    ``not_as``: what holds instead, in one clause; ``despite``: what was told, set aside; ``but``, ``any_but``: the
    turn, firm or not; ``then``: an opening that turns."""

    first: re.Pattern[str]
    firmly: re.Pattern[str]
    not_as: re.Pattern[str]
    despite: re.Pattern[str]
    but: re.Pattern[str]
    any_but: re.Pattern[str]
    then: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Compiled from data/taken_back.toml."""
    raw = tomllib.loads(files("claimcheck.data").joinpath("taken_back.toml").read_text("utf-8"))
    words = {name: "(?:" + "|".join(pieces) + ")" for name, pieces in raw.items()}
    when = f"(?:{words['at_first']}|{words['before']})"
    voice, telling, told = rf"\b{words['voices']}\b", words["telling"], words["told"]
    first = "|".join(
        (
            rf"\b(?:was|were|is|are|had|has|have|being)\s+(?:been\s+)?{when}\s+(?:been\s+)?{told}",
            rf"{voice}[^.,;\n]{{0,30}}?(?<!\bthe )(?<!\bits )\b{when}\s+{telling}",
            rf"\b{when},?\s+(?:\w+\s+)?{voice}[^.,;\n]{{0,25}}?\b{telling}",
            rf"{voice}[^.,;\n]{{0,20}}?\b{telling}\s+{words['at_first']}\b",
            rf"\b{words['early']}\s+(?:\w+\s+)?{words['papers']}\b[^.,;\n]{{0,20}}?\b(?:{telling}|had|put|was|were)\b",
        )
    )
    despite = (
        rf"\b(?:despite|contrary to)\s+(?:some\s+)?{words['early']}\s+(?:\w+\s+)?{words['papers']}\b"
        r"[^,;\n]{8,160}(?:,|(?=\.\s*$|$))"
    )
    turn = r"(?:,|;|—|–|-)?\s*\b(?:but|however|although|though)\b"
    not_as = (
        r"\b(?:not|no longer|no)\b[^.;\n]{0,80}?\b(?P<as>as\s+(?:had\s+|was\s+|were\s+)?(?:been\s+)?"
        rf"{when}\s+(?:been\s+)?{told})\b"
    )
    then = (
        rf"^\W*(?:but|however)\b(?!\s+{words['silent']})|^[^.;]{{0,60}}\b"
        r"(?:later (?:determined|learned|said|confirmed|corrected|realized)|turned out|(?:has|have) since)\b"
    )
    return Patterns(
        first=re.compile(first, re.IGNORECASE),
        firmly=re.compile(rf"\b{words['at_first']}\b", re.IGNORECASE),
        not_as=re.compile(not_as, re.IGNORECASE),
        despite=re.compile(despite, re.IGNORECASE),
        but=re.compile(rf"{turn}[^.;\n]{{0,90}}?\b{words['now']}\b", re.IGNORECASE),
        any_but=re.compile(rf"{turn}(?![^.;\n]{{0,30}}\b{words['silent']}\b)", re.IGNORECASE),
        then=re.compile(then, re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells what was told at first: its claims, and where in the article's field that stands."""

    claims: tuple[Claim, ...]
    start: int
    end: int


def taken_back(view: ArticleView) -> Iterator[Conflict]:
    """What one article says was told at first, against what it says holds now."""
    sentences = _sentences(view)
    for claims in sentences:
        yield from _in_one_sentence(claims)
    for before, after in pairwise(sentences):
        first = _first_told(before)
        text = after[0].sentence.text
        if first is not None and before[0].field is after[0].field and not _turn(before[0].sentence.text, 0):
            if patterns().firmly.search(before[0].sentence.text) and patterns().then.search(text):
                now = Told(tuple(after), after[0].sentence.start, after[0].sentence.end)
                yield _conflict(first, now, "the sentence after it says otherwise")


def _sentences(view: ArticleView) -> list[list[Claim]]:
    """The claims of the text by sentence, in order."""
    claims = sorted(
        (c for c in view.by_slot.get(Slot.WHAT, ()) if c.field is Field.TEXT),
        key=lambda c: (c.sentence.start, c.start, c.id),
    )
    return [list(group) for _, group in groupby(claims, key=lambda c: c.sentence.start)]


def _first_told(claims: Sequence[Claim]) -> Told | None:
    """What the sentence says was told at first, None where it says no such thing."""
    sentence = claims[0].sentence
    found = patterns().first.search(sentence.text)
    if found is None or any(c.speech and c.start <= sentence.start + found.start() < c.end for c in claims):
        return None
    return Told(tuple(claims), sentence.start, sentence.end)


def _in_one_sentence(claims: Sequence[Claim]) -> Iterator[Conflict]:
    sentence = claims[0].sentence
    turned = patterns().not_as.search(sentence.text)
    if turned is not None:
        yield from _not_as(claims, turned)
        return
    aside = patterns().despite.search(sentence.text)
    if aside is not None:
        yield from _set_aside(claims, aside)
        return
    found = patterns().first.search(sentence.text)
    if found is None or _first_told(claims) is None:
        return
    turn = _turn(sentence.text, found.end())
    if turn is not None and len(sentence.text) - turn.end() >= LEAST:
        at = sentence.start + turn.start()
        first, now = Told(tuple(claims), sentence.start, at), Told(tuple(claims), at, sentence.end)
        yield _conflict(first, now, "the text goes on to say otherwise")


def _not_as(claims: Sequence[Claim], turned: re.Match[str]) -> Iterator[Conflict]:
    """ "Four were hurt, not five as reported": what was told stands behind the comma. Without one ("it was not a raid
    as first thought") the clause denies it, and only the last words stand for what was told."""
    sentence = claims[0].sentence
    before = sentence.text[: turned.start()].rstrip()
    parted = before.endswith((",", ";", "-", "–", "—", "("))
    at = sentence.start + (turned.start() if parted else turned.start("as"))
    if at - sentence.start >= LEAST:
        first = Told(tuple(claims), at, sentence.start + turned.end())
        yield _conflict(first, Told(tuple(claims), sentence.start, at), "the text says that it is not as first told")


def _set_aside(claims: Sequence[Claim], aside: re.Match[str]) -> Iterator[Conflict]:
    """ "Despite early reports that …, …": what was told, and the longer rest of the sentence."""
    sentence = claims[0].sentence
    start, end = sentence.start + aside.start(), sentence.start + aside.end()
    rest = [(sentence.start, start), (end, sentence.end)]
    low, high = max(rest, key=lambda span: (span[1] - span[0], -span[0]))
    if high - low >= LEAST:
        yield _conflict(Told(tuple(claims), start, end), Told(tuple(claims), low, high), "the text sets it aside")


def _turn(text: str, after: int) -> re.Match[str] | None:
    """Where a sentence turns from what was told first; what was only told before needs a word for what holds now."""
    known = patterns()
    firm = known.but.search(text, after)
    return firm or (known.any_but.search(text, after) if known.firmly.search(text) else None)


def _conflict(first: Told, now: Told, why: str) -> Conflict:
    a, b = _side(first), _side(now)
    kind = _kind(a.claim, b.claim)
    one, two = a.claim.amount, b.claim.amount
    if kind is Kind.WHO and one is not None and two is not None:
        a, b = amount_side(a.claim, one), amount_side(b.claim, two)
    return Conflict(
        kind=kind,
        relation=Relation.SUPERSEDES,
        severity=Severity.MINOR,
        a=a,
        b=b,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="age" if kind is Kind.WHO else f"taken back/{a.claim.sentence.start}",
        question=f"What holds: “{shorten(a.value, SHOWN)}” or “{shorten(b.value, SHOWN)}”?",
        ask="Make sure that no other text still prints what was told at first.",
        reasons=(
            Reason("taken_back", why),
            Reason("superseded", "the text itself says which account came first"),
        ),
        readings=(
            Reading("both accounts hold", POSSIBLE, "the second may only add to the first"),
            Reading("two sources", RULED_OUT, "one text tells both, one after the other"),
        ),
    )


def _side(told: Told) -> Side:
    """The claim that says most of what stands there, and its words."""
    inside = [c for c in told.claims if told.start <= c.what.start < told.end] or list(told.claims)
    claim = max(inside, key=lambda c: (c.amount is not None, c.end - c.start, -c.start))
    text = claim.sentence.text[told.start - claim.sentence.start : told.end - claim.sentence.start]
    lead = len(text) - len(text.lstrip(" ,;—–-"))
    words = text.strip(" ,;—–-.\n")
    start = told.start + lead
    return Side(claim, Slot.WHAT, start, start + len(words), " ".join(words.split()), " ".join(words.lower().split()))


def _kind(a: Claim, b: Claim) -> Kind:
    """What the two accounts differ in, as far as both name it."""
    if a.amount is not None and b.amount is not None and a.amount.unit == b.amount.unit:
        return Kind.WHO if a.amount.unit == "years old" else Kind.QUANTITY
    placed = [any(w.relation is not PlaceRelation.DATELINE for w in c.where) for c in (a, b)]
    return Kind.WHERE if all(placed) else Kind.WHAT
