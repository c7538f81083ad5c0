"""One act that a report only expects, and that another report of the same days tells as done: "is expected to be
arraigned today", "pleaded not guilty"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.what import action_words
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import GERUND, clause_words, readings_of, side_of, superseding
from claimcheck.conflict.actions.subject import VAGUE_PEOPLE
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import order
from claimcheck.model import Kind, Modality, Reason, Relation, Severity

CONFIDENCE = 0.4
WITHIN = timedelta(days=4)
"""Apart in publication, further than which an act is another of its kind."""
TELLING = 4.0
"""Rarity, in nats, that the act, its participants and its words in common must reach beside a name."""
ARRANGED = re.compile(
    r"(?:\b(?:expected|scheduled|slated|due|set)(?: \w+ly)? to\b[^,;]{0,20}$"
    r"|\b(?:will|shall|is to|are to|was to|were to)\b[^,;]{0,20}$|[’']ll\b[^,;]{0,20}$)",
    re.IGNORECASE,
)
"""Before, or at the start of, a predicate: it is arranged. What somebody hopes, wants, vows or would do is not."""
WILL = re.compile(r"\W*(?:will|shall|[’']ll)\b", re.IGNORECASE)
NOT_TOLD = re.compile(
    r"\b(?:if|unless|whether|until|before|once|when|after|could|might|may|would|won[’']t)\b", re.IGNORECASE
)
LONG_AGO = re.compile(
    r"\b(?:last (?:year|month|week|summer|spring|fall|autumn|winter)|(?:years?|months?|weeks?) (?:ago|earlier)|"
    r"previous(?:ly)?|earlier this|in (?:19|20)\d\d|once|first|formerly|used to|had)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of an earlier act of the same kind."""
FOLLOWS = {"arraign": "plead"}
"""Acts that are told by what is done in them."""


def foreseen_conflicts(
    left: ArticleView, right: ArticleView, a: Sequence[Act], b: Sequence[Act], words: WordTable
) -> Iterator[Conflict]:
    """What the left report expects and the right one, no earlier one of the same days, tells as done: one conflict
    an act. A report that tells both the plan and the deed has the whole story: it is set against none."""
    if not _of_the_same_days(left, right):
        return
    done = [x for x in b if _is_done(x)]
    if not done:
        return
    told = {x.kind for x in a if _is_done(x)}
    planned = {x.kind for x in b if _is_arranged(x)}
    seen: set[tuple[str, frozenset[str]]] = set()
    for act in a:
        kinds = {act.kind, FOLLOWS.get(act.kind, act.kind)}
        if not _is_arranged(act) or kinds & told or kinds & planned or act.kind in action_words("loose"):
            continue
        fitting = [x for x in done if x.kind in kinds and _fulfils(act, x, words)]
        key = (act.kind, act.named)
        if fitting and key not in seen:
            seen.add(key)
            best = max(fitting, key=lambda x: (len(act.claim.near & x.claim.near), -x.claim.start))
            yield _conflict(act, best, left, right)


def _of_the_same_days(left: ArticleView, right: ArticleView) -> bool:
    one, other = left.article.published_at, right.article.published_at
    if left is right or order(one, other) > 0:
        return False
    return one is None or other is None or other.low - one.high <= WITHIN


def _is_arranged(act: Act) -> bool:
    """Whether an act is told by the reporter as one that will be."""
    claim = act.claim
    if claim.what.modality is not Modality.EXPECTED or not act.holds or claim.speech:
        return False
    text, at = claim.sentence.text, claim.what.start - claim.sentence.start
    if NOT_TOLD.search(text[:at]) and NOT_TOLD.search(clause_words(act)):
        return False
    return bool(WILL.match(claim.what.text) or ARRANGED.search(text[:at]))


def _is_done(act: Act) -> bool:
    """Whether an act is told as done, in a finite verb, and as news."""
    what = act.claim.what
    if what.modality is not Modality.HAPPENED or not act.holds or act.claim.speech or GERUND.match(what.text):
        return False
    if what.lemma.startswith("be ") or what.text.lower().startswith(("to ", "is ", "are ")):
        return False
    if clause_words(act).lower().startswith("to "):
        return False
    return not LONG_AGO.search(act.claim.sentence.text)


def _fulfils(planned: Act, done: Act, words: WordTable) -> bool:
    """Whether a deed is the one expected: one named participant in the same role, and enough else in common."""
    if planned.kind != done.kind:
        return bool(planned.named & done.named & planned.everyone & done.everyone)
    for one, other in ((planned.agents, done.agents), (planned.patients, done.patients)):
        if one and other and not one & other:
            return False
    common = planned.everyone & done.everyone
    if not common & planned.named & done.named:
        return False
    shared = planned.claim.near & done.claim.near - planned.named - VAGUE_PEOPLE - action_words("light")
    return words.rarity(planned.kind) + sum(words.rarity(w) for w in sorted(shared - {planned.kind})) >= TELLING


def _conflict(planned: Act, done: Act, left: ArticleView, right: ArticleView) -> Conflict:
    before, after = clause_words(planned), clause_words(done)
    return Conflict(
        kind=Kind.WHAT,
        relation=Relation.SUPERSEDES,
        severity=Severity.MINOR,
        a=side_of(planned, before, "expected"),
        b=side_of(done, after, "done"),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=f"foreseen/{planned.kind}/{min(planned.named)}",
        question=f"Is it still to come, or done: {after}?",
        ask="Ask whoever is named whether it has been done, and when.",
        reasons=(
            Reason("expected_then_done", f"“{before}” only expects what “{after}” tells as done"),
            superseding(left, right),
        ),
        readings=readings_of(planned, done, left, right),
    )
