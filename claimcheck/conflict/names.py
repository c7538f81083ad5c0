"""One person or body, two spellings: what stands fixed, whatever claims it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.who import organisation_variants, spelling_variants
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import EntityLabel, Field, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.65
"""Seven of nine hits of both checks on some 470 articles were slips; nine are few, so it is set lower."""
BOTH_PRINTED = 0.8
"""Where one article prints both, they may be two persons or bodies."""
MENTIONS = 4
"""As many places that print a name are cited; a report of all would drown the question."""


def name_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """Names of the two articles, or of one, that are one name in two spellings.

    An article that prints both is in disagreement with itself; it may also name two bearers, which is a reading.
    """
    ours, theirs = dict(left.names), dict(right.names)
    for a in sorted(ours):
        for b in sorted(theirs):
            if a == b or ours[a] is not theirs[b] or not _one_name(a, b, ours[a]):
                continue
            if left is right and a > b:
                continue
            both = bool(_printed(left, b)) or bool(_printed(right, a))
            for one in _printed(left, a)[:MENTIONS]:
                for two in _printed(right, b)[:MENTIONS]:
                    yield _spelling(one, two, both)


def _one_name(a: str, b: str, label: EntityLabel) -> bool:
    if label is EntityLabel.PERSON:
        return len(a.split()) > 1 and len(b.split()) > 1 and spelling_variants(a, b)
    return label is EntityLabel.ORG and organisation_variants(a, b)


def _printed(view: ArticleView, name: str) -> list[Side]:
    """Where an article prints a name in full, one side a sentence."""
    sides: dict[tuple[Field, int], Side] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", claim.sentence.text)
        if at:
            start = claim.sentence.start + at.start()
            side = Side(claim, Slot.WHO, start, start + len(name), name, name.lower())
            sides.setdefault((claim.field, claim.sentence.start), side)
    return list(sides.values())


def _spelling(one: Side, two: Side, both: bool) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    a, b = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=two,
        score=CONFIDENCE * (BOTH_PRINTED if both else 1.0),
        same_question=CONFIDENCE,
        topic=f"name/{a.lower()}/{b.lower()}",
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
