"""One person or body, two spellings: what stands fixed, whatever claims it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.names import name_words, person_parts, surname_of
from claimcheck.compare.slips import one_name_misspelt
from claimcheck.compare.who import organisation_variants
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import EntityLabel, Field, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.75
"""Of 45 pairs of spellings read on some 1,500 articles, 42 were one person's; an editor lets some of them pass."""
BODY_CONFIDENCE = 0.55
"""Names of bodies are often shortened and rearranged."""
LONE_CONFIDENCE = 0.55
"""A family name alone, a letter from one given in full: nine of twelve read were slips."""
BOTH_PRINTED = 0.85
"""Where one article prints both, they may be two persons or bodies."""
PLACE_CONFIDENCE = 0.5
MENTIONS = 4
"""As many places that print a name are cited; a report of all would drown the question."""
_THE = re.compile(r"\b[Tt]he\s+$")
_ALSO_CALLED = re.compile(
    r"(?i)\b(?:born|n[ée]e|a\.?k\.?a\.?|alias|(?:also |better |formerly |previously |professionally )known as|"
    r"also called|under the name|real name (?:is|was)|spelled|spelt|pronounced)[\s“\"'(,]*$"
)
LONE_LETTERS = 6
"""Letters of a family name alone from which a letter's difference is a slip."""


def name_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """Names of the two articles, or of one, that are one name in two spellings.

    An article that prints both is in disagreement with itself; it may also name two bearers, which is a reading. Names
    that one sentence sets side by side are two bearers'.
    """
    ours, theirs = dict(left.names), dict(right.names)
    for a in sorted(ours):
        for b in sorted(theirs):
            if a == b or ours[a] is not theirs[b] or (left is right and a > b):
                continue
            confidence = _one_name(a, b, ours[a])
            if confidence:
                yield from _spellings(left, right, a, b, confidence)
    if left is right:
        for full, lone in _lone_slips(left):
            yield from _spellings(left, right, full, lone, LONE_CONFIDENCE)


def _spellings(left: ArticleView, right: ArticleView, a: str, b: str, confidence: float) -> Iterator[Conflict]:
    ours, theirs = _printed(left, a), _printed(right, b)
    other = left is not right and bool(_printed(left, b) or _printed(right, a))
    if (other or left is right) and a.rstrip("s") == b.rstrip("s"):
        return  # "the Olga Marwicks of this world", beside the one
    if _side_by_side(left, a, b) or _side_by_side(right, a, b) or _other_use((*ours, *theirs)):
        return
    for one in ours[:MENTIONS]:
        for two in theirs[:MENTIONS]:
            yield _spelling(one, two, other or left is right, confidence)


def _one_name(a: str, b: str, label: EntityLabel) -> float:
    """The confidence that two full names are one in two spellings, 0 where they are not."""
    if label is EntityLabel.PERSON:
        return CONFIDENCE if one_name_misspelt(a, b) else 0.0
    if label is EntityLabel.ORG and organisation_variants(a, b):
        return BODY_CONFIDENCE
    return 0.0


def _lone_slips(view: ArticleView) -> Iterator[tuple[str, str]]:
    """(full name, family name alone) of one article where the second is a letter off the first's family name, and
    nobody in the article bears it: "Olga Krajicek … Krajciek said". A plural ("the Krajiceks") is the family."""
    people = sorted(name for name, label in view.names if label is EntityLabel.PERSON)
    full = [name for name in people if len(person_parts(name)) > 1]
    borne = {part for name in full for part in person_parts(name)}
    for lone in people:
        parts = person_parts(lone)
        if len(parts) != 1 or parts[0] in borne or " " in lone:
            continue
        near = [name for name in full if _lone_slip(surname_of(person_parts(name))[-1], parts[0])]
        if len(near) == 1:
            yield near[0], lone


def _lone_slip(family: str, lone: str) -> bool:
    return (
        min(len(family), len(lone)) >= LONE_LETTERS
        and family[0] == lone[0]
        and family.rstrip("s") != lone.rstrip("s")
        and not {family, lone} <= set(name_words().sexes)
        and OSA.distance(family, lone, score_cutoff=1) == 1
    )


def _side_by_side(view: ArticleView, a: str, b: str) -> bool:
    """Whether one sentence prints both names: they are then two bearers', or the text says that it has two."""
    one, other = _whole(a), _whole(b)
    texts = {c.sentence.text for c in view.by_slot.get(Slot.WHAT, ()) if a in c.sentence.text and b in c.sentence.text}
    return any(one.search(text) and other.search(text) for text in texts)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _other_use(sides: Sequence[Side]) -> bool:
    """Whether a spelling is meant: a plural ("the Ada Brandsmas of this world"), a name at birth or on the stage."""
    before = [side.claim.sentence.text[: side.start - side.claim.sentence.start] for side in sides]
    return any(
        _ALSO_CALLED.search(text) or (_THE.search(text) and side.value.endswith("s"))
        for side, text in zip(sides, before, strict=True)
    )


def _printed(view: ArticleView, name: str) -> list[Side]:
    """Where an article prints a name in full, one side a sentence."""
    sides: dict[tuple[Field, int], Side] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        at = _whole(name).search(claim.sentence.text)
        if at:
            start = claim.sentence.start + at.start()
            side = Side(claim, Slot.WHO, start, start + len(name), name, _key(name))
            sides.setdefault((claim.field, claim.sentence.start), side)
    return list(sides.values())


def _key(name: str) -> str:
    """A name without title and middle names: "Ada M. Brandsma" and "Ada Brandsma" are one spelling."""
    parts = person_parts(name)
    return " ".join((*parts[:1], *surname_of(parts))) if len(parts) > 2 else " ".join(parts)


def _spelling(one: Side, two: Side, both: bool, confidence: float) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    a, b = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=two,
        score=confidence * (BOTH_PRINTED if both else 1.0),
        same_question=confidence,
        topic="/".join(("name", *sorted((one.key, two.key)))),
        question=f"Which is the name: {a} or {b}?",
        ask="Look the name up in an official record, or ask the family or the office.",
        reasons=(Reason("name_spelled_two_ways", f"{a} and {b} are one name but for a few letters or one word"), why),
        readings=(
            Reading("transliteration", POSSIBLE, "names from other scripts have several spellings"),
            Reading("two bearers", POSSIBLE, "one article prints both")
            if both
            else Reading("two bearers", RULED_OUT, "neither article names both"),
        ),
    )
