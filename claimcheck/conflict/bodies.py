"""One public body under two names that differ in the noun for it: "Rail Inquiry Branch", "Rail Inquiry Unit"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.names import body_nouns, may_be_one_body, organisation_words
from claimcheck.compare.spelling import near_spelling, transliterated
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import EntityLabel, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.5
LEAST_WORDS = 3
_CAPITAL = r"[A-Z][\w’'-]*"
_NAME = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?:\s+(?:(?:of|for|on|to|in)\s+(?:the\s+)?|and\s+|the\s+|&\s+)?{_CAPITAL})+"
)
_OWNER = re.compile(r"[’']s\s+")
_STYLE = frozenset({"sheriff", "sheriffs", "police", "fire"})
"""Forces whose office, department and service are one thing in house style."""

Words = tuple[str, ...]


@dataclass(slots=True)
class BodyFinder:
    """Finds bodies under two names; it keeps what it has read of each article, for one run."""

    _read: dict[str, tuple[ArticleView, dict[Words, Side]]] = field(default_factory=dict)

    def between(self, left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
        """Names of three words and more, all but one noun for a body the same, in two articles or in one. Names are
        read from capitals: taggers miss many. Known people are left out."""
        ours, theirs = self._reading(left), self._reading(right)
        gaps: dict[tuple[Words, Words], list[Words]] = defaultdict(list)
        for words in sorted(theirs):
            for at in _nouns(words):
                gaps[words[:at], words[at + 1 :]].append(words)
        for words in sorted(ours):
            for at in _nouns(words):
                for other in gaps[words[:at], words[at + 1 :]]:
                    if _apart(words[at], other[at]) and (left is not right or words < other):
                        yield _conflict(ours[words], theirs[other])

    def _reading(self, view: ArticleView) -> dict[Words, Side]:
        known = self._read.get(view.article.id)
        if known is None or known[0] is not view:
            known = self._read[view.article.id] = (view, read_bodies(view))
        return known[1]


def read_bodies(view: ArticleView) -> dict[Words, Side]:
    """The first print of every name of a body in an article, by its telling words."""
    people = {name for name, label in view.names if label is EntityLabel.PERSON}
    out: dict[Words, Side] = {}
    for claim in sorted(view.by_slot.get(Slot.WHAT, ()), key=lambda c: (c.field, c.start, c.id)):
        for match in _NAME.finditer(claim.sentence.text):
            lead = 4 if match.group().startswith("The ") else 0
            for start in (match.start() + lead, *(match.start() + at.end() for at in _OWNER.finditer(match.group()))):
                name = claim.sentence.text[start : match.end()]
                words = organisation_words(name)
                if len(words) < LEAST_WORDS or not _nouns(words) or name in people or set(words) & _STYLE:
                    continue
                first, last = claim.sentence.start + start, claim.sentence.start + match.end()
                out.setdefault(words, Side(claim, Slot.WHO, first, last, name, " ".join(words)))
    return out


def _nouns(words: Words) -> list[int]:
    return [at for at, word in enumerate(words) if word in body_nouns()]


def _apart(noun: str, other: str) -> bool:
    """Whether two nouns are two, not one in the plural or in British spelling."""
    return may_be_one_body(noun, other) and not transliterated(noun, other) and not near_spelling(noun, other)


def _conflict(one: Side, two: Side) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    first, second = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=two,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="/".join(("body", *sorted((one.key, two.key)))),
        question=f"Which is the name: {first} or {second}?",
        ask="Look the body up in an official list, or on its own page.",
        reasons=(Reason("body_named_two_ways", f"{first} and {second} differ in one noun"), why),
        readings=(Reading("two bodies", POSSIBLE, "a body and a part of it may differ in one noun"),),
    )
