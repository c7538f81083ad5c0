"""One person, two spellings: names of two articles that differ by a letter or two and never stand side by side."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.who import spelling_variants
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.relation import decide_relation
from claimcheck.model import Claim, EntityLabel, Kind, Reading, Reason, Severity, Slot, Who

CONFIDENCE = 0.45
"""Half of the near spellings in one event are transliterations or house style, not errors."""


def names_of(view: ArticleView) -> dict[str, list[tuple[Claim, Who]]]:
    """Full names of persons in an article, with the claims that print them in full."""
    out: dict[str, list[tuple[Claim, Who]]] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        for who in claim.who:
            if who.label is EntityLabel.PERSON and not who.resolved and len(who.name.split()) > 1:
                if who.name in who.text:
                    out.setdefault(who.name, []).append((claim, who))
    return out


def name_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """Names of the two articles that are one name spelled in two ways, neither article using both."""
    a_names, b_names = names_of(left), names_of(right)
    for a in sorted(a_names):
        for b in sorted(b_names):
            if a == b or a in b_names or b in a_names or not spelling_variants(a, b):
                continue
            for claim_a, who_a in a_names[a][:3]:
                for claim_b, who_b in b_names[b][:3]:
                    relation, why = decide_relation(claim_a, claim_b, left.article, right.article)
                    yield Conflict(
                        kind=Kind.WHO,
                        relation=relation,
                        severity=Severity.MINOR,
                        a=_side(claim_a, who_a),
                        b=_side(claim_b, who_b),
                        score=CONFIDENCE,
                        same_question=CONFIDENCE,
                        topic=f"name/{min(a, b).lower()}/{max(a, b).lower()}",
                        question=f"How is the name spelled: {min(a, b)} or {max(a, b)}?",
                        ask="Look the name up in an official record, or ask the family or the office.",
                        reasons=(Reason("name_spelled_two_ways", f"{a} and {b} differ in a few letters only"), why),
                        readings=(
                            Reading("transliteration", "possible", "names from other scripts have several spellings"),
                            Reading("two persons", "ruled out", "neither article names both"),
                        ),
                    )


def _side(claim: Claim, who: Who) -> Side:
    return Side(claim, Slot.WHO, who.start, who.end, who.name, who.name.lower())
