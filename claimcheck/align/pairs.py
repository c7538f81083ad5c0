"""Blocking: the pairs of claims that could answer one question, found by keys and never by trying all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.amount import counted_class
from claimcheck.compare.what import action_class, action_keys
from claimcheck.compare.words import WordTable
from claimcheck.model import Claim, Precision, Slot, TimeKind

TELLING_ACT = 0.5
"""Rarity from which the verb beside a clock time is an act and not a mere "be" or "say"."""
HURT = {"hospitalised": "injured"}
"""Roles that reports use for one fate."""
CROWDED = 40
"""Claims of one article that share a lemma and a type, from which the lemma tells none of them from the others."""
SHARED_RARITY = 1.8
"""Two claims must share a lemma that stands in fewer than one news article of six."""

CLOCK = frozenset({Precision.HOUR, Precision.MINUTE, Precision.SECOND})


def amount_keys(claim: Claim) -> tuple[str, ...]:
    """The type of a claim's amount: its unit, else the class of what it counts, else the noun itself."""
    amount = claim.amount
    if amount is None or amount.ordinal:
        return ()
    if amount.unit:
        return (f"{amount.unit}/{amount.per}",)
    return (f"#{counted_class(amount.of) or amount.of}/{amount.per}",)


def time_keys(claim: Claim) -> tuple[str, ...]:
    """Durations, clock times and dates are never compared with one another."""
    when = claim.when
    if when is None or when.kind is TimeKind.SET:
        return ()
    if when.kind is TimeKind.DURATION:
        return ("duration",)
    return ("clock",) if when.precision in CLOCK else ("date",)


def place_keys(claim: Claim) -> tuple[str, ...]:
    """One bucket for all claims with a real place."""
    return ("place",) if any(not w.metonym for w in claim.where) else ()


KEYS: dict[Slot, Callable[[Claim], tuple[str, ...]]] = {
    Slot.AMOUNT: amount_keys,
    Slot.WHEN: time_keys,
    Slot.WHERE: place_keys,
    Slot.WHAT: action_keys,
}


def telling_words(claim: Claim, words: WordTable) -> list[str]:
    """What two claims must share one of to be compared: a lemma that few articles have; the role of what is counted
    (killed, arrested); the act that a clock time dates, for short sentences have no other word in common."""
    out = [lemma for lemma in claim.words if words.rarity(lemma) >= SHARED_RARITY]
    if claim.amount and claim.amount.role:
        out.append(f"role:{HURT.get(claim.amount.role, claim.amount.role)}")
    if claim.when and claim.when.precision in CLOCK and words.rarity(claim.what.lemma) >= TELLING_ACT:
        out.append(f"act:{action_class(claim.what.lemma)}")
    return out


def candidate_pairs(a: ArticleView, b: ArticleView, slot: Slot, words: WordTable) -> Iterator[tuple[Claim, Claim]]:
    """Claims of the two articles with an answer of one type and at least one telling lemma in common.

    With an article against itself, each pair of claims of different sentences comes once.
    """
    keys = KEYS[slot]
    index = _postings(b.by_slot.get(slot, ()), keys, words)
    own = a.article.id == b.article.id
    for left in a.by_slot.get(slot, ()):
        met: dict[int, Claim] = {}
        telling = telling_words(left, words)
        for key in keys(left):
            for word in telling:
                met.update(index.get((key, word), ()))
        for place in sorted(met):
            right = met[place]
            if own and (right.field, right.start, right.id) <= (left.field, left.start, left.id):
                continue
            if own and right.sentence == left.sentence and right.field == left.field:
                continue
            yield left, right


def _postings(
    claims: Sequence[Claim], keys: Callable[[Claim], tuple[str, ...]], words: WordTable
) -> dict[tuple[str, str], list[tuple[int, Claim]]]:
    index: dict[tuple[str, str], list[tuple[int, Claim]]] = defaultdict(list)
    for place, claim in enumerate(claims):
        own = keys(claim)
        if own:
            for word in telling_words(claim, words):
                for key in own:
                    index[(key, word)].append((place, claim))
    return {key: found for key, found in index.items() if len(found) <= CROWDED}
