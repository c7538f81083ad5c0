"""What happened: the predicates of a sentence, the clause of each, its polarity and its modality."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Modality, Sentence, Token, What

CLAUSE_LINKS = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj", "conj", "xcomp"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("claimcheck.data").joinpath("modality.toml").read_text("utf-8"))
    return {name: frozenset(values) for name, values in table.items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate (a token index) and the tokens that belong to it and to no clause below it."""

    predicate: int
    tokens: tuple[int, ...]


def children_of(sentence: Sentence) -> dict[int, list[int]]:
    """The dependents of every token, in order."""
    below: dict[int, list[int]] = defaultdict(list)
    for index, token in enumerate(sentence.tokens):
        below[token.head].append(index)
    return below


def base(dep: str) -> str:
    """A dependency relation without its subtype."""
    return dep.partition(":")[0]


def is_predicate(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """Whether a token heads a clause: a verb that is no mere modifier, or a nominal with a copula or as root."""
    token = sentence.tokens[index]
    if token.dep == "root" or token.head < 0:
        return True
    if any(sentence.tokens[child].dep == "cop" for child in below.get(index, ())):
        return True
    return token.pos == "VERB" and base(token.dep) not in {"amod", "compound", "aux", "cop", "fixed", "flat", "case", "mark"}


def clauses_of(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, one a predicate, in the order of their predicates."""
    below = children_of(sentence)
    heads = {i for i in range(len(sentence.tokens)) if is_predicate(sentence, i, below)}
    members: dict[int, list[int]] = {head: [] for head in sorted(heads)}
    for index in range(len(sentence.tokens)):
        at, steps = index, 0
        while at not in heads and at >= 0 and steps <= len(sentence.tokens):
            at, steps = sentence.tokens[at].head, steps + 1
        if at in members:
            members[at].append(index)
    return tuple(Clause(head, tuple(tokens)) for head, tokens in members.items())


def content_lemmas(tokens: tuple[Token, ...]) -> frozenset[str]:
    """The lower-cased lemmas that carry meaning."""
    return frozenset(t.lemma.lower() for t in tokens if t.pos in CONTENT and any(c.isalpha() for c in t.lemma))


def read_what(sentence: Sentence, index: int, below: dict[int, list[int]]) -> What:
    """The predicate with its particle, polarity and modality; its text is the verb group where that is unbroken."""
    token = sentence.tokens[index]
    kids = [(i, sentence.tokens[i]) for i in below.get(index, ())]
    lemma = token.lemma.lower()
    particle = next((t.lemma.lower() for _, t in kids if t.dep == "compound:prt"), "")
    if particle:
        lemma = f"{lemma} {particle}"
    elif any(t.dep == "cop" for _, t in kids):
        lemma = f"be {lemma}"
    group = [i for i, t in kids if base(t.dep) in {"aux", "cop"} or t.dep == "compound:prt" or _negates(t)] + [index]
    first, last = min(group), max(group)
    if last - first > 6 or any(i not in group and sentence.tokens[i].pos not in {"ADV", "PART", "AUX"} for i in range(first, last)):
        first = last = index
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    return What(start, end, text, lemma, is_negated(sentence, index, below), read_modality(sentence, index, below))


def _negates(token: Token) -> bool:
    return token.lemma.lower() in _words()["negators"] and token.pos in {"PART", "ADV", "DET", "INTJ", "CCONJ"}


def is_negated(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """Odd number of negations on the predicate: not, never, no + subject or object, nobody."""
    count = 0
    for child in below.get(index, ()):
        token = sentence.tokens[child]
        if _negates(token) and base(token.dep) in {"advmod", "det", "aux"}:
            count += 1
        elif base(token.dep) in {"nsubj", "obj"}:
            count += token.lemma.lower() in _words()["negative_subjects"]
            count += any(_negates(sentence.tokens[d]) and sentence.tokens[d].dep == "det" for d in below.get(child, ()))
    return count % 2 == 1


def read_modality(sentence: Sentence, index: int, below: dict[int, list[int]]) -> Modality:
    """How the clause holds, from its own auxiliaries and adverbs, then from the verb it stands under."""
    words = _words()
    own = [sentence.tokens[c] for c in below.get(index, ())]
    aux = {t.lemma.lower() for t in own if base(t.dep) == "aux"} | {t.text.lower() for t in own if base(t.dep) == "aux"}
    if any(t.lemma.lower() in words["alleged_words"] for t in own):
        return Modality.ALLEGED
    if aux & words["possible_auxiliaries"]:
        return Modality.POSSIBLE
    if aux & words["expected_auxiliaries"]:
        return Modality.EXPECTED
    token = sentence.tokens[index]
    if token.head < 0 or base(token.dep) not in {"ccomp", "xcomp", "advcl", "obl"}:
        return Modality.HAPPENED
    above = sentence.tokens[token.head].lemma.lower()
    if base(token.dep) in {"ccomp", "xcomp"}:
        if above in words["denied_verbs"]:
            return Modality.DENIED
        if above in words["expected_verbs"] and base(token.dep) == "xcomp":
            return Modality.EXPECTED
        if above in words["possible_verbs"]:
            return Modality.POSSIBLE
    if above in words["alleged_verbs"]:
        return Modality.ALLEGED
    return Modality.HAPPENED
