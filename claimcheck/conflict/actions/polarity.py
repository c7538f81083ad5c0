"""One act told as done on one side and as not done on the other, of the same participants, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.what import action_words
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import FIRST_PERSON, Act
from claimcheck.conflict.actions.judge import GERUND, clause_words, readings_of, side_of
from claimcheck.conflict.actions.subject import VAGUE_PEOPLE
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import decide_relation
from claimcheck.model import Kind, Modality, Reason, Severity, WhoRole

COVERED = 0.75
"""Share of the negated clause's words, by rarity, that the other clause must hold: what it denies must be stated."""
TELLING = 3.0
"""Rarity, in nats, that the act and the words in common must reach together."""
KNOWN = 1.3
"""Rarity from which a noun tells which one is meant; "people" does not."""
CONFIDENCE = 0.3
QUESTION = re.compile(r"\?[\s\"”’')]*$")
NON = re.compile(r"\bnon-|\bun-", re.IGNORECASE)
RESTRICTS = re.compile(
    r"(?:who|which)\b|not\b|that (?:\w+n['’]t|do|does|did|is|are|was|were|has|have|had|will|can|\w+(?:ed|[^s]s))\b",
    re.IGNORECASE,
)
"""A clause that only says which ones are meant ("states not affected", "policies that do not meet the rules")."""
ORDER = re.compile(r"\W*(?:do not|don['’]t|never)\b", re.IGNORECASE)
"""A clause that tells somebody what not to do."""
PURPOSE = re.compile(r"\W*to \w", re.IGNORECASE)
"""An infinitive: it tells of no deed."""
ABLE = re.compile(r"(?:\b(?:can|could|ca)\b|cannot)(?!.*\bbe\b)", re.IGNORECASE)


def polarity_conflicts(
    left: ArticleView, right: ArticleView, a: Sequence[Act], b: Sequence[Act], words: WordTable
) -> Iterator[Conflict]:
    """An act that the left article denies by a plain "not", and that the right one tells as done."""
    done: dict[str, list[Act]] = {}
    for act in b:
        said = clause_words(act)
        if _is_asked(act) or NON.search(said) or RESTRICTS.match(said):
            continue
        if act.holds and not act.open and not GERUND.match(act.claim.what.text) and not PURPOSE.match(said):
            done.setdefault(act.kind, []).append(act)
    for act in a:
        lemma = act.claim.what.lemma.removeprefix("be ")
        if not act.claim.what.negated or act.holds or {lemma, act.kind} & action_words("loose"):
            continue
        said = clause_words(act)
        if _is_asked(act) or RESTRICTS.match(said) or ORDER.match(said):
            continue
        for other in done.get(act.kind, ()):
            if act.place != other.place and _may_clash(act, other) and states(other, act, words):
                yield _conflict(act, other, left, right)


def _is_asked(act: Act) -> bool:
    return bool(QUESTION.search(act.claim.sentence.text) or QUESTION.search(clause_words(act)))


def _may_clash(negated: Act, done: Act) -> bool:
    """Whether the negation is of a fact (or of an ability, which the deed disproves), and not the same mouth's."""
    what = negated.claim.what
    if what.modality is not Modality.HAPPENED and not (what.modality is Modality.POSSIBLE and ABLE.search(what.text)):
        return False
    if GERUND.match(what.text) or what.text.lower().startswith("to "):
        return False
    voices = {negated.voice, done.voice} - {""}
    return negated.claim.article != done.claim.article or len(voices) == 2


def states(done: Act, negated: Act, words: WordTable) -> bool:
    """Whether one clause states what the other denies: the same participants in each role, all its words."""
    agents = bool(negated.agents & done.agents)
    patients = bool(negated.patients & done.patients)
    if (negated.agents and done.agents and not agents) or (negated.patients and not patients):
        return False
    nominal = negated.claim.what.lemma.startswith("be ")
    if nominal and not done.claim.what.lemma.startswith("be "):
        return False
    common = (negated.agents & done.agents) | (negated.patients & done.patients)
    if not nominal and not any(
        k in negated.named or (words.rarity(k) >= KNOWN and k not in VAGUE_PEOPLE) for k in common
    ):
        return False
    if not agents and any(w.role is WhoRole.AGENT and w.text.lower() not in FIRST_PERSON for w in negated.claim.who):
        return False
    denied = {w: r for w, r in negated.bag.items() if w not in negated.everyone}
    total = sum(denied.values())
    met = sum(r for w, r in denied.items() if w in done.claim.near)
    if total and met < COVERED * total:
        return False
    shared = sum(words.rarity(w) for w in (negated.everyone & done.everyone))
    if nominal:
        told_apart = negated.voice.lower() != done.voice.lower() and bool(negated.voice)
        return met >= TELLING or (agents and told_apart and words.rarity(negated.kind) >= TELLING)
    return (met > 0 or patients) and met + shared + words.rarity(negated.kind) >= TELLING


def _conflict(negated: Act, done: Act, left: ArticleView, right: ArticleView) -> Conflict:
    relation, why = decide_relation(negated.claim, done.claim, left.article, right.article)
    no, yes = clause_words(negated), clause_words(done)
    return Conflict(
        kind=Kind.WHAT,
        relation=relation,
        severity=Severity.MAJOR,
        a=side_of(negated, no, "no"),
        b=side_of(done, yes, "yes"),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=f"act/{negated.kind}",
        question=f"Is it so: {yes.rstrip(' .,;:')}?",
        ask="Ask those who are named what they did and said.",
        reasons=(Reason("told_and_denied", f"“{no}” denies what “{yes}” states"), why),
        readings=readings_of(negated, done, left, right),
    )
