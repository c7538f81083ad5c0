"""One source set against another by the text itself: "A said it was asked for. But B said it merely suggested it"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claimcheck.compare.what import action_class, action_words, opposed
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import clause_words, side_of
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import shorten
from claimcheck.model import Kind, Reading, Reason, Relation, Severity

SAYING = frozenset("say tell add state claim insist maintain stress argue report announce explain".split())
TURN = re.compile(
    r"^[\"“‘']?(?:But|However|Yet|Instead|Nevertheless)\b|\bhowever\b|\bin fact\b|\bthough,", re.IGNORECASE
)
"""Words that turn a sentence against the one before."""
NOT_FINITE = re.compile(r"(?:not )?(?:\w+ing|to)\b", re.IGNORECASE)
FORGETS = re.compile(r"\b(?:not|n['’]t|never) (?:recall|remember)\b|\bno (?:recollection|memory)\b", re.IGNORECASE)
"""A source that does not remember what another tells."""
CONTRARY = re.compile(
    r"\b(?:as|what|although|though|while|even though) (?:some |several |earlier |initial |previous |many )?"
    r"(?:\w+ )?(?:reports?|media|outlets|newspapers|tabloids|rumou?rs) (?:had |have )?"
    r"(?:claimed|suggested|said|alleged|reported|stated|indicated|claim|suggest|say)\b"
    r"|\b(?:contrary to|despite) (?:some |earlier |initial |previous |media |news |many )*(?:reports?|rumou?rs)\b",
    re.IGNORECASE,
)
"""Reports that the sentence names in order to say that they are wrong."""
CLAIMED = re.compile(
    r"\b(?:despite|contrary to|in spite of|notwithstanding) (?:[\w’'-]+ ){0,4}?"
    r"(?:(?<=[’']s )|(?<=s[’'] )|(?<=\b(?:his|her|its) )|(?<=\btheir )|"
    r"(?=\w+ (?:that|by|from|of|to the contrary|otherwise)\b))"
    r"(?:claims?|assertions?|insistence|denials?|allegations?|contentions?|assurances?)\b"
    r"(?: to the contrary| otherwise)?"
    r"(?: (?:by|from|of) (?:[\w’'-]+ ){0,3}[\w’'-]+)?(?: that\b[^.;]*?(?=,|[.;]|$))?",
    re.IGNORECASE,
)
"""Somebody's claim that the sentence names in order to set something against it."""
AS_CLAIMED = re.compile(
    r"\bas (?:[\w.’'-]+ ){1,4}?(?:(?:has|have|had) )?"
    r"(?:claims?|claimed|insists?|insisted|impl(?:y|ies|ied|ying)|alleges?|alleged|suggests?|suggested)\b",
    re.IGNORECASE,
)
SHARED = 3.0
"""Rarity, in nats, of the lemmas that two sentences must have in common to be about one thing."""
THAT = re.compile(r"\W*that\b", re.IGNORECASE)
LONGEST = 400
SHORT = 14
"""Words of a sentence that says no more than that a source does not remember."""
CONFIDENCE = 0.45


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with its acts and the sources that it credits."""

    acts: tuple[Act, ...]
    voices: frozenset[str]

    @property
    def text(self) -> str:
        """Its words."""
        return self.acts[0].claim.sentence.text


def rebuttal_conflicts(acts: Sequence[Act], words: WordTable) -> Iterator[Conflict]:
    """Sentences of one article that answer the one before, and sentences that call reports wrong."""
    spoken = [_spoken(tuple(group)) for _, group in groupby(acts, key=lambda a: a.place)]
    for sentence in spoken:
        found = CONTRARY.search(sentence.text)
        if found:
            yield from _against_reports(sentence, found)
        else:
            yield from _against_claims(sentence)
    for before, after in pairwise(spoken):
        pair = answered(before, after, words) if before.acts[0].claim.field is after.acts[0].claim.field else None
        if pair:
            yield _conflict(*pair, "rebuttal")


def _spoken(acts: tuple[Act, ...]) -> Spoken:
    said = {a.voice for a in acts if a.voice}
    said |= {k for a in acts if a.claim.what.lemma in SAYING for k in a.agents}
    return Spoken(acts, frozenset(_last(v) for v in said))


def answered(before: Spoken, after: Spoken, words: WordTable) -> tuple[Act, Act] | None:
    """What a sentence says, and what the next one, of another source, takes back: an act against its opposite, one
    of them negated while both are about the same, or a source that does not remember it. None where it does not."""
    if not before.voices or not after.voices or before.voices & after.voices:
        return None
    if FORGETS.search(after.text) and len(after.text.split()) <= SHORT:
        return _said(before.acts)[0], next((a for a in after.acts if not a.holds), after.acts[-1])
    if not TURN.search(after.text):
        return None
    best: tuple[float, Act, Act] | None = None
    for one in _said(before.acts):
        for other in _said(after.acts):
            weight = _clash(one, other, before.voices | after.voices, words)
            if weight >= SHARED and (best is None or weight > best[0]):
                best = (weight, one, other)
    return (best[1], best[2]) if best else None


def _said(acts: Sequence[Act]) -> list[Act]:
    """The acts that are told, without those of telling where there are others."""
    return [a for a in acts if a.claim.what.lemma not in SAYING] or list(acts)


def _clash(one: Act, other: Act, voices: frozenset[str], words: WordTable) -> float:
    """How much two acts have in common, in nats, where one is the opposite or the negation of the other; else 0."""
    if one.open or other.open or any(NOT_FINITE.match(x.claim.what.text) for x in (one, other)):
        return 0.0
    if opposed(one.claim.what.lemma, other.claim.what.lemma):
        return SHARED
    if one.holds == other.holds or not (one.kind == other.kind or one.everyone & other.everyone):
        return 0.0
    dull = action_words("light") | voices
    left = {action_class(w) for w in one.claim.near if w not in dull}
    return sum(words.rarity(w) for w in other.claim.near if w not in dull and action_class(w) in left)


def _against_reports(sentence: Spoken, found: re.Match[str]) -> Iterator[Conflict]:
    """The claim that the sentence makes, against the reports it names: only where the claim is a denial."""
    at = sentence.acts[0].claim.sentence.start + found.start()
    end = sentence.acts[0].claim.sentence.start + found.end()
    own = [a for a in sentence.acts if not a.holds and not at <= a.claim.what.start < end]
    theirs = [a for a in sentence.acts if at <= a.claim.what.start < end]
    if own:
        yield _conflict(own[0], theirs[0] if theirs else own[0], "against_reports", found.group())


def _against_claims(sentence: Spoken) -> Iterator[Conflict]:
    """What the sentence says, against a claim of somebody that it names: "despite the firm's claims", or "as the firm
    claims" behind a denial."""
    despite = CLAIMED.search(sentence.text)
    found = despite or AS_CLAIMED.search(sentence.text)
    if found is None or len(sentence.text) > LONGEST:
        return
    at, end = (sentence.acts[0].claim.sentence.start + x for x in found.span())
    outside = [a for a in sentence.acts if not at <= a.claim.what.start < end]
    own = [
        a for a in outside if not THAT.match(clause_words(a)) and (despite or not a.holds and a.claim.what.start < at)
    ]
    theirs = [a for a in sentence.acts if at <= a.claim.what.start < end]
    if own:
        yield _conflict(own[0], theirs[-1] if theirs else own[0], "against_claims", found.group())


def _conflict(a: Act, b: Act, rule: str, reports: str = "") -> Conflict:
    first, second = clause_words(a), reports or clause_words(b)
    return Conflict(
        kind=Kind.WHAT,
        relation=Relation.ATTRIBUTED,
        severity=Severity.MINOR,
        a=side_of(a, first, first.lower()),
        b=side_of(b, second, second.lower()),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="announced",
        question=f"Which account holds: {shorten(first, 60)}, or {shorten(second, 60)}?",
        ask="Ask each source what it saw or knows at first hand.",
        reasons=(Reason(rule, "the text itself sets two accounts against each other"),),
        readings=(Reading("both accounts hold", "possible", "the text does not say that one excludes the other"),),
    )


def _last(voice: str) -> str:
    return voice.lower().split()[-1]
