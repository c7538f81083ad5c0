"""Which claims give the answers of a label: the answer itself must stand in a labelled mention, not its sentence alone.

A sentence that holds a labelled answer holds others too ("seven dead and 51 injured"): asked for the sentence alone,
three in five pairs of amounts "on a label" set an answer against another question's. Labels name some mentions of an
answer and not all; the rest are found by what they count, do and say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict, cast

from claimcheck.align.pairs import amount_keys
from claimcheck.compare.aligned import ArticleView
from claimcheck.model import Amount, Claim, Field, Slot, When

KINDS = {Slot.AMOUNT: frozenset({"quantity"}), Slot.WHEN: frozenset({"when", "calendar"})}
_SMALL = dict(
    zip("zero one two three four five six seven eight nine ten eleven twelve".split(), range(13), strict=True)
)
AnswerKey = tuple[Slot, str, str, str]


class Answer(TypedDict):
    """One value of a label."""

    value: str
    mentions: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """For every answer (by what it counts, does and says), which values of which labels it gives."""

    values: dict[AnswerKey, frozenset[tuple[int, int]]]

    @staticmethod
    def of(views: Iterable[ArticleView], labels: Sequence[dict[str, object]]) -> AnswersGiven:
        """Read the labels of one event."""
        found: dict[AnswerKey, set[tuple[int, int]]] = defaultdict(set)
        for view in views:
            for slot in KINDS:
                for claim in view.by_slot[slot]:
                    found[answer_key(claim, slot)] |= given(claim, slot, view, labels)
        return AnswersGiven({key: frozenset(values) for key, values in found.items()})

    def differ(self, a: Claim, b: Claim, slot: Slot) -> bool:
        """Whether the two claims give two values of one label."""
        left, right = (self.values.get(answer_key(c, slot), frozenset()) for c in (a, b))
        return any(x[0] == y[0] and x[1] != y[1] for x in left for y in right)


def answer_key(claim: Claim, slot: Slot) -> AnswerKey:
    """What an answer counts, what happens to it, what it says."""
    if slot is Slot.AMOUNT and claim.amount:
        return slot, claim.amount.role, " ".join(amount_keys(claim)), str(claim.amount.figure)
    return slot, claim.what.lemma, "", claim.when.value if claim.when else ""


def given(claim: Claim, slot: Slot, view: ArticleView, labels: Sequence[dict[str, object]]) -> set[tuple[int, int]]:
    """(label, value) for each value that the claim's own answer gives."""
    answer: Amount | When | None = claim.amount if slot is Slot.AMOUNT else claim.when
    if answer is None:
        return set()
    return {
        (number, index)
        for number, label in enumerate(labels)
        if label["kind"] in KINDS[slot]
        for index, value in enumerate(cast("list[Answer]", label["values"]))
        if says(answer, value["value"]) and any(_inside(claim, answer, m, view) for m in value["mentions"])
    }


def says(answer: Amount | When, value: str) -> bool:
    """Whether an amount is the figure (or vague word) of a label's value; of times the mention alone decides."""
    if isinstance(answer, When):
        return True
    words = re.findall(r"[a-z]+", value.lower())
    if answer.figure is None:
        return any(word in words for word in answer.text.lower().split() if len(word) > 4)
    figures = {float(x.replace(",", "")) for x in re.findall(r"\d[\d,]*(?:\.\d+)?", value)}
    return answer.figure in figures | {float(_SMALL[w]) for w in words if w in _SMALL}


def _inside(claim: Claim, answer: Amount | When, mention: dict[str, str], view: ArticleView) -> bool:
    if mention["article"] != claim.article or mention.get("field", "text") != claim.field:
        return False
    text = view.article.field(Field(claim.field))
    return any(
        found.start() <= answer.start and answer.end <= found.end() + 1
        for found in re.finditer(re.escape(mention["text"]), text)
    )
