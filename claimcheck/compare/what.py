"""Comparing actions: the same act, its denial, its opposite, or something else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from claimcheck.compare.words import WordTable
from claimcheck.model import Claim, Comparison, Modality, Slot, SlotRelation, What

ALIKE = 0.45
"""Scaled meaning similarity from which two lemmas count as one act (crash/collision 0.5, kill/die 0.4 by table)."""


@dataclass(frozen=True, slots=True)
class ActionTable:
    """Classes of synonymous lemmas, opposed pairs."""

    classes: dict[str, str]
    opposed: frozenset[tuple[str, str]]


@lru_cache(maxsize=1)
def _raw_table() -> dict[str, Any]:
    return tomllib.loads(files("claimcheck.data").joinpath("actions.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def action_table() -> ActionTable:
    """The shipped table (data/actions.toml)."""
    raw = _raw_table()
    classes: dict[str, str] = {}
    for group in raw["synonyms"]:
        for lemma in group:
            classes.setdefault(lemma, group[0])
    opposed = {(a, b) for a, b in raw["antonyms"]} | {(b, a) for a, b in raw["antonyms"]}
    return ActionTable(classes, frozenset(opposed))


def action_class(lemma: str) -> str:
    """The class of a lemma ("kill" -> "die"), the lemma itself where it has none; "be dead" counts as "dead"."""
    bare = lemma.removeprefix("be ")
    return action_table().classes.get(bare, bare)


def action_keys(claim: Claim) -> tuple[str, ...]:
    """The buckets in which a claim may meet its denial or its opposite."""
    lemma = claim.what.lemma.removeprefix("be ")
    table = action_table()
    keys = [f"act:{action_class(lemma)}"]
    keys += [f"opposed:{min(a, b)}|{max(a, b)}" for a, b in table.opposed if a == lemma]
    return tuple(sorted(keys))


def opposed(a: str, b: str) -> bool:
    """Whether two lemmas name acts that exclude one another."""
    return (a.removeprefix("be "), b.removeprefix("be ")) in action_table().opposed


def similar_action(a: str, b: str, words: WordTable) -> float:
    """How alike two predicates are, 0-1: 1 for one lemma or one class, else by meaning; 0 for opposites."""
    left, right = a.removeprefix("be "), b.removeprefix("be ")
    if left == right:
        return 1.0
    if opposed(left, right):
        return 0.0
    if action_class(left) == action_class(right):
        return 0.9
    return 0.8 * words.similarity(left, right)


def relate_what(a: What | None, b: What | None, words: WordTable) -> Comparison:
    """SAME act, DISJOINT where one is the negation or the opposite of the other, else UNKNOWN.

    An act that one side only expects or thinks possible is OVERLAPS with the act itself: it may come true.
    """
    if a is None or b is None:
        return Comparison(Slot.WHAT, SlotRelation.UNKNOWN, "one side names no action")
    score = similar_action(a.lemma, b.lemma, words)
    open_side = {a.modality, b.modality} & {Modality.EXPECTED, Modality.POSSIBLE}
    denied = (a.negated != b.negated) != ((a.modality is Modality.DENIED) != (b.modality is Modality.DENIED))
    if opposed(a.lemma, b.lemma) and not denied:
        if open_side:
            return Comparison(Slot.WHAT, SlotRelation.UNKNOWN, "opposite acts, one of them not yet done")
        return Comparison(Slot.WHAT, SlotRelation.DISJOINT, f"{a.text!r} is the opposite of {b.text!r}", 1.0)
    if score >= ALIKE and denied:
        reason = f"one side denies what the other states: {a.text!r}, {b.text!r}"
        return Comparison(Slot.WHAT, SlotRelation.DISJOINT, reason, score)
    if score >= ALIKE:
        relation = SlotRelation.OVERLAPS if open_side and a.modality != b.modality else SlotRelation.SAME
        return Comparison(Slot.WHAT, relation, f"{a.text!r} and {b.text!r} name one act", score)
    return Comparison(Slot.WHAT, SlotRelation.UNKNOWN, f"{a.text!r} and {b.text!r} are different acts", score)


@lru_cache(maxsize=32)
def action_words(name: str) -> frozenset[str]:
    """A list of words of data/actions.toml: "light", "denying", "untrue", "claim_nouns" and others."""
    words: list[str] = _raw_table()[name]
    return frozenset(words)
