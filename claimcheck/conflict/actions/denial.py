"""Open denials: what one voice denies, and another, or the reporter, states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.what import action_class, action_words
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import GERUND, denied_and_stated, readings_of
from claimcheck.conflict.pair import Conflict
from claimcheck.model import Field, Modality

COVERED = 0.35
"""Share of a denial's words, by rarity, that the statement must hold beside the act itself."""
NEARBY = 0.5
"""What a word counts that stands in the statement's sentence but not in its clause."""
CONFIDENCE = 0.45


PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|to) \w+ed$", re.IGNORECASE)
"""To be "denied access" is to be refused it."""
NEITHER = re.compile(r"\bconfirm(?:ed|ing)?\b[^.;]{0,20}\bden(?:y|ied|ying)\b", re.IGNORECASE)
"""To "neither confirm nor deny" is no denial."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence that denies: who denies (keys; empty where a spokesperson does), and the classes of the denied
    content with their weights; ``acts`` are those that are denied as acts."""

    act: Act
    deniers: frozenset[str]
    content: Mapping[str, float]
    acts: frozenset[str]


def denials_of(acts: Sequence[Act], words: WordTable) -> tuple[Denial, ...]:
    """The denials of an article, one a denying predicate."""
    by_sentence: dict[tuple[Field, int], list[Act]] = {}
    for act in acts:
        by_sentence.setdefault((act.claim.field, act.claim.sentence.start), []).append(act)
    found = (read_denial(act, own, words) for own in by_sentence.values() for act in own)
    return tuple(d for d in found if d is not None)


def read_denial(act: Act, sentence: Sequence[Act], words: WordTable) -> Denial | None:
    """The denial that an act makes, None where it makes none or where it does not say what is denied."""
    lemma = act.claim.what.lemma.removeprefix("be ")
    nouns = action_words("claim_nouns")
    untrue = lemma in action_words("untrue")
    if not act.holds or act.open or not (untrue or lemma in action_words("denying")):
        return None
    if not untrue and not act.claim.who or NEITHER.search(act.claim.sentence.text):
        return None
    if untrue and not act.claim.near & nouns or PASSIVE.search(act.claim.what.text):
        return None
    if lemma in {"reject", "dismiss", "contest", "dispute"} and not act.patients & nouns:
        return None
    below = [x for x in sentence if x is not act and x.claim.what.modality is Modality.DENIED]
    deniers = act.agents if not untrue else frozenset()
    lemmas = {w for x in (act, *below) for w in x.claim.near}
    dull = nouns | action_words("light") | action_words("spokespeople") | {lemma} | deniers | act.named
    kept = [w for w in sorted(lemmas - dull) if not w.endswith("ly") and not _is_named(w, act.claim.sentence.text)]
    content = {action_class(w): words.rarity(w) for w in kept}
    denied = frozenset({x.kind for x in below} | {action_class(w) for w in kept if w in act.claim.near})
    if not content or sum(content.values()) < 2.0:
        return None
    by_proxy = bool(deniers & action_words("spokespeople"))
    if not deniers and not untrue:
        return None
    return Denial(act, frozenset() if by_proxy else deniers, content, denied)


def _is_named(word: str, text: str) -> bool:
    """Whether the text writes a word with a capital only."""
    return word.capitalize() in text and word not in text


def denial_conflicts(
    left: ArticleView, right: ArticleView, denials: Sequence[Denial], acts: Sequence[Act]
) -> Iterator[Conflict]:
    """What the left article says is denied, against the sentence of the right one (or the same) that states most of
    it: one conflict a denial."""
    sentences = {d.act.place for d in denials}
    for denial in denials:
        best: tuple[float, bool, int] | None = None
        chosen: Act | None = None
        for act in acts:
            if act.place in sentences or not act.holds or act.open or act.kind in action_words("denying"):
                continue
            rank = (stated_share(denial, act), bool(act.voice), -len(act.claim.near))
            if rank[0] >= COVERED and (best is None or rank > best):
                best, chosen = rank, act
        if best is not None and chosen is not None:
            yield _conflict(denial, chosen, best[0], left, right)


def stated_share(denial: Denial, act: Act) -> float:
    """How much of a denial an act states, 0-1: 0 where it is another act, or of other people."""
    accusing = act.kind in action_words("accusing")
    if act.kind not in denial.acts and not accusing or GERUND.match(act.claim.what.text):
        return 0.0
    if not act.everyone or denial.deniers and not denial.deniers & (act.everyone | act.claim.near):
        return 0.0
    if act.voice and denial.act.voice == act.voice:
        return 0.0
    if act.claim.what.lemma.startswith("be ") or not act.claim.who:
        return 0.0
    near = {action_class(w) for w in act.claim.near}
    total = sum(denial.content.values())
    around = {action_class(w) for w in act.claim.words}
    share = sum(weight * (w in near or NEARBY * (w in around)) for w, weight in denial.content.items()) / total
    return share if not accusing or (share >= 0.6 and len(denial.content) > 1) else 0.0


def _conflict(denial: Denial, act: Act, share: float, left: ArticleView, right: ArticleView) -> Conflict:
    topic = f"denial/{min(denial.acts & {act.kind} or denial.acts)}"
    return denied_and_stated(
        denial.act, act, "denied", topic, CONFIDENCE, share, readings_of(denial.act, act, left, right)
    )
