"""The same report credited to two people: "…, Undersheriff Moe said" behind words that another paper has from Roe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.quote_words import word_values
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.quote_judgement import names_meet
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.model import Attribution, Claim, EntityLabel, Kind, Reading, Reason, Relation, Severity, Slot

CONFIDENCE = 0.6
"""Set low: the pairs found on unlabelled news were real when read, but so few that they prove little."""
RUN = 8
"""Words in a row that two reports print alike only if one rewrote the other or both the same copy."""
TELLING = 4
"""Words of that run that are no function words."""
KEY = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Credited:
    """A sentence told on the word of one named person: its words in lower case, and their runs of five."""

    claim: Claim
    credit: Attribution
    words: tuple[str, ...]
    keys: frozenset[tuple[str, ...]]


def credited_sentences(view: ArticleView) -> tuple[Credited, ...]:
    """The sentences, no speech of somebody else, that the article credits to a person it names."""
    people = [_words(name) for name, label in view.names if label is EntityLabel.PERSON]
    out: dict[tuple[str, int], Credited] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        credit = claim.attribution
        if credit is None or credit.anonymous or credit.stance != "asserts" or credit.depth > 1:
            continue
        if claim.speech and claim.quote is not None and claim.quote.speaker:
            continue  # marks without a speaker are a reprint
        if not _named(credit, people):
            continue
        words = tuple(w.lower() for w in _WORD.findall(claim.sentence.text))
        keys = frozenset(words[i : i + KEY] for i in range(len(words) - KEY + 1))
        out.setdefault((claim.sentence.text, credit.start), Credited(claim, credit, words, keys))
    return tuple(out.values())


def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORD.findall(text))


def _named(credit: Attribution, people: Sequence[frozenset[str]]) -> bool:
    """Whether the credit itself names one of the article's people: a pronoun may be read amiss."""
    printed = frozenset(w.lower() for w in _WORD.findall(credit.text) if w[:1].isupper())
    return bool(printed & _words(credit.source)) and any(person <= _words(credit.source) for person in people)


def other_credit(a: Credited, b: Credited) -> Conflict | None:
    """A conflict where two sentences share a long run of words and credit it to two people. Symmetric."""
    if not a.keys & b.keys or names_meet(a.credit.source, b.credit.source):
        return None
    if _names(b.credit.source) & set(a.words) or _names(a.credit.source) & set(b.words):
        return None  # a sentence that names both may tell who said it first
    shared = _shared_run(a.words, b.words)
    if not shared:
        return None
    first, second = sorted((a.credit.source, b.credit.source))
    return Conflict(
        kind=Kind.ATTRIBUTION,
        relation=Relation.CONTRADICTS,
        severity=Severity.MINOR,
        a=_side(a),
        b=_side(b),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=f"credit/{' '.join(shared)}",
        question=f"Who said so, {first} or {second}: “{' '.join(shared)}”?",
        ask=f"Ask {first} and {second}, or listen to the briefing: who gave this account?",
        reasons=(Reason("same_report_other_speaker", f"the same words are credited to {first} and to {second}"),),
        readings=(
            Reading("two speakers, one account", POSSIBLE, "both may have told it; the words are one writer's"),
            Reading("a body and its spokesman", RULED_OUT, "both credits name a person"),
        ),
    )


def _names(source: str) -> set[str]:
    """The words of a name that tell who is meant: its last."""
    parts = [w.lower() for w in _WORD.findall(source) if len(w) > 2]
    return set(parts[-1:])


def _shared_run(a: Sequence[str], b: Sequence[str]) -> tuple[str, ...]:
    """The longest run of words of both, where it is long and telling enough; else nothing."""
    first, second = sorted((tuple(a), tuple(b)))
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    run = first[match.a : match.a + match.size]
    telling = sum(word_values(word)[2] == 1.0 for word in run)
    return run if len(run) >= RUN and telling >= TELLING else ()


def _side(credited: Credited) -> Side:
    source = credited.credit.source
    return Side(credited.claim, Slot.ATTRIBUTION, credited.credit.start, credited.credit.end, source, source.lower())
